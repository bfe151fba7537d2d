"""Bringing a file back is interrupted: at any moment, the device holds what it held, or that and the file."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT
from tests.e2e.person import Person
from tests.profile import report
from tests.resilience.steps import EVIDENCE, says

pytestmark = pytest.mark.sampled

FILE = ROOT / "tests" / "saved" / "reflection-1.json"
REFLECTIONS = """() => Object.fromEntries(Object.entries(localStorage)
  .filter(([key]) => key.startsWith("coproduction:reflection:")))"""
UNCHANGED = "Nothing on this device was changed."
# The file is on a stick that is pulled out, or in a cloud that does not answer.
UNREADABLE = """void (Blob.prototype.arrayBuffer = async () => {
  throw new DOMException("gone", "NotReadableError");
})"""
NEVER_READ = "void (Blob.prototype.arrayBuffer = () => new Promise(() => {}))"


def has_written(person: Person) -> dict[str, str]:
    """Somebody has a reflection of their own on the device; gives all that is kept."""
    person.page.route("**/sw.js", lambda route: route.abort())
    person.goes_to("ideas/assets")
    person.writes_evidence("Here before the file came.")
    person.sees_it_saved()
    person.goes_to("reflections")
    kept: dict[str, str] = person.page.evaluate(REFLECTIONS)
    return kept


def test_a_file_that_cannot_be_read_to_its_end_changes_nothing(person: Person, page: Page) -> None:
    """The file breaks off while it is read: a sentence says so, and that nothing was changed."""
    before = has_written(person)
    page.evaluate(UNREADABLE)
    person.brings_in(FILE)
    says(page, "This file could not be read")
    says(page, UNCHANGED)
    assert page.evaluate(REFLECTIONS) == before
    page.reload()
    person.brings_in(FILE)
    page.get_by_role("button", name="Bring it back and open it").click()
    says(page, "is now on this device, and open.")
    assert len(page.evaluate(REFLECTIONS)) == 2
    report("faults", imports=4)


@pytest.mark.parametrize("way", ["the page is left", "the tab is closed"])
def test_leaving_while_a_file_is_read_changes_nothing(context: BrowserContext, base: str, way: str) -> None:
    """The page is left, or its tab closed, while the file is being read: all is as it was."""
    page = context.new_page()
    person = Person(page, base)
    before = has_written(person)
    page.evaluate(NEVER_READ)
    person.brings_in(FILE)
    says(page, "Reading the file…")
    if way == "the tab is closed":
        page.close()
        person = Person(context.new_page(), base)
    person.goes_to("ideas/assets")
    assert person.page.evaluate(REFLECTIONS) == before
    expect(person.page.get_by_label(EVIDENCE)).to_have_value("Here before the file came.")


def test_there_is_no_room_for_the_file(person: Person, page: Page, tmp_path: Path) -> None:
    """There is no room from one of the writes of bringing a file in, whichever: what is here stays."""
    has_written(person)
    mine = person.stored()
    theirs = tmp_path / "theirs.json"
    changed = json.loads(json.dumps(mine))
    changed.pop("seal", None)
    changed["ideas"]["assets"]["evidence"] = "From the file."
    theirs.write_text(json.dumps(changed), encoding="utf-8")
    for number in (1, 2):
        person.goes_to("reflections")
        page.evaluate(
            """(number) => {
            let writes = 0;
            const { setItem } = Storage.prototype;
            Storage.prototype.setItem = function (key, value) {
              if (key.startsWith("coproduction:reflection:")) writes += 1;
              if (writes >= number) throw new DOMException("full", "QuotaExceededError");
              setItem.call(this, key, value);
            };
          }""",
            number,
        )
        person.brings_in(theirs)
        page.get_by_role("button", name="Replace the one on this device").click()
        says(page, "This device is full.")
        kept = [
            json.loads(text)["ideas"]["assets"]["evidence"] for text in page.evaluate(REFLECTIONS).values()
        ]
        assert "Here before the file came." in kept
        assert "From the file." not in kept
