"""The device is full: from the start, or at any one of the writes of a journey."""

import json
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.e2e.person import BACKUP, Person, until
from tests.profile import FULL, draw, report
from tests.resilience.steps import (
    EVIDENCE,
    WRITTEN,
    in_the_file,
    is_safe,
    on_the_page,
    says,
    steps,
    without_the_rest,
)

pytestmark = pytest.mark.sampled

NO_ROOM = "This device is full."
FORBIDDEN = "This browser won’t let the site save anything."
# Counts every write to the browser's storage; the one with this number, or all from it on, finds no room.
FAILS = """({ number, forGood }) => {
  let writes = 0;
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    writes += 1;
    globalThis.writes = writes;
    const fails = writes === number || (forGood && writes > number);
    if (fails) throw new DOMException("full", "QuotaExceededError");
    setItem.call(this, key, value);
  };
}"""


def failing(page: Page, number: int, for_good: bool) -> None:
    """Let the write with this number fail, and all later ones too if it is for good."""
    page.add_init_script(f"({FAILS})({{ number: {number}, forGood: {str(for_good).lower()} }})")


def journey(context: BrowserContext, base: str, number: int, for_good: bool) -> int:
    """Walk over a worksheet while that write fails; gives how many writes there were."""
    page = context.new_page()
    without_the_rest(page)
    failing(page, number, for_good)
    person = Person(page, base)
    person.goes_to("ideas/assets")
    for step in steps(person):
        step()
        until(page, "!document.querySelector('[data-saved=pending]')")
    if for_good and page.locator("[data-saved=trouble]").count():
        says(page, NO_ROOM)
    is_safe(person, *WRITTEN)
    writes = int(page.evaluate("globalThis.writes ?? 0"))
    if not page.locator("[data-saved=trouble]").count():
        stored = str(person.stored())
        assert all(text in stored for text in WRITTEN), "where the page does not say so, all is kept"
    page.close()
    return writes


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_any_write_may_find_no_room(browser: Browser, base: str, for_good: bool) -> None:
    """Whichever write of a journey fails, once or from then on: all that was written is on the page and in
    the file, and if it could not be kept the page says so."""

    def walk(number: int) -> int:
        context = browser.new_context(locale="en-GB", accept_downloads=True, service_workers="block")
        try:
            return journey(context, base, number, for_good)
        finally:
            context.close()

    writes = walk(0)
    numbers = range(1, writes + 1) if FULL else range(1, writes + 1, max(1, writes // draw(3, 1)))
    for number in numbers:
        walk(number)
    report("faults", **{f"full_{'for_good' if for_good else 'once'}": len(list(numbers))})


FILLED = """() => {
  let size = 4_000_000;
  for (let part = 0; size >= 1; ) {
    try {
      localStorage.setItem(`filler${part}`, "x".repeat(size));
      part += 1;
    } catch {
      size = Math.floor(size / 2);
    }
  }
}"""
EMPTIED = """Object.keys(localStorage).filter((key) => key.startsWith('filler'))
  .forEach((key) => localStorage.removeItem(key))"""


def crash(page: Page) -> None:
    """End the process of a tab."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


@pytest.mark.parametrize("begun", [True, False], ids=["begun", "new"])
def test_what_found_no_room_is_back_after_a_crash(context: BrowserContext, base: str, begun: bool) -> None:
    """A full device, a long text, and the tab dies: the next one shows the text and says so.

    When another tab has made some, it is kept without another word.
    """
    page = context.new_page()
    without_the_rest(page)
    person = Person(page, base)
    person.goes_to("ideas/assets")
    if begun:
        person.writes_evidence("Kept before.")
        person.sees_it_saved()
    page.evaluate(FILLED)
    long = f"Kept before. {'And this found no room. ' * 800}"
    person.writes_evidence(long)
    says(page, NO_ROOM)
    # The second copy is on its way to the disk; it is asked by the page itself.
    until(
        page,
        f"({BACKUP})().then((kept) => kept.some(({{ text }}) => text.includes({json.dumps(long[-200:])})))",
    )
    crash(page)
    again = context.new_page()
    without_the_rest(again)
    person = Person(again, base)
    person.goes_to("ideas/assets")
    expect(again.get_by_label(EVIDENCE)).to_have_value(long)
    says(again, NO_ROOM)
    other = context.new_page()
    other.goto(f"{base}words/")
    other.evaluate(EMPTIED)
    expect(again.locator("[data-saved=saved]")).to_be_visible()
    assert person.stored()["ideas"]["assets"]["evidence"] == long


@pytest.mark.parametrize("fails", ["return", "throw new DOMException('no', 'SecurityError')"])
def test_what_one_store_begins_to_refuse_is_back_after_a_crash(
    context: BrowserContext, base: str, fails: str
) -> None:
    """It swallows or forbids: the page says so and asks, and the other store has what was typed."""
    page = context.new_page()
    without_the_rest(page)
    person = Person(page, base)
    person.goes_to("ideas/assets")
    person.writes_evidence("Kept before.")
    person.sees_it_saved()
    page.evaluate(f"() => void (Storage.prototype.setItem = () => {{ {fails}; }})")
    person.writes_evidence("Kept before. And since.")
    says(page, FORBIDDEN)
    until(page, f"({BACKUP})().then((kept) => kept.some(({{ text }}) => text.includes('And since.')))")
    crash(page)
    again = context.new_page()
    without_the_rest(again)
    Person(again, base).goes_to("ideas/assets")
    expect(again.get_by_label(EVIDENCE)).to_have_value("Kept before. And since.")


def test_a_store_that_swallows_is_noticed(person: Person, page: Page) -> None:
    """Where the browser takes everything and keeps nothing, the page never says that it is saved."""
    page.add_init_script("Storage.prototype.setItem = () => {}")
    person.goes_to("ideas/assets")
    says(page, FORBIDDEN)
    person.writes_evidence("Swallowed.")
    is_safe(person, "Swallowed.")
    expect(page.locator("[data-saved=trouble]")).to_be_visible()


def test_a_store_that_begins_to_swallow_is_noticed_at_the_next_save(person: Person, page: Page) -> None:
    """What it took before stays; what it only seems to take is told of, asked about, and in the file. When it
    keeps again, so does the page."""
    without_the_rest(page)
    person.goes_to("ideas/assets")
    person.writes_evidence("Kept before.")
    person.sees_it_saved()
    page.evaluate(
        "() => void ([globalThis.keeps, Storage.prototype.setItem] = [Storage.prototype.setItem, () => {}])"
    )
    person.writes_evidence("Kept before. And swallowed.")
    says(page, FORBIDDEN)
    is_safe(person, "And swallowed.")
    assert person.stored()["ideas"]["assets"]["evidence"] == "Kept before."
    page.once("dialog", lambda question: question.dismiss())
    with page.expect_event("dialog"):
        page.get_by_role("link", name="All four worksheets").press("Enter", no_wait_after=True)
    page.evaluate("() => void (Storage.prototype.setItem = keeps)")
    person.adds_ideas("And on")
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["evidence"] == "Kept before. And swallowed."


def test_a_device_that_is_really_full_is_told_and_gives_the_file(person: Person, page: Page) -> None:
    """Fill the browser's storage to the last byte, then write: the sentence, the screen and the file; and
    when there is room again, all of it is kept without another word."""
    without_the_rest(page)
    person.goes_to("ideas/assets")
    person.writes_evidence("Kept before.")
    person.sees_it_saved()
    page.evaluate(FILLED)
    person.writes_evidence("Kept before. And this is longer than there is room for.")
    says(page, NO_ROOM)
    is_safe(person, "And this is longer than there is room for.")
    assert person.stored()["ideas"]["assets"]["evidence"] == "Kept before.", "what was kept stays"
    page.evaluate(EMPTIED)
    page.get_by_label(EVIDENCE).press("End")
    page.get_by_label(EVIDENCE).press_sequentially(" Now.")
    expect(page.locator("[data-saved=saved]")).to_be_visible()
    assert person.stored()["ideas"]["assets"]["evidence"].endswith("room for. Now.")
    assert "Now." in on_the_page(page)
    assert "Now." in in_the_file(person)
