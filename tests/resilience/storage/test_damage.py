"""Every letter of what is kept is damaged in turn, as a failing disk or another program may do."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.person import Person
from tests.e2e.sources import source
from tests.profile import draw, report
from tests.resilience.steps import EVIDENCE, WRITTEN, is_safe, on_the_page, says, steps, without_the_rest

pytestmark = pytest.mark.sampled

KINDS = ("another letter", "gone", "twice", "a quotation mark", "cut off here")
# The page's own modules judge each damaged text: it is read as it was written, or it is doubted and offered.
EVERY_LETTER = """async ([script, kinds, step]) => {
  const storage = await import(script);
  const key = Object.keys(localStorage).find((name) => name.startsWith("coproduction:reflection:"));
  const id = key.slice("coproduction:reflection:".length);
  const good = localStorage.getItem(key);
  const wanted = JSON.stringify(storage.readReflection(id));
  const damages = {
    "another letter": (at) =>
      good.slice(0, at) + String.fromCharCode(good.charCodeAt(at) ^ 1) + good.slice(at + 1),
    "gone": (at) => good.slice(0, at) + good.slice(at + 1),
    "twice": (at) => good.slice(0, at) + good[at] + good.slice(at),
    "a quotation mark": (at) => good.slice(0, at) + '"' + good.slice(at + 1),
    "cut off here": (at) => good.slice(0, at),
  };
  const counted = { tried: 0, read: 0, doubted: 0, aside: 0 };
  const wrong = [];
  for (let at = 0; at < good.length; at += step) {
    for (const kind of kinds) {
      const damaged = damages[kind](at);
      if (damaged === good) continue;
      counted.tried += 1;
      localStorage.setItem(key, damaged);
      const trouble = storage.troubleWith(id);
      const isOffered = storage.listDamaged().some(({ text }) => text === damaged);
      if (trouble === null) {
        counted.read += 1;
        if (JSON.stringify(storage.readReflection(id)) !== wanted) wrong.push([kind, at, "read wrongly"]);
      } else {
        counted[trouble === "doubtful" ? "doubted" : "aside"] += 1;
        if (!isOffered) wrong.push([kind, at, "not offered"]);
      }
    }
    // The page must go on being able to hear its clicks.
    if (at % 500 < step) await new Promise((done) => setTimeout(done));
  }
  localStorage.setItem(key, good);
  return { ...counted, letters: good.length, wrong };
}"""
# What is damaged is written over: it has to be set aside first, to the letter.
WRITTEN_OVER = """async ([script, place]) => {
  const storage = await import(script);
  const key = Object.keys(localStorage).find((name) => name.startsWith("coproduction:reflection:"));
  const good = localStorage.getItem(key);
  const at = Math.floor(place * good.length);
  const damaged = good.slice(0, at) + "~" + good.slice(at + 1);
  const fresh = storage.readReflection(key.slice("coproduction:reflection:".length));
  if (damaged === good) return true;
  localStorage.setItem(key, damaged);
  const isSound = storage.troubleWith(fresh.id) === null;
  storage.writeReflection(fresh);
  const kept = Object.keys(localStorage).filter((name) => localStorage.getItem(name) === damaged);
  for (const name of kept) localStorage.removeItem(name);
  return isSound || (kept.length === 1 && kept[0] !== key);
}"""


def has_written(person: Person) -> None:
    """Somebody has filled in a worksheet, and it is kept."""
    without_the_rest(person.page)
    person.goes_to("ideas/assets")
    for step in steps(person):
        step()
    person.sees_it_saved()


def test_every_letter_of_what_is_kept_may_be_damaged(person: Person, page: Page, base: str) -> None:
    """Whichever letter of a kept reflection is damaged, and however: it is read just as it was written, or
    the page doubts it and offers what it found as a file. And before it is written over, it is set aside."""
    has_written(person)
    # A page on which nothing is written.
    person.goes_to("printing")
    script = source(page, base, "worksheet/storage/repository.js")
    found: dict[str, Any] = page.evaluate(EVERY_LETTER, [script, KINDS, draw(7, 1)])
    assert found["wrong"] == []
    assert found["tried"] > 0
    assert found["doubted"] > 0
    assert found["aside"] > 0
    chance = random.Random(1)
    over = draw(40, 200)
    for _ in range(over):
        assert page.evaluate(WRITTEN_OVER, [script, chance.random()])
    report(
        "faults",
        damaged=found["tried"],
        damaged_letters=found["letters"],
        damaged_kinds=len(KINDS),
        damaged_read=found["read"],
        damaged_over=over,
    )


DAMAGE = """([place, kind]) => {
  const key = Object.keys(localStorage).find((name) => name.startsWith("coproduction:reflection:"));
  const good = localStorage.getItem(key);
  // Not the seal itself, which is no word of anybody; a letter of a word leaves a text that can be read.
  const anywhere = 1 + Math.floor(place * (good.length - 50));
  const at = kind === "a letter of a word" ? good.indexOf("ask us") : anywhere;
  const damaged = kind === "cut off here" ? good.slice(0, at) : good.slice(0, at) + "~" + good.slice(at + 1);
  localStorage.setItem(key, damaged);
  return [key, damaged];
}"""
# What is said of it where there is no second copy; of another letter, either.
ONE_COPY: dict[str, str | re.Pattern[str]] = {
    "a letter of a word": "You can download the damaged version from “Your reflections”.",
    "cut off here": "It is kept, and you can download it from “Your reflections”.",
    "another letter": re.compile("download (it|the damaged version) from “Your reflections”."),
}
NO_JOURNAL = "IDBFactory.prototype.open = () => { throw new DOMException('none', 'SecurityError') }"


@pytest.mark.parametrize("copies", ["one copy", "two copies"])
def test_a_page_opens_on_damaged_storage(person: Person, page: Page, copies: str) -> None:
    """Open the page on what was damaged: it is whole, says what happened, and offers what it found. Where the
    browser has a second copy, everything is put right from it; and nothing is ever written over."""
    if copies == "one copy":
        page.add_init_script(NO_JOURNAL)
    has_written(person)
    chance = random.Random(2)
    kinds = ("a letter of a word", "cut off here", *draw((), ("another letter", "cut off here") * 9))
    for number, kind in enumerate(kinds):
        person.goes_to("words")
        _, damaged = page.evaluate(DAMAGE, [chance.random(), kind])
        person.goes_to("ideas/assets")
        if copies == "two copies":
            says(page, "we have put it right from a second copy.")
            is_safe(person, *WRITTEN)
        else:
            expect(page.locator("[data-saved=trouble]").first).to_be_visible()
            says(page, ONE_COPY[kind])
        page.get_by_label(EVIDENCE).fill(f"{WRITTEN[0]} Again, {number}.")
        person.sees_it_saved()
        assert f"Again, {number}." in on_the_page(page)
        person.goes_to("reflections")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download what was saved").first.click()
        assert Path(waiting.value.path()).read_text(encoding="utf-8") == damaged
        page.evaluate(
            "for (const name of Object.keys(localStorage)) if (/:(damaged|reflection):/.test(name)) "
            "localStorage.removeItem(name)"
        )
        page.evaluate("indexedDB.deleteDatabase('coproduction:journal')") if copies == "two copies" else None
        has_written(person)
    report("faults", **{f"damaged_opened_{copies.split(maxsplit=1)[0]}": len(kinds)})
