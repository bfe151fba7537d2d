"""The browser, or its page alone, is killed while somebody types."""

import json
import random
import statistics
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from overrides.hooks.outputs.single_file import NAME
from tests.e2e.person import BACKUP
from tests.profile import draw, report
from tests.resilience.killable import Killable
from tests.resilience.steps import says
from tests.resilience.typing_person import EVIDENCE, Typed, TypingPerson, types_evidence_until_it_ends

# Times are taken and counts kept across tests: one worker runs all of them, one after the other.
pytestmark = [pytest.mark.sampled, pytest.mark.xdist_group("serial")]

MOST = 1000
"""Milliseconds of typing that may be lost."""
KILLS = 8
"""In each profile."""
BROUGHT_BACK = "Your browser closed suddenly. We have brought back what you wrote last."
# What localStorage holds before any script of the page has run.
AT_START = """
  if (!globalThis.atStart) globalThis.atStart = Object.entries(localStorage)
    .filter(([key]) => key.startsWith("coproduction:reflection:")).map(([, text]) => text);
"""
# When the two copies are the same, the page has brought back what there was to bring.
CAUGHT_UP = """async () => {
  const copies = async () => (await (BACKUP)()).map(({ text }) => text);
  for (;;) {
    const kept = Object.entries(localStorage)
      .filter(([key]) => key.startsWith("coproduction:reflection:")).map(([, text]) => text);
    const isThere = (await indexedDB.databases()).some(({ name }) => name === "coproduction:journal");
    if (isThere && JSON.stringify(await copies()) === JSON.stringify(kept)) return { atStart, kept };
    await new Promise((done) => setTimeout(done, 20));
  }
}""".replace("BACKUP", BACKUP)


def opened(kind: BrowserType, profile: Path, address: str) -> tuple[Killable, Page]:
    """A browser with this profile, with a page open in it."""
    killable = Killable(kind, profile)
    page = killable.page()
    # It would fetch the whole site again for each new profile.
    page.context.route("**/sw.js", lambda route: route.abort())
    page.context.add_init_script(AT_START)
    page.goto(address)
    return killable, page


def killed_after(killable: Killable, seconds: float, work: Callable[[], None]) -> float:
    """Kill the browser in the middle of what somebody does; gives the moment."""
    ends: list[float] = []
    clock = threading.Timer(seconds, lambda: ends.append(killable.strike()))
    clock.start()
    work()
    clock.join()
    killable.gone()
    return ends[0]


def found_after(page: Page) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is kept when the page has come to rest, and what localStorage alone had."""
    texts = page.evaluate(CAUGHT_UP)
    assert len(texts["kept"]) <= 1, "there is one reflection"
    empty: dict[str, Any] = {"ideas": {}}
    kept, alone = (json.loads(texts[name][0]) if texts[name] else empty for name in ("kept", "atStart"))
    return kept, alone


def lost_of(person: TypingPerson, document: dict[str, Any], end: float) -> float:
    """The most that is missing of anything that was typed, in milliseconds."""
    most = 0.0
    for idea, place in person.evidence.items():
        most = max(most, place.lost(document["ideas"].get(idea, {}).get("evidence", ""), end))
        changes = document["ideas"].get(idea, {}).get("changes", [])
        typed, person.ideas[idea] = person.ideas[idea], []
        assert len(changes) <= len(typed)
        for number, change in enumerate(typed):
            most = max(most, change.lost(changes[number]["text"] if number < len(changes) else "", end))
            person.ideas[idea] += [change] if change.kept else []
    return most


def behind(person: TypingPerson, document: dict[str, Any], end: float) -> float:
    """The same, of a document that may lack anything at all: what would have been lost."""
    most = 0.0
    for idea, place in person.evidence.items():
        had = document["ideas"].get(idea, {}).get("evidence", "")
        missing = place.letters[max(0, len(had) - len(place.kept)) :]
        most = max(most, (end - missing[0][0]) * 1000 if missing else 0.0)
    return most


def is_shown(page: Page, person: TypingPerson) -> None:
    """All that is kept of this worksheet stands on the screen."""
    expect(page.get_by_label(EVIDENCE)).to_have_value(person.evidence[person.at].kept)
    fields = page.locator(".ws-changes textarea")
    wanted = [change.kept for change in person.ideas[person.at]]
    expect(fields).to_have_count(len(wanted))
    assert [field.input_value() for field in fields.all()] == wanted


@dataclass
class Lost:
    """What all kills so far have cost, in milliseconds: with the second copy, and what it would have been."""

    having: list[float] = field(default_factory=list)
    without: list[float] = field(default_factory=list)


@pytest.fixture(scope="module")
def cost() -> Lost:
    """Filled by one profile after the other."""
    return Lost()


@pytest.mark.parametrize("profile", range(draw(1, 25)))
def test_a_killed_browser_loses_a_second_of_typing_at_the_most(
    browser: Browser, base: str, cost: Lost, profile: int
) -> None:
    """Kill the whole browser at random moments while somebody types, and start it again: the last second may
    be missing, nothing older ever; all of it is on the screen, and a sentence says what was brought back."""
    chance = random.Random(profile)
    person = TypingPerson(chance)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        killable, page = opened(browser.browser_type, Path(folder), f"{base}ideas/{person.at}/")
        for _ in range(KILLS):
            end = killed_after(
                killable, chance.uniform(0.5, 8), partial(person.types_until_it_ends, page, base)
            )
            killable, page = opened(browser.browser_type, Path(folder), f"{base}ideas/{person.at}/")
            kept, alone = found_after(page)
            cost.without.append(behind(person, alone, end))
            cost.having.append(lost_of(person, kept, end))
            is_shown(page, person)
            if alone != kept:
                says(page, BROUGHT_BACK)
        killable.strike()
        killable.gone()
    report(
        "faults",
        kills=len(cost.having),
        kills_most_lost_ms=round(max(cost.having)),
        kills_median_lost_ms=round(statistics.median(cost.having)),
        kills_most_without_journal_s=round(max(cost.without) / 1000, 1),
        kills_helped=sum(1 for a, b in zip(cost.without, cost.having, strict=True) if a > b),
    )
    assert max(cost.having) <= MOST


def test_a_killed_page_loses_a_second_of_typing_at_the_most(browser: Browser, base: str) -> None:
    """Kill the part of the browser that shows the page, while somebody types, and open the page again:
    the last second may be missing, nothing older ever, and all of it is on the screen."""
    kills = draw(2, 60)
    lost: list[float] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        person = TypingPerson(random.Random(7))
        killable, page = opened(browser.browser_type, Path(folder), f"{base}ideas/assets/")
        for _ in range(kills):
            ends: list[float] = []
            clock = threading.Timer(
                person.draw.uniform(0.5, 4), lambda e=ends: e.append(killable.kill_renderers())
            )
            clock.start()
            person.types_until_it_ends(page, base)
            clock.join()
            page = killable.new_page()
            page.goto(f"{base}ideas/{person.at}/")
            kept, _ = found_after(page)
            lost.append(lost_of(person, kept, ends[0]))
            is_shown(page, person)
        killable.strike()
        killable.gone()
    report("faults", tab_kills=kills, tab_kills_most_lost_ms=round(max(lost)))
    assert max(lost) <= MOST


def test_the_single_file_survives_kills_too(browser: Browser, site: Path) -> None:
    """Open the single file from the disk, kill the browser while somebody types, and open the file again: the
    last second may be missing, nothing older ever, and it is on the screen."""
    kills = draw(1, 20)
    lost: list[float] = []
    address = f"{(site / NAME).as_uri()}#ideas/assets"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        typed = Typed()
        chance = random.Random(9)
        for _ in range(kills):
            killable, page = opened(browser.browser_type, Path(folder), address)
            expect(page.get_by_label(EVIDENCE)).to_have_value(typed.kept)
            end = killed_after(
                killable, chance.uniform(1, 5), partial(types_evidence_until_it_ends, page, typed, chance)
            )
            killable, page = opened(browser.browser_type, Path(folder), address)
            kept, _ = found_after(page)
            lost.append(typed.lost(kept["ideas"].get("assets", {}).get("evidence", ""), end))
            expect(page.get_by_label(EVIDENCE)).to_have_value(typed.kept)
            killable.strike()
            killable.gone()
    report("faults", file_kills=kills, file_kills_most_lost_ms=round(max(lost)))
    assert max(lost) <= MOST
