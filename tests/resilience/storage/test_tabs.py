"""Two and three tabs write into one reflection, the same fields and different ones, in any order."""

import json
import random
import time
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.person import Person, until
from tests.profile import draw, report
from tests.resilience.steps import EVIDENCE, without_the_rest

pytestmark = pytest.mark.sampled

# A tab that hears of the others only later, as one that the system keeps waiting.
DEAF = """
  let isDeaf = false;
  const unheard = [];
  addEventListener("storage", (event) => {
    if (!isDeaf || !event.isTrusted) return;
    event.stopImmediatePropagation();
    unheard.push(event);
  }, true);
  Object.defineProperty(globalThis, "deaf", {
    set(deaf) {
      isDeaf = deaf;
      if (deaf) return;
      for (const { key, newValue } of unheard.splice(0)) {
        dispatchEvent(new StorageEvent("storage", { key, newValue }));
      }
    },
  });
"""
# A tab that does not see what others write from now on, as browsers let it be for a moment, until it is told.
BLIND = """void (() => {
  const seen = { ...localStorage };
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) {
    return this === localStorage && key in seen ? seen[key] : getItem.call(this, key);
  };
  globalThis.seeAgain = () => void (Storage.prototype.getItem = getItem);
})()"""
# How many writings of this tab have been kept.
COUNTED = """
  globalThis.writings = 0;
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    setItem.call(this, key, text);
    if (key.startsWith("coproduction:reflection:")) globalThis.writings += 1;
  };
"""
# What is kept as this tab sees it, and how many writings of each page the seal says are in it.
SEEN = """(() => {
  const id = localStorage.getItem("coproduction:current");
  const text = localStorage.getItem(`coproduction:reflection:${id}`);
  const pages = text.matchAll(/ [0-9a-z]+:(\\d+)(?=[^"]*"}$)/g);
  return { text, writings, within: [...pages].map(([, count]) => Number(count)) };
})()"""
FIELDS = ("ideas.assets.evidence", "ideas.work.evidence", "name", "focus.about")
# Somebody goes on from what they see, or writes something else in its place.
WRITES = """([path, text, goesOn]) => {
  const field = document.querySelector(`[data-bind="${path}"]`);
  if (!field) return false;
  field.focus();
  field.value = goesOn ? `${field.value} ${text}`.trim() : text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}"""
SETTLED = "!document.querySelector('[data-saved=pending], [data-saved=trouble]')"


class Tab:
    """One tab, what it shows, and what was written in it."""

    def __init__(self, context: BrowserContext, base: str, name: str) -> None:
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        without_the_rest(self.page)
        self.person = Person(self.page, base)
        self.person.goes_to(name)

    def writes(self, path: str, text: str) -> bool:
        """Go on in a field from what stands there; False if this page does not have it."""
        return bool(self.page.evaluate(WRITES, [path, text, True]))


def come_to_rest(tabs: list[Tab]) -> None:
    """Wait until each tab has kept all of its own, sees the same, and the last writing of each is in it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for tab in tabs:
            until(tab.page, SETTLED)
        seen = [tab.page.evaluate(SEEN) for tab in tabs]
        last = Counter(one["writings"] for one in seen if one["writings"])
        if len({one["text"] for one in seen}) == 1 and last <= Counter(seen[0]["within"]):
            return
    raise AssertionError(f"the tabs do not come to rest: {seen}")


def everything_in(document: dict[str, Any]) -> str:
    """All texts of a document, those that wait for a choice too."""
    return json.dumps(document, ensure_ascii=False)


def interleaved(context: BrowserContext, base: str, tabs: int, chance: random.Random) -> tuple[int, int]:
    """Let tabs write in a random order; gives how much was written and how many texts wait for a choice."""
    pages = ["ideas/assets", "ideas/assets", chance.choice(["ideas/work", "worksheets"])]
    opened = [Tab(context, base, pages[number]) for number in range(tabs)]
    opened[0].writes(FIELDS[0], "start")
    opened[0].person.sees_it_saved()
    for tab in opened[1:]:
        tab.person.goes_to(pages[opened.index(tab)])
    written: list[str] = []
    for number in range(14):
        tab = chance.choice(opened)
        if chance.random() < 0.25:
            tab.page.evaluate("(deaf) => (globalThis.deaf = deaf)", chance.random() < 0.5)
        token = f"t{opened.index(tab)}n{number}"
        if any(tab.writes(path, token) for path in chance.sample(FIELDS, len(FIELDS))):
            written.append(token)
        if chance.random() < 0.4:
            until(tab.page, SETTLED)
    for tab in opened:
        tab.page.evaluate("globalThis.deaf = false")
    come_to_rest(opened)
    document = opened[0].person.stored()
    missing = [token for token in written if token not in everything_in(document)]
    assert missing == [], "every word of every tab is in a field, or waits beside it for a choice"
    clashes = document.get("clashes", [])
    if any(clash["path"] == FIELDS[0] for clash in clashes):
        opened[0].person.goes_to("ideas/assets")
        said = opened[0].page.get_by_text(
            "Somebody wrote something else here at the same time, in another tab."
        )
        # Another may be beside a question that is only put where somebody begins.
        expect(said.filter(visible=True).first).to_be_visible()
    for tab in opened:
        tab.page.close()
    return len(written), len(clashes)


@pytest.mark.parametrize("tabs", [2, 3])
def test_tabs_never_overwrite_each_other_silently(browser: Browser, base: str, tabs: int) -> None:
    """Two or three tabs write into the same and into different fields in a random order, some of them deaf to
    the others for a while: each text ends in its field or beside it, and the page asks which to keep."""
    runs, words, clashes = draw(2, 40), 0, 0
    for number in range(runs):
        context = browser.new_context(locale="en-GB", service_workers="block")
        context.add_init_script(DEAF)
        context.add_init_script(COUNTED)
        wrote, clashed = interleaved(context, base, tabs, random.Random(100 * tabs + number))
        words, clashes = words + wrote, clashes + clashed
        context.close()
    report("faults", **{f"tabs_{tabs}": runs, f"tabs_{tabs}_words": words, f"tabs_{tabs}_clashes": clashes})


def settled_with(tab: Tab, path: str, text: str) -> None:
    """Wait until this text of a tab is kept."""
    tab.writes(path, text)
    until(tab.page, SETTLED)


def test_what_was_overwritten_unseen_is_written_again(context: BrowserContext, base: str) -> None:
    """One tab keeps three answers, while another that sees nothing of it keeps one: all four are there, and
    no text waits for a choice."""
    first, second = (Tab(context, base, "ideas/assets") for _ in range(2))
    settled_with(first, FIELDS[0], "Before.")
    expect(second.page.get_by_label(EVIDENCE)).to_have_value("Before.")
    second.page.evaluate(BLIND)
    first.writes(FIELDS[0], "And more.")
    until(first.page, "JSON.stringify({ ...localStorage }).includes('And more.')")
    first.person.adds_ideas("Ask the cooks")
    until(first.page, "JSON.stringify({ ...localStorage }).includes('Ask the cooks')")
    first.person.chooses_colour("RED")
    until(first.page, "JSON.stringify({ ...localStorage }).includes('red')")
    second.person.chooses_stage("You’ve got the basics")
    until(second.page, "/basics/.test(Object.entries({ ...localStorage }))")
    second.page.evaluate("seeAgain()")
    for tab in (first, second):
        expect(tab.page.get_by_label(EVIDENCE)).to_have_value("Before. And more.")
        expect(tab.page.get_by_role("radio", name="RED")).to_be_checked()
        expect(tab.page.get_by_role("radio", name="You’ve got the basics")).to_be_checked()
        expect(tab.page.locator(".ws-changes textarea")).to_have_value("Ask the cooks")
        until(tab.page, SETTLED)
    assert "clashes" not in first.person.stored()


def test_what_was_overwritten_unseen_is_written_again_however_late_it_is_noticed(
    context: BrowserContext, base: str
) -> None:
    """A tab falls asleep as it has kept an answer, and another one that has not seen it keeps something else
    in its place. When the first wakes up, minutes later, both are there."""
    context.add_init_script(DEAF)
    context.clock.install()
    first, second = (Tab(context, base, "ideas/assets") for _ in range(2))
    settled_with(first, FIELDS[0], "Before.")
    expect(second.page.get_by_label(EVIDENCE)).to_have_value("Before.")
    second.page.evaluate(BLIND)
    settled_with(first, FIELDS[0], "And more.")
    first.page.evaluate("globalThis.deaf = true")
    second.person.chooses_stage("You’ve got the basics")
    until(first.page, "/basics/.test(Object.entries({ ...localStorage }))")
    assert "And more." not in json.dumps(first.person.stored())
    first.page.clock.fast_forward(600_000)
    second.page.evaluate("seeAgain()")
    first.page.evaluate("globalThis.deaf = false")
    for tab in (first, second):
        expect(tab.page.get_by_label(EVIDENCE)).to_have_value("Before. And more.")
        expect(tab.page.get_by_role("radio", name="You’ve got the basics")).to_be_checked()
    assert "clashes" not in first.person.stored()


def test_what_was_replaced_on_purpose_stays_replaced(context: BrowserContext, base: str) -> None:
    """Something is written or chosen in one tab, and something else at once in another, which has seen it:
    the last counts, in both tabs, and no text waits for a choice."""
    first, second = (Tab(context, base, "ideas/assets") for _ in range(2))
    first.person.writes_evidence("One way to say it.")
    first.person.chooses_colour("RED")
    expect(second.page.get_by_role("radio", name="RED")).to_be_checked()
    second.person.writes_evidence("Said in another way.")
    second.person.chooses_colour("GREEN")
    expect(first.page.get_by_role("radio", name="GREEN")).to_be_checked()
    for tab in (first, second):
        until(tab.page, SETTLED)
        expect(tab.page.get_by_label(EVIDENCE)).to_have_value("Said in another way.")
        expect(tab.page.get_by_role("radio", name="GREEN")).to_be_checked()
    assert "clashes" not in first.person.stored()


def test_the_text_beside_the_field_can_be_taken(context: BrowserContext, base: str) -> None:
    """Three tabs write three things into one field, none having seen the others: all three are there, and the
    person can keep them all."""
    context.add_init_script(DEAF)
    tabs = [Tab(context, base, "ideas/assets") for _ in range(3)]
    tabs[0].writes(FIELDS[0], "Before")
    tabs[0].person.sees_it_saved()
    for tab in tabs:
        expect(tab.page.get_by_label(EVIDENCE)).to_have_value("Before")
        tab.page.evaluate("globalThis.deaf = true")
    for number, tab in enumerate(tabs):
        tab.page.evaluate(WRITES, [FIELDS[0], f"Said by {number}", False])
        until(tab.page, f"JSON.stringify({{ ...localStorage }}).includes('Said by {number}')")
    page = tabs[2].page
    while page.get_by_role("button", name="Keep both").count():
        page.get_by_role("button", name="Keep both").first.click()
    until(page, SETTLED)
    for number in range(3):
        assert f"Said by {number}" in page.get_by_label(EVIDENCE).input_value()
