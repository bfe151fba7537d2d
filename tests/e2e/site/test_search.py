"""The search forgives a letter, knows other words for a thing, and finds each kind of page."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.person import Person


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
