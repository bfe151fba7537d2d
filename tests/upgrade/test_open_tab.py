"""A tab of an earlier version stays open, and its person goes on, while this version is published."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.host import Host
from tests.e2e.person import Person, until
from tests.e2e.site.test_offline import READY, line
from tests.e2e.site.test_version_takeover import NEW
from tests.resilience.steps import EVIDENCE, without_the_rest
from tests.resilience.storage.test_tabs import BLIND, DEAF, SETTLED
from tests.upgrade.conftest import Held, leaves, nothing_is_doubted, publishes

# What the earlier version says.
READY_THEN = "Ready to use without a network."
# The open reflection as it is kept, also where a tab is blind to it.
KEPT = "JSON.parse(localStorage[`coproduction:reflection:${localStorage['coproduction:current']}`])"


def two_versions(visitor: BrowserContext, host: Host, site: Path, left: Held) -> tuple[Person, Person]:
    """Somebody at a tab of the earlier version, and at one of this version, on the same device."""
    visitor.add_init_script(DEAF)
    leaves(visitor, host.base, left)
    old, new = (Person(visitor.new_page(), host.base) for _ in range(2))
    for person in (old, new):
        without_the_rest(person.page)
    old.goes_to("ideas/assets")
    expect(old.page.get_by_label(EVIDENCE)).to_have_value("People say “this works”.")
    publishes(host, site)
    new.goes_to("ideas/assets")
    expect(new.page.get_by_label(EVIDENCE)).to_have_value("People say “this works”.")
    return old, new


def test_each_tab_has_what_the_other_writes(
    visitor: BrowserContext, host: Host, site: Path, left: Held
) -> None:
    """Different fields, in turn: both tabs show all, and no text waits for a choice."""
    old, new = two_versions(visitor, host, site, left)
    old.writes_evidence("Written in the old tab.")
    old.chooses_colour("GREEN")
    expect(new.page.get_by_label(EVIDENCE)).to_have_value("Written in the old tab.")
    expect(new.page.get_by_role("radio", name="GREEN")).to_be_checked()
    new.adds_ideas("Added in the new tab")
    new.chooses_stage("You’re getting there")
    expect(old.page.locator(".ws-changes textarea").last).to_have_value("Added in the new tab")
    expect(old.page.get_by_role("radio", name="You’re getting there")).to_be_checked()
    old.page.locator(".ws-changes textarea").last.fill("Added in the new tab, reworded in the old")
    expect(new.page.locator(".ws-changes textarea").last).to_have_value(
        "Added in the new tab, reworded in the old"
    )
    for person in (old, new):
        until(person.page, SETTLED)
    before = json.loads(left["localStorage"][f"coproduction:reflection:{new.stored()['id']}"])
    after = new.stored()
    assert after["clashes"] == before["clashes"], "only what had waited before"
    for idea in ("work", "reciprocity", "networks"):
        assert after["ideas"][idea] == before["ideas"][idea]
    nothing_is_doubted(new.page, left)


def test_two_texts_for_one_field_are_both_kept(
    visitor: BrowserContext, host: Host, site: Path, left: Held
) -> None:
    """Neither tab has heard of the other: whichever writes last, nothing is lost."""
    tabs = two_versions(visitor, host, site, left)
    for last in (0, 1):
        for tab in tabs:
            until(tab.page, SETTLED)
            tab.page.evaluate("globalThis.deaf = true")
        order = (tabs[1 - last], tabs[last])
        for number, tab in enumerate(order):
            tab.writes_evidence(f"Round {last}, text {number}")
            until(tab.page, f"JSON.stringify({{ ...localStorage }}).includes('Round {last}, text {number}')")
        for tab in tabs:
            tab.page.evaluate("globalThis.deaf = false")
            until(tab.page, SETTLED)
        kept = json.dumps(tabs[1].stored(), ensure_ascii=False)
        for number in range(2):
            assert f"Round {last}, text {number}" in kept
    assert "Round 0, text 0" in json.dumps(tabs[1].stored())


def test_what_one_version_overwrites_unseen_the_other_writes_again(
    visitor: BrowserContext, host: Host, site: Path, left: Held
) -> None:
    """Each reads in the other's seal whose writing is missing."""
    tabs = two_versions(visitor, host, site, left)
    stages = {"getting-there": "You’re getting there", "really-well": "You’re doing REALLY well"}
    for number, (stage, label) in enumerate(stages.items()):
        first, second = tabs[number], tabs[1 - number]
        second.page.evaluate(BLIND)
        first.writes_evidence(f"Overwritten unseen, {number}.")
        until(first.page, f"JSON.stringify({{ ...localStorage }}).includes('unseen, {number}.')")
        second.chooses_stage(label)
        until(second.page, f"{KEPT}.ideas.assets.stage === '{stage}'")
        second.page.evaluate("seeAgain()")
        for tab in (first, second):
            expect(tab.page.get_by_label(EVIDENCE)).to_have_value(f"Overwritten unseen, {number}.")
            expect(tab.page.get_by_role("radio", name=label)).to_be_checked()
            until(tab.page, SETTLED)
    nothing_is_doubted(tabs[0].page, left)


@pytest.mark.slow
def test_the_old_tab_takes_the_new_version_with_every_word(
    visitor: BrowserContext, host: Host, site: Path, left: Held
) -> None:
    """Its service worker keeps the earlier version whole until somebody takes the new one; what was typed up
    to that moment is there."""
    leaves(visitor, host.base, left)
    old = Person(visitor.new_page(), host.base)
    old.goes_to("ideas/assets")
    expect(line(old.page)).to_have_text(READY_THEN)
    field = old.page.get_by_label(EVIDENCE)
    field.fill("")
    field.press_sequentially("In the middle of a ")
    publishes(host, site)
    old.page.reload()
    expect(line(old.page)).to_contain_text(NEW)
    expect(old.page.locator("meta[name=earlier]")).to_be_attached()
    field.press_sequentially("sentence")
    old.page.get_by_role("button", name="Take it now").click()
    expect(old.page.locator("meta[name=earlier]")).not_to_be_attached()
    expect(field).to_have_value("In the middle of a sentence")
    expect(line(old.page)).to_have_text(READY)
    old.writes_evidence("And on, in the new version.")
    old.sees_it_saved()
    assert old.stored()["ideas"]["assets"]["evidence"] == "And on, in the new version."
