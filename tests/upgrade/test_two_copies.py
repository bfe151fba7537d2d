"""Two copies of the site in folders of one host, which shared everything until this version."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.host import Host
from tests.e2e.person import Person
from tests.resilience.steps import EVIDENCE
from tests.upgrade.conftest import Held, leaves

FIRST, SECOND = "first/", "Second/"
# To the last kilobyte.
FILL = """() => {
  for (let text = "x".repeat(2 ** 22); text.length > 2 ** 10; ) {
    try { localStorage.filler = (localStorage.filler ?? "") + text; }
    catch { text = text.slice(text.length / 2); }
  }
}"""
NAMES = ("coproduction", "coproduction@/second/")


@pytest.fixture
def two(host: Host, tmp_path: Path) -> Iterator[Host]:
    """A host that has the earlier version in two folders."""
    folder = tmp_path / "two"
    folder.mkdir()
    for name in (FIRST, SECOND):
        (folder / name.rstrip("/")).symlink_to(host.folder)
    opened = Host(folder, "")
    opened.start()
    yield opened
    opened.stop()


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    """A new profile."""
    opened = browser.new_context(locale="en-GB", service_workers="block")
    yield opened
    opened.close()


def upgrade(two: Host, site: Path, *names: str) -> None:
    """Publish this version in these folders."""
    for name in names:
        copy = two.folder / name.rstrip("/")
        copy.unlink()
        copy.symlink_to(site)


def at(device: BrowserContext, two: Host, name: str, page: Page | None = None) -> Person:
    """Somebody at a tab with one of the copies."""
    return Person(page or device.new_page(), two.base + name)


def evidence(person: Person) -> str:
    """What stands in the first field of a worksheet."""
    person.goes_to("ideas/assets")
    field = person.page.get_by_label(EVIDENCE)
    expect(field).to_be_enabled()
    return field.input_value()


def test_two_copies_keep_apart_what_is_written(device: BrowserContext, two: Host, site: Path) -> None:
    """Both are opened while nothing is kept; neither shows or deletes what is written in the other."""
    upgrade(two, site, FIRST, SECOND)
    first, second = at(device, two, FIRST), at(device, two, SECOND)
    assert (evidence(first), evidence(second)) == ("", "")
    second.page.evaluate("() => { document.body.id = 'before' }")
    first.writes_evidence("Of the first")
    first.sees_it_saved()
    expect(second.page.locator("#before")).to_have_count(0)
    expect(second.page.get_by_label(EVIDENCE)).to_be_enabled()
    second.writes_evidence("Of the second")
    second.sees_it_saved()
    assert (evidence(first), evidence(second)) == ("Of the first", "Of the second")
    databases = first.page.evaluate(
        "() => indexedDB.databases().then((all) => all.map(({ name }) => name).sort())"
    )
    assert databases == ["coproduction:journal", "coproduction@/second/:journal"]
    first.goes_to("reflections")
    first.page.get_by_role("button", name="Delete everything on this device…").click()
    first.page.get_by_role("button", name="Yes, delete everything").click()
    expect(
        first.page.get_by_text("Everything that this site saved on this device is deleted.")
    ).to_be_visible()
    assert (evidence(first), evidence(second)) == ("", "Of the second")


def test_copies_that_shared_everything_lose_nothing(
    device: BrowserContext, two: Host, site: Path, left: Held
) -> None:
    """One is upgraded before the other: each has all that was there, and then goes on by itself."""
    leaves(device, two.base, left)
    second = at(device, two, SECOND)
    assert evidence(second) == "People say “this works”."
    upgrade(two, site, FIRST)
    first = at(device, two, FIRST)
    assert evidence(first) == "People say “this works”."
    first.goes_to("reflections")
    first.page.get_by_role("button", name="Start a new one").click()
    first.goes_to("ideas/assets")
    first.writes_evidence("Begun in the first")
    first.sees_it_saved()
    second.writes_evidence("Written in the old tab of the second.")
    second.sees_it_saved()
    upgrade(two, site, SECOND)
    second.page.reload()
    assert evidence(second) == "Written in the old tab of the second."
    second.writes_evidence("Written in the new second.")
    second.sees_it_saved()
    ids = second.page.evaluate("() => Object.keys(localStorage).map((key) => key.split(':'))")
    kept = {
        prefix: {key[-1] for key in ids if key[0] == prefix and key[-2] == "reflection"} for prefix in NAMES
    }
    shared, own = kept.values()
    assert len(shared - own) == 1, "what began in the first stays there"
    assert own < shared
    before = [
        key.removeprefix("coproduction:") for key in left["localStorage"] if key.startswith("coproduction:")
    ]
    assert {f"coproduction@/second/:{key}" for key in before} <= {":".join(key) for key in ids}
    first.goes_to("reflections")
    expect(first.page.locator("[data-elsewhere]")).to_be_hidden()
    assert evidence(first) == "Begun in the first"


def test_what_another_copy_keeps_can_be_copied_here(device: BrowserContext, two: Host, site: Path) -> None:
    """A site that has moved to another folder shows on its own page what was written in the old one."""
    upgrade(two, site, FIRST, SECOND)
    first = at(device, two, FIRST)
    evidence(first)
    first.writes_evidence("Of the first")
    first.sees_it_saved()
    second = at(device, two, SECOND, first.page)
    second.goes_to("reflections")
    expect(second.page.get_by_text("The copy at /first/ has one reflection")).to_be_visible()
    second.page.get_by_role("button", name="Copy here").click()
    expect(second.page.get_by_text("Copied here: one reflection.")).to_be_visible()
    expect(second.page.locator("[data-elsewhere]")).to_be_hidden()
    second.page.get_by_role("button", name="Open").click()
    assert evidence(second) == "Of the first"


def test_without_room_for_two_everything_stays_shared(
    device: BrowserContext, two: Host, site: Path, left: Held
) -> None:
    """Nothing can be copied: the second shows what it had, and what is written there is kept."""
    leaves(device, two.base, left)
    upgrade(two, site, FIRST, SECOND)
    first = at(device, two, FIRST)
    evidence(first)
    first.page.evaluate(FILL)
    second = at(device, two, SECOND)
    assert evidence(second) == "People say “this works”."
    second.writes_evidence("Short.")
    second.sees_it_saved()
    assert evidence(first) == "Short."
    assert second.page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('@'))") == []
