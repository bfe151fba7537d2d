"""Filling in a worksheet: stage, marks, evidence, colour, ideas for change, actions."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.person import Person, puts
from tests.unit.factories import document
from worksheet_py.validation.limits import MAX_INPUT_ITEMS


def test_a_stage_can_be_chosen_and_left_open_again(person: Person, page: Page) -> None:
    """Choosing nothing is allowed, and a choice can be undone; attention goes back to the question."""
    person.goes_to("ideas/assets")
    expect(page.get_by_text("No stage chosen yet")).to_be_visible()
    person.chooses_stage("You’ve got the basics")
    expect(page.get_by_text("You chose: You’ve got the basics")).to_be_visible()
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["stage"] == "basics"
    page.get_by_role("button", name="Undo my choice of stage").click()
    expect(page.get_by_text("No stage chosen yet")).to_be_visible()
    expect(page.get_by_role("button", name="Undo my choice of stage")).to_be_hidden()
    assert page.evaluate("document.activeElement.name") == "assets-stage"
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["stage"] is None


def test_a_stage_is_chosen_where_it_is_read(person: Person, page: Page) -> None:
    """The button beneath a stage's points chooses it, says so, and can be reached with the Tab key."""
    person.goes_to("ideas/assets")
    button = page.get_by_role("button", name="We are here: You’re getting there")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("radio", name="You’re getting there")).to_be_checked()
    expect(page.get_by_role("button", name="We are here", pressed=True)).to_have_count(1)


def test_each_stage_has_its_descriptors_in_reach(person: Person, page: Page) -> None:
    """A screen reader hears what a stage looks like together with its choice."""
    person.goes_to("ideas/networks")
    choices = page.get_by_role("group", name="What stage do you think you’re at?").get_by_role("radio")
    expect(choices).to_have_count(4)
    for choice in choices.all():
        described = page.locator(f"#{choice.get_attribute('aria-describedby')}")
        expect(described.locator("li").first).to_be_visible()


def test_what_people_recognise_stands_with_the_evidence(person: Person, page: Page) -> None:
    """Marks on descriptors and quotes appear beside the evidence, are kept, and can be taken off there."""
    person.goes_to("ideas/assets")
    page.locator(".ws-stage[data-stage=not-yet] .ws-quotes li").first.get_by_label(
        "We recognise this"
    ).check()
    page.locator(".ws-stage[data-stage=basics] .ws-points li").first.get_by_label("We recognise this").check()
    recognised = page.locator("[data-recognised-list] li")
    expect(recognised).to_have_count(2)
    expect(recognised.first).to_contain_text("so vulnerable")
    person.sees_it_saved()
    page.reload()
    expect(recognised).to_have_count(2)
    recognised.first.get_by_role("button").click()
    expect(recognised).to_have_count(1)
    expect(recognised.first.get_by_role("button")).to_be_focused()
    expect(page.locator(".ws-stage[data-stage=not-yet] .ws-quotes input").first).not_to_be_checked()


def test_a_colour_is_a_word_and_a_shape_and_can_be_cleared(person: Person, page: Page) -> None:
    """RED, AMBER and GREEN each have a word and a shape of their own; a choice can be undone."""
    person.goes_to("ideas/work")
    shapes = page.locator(".ws-rating .ws-shape > *")
    assert len({shape.evaluate("e => e.outerHTML") for shape in shapes.all()}) == 3
    expect(page.locator(".ws-rating-word")).to_have_text(["RED", "AMBER", "GREEN"])
    person.chooses_colour("AMBER")
    page.get_by_role("button", name="Undo my choice of colour").click()
    expect(page.get_by_role("radio", name="AMBER")).not_to_be_checked()
    person.sees_it_saved()
    assert person.stored()["ideas"]["work"]["rating"] is None


def test_enter_adds_the_next_idea(person: Person, page: Page) -> None:
    """As many ideas as people like, by Enter or by the button; attention stays in the field."""
    person.goes_to("ideas/assets")
    person.adds_ideas("One", "Two")
    field = page.get_by_label("Add an idea")
    field.fill("Three")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    assert person.ideas() == ["One", "Two", "Three"]
    field.press("Enter")
    assert person.ideas() == ["One", "Two", "Three"], "an empty field adds nothing"


def test_an_idea_is_kept_while_it_is_being_typed(person: Person, page: Page) -> None:
    """An idea that nobody pressed Enter for is not lost."""
    person.goes_to("ideas/assets")
    page.get_by_label("Add an idea").press_sequentially("Half a thou")
    person.sees_it_saved()
    page.reload()
    assert person.ideas() == ["Half a thou"]


def test_ideas_are_moved_by_keyboard(person: Person, page: Page) -> None:
    """Up and down work from the keyboard; the button keeps the attention; ends do nothing."""
    person.goes_to("ideas/assets")
    person.adds_ideas("One", "Two", "Three")
    up = page.get_by_role("button", name="Move up: Three")
    up.focus()
    page.keyboard.press("Enter")
    assert person.ideas() == ["One", "Three", "Two"]
    expect(up).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert person.ideas() == ["Three", "One", "Two"]
    person.sees_it_saved()
    page.reload()
    assert person.ideas() == ["Three", "One", "Two"]


def test_a_deleted_idea_comes_back_whole(person: Person, page: Page) -> None:
    """Undo brings an idea back to its place with the action that belonged to it; focus is never lost."""
    person.goes_to("ideas/assets")
    person.adds_ideas("One", "Two", "Three")
    person.will_do(2)
    person.works_up(1, who="Asha")
    page.get_by_role("button", name="Delete: Two").click()
    assert person.ideas() == ["One", "Three"]
    expect(page.locator(".ws-action")).to_have_count(0)
    assert page.evaluate("document.activeElement.value") == "Three"
    page.get_by_role("button", name="Undo", exact=True).click()
    assert person.ideas() == ["One", "Two", "Three"]
    expect(page.locator(".ws-action").get_by_label("Who?")).to_have_value("Asha")
    assert page.evaluate("document.activeElement.value") == "Two"


def test_a_double_click_does_a_thing_once(person: Person, page: Page) -> None:
    """Hands that tremble click twice: one idea is added, one is deleted, and the undo is still there."""
    person.goes_to("ideas/assets")
    page.get_by_label("Add an idea").fill("One")
    page.get_by_role("button", name="Add", exact=True).dblclick()
    assert person.ideas() == ["One"]
    person.adds_ideas("Two", "Three")
    page.get_by_role("button", name="Delete: One").dblclick()
    assert person.ideas() == ["Two", "Three"]
    page.get_by_role("button", name="Move down: Two").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    assert person.ideas() == ["One", "Three", "Two"]


def test_an_idea_is_chosen_and_worked_up(person: Person, page: Page) -> None:
    """Choosing opens what, who, when and how; un-choosing puts them away and loses nothing."""
    person.goes_to("ideas/assets")
    person.adds_ideas("One", "Two", "Three", "Four")
    expect(page.get_by_text("Nothing chosen yet.")).to_be_visible()
    person.will_do(1)
    person.works_up(1, who="Asha", when="end of June 2027", how="At the forum")
    expect(page.get_by_text("We read this as: by 30 June 2027")).to_be_visible()
    page.get_by_label("We will do this").first.uncheck()
    expect(page.locator(".ws-action")).to_have_count(0)
    person.will_do(1)
    expect(page.locator(".ws-action").get_by_label("How?")).to_have_value("At the forum")
    for number in (2, 3, 4):
        person.will_do(number)
    expect(page.get_by_text("4 chosen. That’s a lot to take on.")).to_be_visible()


def test_an_action_follows_its_idea_until_it_is_reworded(person: Person, page: Page) -> None:
    """The action begins as the idea's words, and keeps people's own wording afterwards."""
    person.goes_to("ideas/assets")
    person.adds_ideas("Ask peple")
    person.will_do(1)
    what = page.locator(".ws-action").get_by_label("What?")
    page.locator(".ws-changes textarea").fill("Ask people")
    expect(what).to_have_value("Ask people")
    what.fill("Ask ten people")
    page.locator(".ws-changes textarea").fill("Ask everybody")
    expect(what).to_have_value("Ask ten people")


def test_answers_are_seen_whole_and_very_long_ones_leave_room(person: Person, page: Page) -> None:
    """A field is as tall as its text; a text longer than the screen scrolls inside, so the page goes on."""
    person.goes_to("ideas/assets")
    field = page.get_by_label("What are people doing or saying")
    assert field.evaluate("e => e.clientHeight") > 100, "it looks like room for more than a word"
    person.writes_evidence("\n".join(f"Line {n}" for n in range(15)))
    assert field.evaluate("e => e.scrollHeight - e.clientHeight") <= 2
    person.writes_evidence("\n".join(f"Line {n}" for n in range(1000)))
    assert field.evaluate("e => e.clientHeight / innerHeight") < 0.8


def test_python_finds_something_to_talk_about(person: Person, page: Page) -> None:
    """The real Pyodide answers on the page, with a prompt that fits what was chosen."""
    person.goes_to("ideas/assets")
    person.chooses_stage("You really haven’t got this")
    person.chooses_colour("GREEN")
    expect(page.locator("[data-talk]")).to_contain_text("GREEN", timeout=60_000)


# As in browsers whose fields do not grow by themselves, such as Firefox.
NO_FIELD_SIZING = """
  const { supports } = CSS;
  CSS.supports = (name, ...value) => name !== "field-sizing" && supports(name, ...value);
  addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("textarea")) field.style.fieldSizing = "fixed";
  });
"""


@pytest.mark.parametrize("grows", ["by itself", "by the script"])
@pytest.mark.parametrize("line", [60, 120])
def test_nothing_moves_while_somebody_types_in_a_long_text(
    person: Person, page: Page, grows: str, line: int
) -> None:
    """A hundred and twenty lines on a phone: letters leave the page and the field where they are."""
    page.set_viewport_size({"width": 390, "height": 700})
    if grows == "by the script":
        page.add_init_script(NO_FIELD_SIZING)
    person.goes_to("ideas/assets")
    person.writes_evidence("\n".join(f"Line {number}" for number in range(1, 121)))
    person.sees_it_saved()
    expect(page.locator("[data-engine]").first).to_be_hidden()
    field = page.get_by_label("What are people doing or saying")
    field.evaluate(
        """(field, line) => {
          const place = field.value.split("\\n").slice(0, line).join("\\n").length;
          field.setSelectionRange(place, place);
          field.scrollTop = (field.scrollHeight * line) / 120 - field.clientHeight / 2;
          // So that the caret is in the middle of the screen, and the browser has no reason to move anything.
          const { top, height } = field.getBoundingClientRect();
          scrollBy(0, top + height * (line < 120 ? 0.5 : 1) - 350);
        }""",
        line,
    )
    where = "(field) => [scrollY, field.scrollTop, field.getBoundingClientRect().top]"
    before = field.evaluate(where)
    for key in ("a", "b", "Backspace", " ", "c"):
        page.keyboard.press(key)
        assert field.evaluate(where) == before
    person.sees_it_saved()
    assert field.evaluate(where) == before
    assert f"Line {line}a c" in field.input_value().split("\n")


def test_text_from_a_word_processor_arrives_whole(person: Person, page: Page) -> None:
    """It brings markup and a picture along: every line of the text is in the field, and no more than that."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = "“They ask us” – first…\n\n•\tMo’s garden\n•\tÄrger & <soup>\u00a0👍🏽\nLast line"
    for name, label in (
        ("ideas/assets", "What are people doing or saying"),
        ("reflections", "Paste all of the text here"),
    ):
        person.goes_to(name)
        field = page.get_by_label(label)
        if name == "reflections":
            page.get_by_text("Did you copy it as text?").click()
        field.focus()
        page.evaluate(COPIES, text)
        page.keyboard.press("Control+v")
        expect(field).to_have_value(text)
    expect(page.locator("[data-import-said]")).to_be_empty()
    person.goes_to("ideas/assets")
    assert person.stored()["ideas"]["assets"]["evidence"] == text


# What a word processor or a spreadsheet puts onto the clipboard.
COPIES = """async (text) => {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext("2d").fillRect(0, 0, 8, 8);
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
    <p class=MsoNormal><b>Bold</b><o:p></o:p></p><!--EndFragment--></body></html>`;
  await navigator.clipboard.write([new ClipboardItem({
    "text/plain": new Blob([text], { type: "text/plain" }),
    "text/html": new Blob([html], { type: "text/html" }),
    "image/png": await canvas.convertToBlob({ type: "image/png" }),
  })]);
}"""


def test_a_list_that_is_full_says_so_and_leaves_what_is_typed(person: Person, page: Page) -> None:
    """A file with a longer list could not be brought back.

    What finds no place stays in its field, and goes in once there is one; the page asks before it is left.
    """
    many = [{"id": f"c{n}", "text": f"Idea {n}"} for n in range(MAX_INPUT_ITEMS)]
    own = [{"id": f"a{n}"} for n in range(MAX_INPUT_ITEMS)]
    person.goes_to("words")
    puts(page, document(id="long", ideas={"assets": {"changes": many}}, actions=own))
    person.goes_to("plan")
    page.get_by_role("button", name="Add an action").click()
    full = page.get_by_text(f"This list is full: it takes {MAX_INPUT_ITEMS:,} entries.")
    expect(full).to_be_visible()
    expect(page.locator(".ws-plan-item")).to_have_count(MAX_INPUT_ITEMS)
    person.goes_to("ideas/assets")
    field = page.get_by_label("Add an idea")
    field.fill("One more")
    field.press("Enter")
    expect(full).to_be_visible()
    expect(field).to_have_value("One more")
    page.once("dialog", lambda question: question.dismiss())
    with page.expect_event("dialog"):
        page.get_by_role("link", name="All four worksheets").press("Enter", no_wait_after=True)
    page.get_by_role("button", name="Delete: Idea 0", exact=True).click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(field).to_have_value("")
    person.sees_it_saved()
    texts = [change["text"] for change in person.stored()["ideas"]["assets"]["changes"]]
    assert texts == [*(f"Idea {n}" for n in range(1, MAX_INPUT_ITEMS)), "One more"]


def test_a_worksheet_says_where_one_is_in_it(person: Person, page: Page) -> None:
    """On a phone its parts are in sight wherever one is, lead to themselves, and say what is answered."""
    page.set_viewport_size({"width": 360, "height": 640})
    person.goes_to("ideas/work")
    parts = page.get_by_role("navigation", name="Parts of this worksheet")
    expect(parts).to_have_text(re.compile("Idea 2 of 4"))
    evidence = parts.get_by_role("link", name="Evidence")
    expect(evidence).to_have_accessible_name("Evidence")
    evidence.click()
    expect(page.get_by_role("heading", name="What is the evidence?")).to_be_in_viewport()
    expect(parts).to_be_in_viewport(ratio=1)
    person.writes_evidence("Everybody is asked")
    expect(evidence).to_have_accessible_name("Evidence (answered)")
    expect(parts.get_by_role("link", name="Plan")).to_have_accessible_name("Plan")


def test_a_stage_that_was_read_is_folded_away_on_a_phone(person: Person, page: Page) -> None:
    """What was ticked in it stays in sight, and so does the button that chooses it."""
    page.set_viewport_size({"width": 360, "height": 640})
    person.goes_to("ideas/work")
    stage = page.locator(".ws-stage").first
    points = stage.locator(".ws-point")
    points.nth(1).get_by_label("We recognise this").check()
    stage.get_by_role("button", name="Hide this stage").click()
    expect(points.nth(0)).to_be_hidden()
    expect(points.nth(1)).to_be_visible()
    expect(stage.get_by_role("button", name="We are here")).to_be_visible()
    stage.get_by_role("button", name="Show all of this stage").click()
    expect(points.nth(0)).to_be_visible()
