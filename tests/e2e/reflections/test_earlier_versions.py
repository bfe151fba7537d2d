"""Earlier versions of a reflection: set aside by themselves, to go back to, and never in anybody's way."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.person import Person, until
from tests.e2e.site.test_single_file import address, copy  # noqa: F401 - fixtures

EVIDENCE = "What are people doing or saying"
# Every earlier version that is kept, the oldest first, as [key, document].
KEPT = """Object.keys(localStorage).filter((key) => key.startsWith("coproduction:history:")).sort()
  .map((key) => [key, JSON.parse(localStorage.getItem(key))])"""
LONG = "One two three four five six seven eight nine ten eleven twelve."


def versions(page: Page) -> list[str]:
    """The evidence for assets in each version that is kept, the oldest first."""
    return [document["ideas"]["assets"]["evidence"] for _, document in page.evaluate(KEPT)]


def writes(person: Person, text: str) -> None:
    """Write evidence and wait until it is kept."""
    person.writes_evidence(text)
    until(person.page, f"JSON.stringify(localStorage).includes({json.dumps(json.dumps(text)[1:-1])})")
    person.sees_it_saved()


def has_a_version(person: Person) -> None:
    """Leave a reflection on the device whose only version says LONG, and now says something else."""
    person.goes_to("ideas/assets")
    writes(person, LONG)
    writes(person, "Short")
    assert versions(person.page) == [LONG]


def opens_versions(person: Person) -> Locator:
    """Open the list of earlier versions; gives its items."""
    person.goes_to("reflections")
    person.page.locator(".ws-versions > summary").first.click()
    return person.page.locator(".ws-version")


def test_a_version_is_set_aside_every_ten_minutes_and_at_each_new_sitting(person: Person, page: Page) -> None:
    """What was there before the first words of a new sitting is kept, and what was ten minutes later."""
    page.clock.install(time="2030-01-01T10:00:00")
    person.goes_to("ideas/assets")
    writes(person, "Monday")
    writes(person, "Monday morning")
    assert versions(page) == []
    page.clock.fast_forward("24:00:00")
    person.goes_to("ideas/assets")
    for text in ("Tuesday", "Tuesday m", "Tuesday morning"):
        writes(person, text)
    assert versions(page) == ["Monday morning"]
    page.clock.fast_forward("11:00")
    writes(person, "Tuesday noon")
    assert versions(page) == ["Monday morning", "Tuesday morning"]


def test_much_that_goes_is_set_aside_however_slowly_it_goes(person: Person, page: Page) -> None:
    """A text that is taken away word by word, each step kept, is there as it was before the first of them."""
    person.goes_to("ideas/assets")
    writes(person, LONG)
    words = LONG.split()
    for left in range(11, 0, -1):
        writes(person, " ".join(words[:left]) + ";")
    assert versions(page) == [LONG]


def test_somebody_goes_back_and_takes_that_back_too(person: Person, page: Page) -> None:
    """The list says when, how much and what differs; going back is undone by a button, and by the list."""
    has_a_version(person)
    items = opens_versions(person)
    expect(items).to_have_count(1)
    expect(items).to_contain_text("12 words")
    expect(items).to_contain_text("Different from now: People as assets (evidence).")
    items.get_by_text("Look at it").click()
    expect(items.locator("dd")).to_have_text(LONG)
    items.get_by_role("button", name="Go back to how it was").click()
    expect(page.get_by_text("is now as it was on")).to_be_visible()
    expect(page.get_by_role("link", name="Carry on with My reflection")).to_be_focused()
    assert person.stored()["ideas"]["assets"]["evidence"] == LONG
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Different from now")
    expect(items.last).to_contain_text("This is the same as now.")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(items.last).to_contain_text("Different from now")
    assert person.stored()["ideas"]["assets"]["evidence"] == "Short"
    person.goes_to("ideas/assets")
    expect(page.get_by_label(EVIDENCE)).to_have_value("Short")
    opens_versions(person).last.get_by_role("button", name="Go back to how it was").click()
    person.goes_to("ideas/assets")
    expect(page.get_by_label(EVIDENCE)).to_have_value(LONG)


def test_without_python_a_version_becomes_a_reflection_or_a_file(person: Person, page: Page) -> None:
    """Saved as a reflection or as a copy: what is written now stays, and counts as not yet copied."""
    page.route("**/runtime/*", lambda route: route.abort())
    has_a_version(person)
    items = opens_versions(person)
    items.get_by_role("button", name="Save as a separate reflection").click()
    expect(page.locator(".ws-reflection")).to_have_count(2)
    expect(page.locator(".ws-reflection h2").filter(has_text="(as it was on")).to_have_count(1)
    assert person.stored()["ideas"]["assets"]["evidence"] == "Short"
    file = person.takes_away("Save a copy of how it was on")
    assert json.loads(file.read_text(encoding="utf-8"))["ideas"]["assets"]["evidence"] == LONG
    assert page.evaluate("localStorage.getItem('coproduction:copies')") is None


def test_versions_give_way_when_the_device_is_full(person: Person, page: Page) -> None:
    """With no room left, the oldest versions go, and only as many as it takes; what is typed is kept."""
    has_a_version(person)
    page.evaluate(
        """() => {
        const [key] = Object.keys(localStorage).filter((key) => key.includes(":history:"));
        const version = JSON.parse(localStorage.getItem(key));
        version.more = "x".repeat(100_000);
        const text = JSON.stringify(version);
        for (const at of [100, 2000, 30]) localStorage.setItem(key.replace(/\\d+$/, at), text);
        let chunk = "x".repeat(1 << 20);
        for (let n = 0; chunk; n += 1) {
          try { localStorage.setItem("fill" + n, chunk); }
          catch { chunk = chunk.slice(chunk.length / 2 + 1); }
        }
      }"""
    )
    longer = "A good deal more than there was room for. " * 3000
    writes(person, longer)
    expect(page.get_by_text("This device is full.")).to_have_count(0)
    assert person.stored()["ideas"]["assets"]["evidence"] == longer
    left = sorted(int(key.rsplit(":", 1)[1]) for key, _ in page.evaluate(KEPT))
    assert left[0] == 2000
    assert len(left) == 2


def test_two_tabs_do_not_double_versions(context: BrowserContext, base: str) -> None:
    """Two tabs that begin a new sitting with the same reflection set the same version aside once."""
    for page in (one := context.new_page(), two := context.new_page()):
        page.clock.install(time="2030-01-01T10:00:00")
    first, second = Person(one, base), Person(two, base)
    first.goes_to("ideas/assets")
    writes(first, "Yesterday")
    second.goes_to("ideas/assets")
    for page in (one, two):
        page.clock.fast_forward("24:00:00")
    first.chooses_colour("RED")
    until(one, "JSON.stringify(localStorage).includes('red')")
    second.adds_ideas("An idea")
    until(two, "JSON.stringify(localStorage).includes('An idea')")
    assert versions(one) == ["Yesterday"]


def test_a_clock_that_was_set_back_brings_no_flood(person: Person, page: Page) -> None:
    """With a clock that jumps back by a year, one version a sitting is set aside, and not one a word."""
    page.clock.install(time="2031-01-01T10:00:00")
    person.goes_to("ideas/assets")
    writes(person, "Before")
    page.clock.fast_forward("11:00")
    writes(person, "Before it jumped")
    assert versions(page) == ["Before"]
    page.clock.set_system_time("2030-01-01T10:00:00")
    for text in ("After", "After it", "After it jumped"):
        writes(person, text)
    assert versions(page) == ["Before"]
    person.goes_to("ideas/assets")
    for text in ("Next", "Next time", "Next time we look"):
        writes(person, text)
    assert versions(page) == ["Before", "After it jumped"]


def test_versions_go_with_their_reflection(person: Person, page: Page) -> None:
    """They come back with an undone deletion, and are gone when it can no longer be undone."""
    has_a_version(person)
    person.goes_to("reflections")
    page.get_by_role("button", name="Delete My reflection").click()
    assert versions(page) == [LONG]
    page.get_by_role("button", name="Undo", exact=True).click()
    assert versions(page) == [LONG]
    expect(page.locator(".ws-versions > summary")).to_have_text("One earlier version")
    page.get_by_role("button", name="Delete My reflection").click()
    page.get_by_role("button", name="Dismiss").click()
    assert versions(page) == []

    has_a_version(person)
    person.goes_to("reflections")
    page.get_by_role("button", name="Delete My reflection").click()
    person.goes_to("ideas/work")
    writes(person, "Another one")
    person.goes_to("reflections")
    page.get_by_role("button", name="Delete My reflection").click()
    assert versions(page) == []


def test_a_damaged_reflection_has_a_way_back(person: Person, page: Page) -> None:
    """Where a reflection cannot be read and there is no second copy, its last version is offered; what was
    damaged stays as a file."""
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    has_a_version(person)
    person.goes_to("reflections")
    key = f"coproduction:reflection:{person.stored()['id']}"
    page.evaluate("(key) => localStorage.setItem(key, '{\"type\"')", key)
    page.reload()
    page.get_by_role("button", name="Go back to how it was on").click()
    expect(page.locator(".ws-reflection")).to_have_count(1)
    assert json.loads(page.evaluate("(key) => localStorage.getItem(key)", key))["ideas"]["assets"]["evidence"]
    expect(page.get_by_role("button", name="Download what was saved")).to_be_visible()


@pytest.mark.usefixtures("copy")
def test_the_single_file_has_them_too(context: BrowserContext, address: str, copy: Path) -> None:  # noqa: F811
    """Opened from a disk, the list works in the same way."""
    person = Person(context.browser.new_page(), address)  # type: ignore[union-attr]
    person.page.goto(address)
    has_a_version(person)
    opens_versions(person).get_by_role("button", name="Go back to how it was").click()
    person.goes_to("ideas/assets")
    expect(person.page.get_by_label(EVIDENCE)).to_have_value(LONG)
    person.page.close()
