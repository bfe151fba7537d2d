"""Two tabs of one person: the caret, compositions, the field for a new idea, undo.

The rules are in architecture/rules.md.
"""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.person import Person, until
from worksheet_py.api import tool, words
from worksheet_py.document.serialization import load

EVIDENCE = "What are people doing or saying"
NEW_IDEA = "[data-new-change]"
# What another tab wrote in the field for whose view it is.
CLASH = """(text) => {
  const key = `coproduction:reflection:${localStorage.getItem("coproduction:current")}`;
  const { seal, ...kept } = JSON.parse(localStorage.getItem(key));
  const clashes = [{ id: "k1", path: "perspective.who", text }];
  localStorage.setItem(key, JSON.stringify({ ...kept, clashes }));
}"""


@pytest.fixture
def other(context: BrowserContext, base: str) -> Person:
    """The same person in another tab."""
    return Person(context.new_page(), base)


def evidence(person: Person) -> Locator:
    """The field for evidence."""
    return person.page.get_by_label(EVIDENCE)


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


def test_an_idea_that_another_tab_deletes_is_not_typed_into_nothing(person: Person, other: Person) -> None:
    """The field for a new idea goes on as a new idea, whatever became of the one it had begun."""
    person.goes_to("ideas/assets")
    field = person.page.locator(NEW_IDEA)
    field.press_sequentially("A bench")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    other.page.get_by_role("button", name="Delete: A bench").click()
    other.sees_it_saved()
    field.press_sequentially(" by the door")
    field.press("Enter")
    assert person.ideas() == ["A bench by the door"]
    person.sees_it_saved()
    kept = person.stored()["ideas"]["assets"]["changes"]
    assert [change["text"] for change in kept] == ["A bench by the door"]


def test_words_that_another_tab_adds_to_an_idea_are_not_written_over(person: Person, other: Person) -> None:
    """Type on in the field for a new idea while another tab has made the idea longer: both are kept."""
    person.goes_to("ideas/assets")
    field = person.page.locator(NEW_IDEA)
    field.press_sequentially("A bench")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    field.press_sequentially(" h")
    person.sees_it_saved()
    expect(other.page.locator("[data-list] textarea").first).to_have_value("A bench h")
    other.page.locator("[data-list] textarea").first.fill("A bench h, painted green")
    other.sees_it_saved()
    field.press_sequentially("ere")
    person.sees_it_saved()
    kept = str(person.stored())
    assert "painted green" in kept
    assert "ere" in kept


def test_a_tab_stays_with_its_own_reflection(person: Person, other: Person) -> None:
    """It has only opened what was there. Another tab starts a new one: this one goes on with its own, on the
    next page too."""
    other.names_it("The garden")
    person.goes_to("ideas/work")
    other.goes_to("reflections")
    other.page.get_by_role("button", name="Start a new one").click()
    other.names_it("The kitchen")
    person.goes_to("ideas/assets")
    person.writes_evidence("Of the garden.")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    expect(evidence(other)).to_have_value("")
    person.goes_to("worksheets")
    expect(person.page.get_by_label("What do you want to call it?")).to_have_value("The garden")


def test_undoing_an_older_deletion_leaves_the_newer_one_to_be_undone(person: Person, page: Page) -> None:
    """Delete two, undo the first: the second can still be brought back after a reload."""
    person.names_it("Alpha")
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.names_it("Beta")
    person.goes_to("reflections")
    for name in ("Alpha", "Beta"):
        page.get_by_role("button", name=f"Delete {name}").click()
    page.locator("[data-undo] > *", has_text="Alpha").get_by_role("button", name="Undo").click()
    expect(page.locator(".ws-reflection")).to_contain_text(["Alpha"])
    page.reload()
    page.locator("[data-undo] > *", has_text="Beta").get_by_role("button", name="Undo").click()
    expect(page.locator(".ws-reflection")).to_have_count(2)


def test_undoing_a_deletion_never_covers_newer_words(person: Person, other: Person) -> None:
    """Another tab keeps it again and writes on; the undo of the deletion leaves that as it is."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Before it was deleted.")
    person.names_it("Alpha")
    other.goes_to("ideas/assets")
    person.goes_to("reflections")
    person.page.get_by_role("button", name="Delete Alpha").click()
    other.page.get_by_role("button", name="Save it here again").click()
    other.writes_evidence("Before it was deleted. And more.")
    other.sees_it_saved()
    person.page.locator("[data-undo]").get_by_role("button", name="Undo").click()
    other.goes_to("ideas/assets")
    expect(evidence(other)).to_have_value("Before it was deleted. And more.")


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


def test_two_long_lines_are_joined_only_if_that_can_be_read_again(person: Person, page: Page) -> None:
    """Two lines of 1,000 letters do not fit into one: both stay until one is shorter; a space joins them."""
    person.goes_to("worksheets")
    who = page.get_by_label("Who wrote it?")
    who.fill("a" * 1_000)
    person.sees_it_saved()
    page.evaluate(CLASH, "b" * 1_000)
    page.reload()
    both = page.get_by_role("button", name="Keep both, one below the other")
    both.click()
    expect(page.get_by_text("Together, they are too long for this box.")).to_be_visible()
    expect(page.locator("[data-clash]")).to_have_count(1)
    who.fill("a" * 999)
    both.click()
    expect(page.locator("[data-clash]")).to_have_count(0)
    person.sees_it_saved()
    made = person.stored()
    assert made["perspective"]["who"] == f"{'a' * 999} {'b' * 1_000}"
    assert load(made, tool(), words()).perspective.who == made["perspective"]["who"]
