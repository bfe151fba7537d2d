"""The device sleeps, timers come late, and pages come back from where the browser had put them."""

import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.person import Person, until
from tests.profile import draw, report
from tests.resilience.killable import Killable
from tests.resilience.steps import EVIDENCE, is_safe, says, without_the_rest

pytestmark = pytest.mark.sampled

OUTSIDE = "Updated with what was changed in another tab."


def test_a_page_that_is_put_to_sleep_has_kept_what_was_written(context: BrowserContext, base: str) -> None:
    """Write and freeze the page at once, as a device does that sleeps; meanwhile another tab goes on; wake
    the page up: what both wrote is there, and the page says that it was brought up to date."""
    sleeper, other = context.new_page(), context.new_page()
    for page in (sleeper, other):
        without_the_rest(page)
    first, second = Person(sleeper, base), Person(other, base)
    first.goes_to("ideas/assets")
    rounds = draw(3, 20)
    state = context.new_cdp_session(sleeper)
    for number in range(rounds):
        first.writes_evidence(f"Before sleep {number}.")
        state.send("Page.setWebLifecycleState", {"state": "frozen"})
        second.goes_to("ideas/assets")
        expect(other.get_by_label(EVIDENCE)).to_have_value(f"Before sleep {number}.")
        second.adds_ideas(f"While it slept {number}")
        second.sees_it_saved()
        state.send("Page.setWebLifecycleState", {"state": "active"})
        expect(sleeper.locator(".ws-changes textarea")).to_have_count(number + 1)
        says(sleeper, OUTSIDE)
        is_safe(first, f"Before sleep {number}.", f"While it slept {number}")
    report("faults", sleeps=rounds)


def test_timers_that_come_late_lose_nothing(person: Person, page: Page) -> None:
    """The timer that keeps what was typed comes an hour late, as on a device that slept."""
    without_the_rest(page)
    page.clock.install()
    person.goes_to("ideas/assets")
    page.clock.pause_at("2036-01-01T10:00:00")
    person.writes_evidence("Typed before the lid was closed.")
    page.clock.fast_forward("01:00:00")
    person.sees_it_saved()
    is_safe(person, "Typed before the lid was closed.")


def test_a_page_that_comes_back_is_brought_up_to_date(browser: Browser, base: str) -> None:
    """Go on to another page, change the same worksheet in another tab, go back: the browser shows the page
    from its memory, and the page shows what is kept now and says so."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        killable = Killable(browser.browser_type, Path(folder))
        page = killable.page()
        other = page.context.new_page()
        for opened in (page, other):
            # A page that is left while it asks for the copy of the site is not kept in the browser's memory.
            opened.add_init_script("delete Navigator.prototype.serviceWorker")
        page.add_init_script(
            "addEventListener('pageshow', (event) => (globalThis.persisted = event.persisted))"
        )
        first, second = Person(page, base), Person(other, base)
        first.goes_to("ideas/assets")
        says(page, "No questions just now. They come up here as you write.")
        first.writes_evidence("Before.")
        first.goes_to("words")
        second.goes_to("ideas/assets")
        expect(other.get_by_label(EVIDENCE)).to_have_value("Before.")
        second.writes_evidence("Before. And while it was away.")
        second.sees_it_saved()
        page.go_back(wait_until="commit")
        until(page, "globalThis.persisted === true")
        expect(page.get_by_label(EVIDENCE)).to_have_value("Before. And while it was away.")
        says(page, OUTSIDE)
        first.writes_evidence("Before. And while it was away. And after.")
        expect(other.get_by_label(EVIDENCE)).to_have_value("Before. And while it was away. And after.")
        killable.strike()
        killable.gone()
    report("faults", back_forward=1)
