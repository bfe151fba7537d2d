"""Random walks in Firefox and WebKit; see tests/resilience/walk.py."""

import pytest

from tests.cross_browser.page import Page
from tests.cross_browser.person import Person
from tests.profile import draw
from tests.resilience.walk import Walk

pytestmark = pytest.mark.sampled


def test_no_word_is_nowhere(person: Person) -> None:
    """Type, add, delete, undo, choose, reload, close, open another: all words are there."""
    browser = person.browser

    def closes(page: Page) -> None:
        page.ask("close")
        browser.page.ask("switch", handle=browser.page.handle)

    walk = Walk(person.base, 1, browser.new_page, closes)
    for _ in range(draw(1, 10)):
        walk.walk(draw(15, 100))
        walk.done.clear()
