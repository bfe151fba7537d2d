"""Finding one's way: the first page at one look, the way back in, the menu, and the search."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.e2e.person import Person, puts

SAVED = ROOT / "tests/saved/reflection-1.json"
MENU = ".md-nav--primary > ul > li"


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1366, 768)])
def test_all_that_one_needs_to_start_is_in_sight(person: Person, page: Page, width: int, height: int) -> None:
    """What it is, the button that starts, for whom, and how long: without scrolling; the head takes one line."""
    page.set_viewport_size({"width": width, "height": height})
    person.goes_to("")
    heading = page.get_by_role("heading", level=1)
    lines = [heading, page.locator(".ws-hero-lead"), page.get_by_role("link", name="Start your reflection")]
    for line in [*lines, *page.locator(".ws-facts li").all()[:2]]:
        expect(line).to_be_in_viewport(ratio=1)
    for address in ("words", "privacy", "plan") if width == 360 else ():
        person.goes_to(address)
        assert heading.evaluate("(one) => one.getBoundingClientRect().top") < 120, address


def test_somebody_who_comes_back_carries_on(person: Person, page: Page) -> None:
    """The button names what is open and how many worksheets are done. What is damaged leaves it as it was."""
    person.goes_to("privacy")
    page.evaluate("() => localStorage.setItem('coproduction:current', 'damaged')")
    page.evaluate("() => localStorage.setItem('coproduction:reflection:damaged', '{')")
    person.goes_to("")
    expect(page.get_by_role("link", name="Start your reflection")).to_be_visible()
    saved = {**json.loads(SAVED.read_text(encoding="utf-8")), "name": "Bridge <b>Street"}
    puts(page, saved)
    page.reload()
    page.set_viewport_size({"width": 360, "height": 640})
    button = page.get_by_role("link", name="Carry on with Bridge <b>Street (1 of 4 done)")
    # All its words are one line of text: none stands in a narrow column of its own.
    expect(button).to_have_css("display", "block")
    button.click()
    expect(page).to_have_url(re.compile("/worksheets/$"))


def test_whoever_knows_the_tool_goes_straight_to_the_ideas(person: Person, page: Page) -> None:
    """In Easy Read: one press on the first screen, and not nineteen."""
    person.goes_to("easy/start")
    page.get_by_role("link", name="Go straight to the 4 ideas").click()
    expect(page.get_by_role("heading", name="Now you can start")).to_be_in_viewport()
    page.locator(".ws-easy-links a", has_text="Idea 1: People as assets").click()
    expect(page.get_by_role("heading", name="The name of this idea")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "entries", "inside"),
    [("", 9, 0), ("ideas/work", 9, 4), ("rounds", 9, 2), ("easy/work", 8, 0)],
)
def test_the_menu_is_short(person: Person, page: Page, address: str, entries: int, inside: int) -> None:
    """One entry for each part of the work, and the pages of the part that is open. Easy Read has a menu of its own."""
    person.goes_to(address)
    expect(page.locator(MENU)).to_have_count(entries)
    expect(page.locator(f"{MENU} > ul > li")).to_have_count(inside)
    easy_read = page.locator(MENU).get_by_role("link", name="1. People as assets", include_hidden=True)
    expect(easy_read).to_have_count(1 if address.startswith("easy") else 0)
    for name in ("Privacy", "Accessibility", "How this site is tested", "Publish your own copy"):
        expect(page.get_by_role("contentinfo").get_by_role("link", name=name)).to_have_count(1)


@pytest.mark.parametrize(
    ("typed", "page_found"),
    [
        ("reciprosity", "ideas/reciprocity/"),
        ("evidance", "ideas/assets/"),
        ("undo", "reflections/"),
        ("delete", "reflections/"),
        ("download", "privacy/"),
        ("time bank", "ideas/work/"),
        ("paper", "printing/"),
        ("session", "session/"),
    ],
)
def test_what_people_type_finds_its_page(person: Person, page: Page, typed: str, page_found: str) -> None:
    """A letter that is wrong, a word that the site does not use for it; worksheets, help, and background."""
    person.goes_to("words")
    field = page.get_by_role("textbox", name="Search")
    field.focus()
    expect(field).to_be_focused()
    page.keyboard.type(typed)
    found = page.locator(f'.md-search-result__link[href*="/{page_found}"]')
    expect(found.first).to_be_attached()
