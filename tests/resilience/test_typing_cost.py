"""What safety costs: how long a keystroke keeps the page from hearing the next one."""

import statistics

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.person import Person
from tests.profile import draw, report
from tests.resilience.steps import without_the_rest

# Times are taken and counts kept across tests: one worker runs all of them, one after the other.
pytestmark = [pytest.mark.sampled, pytest.mark.xdist_group("serial")]

NO_JOURNAL = "IDBFactory.prototype.open = () => { throw new DOMException('none', 'SecurityError') }"
# Each letter is typed, kept at once, and the time of both together is taken.
TYPED = """async ([count, long]) => {
  const field = document.querySelector("[data-bind='ideas.assets.evidence']");
  const times = [];
  field.value = long;
  for (let typed = 0; typed < count; typed += 1) {
    const start = performance.now();
    field.value += "x";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    dispatchEvent(new Event("pagehide"));
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 5));
  }
  return times;
}"""


def cost(browser: Browser, base: str, letters: int, script: str) -> float:
    """Milliseconds for a letter and its keeping, beside a text of that many letters."""
    context = browser.new_context(locale="en-GB", service_workers="block")
    page: Page = context.new_page()
    without_the_rest(page)
    page.add_init_script(script)
    person = Person(page, base)
    person.goes_to("ideas/assets")
    times: list[float] = page.evaluate(TYPED, [draw(60, 300), "word " * (letters // 5)])
    context.close()
    return statistics.median(times)


def test_the_second_copy_costs_a_keystroke_next_to_nothing(browser: Browser, base: str) -> None:
    """A letter beside ten pages of text, kept twice, takes a hundredth of a second at most where
    the tests run, and hardly longer than kept once."""
    once, twice = cost(browser, base, 20_000, NO_JOURNAL), cost(browser, base, 20_000, "")
    report("faults", letter_ms=round(twice, 1), letter_without_journal_ms=round(once, 1))
    assert twice < max(10.0, 4 * once)
