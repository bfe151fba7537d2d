"""The overall plan at a glance: a table in which each action is one row, and its order and filter."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.person import Person
from tests.e2e.print.test_print import printed
from tests.e2e.rounds.test_rounds import keep
from tests.unit.factories import document

WHO = ("Zoë and Tomáš", "Asha", "Mr O’Neill", "", "Asha, Jo")
STATUS = ("to-do", "doing", "done")
FIFTEEN = document(
    id="fifteen",
    actions=[
        {
            "id": f"a{number}",
            "what": f"Agree who does step {number} at the Tuesday group",
            "who": WHO[number % 5],
            "when": f"{number + 1} May 2027",
            "written": "2026-11-22",
            "status": STATUS[number % 3],
        }
        for number in range(15)
    ],
)
# How many rows are wholly in sight, between the head of the page and the bar at its foot.
IN_SIGHT = """(list) => {
  scrollBy(0, list.getBoundingClientRect().top - document.querySelector(".md-header").offsetHeight);
  const end = document.querySelector(".ws-bar").getBoundingClientRect().top;
  const top = document.querySelector(".md-header").getBoundingClientRect().bottom;
  return [...list.children].map((row) => row.getBoundingClientRect())
    .filter((box) => box.top >= top - 1 && box.bottom <= end + 1).length;
}"""


def test_a_plan_opens_however_many_people_a_file_names(person: Person, page: Page) -> None:
    """No browser has room for a choice for each of them."""
    crowd = [
        {"id": f"a{n}", "what": "Ask", "who": ",".join(f"{300 * n + one:x}" for one in range(300))}
        for n in range(500)
    ]
    keep(page, person.base, document(id="crowd", actions=crowd))
    person.goes_to("plan")
    whose = page.get_by_label("Whose").locator("option")
    expect(whose).to_have_count(1 + 500)
    assert whose.all_inner_texts()[1:3] == ["0", "1"]


@pytest.mark.parametrize(("width", "height", "rows"), [(1366, 768, 15), (360, 640, 3)])
def test_the_plan_is_seen_at_a_glance(
    person: Person, page: Page, base: str, width: int, height: int, rows: int
) -> None:
    """Who does what by when: fifteen actions on a computer, three on a small phone."""
    page.set_viewport_size({"width": width, "height": height})
    keep(page, base, FIFTEEN)
    person.goes_to("plan")
    expect(page.get_by_text("by 1 May 2027", exact=True)).to_be_visible()
    assert page.locator("[data-plan-list]").evaluate(IN_SIGHT) >= rows


def test_one_persons_actions_can_be_seen_alone(person: Person, page: Page, base: str) -> None:
    """Everybody who is named is offered, also of two in one place; what is done can be folded away."""
    keep(page, base, FIFTEEN)
    person.goes_to("plan")
    whose, rows = page.get_by_label("Whose"), page.locator(".ws-plan-item:visible")
    expect(rows).to_have_count(15)
    assert whose.locator("option").all_inner_texts()[1:] == ["Asha", "Jo", "Mr O’Neill", "Tomáš", "Zoë"]
    whose.select_option("Asha")
    expect(rows).to_have_count(6)
    page.get_by_label("Fold away what is done").check()
    expect(rows).to_have_count(4)
    expect(page.get_by_text("4 of 15 actions are shown.")).to_be_visible()
    # What somebody is changing stays where it is until they have left it.
    rows.first.get_by_label("Who?").fill("Vera")
    expect(whose.locator("option", has_text="Vera")).to_be_attached()
    expect(rows).to_have_count(4)
    page.get_by_role("heading", level=1).click()
    expect(rows).to_have_count(3)
    page.locator("[data-plan-notes] a").first.click()
    expect(rows).to_have_count(15)


def test_the_plan_is_grouped_as_people_like(person: Person, page: Page, base: str) -> None:
    """By who, with those whom nobody is named for last; by status; and by day again."""
    keep(page, base, FIFTEEN)
    person.goes_to("plan")
    order, groups = page.get_by_label("In order of"), page.locator(".ws-plan-group:visible")
    order.select_option("Who?")
    expect(groups).to_have_text(["Asha", "Asha, Jo", "Mr O’Neill", "Zoë and Tomáš", "Nobody is named"])
    order.select_option("How is it going?")
    expect(groups).to_have_text(["To do", "Doing it", "Done"])
    order.select_option("When?")
    expect(groups).to_have_count(0)


def test_paper_and_files_follow_what_is_chosen(person: Person, page: Page, base: str, tmp_path: Path) -> None:
    """One person's actions by status, and how many they are: on the sheet and in a table."""
    keep(page, base, FIFTEEN)
    person.goes_to("plan")
    expect(page.get_by_text("by 1 May 2027", exact=True)).to_be_visible()
    page.get_by_label("Whose").select_option("Jo")
    page.get_by_label("In order of").select_option("How is it going?")
    expect(page.get_by_text("3 of 15 actions are shown.")).to_be_visible()
    paper = printed(page, tmp_path)
    places = [paper.index(f"step {number} ") for number in (9, 4, 14)]
    assert places == sorted(places)
    assert "3 of 15 actions are shown." in paper
    assert "step 5 " not in paper
    with page.expect_download() as download:
        page.get_by_role("button", name="A plain table (CSV)").click()
    rows = list(csv.reader(download.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0].split("step ")[1].split()[0] for row in rows[1:]] == ["9", "4", "14"]
    page.get_by_label("Whose").select_option("")
    page.get_by_label("In order of").select_option("When?")
    assert "step 5 " in printed(page, tmp_path)


def test_a_row_opens_for_the_rest(person: Person, page: Page, base: str) -> None:
    """How, the reading of the day in full, and deleting: one press away, by keyboard too."""
    keep(page, base, FIFTEEN)
    person.goes_to("plan")
    row = page.locator(".ws-plan-item").first
    more = row.get_by_role("button", name="More about: Agree who does step 0 at the Tuesday group")
    expect(row.get_by_label("How?")).to_be_hidden()
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(row.get_by_label("How?")).to_be_focused()
    expect(row.get_by_text("We read this as: by 1 May 2027.")).to_be_visible()
    row.get_by_role("button", name="Delete this action").click()
    expect(page.locator(".ws-plan-item")).to_have_count(14)


def test_an_opened_card_names_its_fields(person: Person, page: Page, base: str) -> None:
    """On a phone: an open card has a label above each field, a closed one says in it what goes there."""
    page.set_viewport_size({"width": 390, "height": 844})
    keep(page, base, document(id="one", actions=[{"id": "a", "what": "Bake"}]))
    person.goes_to("plan")
    card = page.locator(".ws-plan-item")
    for field, label in (("who", "Who?"), ("when", "When?")):
        expect(card.locator(f"[data-field={field}]")).to_have_attribute("placeholder", label)
    card.get_by_role("button", name="More about: Bake").click()
    for label in ("What?", "Who?", "When?", "How is it going?", "How?"):
        above = card.locator("label", has_text=label).first.bounding_box()
        below = card.get_by_label(label, exact=True).bounding_box()
        assert above
        assert below
        assert above["width"] > 20
        assert above["y"] + above["height"] <= below["y"] + 1


def test_the_order_follows_while_one_action_after_another_is_added(person: Person, page: Page) -> None:
    """Whoever adds actions sees those before in order of their day, each in one line, and writes on in the
    last."""
    person.goes_to("plan")
    add = page.get_by_role("button", name="Add an action")
    for what, when in (("Cake", "by Easter"), ("Room", "31/2/27"), ("Tea", "in 6 weeks")):
        add.click()
        page.keyboard.type(what)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type(when)
    person.sees_it_saved()
    add.click()
    page.keyboard.type("Last")
    texts = page.locator("[data-plan-list] [data-field=what]")
    for place, what in enumerate(("Tea", "Cake", "Room", "Last")):
        expect(texts.nth(place)).to_have_value(what)
    expect(texts.nth(3)).to_be_focused()
    expect(page.locator(".ws-plan-item.ws-is-open")).to_have_count(1)
