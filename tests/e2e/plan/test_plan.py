"""The overall action plan and the page that shows where we are."""

import re
from itertools import product
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.person import Person, until
from tests.e2e.rounds.test_rounds import keep
from tests.unit.factories import chosen, document

# By stage, how high its step is drawn for each of the ideas.
HEIGHTS = """() => {
  const heights = {};
  for (const cell of document.querySelectorAll(".md-content .ws-profile [data-cell]"))
    if (cell.checkVisibility()) (heights[cell.dataset.cell] ??= []).push(cell.offsetHeight);
  return heights;
}"""


def shared(what: str, when: str) -> dict[str, Any]:
    """Answers whose one action has the id that all the others have too."""
    return chosen(what, what=what, when=when, who="", written="2026-11-22")


# Ids need only differ within an idea, and files from elsewhere make use of that.
SHARED_IDS = document(
    id="shared-ids",
    ideas={"assets": shared("Of assets", "June 2027"), "work": shared("Of work", "March 2027")},
    actions=[{"id": "a1", "what": "Of none", "who": "", "when": "end of May 2027", "written": "2026-11-22"}],
)


def test_the_plan_gathers_the_chosen_actions_in_order_of_date(person: Person, page: Page) -> None:
    """Actions of all ideas and of none stand in one list, by when; what has no date stands last."""
    person.goes_to("ideas/networks")
    person.adds_ideas("Bake buns", "Write to the council")
    person.will_do(1)
    person.will_do(2)
    person.works_up(1, who="Vera", when="next spring")
    person.works_up(2, when="when Jo is back")
    person.goes_to("ideas/assets")
    person.adds_ideas("Help with induction")
    person.will_do(1)
    person.works_up(1, who="Kathy", when="tomorrow")
    person.goes_to("plan")
    page.get_by_role("button", name="Add an action").click()
    new = page.locator(".ws-plan-item").last
    new.get_by_label("What?").fill("Book the hall")
    new.get_by_label("When?").fill("next week")
    # Python has answered, but the list waits until nobody is typing in it.
    expect(new).to_contain_text("We read this as")
    expect(new.get_by_label("What?")).to_have_value("Book the hall")
    page.get_by_role("heading", level=1).click()
    whats = page.locator(".ws-plan-item").get_by_label("What?")
    expect(whats).to_have_count(4)
    until(
        page,
        "[...document.querySelectorAll('.ws-plan-item [data-field=what]')].map(e => e.value).join('|') =="
        " 'Help with induction|Book the hall|Bake buns|Write to the council'",
    )
    expect(page.get_by_role("status").filter(has_text="The order has changed")).to_be_visible()
    unread = page.locator(".ws-plan-item").last
    expect(unread.get_by_label("When?")).to_have_value("when Jo is back")
    expect(unread).to_contain_text("kept as you wrote it")
    paper = page.locator(".ws-sheet [data-slot=plan] tr td:nth-child(3)")
    expect(paper.nth(2)).to_have_text(re.compile(r"^next spring \(read as: by 31 May 20\d\d\)$"))


def test_the_person_is_asked_which_day_is_meant(person: Person, page: Page) -> None:
    """A numbered quarter can end on two days, each one press away; of a day that never comes we say so.

    An action whose day goes moves down when the person leaves it, and not before.
    """
    person.goes_to("plan")
    for what, when in (("First", "1 May 2027"), ("Second", "1 June 2027")):
        page.get_by_role("button", name="Add an action").click()
        page.locator(".ws-plan-item").last.get_by_label("What?").fill(what)
        page.locator(".ws-plan-item").last.get_by_label("When?").fill(when)
    first = page.locator(".ws-plan-item").first
    first.get_by_label("When?").fill("31/2/27")
    expect(first).to_contain_text("There is no such day")
    first.get_by_label("When?").fill("Q2 2027")
    expect(first).to_contain_text("This may be by 30 June 2027, or by 30 September 2027")
    expect(first.get_by_label("What?")).to_have_value("First")
    page.get_by_role("heading", level=1).click()
    last = page.locator(".ws-plan-item").last
    expect(last.get_by_label("What?")).to_have_value("First")
    last.get_by_role("button", name="By 30 September 2027").click()
    expect(last.get_by_label("When?")).to_have_value("30 September 2027")
    expect(last.get_by_label("When?")).to_be_focused()
    expect(last).to_contain_text("We read this as: by 30 September 2027")
    expect(last.get_by_role("button", name="By 30 June 2027")).to_have_count(0)


def test_the_plan_says_what_is_missing(person: Person, page: Page) -> None:
    """Nobody is named: the plan says so, and leads to the action."""
    person.goes_to("plan")
    page.get_by_role("button", name="Add an action").click()
    page.locator(".ws-plan-item").get_by_label("What?").fill("Book the hall")
    note = page.locator("[data-plan-notes] a", has_text="Book the hall").first
    expect(note).to_be_visible()
    note.click()
    expect(page.locator(".ws-plan-item textarea").first).to_be_focused()


def test_status_and_words_are_the_same_in_plan_and_worksheet(person: Person, page: Page) -> None:
    """What is changed in the plan is changed on the worksheet; each leads to the other."""
    person.goes_to("ideas/work")
    person.adds_ideas("Start a time bank")
    person.will_do(1)
    person.sees_it_saved()
    page.get_by_role("link", name="The action plan").click()
    page.get_by_label("How is it going?").select_option(label="Done")
    page.get_by_label("Who?").fill("Jane")
    person.sees_it_saved()
    page.get_by_role("button", name="More about: Start a time bank").click()
    page.get_by_role("link", name="From: Valuing work").click()
    expect(page).to_have_url(re.compile("/ideas/work/#change$"))
    expect(page.get_by_label("How is it going?")).to_have_value("done")
    expect(page.get_by_label("Who?")).to_have_value("Jane")


def test_an_action_of_no_idea_is_deleted_with_undo(person: Person, page: Page) -> None:
    """A deleted action can be brought back with all that was in it."""
    person.goes_to("plan")
    page.get_by_role("button", name="Add an action").click()
    page.get_by_label("What?").fill("Book the hall")
    page.get_by_label("How?").fill("By phone")
    page.get_by_role("button", name="Delete this action").click()
    expect(page.locator(".ws-plan-item")).to_have_count(0)
    expect(page.get_by_role("button", name="Add an action")).to_be_focused()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_label("How?")).to_have_value("By phone")


def test_actions_of_different_ideas_may_have_the_same_id(person: Person, page: Page, base: str) -> None:
    """Each stands in its place, is read by its own date, and is found by its own note."""
    keep(page, base, SHARED_IDS)
    person.goes_to("plan")
    items = page.locator(".ws-plan-item")
    for place, (what, day) in enumerate(
        (("Of work", "31 March 2027"), ("Of none", "31 May 2027"), ("Of assets", "30 June 2027"))
    ):
        expect(items.nth(place).get_by_label("What?")).to_have_value(what)
        expect(items.nth(place)).to_contain_text(f"We read this as: by {day}")
    columns = page.locator(".ws-sheet [data-slot=plan] tr td:nth-child(2)")
    expect(columns).to_have_text(["Of work", "Of none", "Of assets"])
    page.locator("[data-plan-notes] a", has_text="Of assets").first.click()
    expect(items.nth(2).get_by_label("What?")).to_be_focused()
    items.nth(2).get_by_label("Who?").fill("Zoë")
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["actions"][0]["who"] == "Zoë"
    assert person.stored()["ideas"]["work"]["actions"][0]["who"] == ""
    person.goes_to("ideas/assets")
    expect(page.locator(".ws-action")).to_contain_text("We read this as: by 30 June 2027")


def test_where_we_are_shows_each_idea_as_a_picture_and_in_words(person: Person, page: Page) -> None:
    """Both say the same; the words say also how evidence begins and what was chosen. Each leads on."""
    person.goes_to("ideas/reciprocity")
    person.chooses_stage("You’re getting there")
    person.chooses_colour("GREEN")
    person.writes_evidence("\nTom drives Zoë to the choir.\nMore of it")
    person.adds_ideas("Swap skills", "Not this")
    person.will_do(1)
    person.sees_it_saved()
    person.goes_to("where-we-are")
    idea = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Give and get", exact=True))
    expect(idea).to_contain_text("Stage: You’re getting there · Colour: GREEN")
    expect(idea).to_contain_text("Evidence: Tom drives Zoë to the choir.")
    expect(idea).to_contain_text("Chosen: Swap skills")
    for other in ("More of it", "Not this"):
        expect(idea).not_to_contain_text(other)
    cell = page.locator("[data-row=reciprocity] [data-cell=getting-there] .ws-picture-mark")
    expect(cell).to_be_visible()
    expect(page.locator("[data-row=reciprocity] .ws-picture-mark:visible")).to_have_count(1)
    blank = page.locator("[data-blank] a").first
    expect(blank).to_be_visible()
    blank.click()
    expect(page).to_have_url(re.compile("/ideas/"))


def test_what_is_to_be_said_of_several_ideas_is_said_once(person: Person, page: Page, base: str) -> None:
    """Nobody is named in two ideas: one question names both."""
    keep(page, base, SHARED_IDS)
    person.goes_to("where-we-are")
    told = page.locator("[data-talk] li", has_text="Nobody is named yet")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("People as assets and Valuing work: you know")


def test_the_height_of_a_step_tells_its_stage(person: Person, page: Page) -> None:
    """What stands in a step does not make it higher: neither its name nor the sign of what was chosen."""
    person.has_filled_in_everything()
    person.goes_to("where-we-are")
    expect(page.locator(".ws-picture .ws-is-here")).to_have_count(4)
    for width, size in product((360, 768, 1366), ("", "biggest")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("(size) => { document.documentElement.dataset.displaySize = size; }", size)
        heights = page.evaluate(HEIGHTS)
        assert all(len(set(same)) == 1 for same in heights.values()), f"{width}, {size}: {heights}"
        steps = [same[0] for same in heights.values()]
        assert steps == sorted(set(steps)), f"{width}, {size}: {heights}"


def test_nothing_on_the_page_is_a_mark_out_of_something(person: Person, page: Page) -> None:
    """Prompts for talk, never marks."""
    person.has_filled_in_everything()
    person.goes_to("where-we-are")
    expect(page.locator("[data-talk] li").first).to_be_visible()
    text = page.locator("[data-profile]").inner_text()
    assert "%" not in text
    assert "out of" not in text
    assert "score" not in text.lower()


def test_the_fields_of_an_action_stand_side_by_side(person: Person, page: Page) -> None:
    """Where there is room, "who" and "when" are in one row; the fieldset round a page's fields has no box."""
    page.set_viewport_size({"width": 1280, "height": 900})
    person.goes_to("plan")
    page.get_by_role("button", name="Add an action").click()
    fields = page.locator(".ws-plan-item")
    who, when = fields.get_by_label("Who?").bounding_box(), fields.get_by_label("When?").bounding_box()
    assert who
    assert when
    assert abs(who["y"] - when["y"]) < 2
    assert who["x"] + who["width"] < when["x"]
    closing = page.locator("[data-fields]")
    expect(closing).to_have_css("display", "contents")
    expect(closing).to_have_css("grid-template-columns", "none")


def test_a_clock_that_cannot_be_right_is_told_and_no_date_is_read_from_it(person: Person, page: Page) -> None:
    """A flat battery has set it to 1970: what was typed stays, and is read when the clock is right again."""
    page.clock.set_system_time("1970-01-02T10:00:00")
    person.goes_to("ideas/assets")
    person.adds_ideas("Open the hall")
    person.will_do(1)
    person.works_up(1, who="Zoë", when="end of June")
    expect(page.get_by_text("The clock on this device is wrong")).to_be_visible()
    person.sees_it_saved()
    expect(page.get_by_text("June 1970")).to_have_count(0)
    assert person.stored()["ideas"]["assets"]["actions"][0]["written"] is None
    page.clock.set_system_time("2026-12-01T10:00:00")
    person.goes_to("plan")
    expect(page.get_by_text("by 30 June 2027", exact=True)).to_be_visible()
