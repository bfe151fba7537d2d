"""Writing, keeping, printing, taking away and bringing back in the oldest browsers that are supported.

Their pages are spoken to by scripts and keys: Playwright's locators ask for functions that they lack.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.e2e.conftest import playwright
from tests.e2e.person import until
from tests.older_browsers.chromium_archive import PACKAGES, chromium
from tests.profile import FULL

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-zygote"]
# Chromium before 97 does not know the policy that lets only WebAssembly run, so no Python starts there.
PYTHON_SINCE = 97
OPEN = "document.documentElement.dataset.start === 'open'"
EVIDENCE = '[data-bind="ideas.assets.evidence"]'

pytestmark = [pytest.mark.xdist_group("older_browsers"), pytest.mark.sampled]


@pytest.fixture(scope="module", params=list(PACKAGES) if FULL else [83])
def older(request: pytest.FixtureRequest) -> Iterator[tuple[int, Browser]]:
    """A browser of an earlier year, with its version."""
    path = chromium(request.param)
    browser = playwright().chromium.launch(executable_path=path, args=ARGUMENTS)
    assert browser.version.startswith(f"{request.param}.")
    yield request.param, browser
    browser.close()


@pytest.fixture
def page(older: tuple[int, Browser]) -> Iterator[Page]:
    """A new page with nothing kept; whatever its scripts throw fails the test."""
    context = older[1].new_context(locale="en-GB", accept_downloads=True)
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    context.close()
    assert thrown == []


def visit(page: Page, address: str) -> None:
    """Open a page and wait until its fields can be typed in."""
    page.goto(address)
    until(page, OPEN)


def write(page: Page, selector: str, text: str) -> None:
    """Type into a field, and wait until it is kept."""
    page.evaluate("selector => document.querySelector(selector).focus()", selector)
    page.keyboard.type(text)
    until(page, "document.querySelector('[data-saved]').dataset.saved === 'saved'")


def press(page: Page, selector: str) -> None:
    """Press the first button that the selector names."""
    page.evaluate("selector => document.querySelector(selector).click()", selector)


def value(page: Page, selector: str) -> str:
    """What a field holds."""
    return str(page.evaluate("selector => document.querySelector(selector).value", selector))


def fill_in(page: Page, base: str) -> None:
    """Answer one idea: a stage, evidence, a rating, and a change that becomes an action."""
    visit(page, f"{base}ideas/assets/")
    press(page, 'input[type=radio][value="basics"]')
    press(page, 'input[type=radio][value="amber"]')
    write(page, EVIDENCE, "Ana runs the Tuesday café")
    write(page, "[data-new-change]", "Meet in the café")
    press(page, '[data-do="add-change"]')
    press(page, '[data-field="chosen"]')
    write(page, '[data-actions] [data-field="who"]', "Ben")


def kept(page: Page) -> dict[str, Any]:
    """The reflections that are kept on this device, by id, without what surrounds them."""
    found: dict[str, Any] = page.evaluate(
        """Object.fromEntries(Object.entries(localStorage)
          .filter(([key]) => key.startsWith("coproduction:reflection:"))
          .map(([key, text]) => [key, JSON.parse(text)]))"""
    )
    return found


def test_what_is_written_is_there_again(page: Page, base: str) -> None:
    """Each kind of answer is kept and shown after the page is opened again; the plan has its action."""
    fill_in(page, base)
    visit(page, f"{base}ideas/assets/")
    assert value(page, EVIDENCE) == "Ana runs the Tuesday café"
    checked = "[...document.querySelectorAll('input[data-bind]:checked')].map(({ value }) => value)"
    assert page.evaluate(checked) == ["basics", "amber"]
    visit(page, f"{base}plan/")
    assert value(page, '[data-plan] [data-field="what"]') == "Meet in the café"
    assert value(page, '[data-plan] [data-field="who"]') == "Ben"


def test_paper_has_what_was_written(page: Page, base: str, tmp_path: Path) -> None:
    """The worksheet comes out on paper with the answers."""
    fill_in(page, base)
    paper = tmp_path / "worksheet.pdf"
    page.pdf(path=paper, format="A4")
    words = " ".join(sheet.extract_text() for sheet in PdfReader(paper).pages)
    assert "Ana runs the Tuesday café" in words
    assert "Meet in the café" in words


def test_a_copy_is_taken_away_and_brought_back(page: Page, base: str, tmp_path: Path) -> None:
    """The file for other programs holds everything; on an empty device it is brought in whole."""
    fill_in(page, base)
    visit(page, f"{base}reflections/")
    [before] = kept(page).values()
    # Playwright does not hear of downloads in browsers this old: the file is read where the page has made it.
    page.evaluate(
        """() => {
          const make = URL.createObjectURL;
          URL.createObjectURL = (file) => {
            new Response(file).text().then((text) => (globalThis.made = text));
            return make.call(URL, file);
          };
        }"""
    )
    press(page, '[data-export] [data-make="json"]')
    until(page, "globalThis.made")
    copy = tmp_path / "copy.json"
    copy.write_text(page.evaluate("globalThis.made"), encoding="utf-8")
    page.goto(f"{base}words/")
    page.evaluate(
        "localStorage.clear(); sessionStorage.clear(); indexedDB.deleteDatabase('coproduction:journal')"
    )
    visit(page, f"{base}reflections/")
    page.set_input_files("[data-transfer] input[type=file]", copy)
    until(page, "!document.querySelector('[data-import]').hidden")
    press(page, '[data-do="import-add"]')
    [after] = kept(page).values()
    for found in (before, after):
        found.pop("seal")
    assert after == before


def test_easy_read_keeps_the_same_answers(page: Page, base: str) -> None:
    """What is written in Easy Read stands in the worksheet."""
    visit(page, f"{base}easy/assets/")
    field = page.evaluate("field => document.querySelector(field).id", EVIDENCE)
    visit(page, f"{base}easy/assets/#{field}")
    write(page, EVIDENCE, "We cook together")
    shown = (
        "[...document.querySelectorAll('[data-screen]')].filter((one) => one.getClientRects().length).length"
    )
    assert page.evaluate(shown) == 1
    visit(page, f"{base}ideas/assets/")
    assert value(page, EVIDENCE) == "We cook together"


def test_python_answers_or_a_calm_sentence_does(page: Page, base: str, older: tuple[int, Browser]) -> None:
    """Where the browser can run Python it answers; elsewhere the page says what works without it."""
    visit(page, f"{base}plan/")
    box = "document.querySelector('[data-engine]')"
    if older[0] >= PYTHON_SINCE:
        until(page, f"{box}.hidden")
    else:
        words = "JSON.parse(document.getElementById('worksheet-words').textContent).words"
        until(page, f"{box}.textContent.includes({words}.engine.failed)")


def test_a_page_inside_another_shows_nothing_of_a_reflection(page: Page, base: str) -> None:
    """No script of it runs; a sentence and a link stand there instead."""
    page.goto(f"data:text/html,<iframe src='{base}ideas/assets/'></iframe>")
    inside = page.frames[1]
    assert "This page is shown inside another website" in inside.evaluate("document.body.innerText")
    assert inside.evaluate("document.links[0].href + document.links.length") == f"{base}ideas/assets/1"
    assert inside.evaluate(f"document.querySelector('{EVIDENCE}')") is None


def test_the_single_file_keeps_what_is_written(page: Page, site: Path) -> None:
    """Opened from a disk, it takes words and has them again."""
    address = (site / "coproduction.html").as_uri()
    visit(page, f"{address}#ideas/assets/")
    write(page, EVIDENCE, "From a stick")
    page.reload()
    until(page, OPEN)
    assert value(page, EVIDENCE) == "From a stick"
