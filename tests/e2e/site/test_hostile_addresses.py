"""Addresses that somebody has made up, or that a mail program has cut: whatever stands behind # or ?, pages start."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from overrides.hooks.outputs.single_file import NAME, SHARED
from tests.e2e.accessibility.states import NO_ANSWER

# No encoding, half an encoding, selectors, markup, addresses, names of JavaScript, more than anybody types.
TEXTS = [
    "%",
    "%E0%A4%A",
    "idea%",
    "%00",
    "%0A%0D",
    "\\",
    '"]',
    "[id]",
    "*,(",
    "#",
    "/",
    "../../",
    "__proto__",
    "constructor",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    ":~:text=%",
    "easy/assets/#%",
    "words/#%E0%A4%A",
    "\u202e\ud7ff\uffff",
]
# Nearly as long as the host of the tests takes.
LONG = "x%" * 15_000
# What shows that the scripts of a page have run to their end.
STARTED = {
    "words/": "label[data-replaced]",
    "ideas/assets/": "html[data-start=open]",
    "easy/assets/": "html[data-start=open] [data-easy=on] .ws-is-shown",
    "easy/words/": "[data-easy=on] .ws-is-shown",
    SHARED: "html[data-start=open] h1",
}


@pytest.mark.parametrize("name", STARTED)
def test_a_page_starts_whatever_stands_behind_its_address(page: Page, base: str, name: str) -> None:
    """Behind ?, as a search's words and by itself, and behind #, both when it is opened and while it is open."""
    page.add_init_script(NO_ANSWER)
    # The texts that are no encoding, and on one page all.
    for text in [*(TEXTS if name == "words/" else TEXTS[:3]), LONG]:
        page.goto(f"{base}{name}?h={text}&{text}#{text}")
        expect(page.locator(STARTED[name])).not_to_have_count(0)
    for text in TEXTS:
        page.evaluate("(text) => { location.hash = text; }", text)
    page.evaluate("() => { location.hash = 'idea'; }")
    if "easy" in name:
        expect(page.locator(".ws-is-shown")).to_have_count(1)


MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script>"


@pytest.mark.parametrize("text", ["%", "%E0%A4%A", MARKUP, quote(MARKUP)])
def test_words_to_look_for_may_be_cut_or_markup(page: Page, base: str, text: str) -> None:
    """An address that opens the search shows it, with what can be read of the words, as words."""
    page.add_init_script("globalThis.alert = () => { globalThis.hasRun = true; }")
    page.goto(f"{base}words/?q=co-production {text}&h=co-production {text}#{text}")
    expect(page.get_by_role("textbox", name="Search")).to_be_visible()
    expect(page.get_by_role("textbox", name="Search")).to_have_value(re.compile("^co-production"))
    expect(page.locator(".md-search-result__item").first).to_be_attached()
    assert page.locator("[src=x], [onerror]").count() == 0
    assert page.evaluate("globalThis.hasRun ?? false") is False


def test_the_single_file_starts_whatever_stands_behind_its_address(browser: Browser, site: Path) -> None:
    """It shows the screen that the address names, as far as it names one, and else the first."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(NO_ANSWER)
    file = (site / NAME).as_uri()
    for text, title in (
        ("%", "how are you doing?"),
        ("easy/assets/#%", "People as assets"),
        (LONG, "how are you doing?"),
    ):
        page.goto("about:blank")
        page.goto(f"{file}#{text}")
        expect(page.locator("html[data-start=open] h1")).to_contain_text(title)
    for text in TEXTS:
        page.evaluate("(text) => { location.hash = text; }", text)
    page.evaluate("() => { location.hash = 'plan/#%'; }")
    expect(page.get_by_role("heading", name="Your overall action plan", level=1)).to_be_visible()
    context.close()
    assert wrong == []
