"""What somebody hears who does not see the page: names, groups, states, and few calm words in between."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessibility.states import STATES, fill_device, in_state, opened
from tests.e2e.person import Person, until

FILLED = next(state for state in STATES if state.name == "filled")
# Notes every change of what a screen reader reads out by itself, and how urgently.
LISTEN = """
  globalThis.heard = [];
  const before = new WeakMap();
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const from = target instanceof Element ? target : target.parentElement;
      const box = from?.closest("[role=status], [role=alert], [aria-live]");
      const text = box?.textContent.trim();
      if (!text || before.get(box) === text || !box.checkVisibility()) continue;
      before.set(box, text);
      globalThis.heard.push([box.getAttribute("role") ?? box.getAttribute("aria-live"), text]);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
"""


def heard(page: Page) -> list[tuple[str, str]]:
    """What was read out since this was last asked: how, and the words."""
    found: list[list[str]] = page.evaluate("globalThis.heard.splice(0)")
    return [(how, text) for how, text in found]


def test_a_stretch_of_typing_is_answered_once(person: Person, page: Page) -> None:
    """Sixty keystrokes and one pause: "Saved …" is said once, politely, and nothing for each letter."""
    page.add_init_script(LISTEN)
    person.goes_to("ideas/assets")
    expect(page.locator("[data-engine]").first).to_be_hidden()
    until(page, "document.querySelector('[data-talk]').children.length > 0")
    field = page.get_by_label("What are people doing or saying")
    field.focus()
    heard(page)
    field.press_sequentially("We asked everybody at the Tuesday group what they can teach.")
    person.sees_it_saved()
    said = heard(page)
    assert len(said) == 1, said
    assert said[0][0] == "status"
    assert re.fullmatch(r"Saved on this device at \d+:\d\d\D*", said[0][1])


def test_more_typing_within_a_minute_says_nothing_new(person: Person, page: Page) -> None:
    """Three more pauses in the same minute: at most the minute is told anew, never the same words twice."""
    page.add_init_script(LISTEN)
    person.goes_to("ideas/assets")
    until(page, "document.querySelector('[data-talk]').children.length > 0")
    field = page.get_by_label("What are people doing or saying")
    field.press_sequentially("One.")
    person.sees_it_saved()
    heard(page)
    for word in ("Two.", "Three.", "Four."):
        field.press_sequentially(word)
        person.sees_it_saved()
    said = [text for _, text in heard(page)]
    assert len(said) == len(set(said)) <= 2
    assert all(text.startswith("Saved") for text in said)


def test_that_it_could_not_be_saved_is_said_once(person: Person, page: Page) -> None:
    """With no room left, one sentence says so, and is not repeated at every pause."""
    page.add_init_script(LISTEN)
    fill_device(page)
    person.goes_to("ideas/assets")
    field = page.get_by_label("What are people doing or saying")
    for word in ("One.", "Two.", "Three."):
        field.press_sequentially(word)
        expect(page.locator("[data-saved=trouble]")).to_be_visible()
    said = [text for _, text in heard(page) if "full" in text]
    assert len(said) == 1


def test_what_a_button_did_is_said(browser: Browser, base: str) -> None:
    """Moving, deleting and bringing back an idea are each told in one sentence."""
    with in_state(browser, base, FILLED) as page:
        page.add_init_script(LISTEN)
        opened(page, base, "ideas/assets", FILLED)
        for name, words in (
            ("Move down: Ask people", "Moved to number 2 of"),
            ("Delete: Ask people", "Deleted “Ask people"),
        ):
            heard(page)
            page.get_by_role("button", name=name).press("Enter")
            until(page, f"globalThis.heard.some(([, text]) => text.startsWith('{words}'))")
        heard(page)
        page.get_by_role("button", name="Undo", exact=True).press("Enter")
        until(page, "globalThis.heard.some(([, text]) => /is back/.test(text))")


def test_a_mark_is_heard_with_what_it_marks(browser: Browser, base: str) -> None:
    """Each "We recognise this" is described by the point that it stands under."""
    with in_state(browser, base, FILLED) as page:
        opened(page, base, "ideas/assets", FILLED)
        marks = page.get_by_role("checkbox", name="We recognise this")
        for mark in marks.all():
            said = mark.evaluate(
                "(box) => document.getElementById(box.getAttribute('aria-describedby')).textContent.trim()"
            )
            assert len(said) > 10


def test_lists_of_people_and_tables_have_names(browser: Browser, base: str) -> None:
    """Side by side, each person is a group with a name, each table and its columns too."""
    with in_state(browser, base, FILLED) as page:
        opened(page, base, "perspectives", FILLED)
        page.evaluate(
            "document.querySelectorAll('.md-content details').forEach((one) => { one.open = true; })"
        )
        people = page.locator(".ws-person fieldset")
        expect(people).to_have_count(2)
        for group in people.all():
            expect(group).to_have_accessible_name(re.compile(r"\w"))
        for region in page.get_by_role("region").all():
            expect(region).to_have_accessible_name(re.compile(r"\w"))
        expect(page.get_by_role("table").first.get_by_role("columnheader")).to_have_count(4)


def test_no_region_interrupts(browser: Browser, base: str) -> None:
    """What may interrupt is empty until a file is refused or something is broken; all else waits its turn."""
    with in_state(browser, base, FILLED) as page:
        for name in ("ideas/assets", "plan", "reflections", "perspectives", "rounds"):
            opened(page, base, name, FILLED)
            for urgent in page.locator("[role=alert], [aria-live=assertive]").all():
                expect(urgent).to_be_empty()
