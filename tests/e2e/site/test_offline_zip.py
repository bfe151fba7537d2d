"""The ZIP of pages to read, unpacked on somebody's device, opened by a double click: with no host at all."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.accessibility.axe import faults
from tests.e2e.print.test_print import printed, squeezed

ZIP = "coproduction-to-read"
# Reading aloud keeps nothing, and does not say so.
CONTROLS = ".md-content :is(input, textarea, select, button:not([data-aloud]))"


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """The pages, unpacked where a name has a space and an accent."""
    place = tmp_path / "Réunion du mardi"
    with zipfile.ZipFile(site / f"{ZIP}.zip") as archive:
        archive.extractall(place)
    return place / ZIP


@pytest.fixture
def reader(browser: Browser, folder: Path) -> Iterator[Page]:
    """Somebody who has double-clicked index.html; fails the test if anything else is asked for, or fails."""
    context: BrowserContext = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    strangers: list[str] = []
    said: list[str] = []
    here = (folder.as_uri(), "data:", "about:")
    context.on(
        "request", lambda asked: strangers.append(asked.url) if not asked.url.startswith(here) else None
    )
    # A page that is left stops asking (ERR_ABORTED). A file that is not there fails in another way.
    context.on(
        "requestfailed",
        lambda asked: (
            strangers.append(f"{asked.failure} {asked.url}") if asked.failure != "net::ERR_ABORTED" else None
        ),
    )
    context.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    yield page
    context.close()
    assert strangers == []
    assert said == []


def test_every_page_opens_from_the_menu(reader: Page, folder: Path) -> None:
    """From the first page the menu and the foot lead on to all others, but for those that only lead on; no field
    or button pretends to keep anything."""
    menu = reader.locator(".md-nav--primary a.md-nav__link[href]:not([href*='#']), .ws-foot a")
    for link in menu.all():
        link.click(trial=True)
    addresses = [reader.url]
    for address in addresses:
        reader.goto(address)
        expect(reader.locator("h1:visible").first).to_be_visible()
        expect(reader.locator(f"{CONTROLS}:visible")).to_have_count(0)
        found = menu.evaluate_all("a => a.map((one) => one.href)")
        addresses += [one for one in dict.fromkeys(found) if one not in addresses]
    leads_on = 'http-equiv="refresh"'
    pages = [path for path in folder.rglob("*.html") if leads_on not in path.read_text(encoding="utf-8")]
    assert len(addresses) == len([path for path in pages if path.stem != "more"])


def test_search_finds_a_word_and_leads_to_its_page(reader: Page) -> None:
    """Without a host, too: what is typed is found, and opens at its place."""
    reader.get_by_role("textbox", name="Search").press_sequentially("genuine partners")
    result = reader.locator(".md-search-result__link[href*='#']").first
    expect(result).to_contain_text("What do we mean by co-production?")
    result.press("Enter")
    expect(reader.locator("mark", has_text="genuine partners").first).to_be_in_viewport()


def test_a_worksheet_prints_blank_and_says_where_to_fill_it_in(reader: Page, tmp_path: Path) -> None:
    """One line tells that these pages are to read, and leads on; on paper there is the blank sheet."""
    reader.get_by_role("link", name="People as assets").first.click()
    note = reader.locator("p.ws-note")
    expect(note).to_contain_text("You can’t write in them on the screen.")
    text = squeezed(printed(reader, tmp_path))
    assert squeezed("What is the evidence?") in text
    assert squeezed("Tick anything you recognise") in text
    note.get_by_role("link").click()
    expect(reader.get_by_role("heading", name="Use it without the internet")).to_be_visible()
    expect(reader.get_by_text("You can get this download from the website").first).to_be_visible()


@pytest.mark.parametrize("name", ["index", "ideas/work", "plan", "printing", "take-away"])
def test_pages_in_a_folder_are_open_to_everyone(browser: Browser, folder: Path, name: str) -> None:
    """No fault that axe knows, and no scrolling sideways on the narrowest screen."""
    page = browser.new_page(locale="en-GB")
    page.goto((folder / f"{name}.html").as_uri())
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
