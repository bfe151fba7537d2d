"""A new version of the site: it waits, it is never mixed with the old one, and nothing typed is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.e2e.accessibility.axe import faults
from tests.e2e.chromium import persistent
from tests.e2e.host import FAULTS, Host, differences, numbers, spoil
from tests.e2e.person import until
from tests.e2e.site.test_offline import READY, line, visit

NEW = "A new version of this site is ready."


def is_of_version(page: Page, number: str) -> None:
    """Wait until a page of this version is open, and see that its scripts are too."""
    expect(page.locator(f"meta[name=number][content='{number}']")).to_be_attached()
    page.wait_for_load_state()
    assert numbers(page) == [number, number]


def test_a_new_version_comes_in_the_middle_of_an_edit(visitor: BrowserContext, host: Host) -> None:
    """Two tabs, both being typed in: the old version stays whole until the new one is chosen, then both tabs
    have the new one and every word. Python is not fetched again."""
    one, two = visit(visitor, host, "ideas/assets"), visit(visitor, host, "ideas/work")
    evidence = one.page.get_by_label("What are people doing or saying")
    evidence.press_sequentially("In the middle of a ")
    host.publish_next()
    two.page.reload()
    for person in (one, two):
        expect(line(person.page)).to_contain_text(NEW)
        assert numbers(person.page) == ["1", "1"]
    assert faults(one.page) == []
    assert [name for name in host.asked if name.startswith("runtime/")] == []
    expect(evidence).to_be_focused()
    evidence.press_sequentially("sentence")
    two.goes_to("ideas/networks")
    assert numbers(two.page) == ["1", "1"], "what is opened meanwhile is whole, too"
    two.page.get_by_label("Add an idea").press_sequentially("Half an idea")
    evidence.press_sequentially(", and on")
    one.page.get_by_role("button", name="Update now").click()
    for person in (one, two):
        is_of_version(person.page, "2")
        expect(line(person.page)).to_have_text(READY)
    expect(evidence).to_have_value("In the middle of a sentence, and on")
    assert two.ideas() == ["Half an idea"]
    assert differences(one.page, host) == []


def test_a_tab_that_cannot_keep_its_words_stays_as_it_is(visitor: BrowserContext, host: Host) -> None:
    """Where a device is full, or a name is half typed, the page stays until that is settled."""
    one, two = visit(visitor, host), visit(visitor, host)
    # Neither store has room: from the second one, the other tab would bring the words to their place.
    two.page.evaluate(
        """() => {
          const full = () => { throw new DOMException("", "QuotaExceededError"); };
          Storage.prototype.setItem = IDBObjectStore.prototype.put = full;
        }"""
    )
    name = two.page.get_by_label("What do you want to call it?")
    name.fill("Not kept anywhere")
    host.publish_next()
    one.page.reload()
    one.page.get_by_role("button", name="Update now").click()
    is_of_version(one.page, "2")
    expect(line(two.page)).to_contain_text("The update has to wait")
    two.page.get_by_role("button", name="Update now").click()
    expect(name).to_have_value("Not kept anywhere")
    assert numbers(two.page) == ["1", "1"]


def test_a_new_version_is_there_at_the_next_opening(browser: Browser, host: Host, tmp_path: Path) -> None:
    """Nobody chooses; the browser is closed. The next time the new version opens, also without a network."""
    first = persistent(browser, tmp_path / "profile")
    person = visit(first, host)
    host.publish_next()
    person.page.reload()
    expect(line(person.page)).to_contain_text(NEW)
    person.page.get_by_role("button", name="Later").click()
    assert numbers(person.page) == ["1", "1"]
    first.close()
    host.stop()
    second = persistent(browser, tmp_path / "profile")
    page = second.new_page()
    page.goto(f"{host.base}worksheets/")
    is_of_version(page, "2")
    expect(line(page)).to_have_text(READY)
    second.close()


# Look for a new version, and wait until it is there or could not be had.
LOOKS = """async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update().catch(() => {});
  while (registration.installing) {
    await new Promise((done) => registration.installing.addEventListener("statechange", done, { once: true }));
  }
}"""


def test_a_new_version_of_which_a_part_does_not_come_right_is_not_used(
    visitor: BrowserContext, host: Host
) -> None:
    """Whatever comes in place of a part: the old version stays whole, without a network too, until all of the
    new one has come."""
    person = visit(visitor, host, "ideas/assets")
    page = person.page
    host.publish_next()
    # In the order in which they are fetched, as what has come is not fetched again.
    parts = (("sw.js", FAULTS[:-1]), ("worksheet/page-", FAULTS), ("ideas/work/", FAULTS))
    for host.faulty, host.fault in ((part, fault) for part, some in parts for fault in some):
        host.asked.clear()
        page.evaluate(LOOKS)
        assert any(host.faulty in name for name in host.asked), "it was asked for"
        person.writes_evidence(f"Written while {host.faulty} was {host.fault}")
        person.sees_it_saved()
        expect(line(page)).to_have_text(READY)
    host.stop()
    for name in ("plan", "ideas/work", "ideas/assets"):
        person.goes_to(name)
        assert numbers(page) == ["1", "1"]
    evidence = page.get_by_label("What are people doing or saying")
    expect(evidence).to_have_value(f"Written while {host.faulty} was {host.fault}")
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()
    person.writes_evidence("And without a network")
    host.faulty = ""
    host.start()
    page.evaluate(LOOKS)
    expect(line(page)).to_contain_text(NEW)
    page.get_by_role("button", name="Update now").click()
    is_of_version(page, "2")
    expect(line(page)).to_have_text(READY)
    assert differences(page, host) == []
    expect(evidence).to_have_value("And without a network")


def test_a_page_that_was_lost_comes_whole_from_the_new_version(visitor: BrowserContext, host: Host) -> None:
    """A page that is not kept any more, and is newer at the host by now, opens with scripts to match."""
    person = visit(visitor, host)
    spoil(person.page, "^$", r"plan/\?")
    host.publish_next()
    person.goes_to("plan")
    is_of_version(person.page, "2")


def test_a_script_that_was_lost_comes_with_the_new_version(visitor: BrowserContext, host: Host) -> None:
    """It is not kept any more, and the host has another one: one press opens the page of the new version, and
    what was written is there."""
    person = visit(visitor, host, "ideas/assets")
    person.writes_evidence("Before the script was lost")
    person.sees_it_saved()
    spoil(person.page, "^$", "worksheet/page-")
    host.publish_next()
    person.page.reload()
    expect(person.page.locator("html[data-start=failed]")).to_have_count(1)
    person.page.get_by_role("button", name="Try again").click()
    is_of_version(person.page, "2")
    expect(person.page.get_by_label("What are people doing or saying")).to_have_value(
        "Before the script was lost"
    )
    person.writes_evidence("And after")
    person.sees_it_saved()


BROKEN = """
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(Response.error()));
"""


def test_a_broken_service_worker_is_replaced_by_publishing_again(visitor: BrowserContext, host: Host) -> None:
    """Even one that lets no page open at all: the browser finds the next version by itself."""
    page = visitor.new_page()
    host.write("sw.js", BROKEN)
    page.goto(f"{host.base}worksheets/")
    until(page, "navigator.serviceWorker.controller")
    host.publish_next()
    with visitor.expect_event("serviceworker") as waiting, pytest.raises(Error, match="ERR_FAILED"):
        page.goto(f"{host.base}worksheets/")
    waiting.value.evaluate(
        """() => new Promise((done) => {
        const look = () => serviceWorker.state === "activated" && done();
        serviceWorker.addEventListener("statechange", look);
        look();
      })"""
    )
    page.goto(f"{host.base}worksheets/")
    is_of_version(page, "2")
    expect(line(page)).to_have_text(READY)
    assert differences(page, host) == []
