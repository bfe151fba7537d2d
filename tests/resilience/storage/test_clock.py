"""The device's clock is wrong, and is set back while somebody writes or between two visits."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.person import Person, types_and_asks
from tests.profile import report
from tests.resilience.steps import EVIDENCE, is_safe, says, without_the_rest

pytestmark = pytest.mark.sampled


def test_a_clock_set_back_while_somebody_types_keeps_nothing_waiting(person: Person, page: Page) -> None:
    """Set the clock back by ten years in the middle of typing without a pause: what is kept is never more
    than a second behind, before and after."""
    without_the_rest(page)
    page.clock.install(time="2036-01-01T10:00:00")
    person.goes_to("ideas/assets")
    page.clock.pause_at("2036-01-01T11:00:00")
    behind = []
    for typed in range(1, 60):
        if typed == 30:
            page.clock.set_system_time("2026-01-01T10:00:00")
        behind.append(typed - types_and_asks(page, "x" * typed))
        page.clock.run_for(100)
    assert max(behind) <= 10, "a tenth of a second lies between two letters"
    page.clock.run_for(1000)
    person.sees_it_saved()
    assert person.stored()["changed"].startswith("2026")
    report("faults", clock=2)


def test_a_clock_set_back_between_two_visits_brings_back_nothing_old(person: Person, page: Page) -> None:
    """Write, set the clock back by a year, write again and come back: the last words count."""
    without_the_rest(page)
    for year, text in (("2030", "Written first."), ("2029", "Written first. And then this.")):
        page.clock.set_fixed_time(f"{year}-05-01T10:00:00")
        person.goes_to("ideas/assets")
        person.writes_evidence(text)
        person.sees_it_saved()
    page.clock.set_fixed_time("2028-05-01T10:00:00")
    person.goes_to("ideas/assets")
    expect(page.get_by_label(EVIDENCE)).to_have_value("Written first. And then this.")
    says(page, "Saved on this device")
    is_safe(person, "Written first. And then this.")
    assert person.stored()["changed"].startswith("2029")
