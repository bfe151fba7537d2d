"""A field that two tabs show: the caret, its line, undo and compositions while the other tab writes.

The rules are in architecture/rules.md.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.form.test_two_tabs import evidence
from tests.e2e.form.test_worksheet import NO_FIELD_SIZING
from tests.e2e.person import Person, until


def caret(field: Locator) -> list[str]:
    """The text before and behind the caret."""
    text = field.input_value()
    start, end = field.evaluate("(field) => [field.selectionStart, field.selectionEnd]")
    return [text[:start], text[end:]]


TEXTS = ":is([data-bind], [data-field], .ws-changes textarea):is(textarea, [type=text], input:not([type]))"
# The pages with fields that two tabs may show, and how many fields each has at least.
FIELDS = {"ideas/assets": 6, "worksheets": 2, "plan": 4}


def texts_of_both(person: Person, other: Person, name: str) -> tuple[Locator, Locator]:
    """Open a page in both tabs, with an action; gives its fields in each."""
    person.goes_to("ideas/assets")
    person.adds_ideas("A bench")
    person.will_do(1)
    person.sees_it_saved()
    for one in (person, other):
        one.goes_to(name)
        if name == "plan":
            one.page.locator(".ws-open-row").click()
    ours, theirs = (one.page.locator(TEXTS).locator("visible=true") for one in (person, other))
    expect(ours.first).to_be_enabled()
    assert ours.count() >= FIELDS[name]
    return ours, theirs


@pytest.mark.parametrize("name", FIELDS)
def test_the_caret_stays_between_the_same_words(person: Person, other: Person, name: str) -> None:
    """In every field: what another tab writes before and behind the selection comes in around it, once nobody
    types; what is typed next takes its place, and undoing that loses nothing of the other tab."""
    person.page.clock.install()
    ours, theirs = texts_of_both(person, other, name)
    for place in range(ours.count()):
        field = ours.nth(place)
        field.fill("One two three.")
        person.sees_it_saved()
        expect(theirs.nth(place)).to_have_value("One two three.")
        field.evaluate("(field) => { field.focus(); field.setSelectionRange(4, 7); }")
        theirs.nth(place).fill("Zero. One two three. Four.")
        until(person.page, "Object.values(localStorage).some((text) => text.includes('Zero.'))")
        person.page.clock.fast_forward(3000)
        expect(field).to_have_value("Zero. One two three. Four.")
        assert caret(field) == ["Zero. One ", " three. Four."]
        person.page.keyboard.type("2")
        assert field.input_value() == "Zero. One 2 three. Four."
        person.page.keyboard.press("Control+z")
        person.sees_it_saved()
        assert [word for word in ("Zero", "three", "Four") if word not in str(person.stored())] == []
        field.fill("")
        person.sees_it_saved()
        theirs.nth(place).blur()
        expect(theirs.nth(place)).to_have_value("")
        field.blur()


# Where the line with the caret is on the screen, which is not broken.
LINE = """(field) => field.getBoundingClientRect().top - field.scrollTop
  + parseFloat(getComputedStyle(field).lineHeight)
  * field.value.slice(0, field.selectionStart).split("\\n").length"""


@pytest.mark.parametrize("grows", ["by itself", "by the script"])
@pytest.mark.parametrize("lines", [12, 120])
def test_the_line_with_the_caret_stays_where_it_is(
    person: Person, other: Person, grows: str, lines: int
) -> None:
    """Ten lines come in above it, on a phone: in a field that grows by them, and in one that scrolls."""
    page = person.page
    page.set_viewport_size({"width": 390, "height": 700})
    if grows == "by the script":
        page.add_init_script(NO_FIELD_SIZING)
    page.route("**/runtime/*", lambda route: route.abort())
    person.goes_to("ideas/assets")
    text = "\n".join(f"Line {number}" for number in range(lines))
    person.writes_evidence(text)
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    expect(page.locator("[data-engine]").first).to_contain_text("Your answers are safe")
    evidence(person).evaluate(
        """(field) => {
          const place = field.value.length / 2;
          field.focus();
          field.setSelectionRange(place, place);
          field.scrollTop = field.scrollHeight / 2 - field.clientHeight / 2;
          const { top, height } = field.getBoundingClientRect();
          scrollBy(0, top + height / 2 - 350);
        }"""
    )
    before = evidence(person).evaluate(LINE)
    assert 200 < before < 500
    longer = "\n".join(f"New {number}" for number in range(10)) + f"\n{text}\nAnd below."
    other.writes_evidence(longer)
    expect(evidence(person)).to_have_value(longer)
    assert abs(evidence(person).evaluate(LINE) - before) <= 2


def test_undoing_after_another_tab_wrote_loses_nothing(person: Person, other: Person) -> None:
    """Ctrl+Z and Ctrl+Y after the other tab's words came in: theirs and one's own are still there."""
    person.goes_to("ideas/assets")
    evidence(person).press_sequentially("One two")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    person.page.bring_to_front()
    evidence(person).press_sequentially(" three")
    person.sees_it_saved()
    other.writes_evidence("Zero. One two three. Four.")
    expect(evidence(person)).to_have_value("Zero. One two three. Four.")
    for key in ("Control+z", "Control+z", "Control+y", "Control+y"):
        person.page.keyboard.press(key)
    person.sees_it_saved()
    kept = str(person.stored())
    assert [word for word in ("Zero", "One", "three", "Four") if word not in kept] == []


def test_nothing_comes_into_a_composition(person: Person, other: Person) -> None:
    """While an input method composes, the field is left alone; afterwards both texts are kept."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Begun. ")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    evidence(person).evaluate("(field) => { field.focus(); field.setSelectionRange(7, 7); }")
    keyboard = person.page.context.new_cdp_session(person.page)
    keyboard.send("Input.imeSetComposition", {"text": "にほ", "selectionStart": 2, "selectionEnd": 2})
    other.writes_evidence("Begun. The other tab.")
    other.sees_it_saved()
    keyboard.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    assert evidence(person).input_value() == "Begun. にほん"
    keyboard.send("Input.insertText", {"text": "日本"})
    assert evidence(person).input_value() == "Begun. 日本"
    person.sees_it_saved()
    expect(person.page.locator("[data-clash]")).to_contain_text("Begun. The other tab.")


# Keys that belong to a composition, as browsers tell of them; Safari only by a number.
COMPOSED = """(field) => {
  const before = [location.href, document.querySelectorAll("dialog[open]").length, field.value];
  const visible = () => [...document.querySelectorAll("input, textarea, select, button, a")]
    .filter((one) => one.checkVisibility()).length;
  const number = visible();
  for (const key of ["Enter", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Tab"]) {
    for (const given of [{ isComposing: true }, { keyCode: 229 }]) {
      const event = new KeyboardEvent("keydown", { key, ...given, bubbles: true, cancelable: true });
      field.dispatchEvent(event);
      const after = [location.href, document.querySelectorAll("dialog[open]").length, field.value];
      if (event.defaultPrevented || String(after) !== String(before)) return key;
      if (document.activeElement !== field || visible() !== number) return key;
    }
  }
  return "";
}"""
LINES = ":is(textarea, input:not([type]), [type=text], [type=search])"


@pytest.mark.parametrize(("name", "number"), [
    ("ideas/assets", 6), ("worksheets", 3), ("plan", 5),
    ("reflections", 2), ("perspectives", 1), ("easy/assets", 1),
])  # fmt: skip
def test_keys_of_a_composition_do_nothing_else(person: Person, page: Page, name: str, number: int) -> None:
    """Enter, Escape, arrows and Tab that belong to a composition, in every field: nothing is added, begun,
    closed or left."""
    person.goes_to("ideas/assets")
    person.adds_ideas("A bench")
    person.will_do(1)
    person.sees_it_saved()
    person.goes_to(name)
    expect(page.locator("html[data-start=open]")).to_have_count(1)
    if name == "reflections":
        page.get_by_role("button", name="Rename").click()
        page.get_by_text("Did you copy it as text?").click()
    if name == "plan":
        page.locator(".ws-open-row").click()
    if name == "easy/assets":
        page.goto(f"{person.base}easy/assets/#evidence")
    fields = page.locator(f".md-content {LINES}, .md-search__input").locator("visible=true")
    assert fields.count() >= number
    # What is filled in may add a field.
    for field in fields.element_handles():
        field.fill("なまえ")
        assert field.evaluate(COMPOSED) == "", field.evaluate("f => f.outerHTML")


# What stands in the field while somebody composes, and what it becomes.
COMPOSITIONS = [("にほ", "にほん", "日本"), ("ni", "ni hao", "你好"), ("ㅎ", "하", "한")]


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_takes_compositions_while_another_tab_writes(
    person: Person, other: Person, name: str
) -> None:
    """Japanese, Chinese, Korean: nothing comes into the composition, and afterwards both texts are kept."""
    person.page.clock.install()
    fields = texts_of_both(person, other, name)
    keyboard = person.page.context.new_cdp_session(person.page)
    for place in range(fields[0].count()):
        first, more, whole = COMPOSITIONS[place % 3]
        field, theirs = (both.nth(place) for both in fields)
        before = field.input_value()
        field.evaluate("(field) => { field.focus(); field.setSelectionRange(1e6, 1e6); }")
        keyboard.send("Input.imeSetComposition", {"text": first, "selectionStart": 1, "selectionEnd": 1})
        theirs.fill(f"Of the other tab {place}")
        other.sees_it_saved()
        until(person.page, f"Object.values(localStorage).some((text) => text.includes('tab {place}'))")
        # Elsewhere, what another tab has written comes in when no key was pressed for a second.
        person.page.clock.fast_forward(3000)
        keyboard.send("Input.imeSetComposition", {"text": more, "selectionStart": 1, "selectionEnd": 1})
        assert field.input_value() == before + more
        keyboard.send("Input.insertText", {"text": whole})
        assert field.input_value() == before + whole
        person.sees_it_saved()
        kept = str(person.stored())
        assert whole in kept
        assert f"Of the other tab {place}" in kept
        field.blur()
