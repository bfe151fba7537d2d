"""Random walks in Firefox and WebKit; see tests/resilience/walk.py."""

import pytest

from tests.cross_browser.conftest import Opens
from tests.cross_browser.page import Page
from tests.e2e.host import Host
from tests.profile import draw
from tests.resilience.walk import Walk

pytestmark = pytest.mark.sampled


def test_no_word_is_nowhere(opens: Opens, host: Host) -> None:
    """Type, add, delete, undo, choose, reload, close, open another: all words are there.

    In a browser of its own: WebKit complains of each load that is cut off as a page is left.
    """
    browser = opens(workers=False)

    def closes(page: Page) -> None:
        page.ask("close")
        browser.page.ask("switch", handle=browser.page.handle)

    walk = Walk(host.base, 1, browser.new_page, closes)
    for _ in range(draw(1, 10)):
        walk.walk(draw(15, 100))
        walk.done.clear()
