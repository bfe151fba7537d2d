"""What people write is kept on their device, in every tab, and across reloads and restarts."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.chromium import persistent
from tests.e2e.person import BACKUP, IDEAS, Person, brought_elsewhere, types_and_asks, until


def test_all_four_worksheets_come_back_after_the_browser_was_closed(
    browser: Browser, base: str, tmp_path: Path
) -> None:
    """Fill in everything, close the browser, open it again: every word is there, and the hub knows."""
    first = persistent(browser, tmp_path, service_workers="block")
    person = Person(first.new_page(), base)
    person.fills_in_everything()
    before = person.stored()
    first.close()

    second = persistent(browser, tmp_path, service_workers="block")
    page = second.new_page()
    person = Person(page, base)
    person.goes_to("worksheets")
    assert person.stored() == before
    expect(page.locator("[data-progress=started]")).to_have_count(4)
    for idea in IDEAS:
        person.goes_to(f"ideas/{idea}")
        expect(page.get_by_label("What are people doing or saying")).to_have_value(
            f"Evidence for {idea}: people say “this works”."
        )
        assert person.ideas() == [f"First idea for {idea}", f"Second idea for {idea}"]
    second.close()


def test_what_the_second_copy_brings_back_is_on_the_list_at_once(person: Person, page: Page) -> None:
    """A reflection that localStorage has lost is listed as soon as it is there again, open or not, and the
    page need not be loaded again."""
    person.names_it("Bridge Street")
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.names_it("The hospital")
    person.sees_it_saved()
    until(page, f"({BACKUP})().then((kept) => kept.some(({{ text }}) => text.includes('The hospital')))")
    # No page shows it that could store it again.
    person.goes_to("words")
    page.evaluate(
        """() => {
        for (const [key, text] of Object.entries(localStorage)) {
          if (text.includes("Bridge Street")) localStorage.removeItem(key);
        }
      }"""
    )
    person.goes_to("reflections")
    expect(page.get_by_role("heading", name="Bridge Street")).to_be_visible()
    expect(page.locator(".ws-reflection")).to_have_count(2)


def test_typing_is_kept_within_a_second_even_without_a_pause(person: Person, page: Page) -> None:
    """Somebody who types on and on is safe too: what is kept is never more than a second behind."""
    # The page's clock is ours, so that a slow machine changes nothing.
    page.clock.install()
    person.goes_to("ideas/assets")
    page.clock.pause_at("2030-01-01T10:00:00")
    behind = []
    for typed in range(1, 40):
        behind.append(typed - types_and_asks(page, "x" * typed))
        page.clock.run_for(100)
    assert max(behind) <= 10, "a tenth of a second lies between two letters"


def test_what_was_typed_is_kept_when_the_page_is_left_at_once(person: Person, page: Page) -> None:
    """Leaving in the middle of a word loses nothing: the page keeps it on its way out."""
    person.goes_to("ideas/assets")
    person.writes_evidence("In the middle of a wo")
    person.goes_to("worksheets")
    person.goes_to("ideas/assets")
    expect(page.get_by_label("What are people doing or saying")).to_have_value("In the middle of a wo")


def test_the_page_says_calmly_that_it_is_saved(person: Person, page: Page) -> None:
    """One line says so, as a status, and does not repeat itself at every keystroke."""
    person.goes_to("ideas/assets")
    status = page.locator(".ws-bar [role=status][data-show=saved]")
    expect(status).to_have_text("What you write is saved on this device.")
    page.evaluate(
        """() => {
        window.said = [];
        const line = document.querySelector(".ws-bar [role=status]");
        const watch = new MutationObserver(() => said.push(line.textContent));
        watch.observe(line, { childList: true, characterData: true, subtree: true });
      }"""
    )
    field = page.get_by_label("What are people doing or saying")
    for word in ("One ", "two ", "three "):
        field.press_sequentially(word)
        person.sees_it_saved()
    expect(status).to_contain_text("Saved on this device at")
    assert len(set(page.evaluate("said"))) == len(page.evaluate("said")) <= 2


# No character, line ends that few know, halves of characters, writing from the right and what turns it round.
ODD = (
    "nul\0 lines\u2028\u2029 half \ud83d and \udc00, \u202efdp.exe \u05d0\u05de\u05e8\u05d5 \u2067Ann\u202b "
    "\u0642\u0627\u0644\u062a \ufeff\ufffe"
)


def evidence_in(document: dict[str, Any]) -> str:
    """It as JSON without such characters: a report of a failure could not be written with them."""
    return json.dumps(document["ideas"]["assets"]["evidence"])


def test_every_character_is_kept_as_it_was_typed(browser: Browser, person: Person, page: Page) -> None:
    """On the page, on the device, in the file, and on another device."""
    typed = json.dumps(ODD)
    person.goes_to("ideas/assets")
    field = page.get_by_label("What are people doing or saying")
    field.evaluate(
        """(field, text) => {
          field.value = JSON.parse(text);
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        typed,
    )
    person.sees_it_saved()
    page.reload()
    person.sees_it_saved()
    assert json.dumps(json.loads(field.evaluate("({ value }) => JSON.stringify(value)"))) == typed
    person.chooses_colour("RED")
    person.sees_it_saved()
    assert evidence_in(person.stored()) == typed
    file = person.takes_away()
    assert evidence_in(json.loads(file.read_text(encoding="utf-8"))) == typed
    assert evidence_in(brought_elsewhere(browser, person.base, file)) == typed


def test_two_tabs_keep_what_each_of_them_wrote(context: BrowserContext, base: str) -> None:
    """Two tabs on the same worksheet: different fields never overwrite each other, and both show all."""
    one, two = context.new_page(), context.new_page()
    first, second = Person(one, base), Person(two, base)
    first.goes_to("ideas/assets")
    first.writes_evidence("From the first tab")
    first.sees_it_saved()
    second.goes_to("ideas/assets")
    second.adds_ideas("From the second tab")
    first.chooses_colour("RED")
    second.sees_it_saved()
    first.sees_it_saved()
    expect(two.get_by_role("radio", name="RED")).to_be_checked()
    expect(one.locator(".ws-changes textarea")).to_have_value("From the second tab")
    answers = first.stored()["ideas"]["assets"]
    assert (answers["evidence"], answers["rating"], len(answers["changes"])) == (
        "From the first tab",
        "red",
        1,
    )


def test_two_tabs_on_a_fresh_device_become_one_reflection(context: BrowserContext, base: str) -> None:
    """Somebody who opens two ideas in two tabs, and writes in both, has one reflection."""
    first, second = Person(context.new_page(), base), Person(context.new_page(), base)
    first.goes_to("ideas/assets")
    second.goes_to("ideas/work")
    first.writes_evidence("In the first tab")
    first.sees_it_saved()
    second.writes_evidence("In the second tab")
    second.sees_it_saved()
    first.goes_to("reflections")
    expect(first.page.locator(".ws-reflection")).to_have_count(1)
    ideas = first.stored()["ideas"]
    assert [ideas[idea]["evidence"] for idea in ("assets", "work")] == [
        "In the first tab",
        "In the second tab",
    ]


def test_what_is_edited_here_survives_its_deletion_in_another_tab(context: BrowserContext, base: str) -> None:
    """If a tab that has not heard of it deletes the idea that somebody is typing in, the words stay."""
    one, two = context.new_page(), context.new_page()
    first, second = Person(one, base), Person(two, base)
    first.goes_to("ideas/assets")
    first.adds_ideas("Ours")
    first.sees_it_saved()
    two.add_init_script(
        "addEventListener('storage', (event) => window.deaf && event.stopImmediatePropagation())"
    )
    second.goes_to("ideas/assets")
    two.evaluate("window.deaf = true")
    one.locator(".ws-changes textarea").fill("Ours, and we go on writing")
    first.sees_it_saved()
    until(two, "JSON.stringify(localStorage).includes('and we go on writing')")
    expect(two.locator(".ws-changes textarea")).to_have_value("Ours")
    two.get_by_role("button", name="Delete: Ours").click()
    second.sees_it_saved()
    expect(two.locator(".ws-changes textarea")).to_have_value("Ours, and we go on writing")
    texts = [change["text"] for change in first.stored()["ideas"]["assets"]["changes"]]
    assert texts == ["Ours, and we go on writing"]


def test_the_hub_takes_people_back_to_where_they_were(person: Person, page: Page) -> None:
    """Not started, started, done for now; and the way back to the question somebody was at."""
    person.goes_to("worksheets")
    expect(page.locator("[data-progress=none]")).to_have_count(4)
    person.goes_to("ideas/work")
    person.writes_evidence("Something")
    page.get_by_label("Done for now").check()
    person.goes_to("ideas/reciprocity")
    person.chooses_colour("GREEN")
    person.goes_to("worksheets")
    expect(page.locator("[data-hub-idea=work] [data-progress]")).to_have_text("Done for now")
    expect(page.locator("[data-hub-idea=reciprocity] [data-progress]")).to_have_text("Started")
    expect(page.locator("[data-hub-idea=assets] [data-progress]")).to_have_text("Not started")
    page.get_by_role("link", name="Carry on where you left off").click()
    expect(page).to_have_url(f"{person.base}ideas/reciprocity/#rating")


def test_two_texts_for_one_field_are_both_kept_and_somebody_chooses(
    context: BrowserContext, base: str
) -> None:
    """Two tabs write into the same field, neither having seen the other: nothing is lost, and nothing is
    decided without the person."""
    context.add_init_script(
        "addEventListener('storage', (event) => window.deaf && event.stopImmediatePropagation())"
    )
    one, two = context.new_page(), context.new_page()
    first, second = Person(one, base), Person(two, base)
    first.goes_to("ideas/assets")
    first.writes_evidence("Before")
    first.sees_it_saved()
    second.goes_to("ideas/assets")
    two.evaluate("window.deaf = true")
    first.writes_evidence("Ann wrote this")
    until(one, "JSON.stringify(localStorage).includes('Ann wrote this')")
    second.writes_evidence("Before and Bob this")
    second.sees_it_saved()
    two.evaluate("window.deaf = false")
    for page in (one, two):
        expect(page.get_by_label("What are people doing or saying")).to_have_value("Before and Bob this")
        expect(page.locator(".ws-clash blockquote")).to_have_text("Ann wrote this")
    first.goes_to("ideas/assets")
    one.get_by_role("button", name="Keep both").click()
    first.sees_it_saved()
    for page in (one, two):
        expect(page.locator(".ws-clash")).to_have_count(0)
        expect(page.get_by_label("What are people doing or saying")).to_have_value(
            "Before and Bob this\nAnn wrote this"
        )
    assert "clashes" not in first.stored()


def test_going_on_in_another_tab_is_no_clash(context: BrowserContext, base: str) -> None:
    """Somebody who goes on in a second tab with what they wrote in the first has one text, and can take back
    a choice between two."""
    one, two = context.new_page(), context.new_page()
    first, second = Person(one, base), Person(two, base)
    first.goes_to("ideas/assets")
    first.writes_evidence("One")
    first.sees_it_saved()
    second.goes_to("ideas/assets")
    field = two.get_by_label("What are people doing or saying")
    expect(field).to_have_value("One")
    field.fill("One two")
    second.sees_it_saved()
    expect(one.get_by_label("What are people doing or saying")).to_have_value("One two")
    one.get_by_label("What are people doing or saying").fill("One two three")
    first.sees_it_saved()
    expect(field).to_have_value("One two three")
    assert "clashes" not in first.stored()
