"""Easy Read: one screen at a time, and the same answers as on the ordinary pages."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from overrides.hooks.outputs.single_file import NAME
from tests.e2e.accessibility.axe import faults
from tests.e2e.person import Person, until
from tests.e2e.print.test_print import printed, squeezed

NEXT, BACK = "Next", "Back"
EVIDENCE = "Write your evidence here"
# On the screen that is shown: how far Back and Next reach up, and how far down what is asked first reaches.
ASKED = """() => {
  const screen = document.querySelector(".ws-is-shown");
  const asked = [...screen.querySelectorAll("input, textarea")].find((field) => field.checkVisibility());
  const bottom = asked ? (asked.closest("label") ?? asked).getBoundingClientRect().bottom : 0;
  return [screen.querySelector(".ws-easy-go").getBoundingClientRect().top, bottom];
}"""


def shown(page: Page, role: Any, name: str) -> Locator:
    """What can be pressed on the screen that is shown."""
    return page.locator(".ws-is-shown").get_by_role(role, name=name, exact=True)


def heading(page: Page) -> Locator:
    """The heading of the screen that is shown."""
    return page.locator(".ws-is-shown h2")


def at(page: Page, id: str) -> None:
    """Wait until the screen with this id is shown, alone."""
    expect(page.locator(".ws-easy-screen:visible")).to_have_count(1)
    expect(heading(page)).to_have_id(id)


def go_next(page: Page) -> None:
    """Press Next, and wait until the next screen is shown: until then, the old one still has its own link."""
    before = heading(page).get_attribute("id") or ""
    shown(page, "link", NEXT).click()
    expect(heading(page)).not_to_have_id(before)


def switch(page: Page, way: str) -> None:
    """Press the switch where it is; Playwright's own click scrolls the page first, as nobody does."""
    link = page.get_by_role("navigation", name="Way of reading").get_by_role("link", name=way, exact=True)
    expect(link).to_be_visible()
    box = link.bounding_box()
    assert box is not None
    assert box["y"] > 0
    assert box["y"] + box["height"] < (page.viewport_size or box)["height"], "the switch is in sight"
    with page.expect_event("framenavigated"):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_load_state()


def tab_to(page: Page, selector: str) -> None:
    """Press the Tab key until something has the focus."""
    for _ in range(40):
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never came to {selector}")


def test_an_idea_is_worked_through_by_keyboard_alone(person: Person, page: Page) -> None:
    """A tick, stage, evidence, colour, ideas, choosing, planning: Tab, Space, Enter and arrows only."""
    person.goes_to("easy/assets")
    at(page, "idea")
    seen = []

    def go_on() -> None:
        tab_to(page, ".ws-is-shown .ws-easy-go .ws-primary")
        before = heading(page).get_attribute("id") or ""
        page.keyboard.press("Enter")
        expect(heading(page)).not_to_have_id(before)
        expect(heading(page)).to_be_focused()
        seen.append(heading(page).get_attribute("id"))

    while "not-yet" not in seen:
        go_on()
    tab_to(page, "[data-recognised]")
    page.keyboard.press("Space")
    while "stage" not in seen:
        go_on()
    tab_to(page, "[name=assets-stage]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    go_on()
    tab_to(page, "[data-bind='ideas.assets.evidence']")
    page.keyboard.type("By keyboard")
    go_on()
    tab_to(page, "[name=assets-rating]")
    page.keyboard.press("ArrowDown")
    go_on()
    tab_to(page, "[data-new-change]")
    for idea in ("One idea", "Another idea"):
        page.keyboard.type(idea)
        page.keyboard.press("Enter")
    go_on()
    tab_to(page, ".ws-is-shown [data-field=chosen]")
    page.keyboard.press("Space")
    go_on()
    tab_to(page, ".ws-is-shown [data-field=who]")
    page.keyboard.type("Asha")
    go_on()
    at(page, "done")
    expect(page.locator("[data-saved=saved]")).to_be_attached()
    until(page, "JSON.stringify(localStorage).includes('Asha')")
    answers = person.stored()["ideas"]["assets"]
    assert answers["recognised"] == ["seen-as-problems"]
    assert (answers["stage"], answers["rating"], answers["evidence"]) == ("basics", "amber", "By keyboard")
    assert [(one["text"], one["chosen"]) for one in answers["changes"]] == [
        ("One idea", True),
        ("Another idea", False),
    ]
    assert [(one["what"], one["who"]) for one in answers["actions"]] == [("One idea", "Asha")]
    assert len(seen) == page.locator("[data-screen]").count() - 1, "each screen was passed"


def test_both_ways_show_the_same_answers_at_once(context: BrowserContext, base: str) -> None:
    """What is written in Easy Read is in the worksheet in another tab at once, and the other way round."""
    easy, ordinary = (Person(context.new_page(), base) for _ in range(2))
    easy.goes_to("easy/work")
    easy.page.goto(f"{base}easy/work/#evidence")
    easy.page.get_by_label(EVIDENCE).fill("Written in Easy Read")
    until(easy.page, "JSON.stringify(localStorage).includes('Written in Easy Read')")
    ordinary.goes_to("ideas/work")
    expect(ordinary.page.get_by_label("What are people doing or saying")).to_have_value(
        "Written in Easy Read"
    )
    ordinary.chooses_stage("You’re getting there")
    ordinary.writes_evidence("Written in Easy Read, and in the other tab")
    ordinary.page.get_by_label("We recognise this").nth(1).check()
    ordinary.adds_ideas("An idea from there")
    expect(easy.page.get_by_label(EVIDENCE)).to_have_value("Written in Easy Read, and in the other tab")
    expect(easy.page.locator("[data-recognised-list]")).to_contain_text("You really haven’t got this")
    easy.page.goto(f"{base}easy/work/#stage")
    expect(easy.page.get_by_role("radio", name="You’re getting there")).to_be_checked()
    easy.page.goto(f"{base}easy/work/#change-choose")
    easy.page.get_by_role("checkbox", name="An idea from there").check()
    expect(ordinary.page.get_by_label("We will do this")).to_be_checked()
    expect(ordinary.page.locator(".ws-action").get_by_label("What?")).to_have_value("An idea from there")
    assert easy.stored()["id"] == ordinary.stored()["id"]


def test_the_switch_keeps_the_place_and_is_remembered(person: Person, page: Page) -> None:
    """From a point or a question to the same one, in both directions; and 'carry on' leads the same way."""
    person.goes_to("easy/reciprocity")
    page.goto(f"{person.base}easy/reciprocity/#sign-cannot-ask-too-much")
    at(page, "sign-cannot-ask-too-much")
    switch(page, "Standard")
    expect(page).to_have_url(re.compile("ideas/reciprocity/#point-cannot-ask-too-much$"))
    expect(page.locator("#point-cannot-ask-too-much")).to_be_in_viewport()
    switch(page, "Easy Read")
    at(page, "sign-cannot-ask-too-much")
    # Away from where the page was opened: what somebody has just ticked.
    switch(page, "Standard")
    page.locator("[value=rota-of-jobs]").check()
    switch(page, "Easy Read")
    at(page, "sign-rota-of-jobs")
    # A question, with an answer.
    page.goto(f"{person.base}easy/reciprocity/#evidence")
    page.get_by_label(EVIDENCE).fill("We ask each other")
    until(page, "JSON.stringify(localStorage).includes('We ask each other')")
    switch(page, "Standard")
    expect(page.get_by_label("What are people doing or saying")).to_be_in_viewport()
    expect(page.get_by_label("What are people doing or saying")).to_have_value("We ask each other")
    assert page.evaluate("localStorage.getItem('coproduction:reading')") == "standard"
    switch(page, "Easy Read")
    at(page, "evidence")
    assert page.evaluate("localStorage.getItem('coproduction:reading')") == "easy"
    person.goes_to("worksheets")
    page.get_by_role("link", name="Carry on where you left off").click()
    at(page, "evidence")
    expect(page).to_have_url(re.compile("easy/reciprocity/#evidence$"))


def test_reload_and_back_keep_the_screen(person: Person, page: Page) -> None:
    """The address names the screen: a reload stays there, and Back goes to the screen before."""
    person.goes_to("easy/start")
    at(page, "easy-read")
    for _ in range(3):
        go_next(page)
    at(page, "how-long")
    expect(page.locator(".ws-is-shown")).to_contain_text("Screen 4 of 20")
    page.reload()
    at(page, "how-long")
    page.go_back()
    at(page, "who-is-it-for")
    expect(heading(page)).to_be_focused()
    shown(page, "link", BACK).click()
    at(page, "how-it-works")
    page.get_by_text("All screens").click()
    page.get_by_role("link", name="Be honest").click()
    at(page, "what-should-you-remember")


def test_next_stays_where_it_is(person: Person, page: Page) -> None:
    """Whoever presses Next again and again need not look for it, on a phone either."""
    page.set_viewport_size({"width": 360, "height": 740})
    person.goes_to("easy/networks")
    go_next(page)
    places = set()
    for _ in range(6):
        box = shown(page, "link", NEXT).bounding_box()
        assert box is not None
        places.add((round(box["x"]), round(box["y"])))
        assert box["height"] >= 44
        go_next(page)
        expect(heading(page)).to_be_in_viewport()
    assert len(places) == 1, places


@pytest.mark.slow
def test_no_screen_has_an_accessibility_fault(person: Person, page: Page) -> None:
    """axe-core finds nothing on the screens of an idea, from the first sign to the last question."""
    page.emulate_media(reduced_motion="reduce")
    person.goes_to("ideas/assets")
    person.adds_ideas("An idea")
    person.will_do(1)
    person.sees_it_saved()
    found = {}
    screens = ("idea", "not-yet", "not-yet-overheard", "stage", "evidence", "rating", "change")
    for name in (*screens, "change-choose", "change-plan", "done"):
        page.goto(f"{person.base}easy/assets/#{name}")
        at(page, name)
        for scheme in ("worksheet", "slate"):
            page.evaluate("(scheme) => { document.body.dataset.mdColorScheme = scheme; }", scheme)
            if seen := faults(page):
                found[name, scheme] = seen
    assert found == {}


def test_with_scripts_off_all_screens_can_be_read(browser: Browser, base: str) -> None:
    """All screens follow each other, nothing looks as if it kept an answer, and the switch works."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}easy/assets/")
    screens = page.locator(".ws-easy-screen")
    assert screens.count() > 30
    for n in range(screens.count()):
        expect(screens.nth(n)).to_be_visible()
    for gone in ("link", "checkbox", "radio", "textbox"):
        found = page.locator(".ws-easy-screen").get_by_role(gone)
        assert found.count() == 0, gone
    expect(page.get_by_role("link", name="Idea 2: Valuing work")).to_be_visible()
    page.get_by_role("link", name="Standard", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Idea one")
    context.close()


def test_it_prints_as_a_booklet(person: Person, page: Page, tmp_path: Path) -> None:
    """Every screen is on the paper with what was written, and nothing to press."""
    person.goes_to("easy/assets")
    page.goto(f"{person.base}easy/assets/#not-yet")
    page.get_by_label("We see this here").locator("visible=true").check()
    page.goto(f"{person.base}easy/assets/#evidence")
    long = " ".join(f"word{number}" for number in range(900)) + " the-very-end"
    page.get_by_label(EVIDENCE).fill(long)
    page.goto(f"{person.base}easy/assets/#change")
    page.get_by_label("Add an idea").fill("Idea on paper")
    page.get_by_label("Add an idea").press("Enter")
    text = printed(page, tmp_path)
    for words in (
        long,
        "Idea on paper",
        "You call them victims",
        "computer programmes",
        "AMBER",
        "Kathy’s story",
    ):
        assert squeezed(words) in squeezed(text), words[:30]
    for gone in ("Screen 1 of", "All screens", "Save a copy", "Undo my choice"):
        assert gone not in text
    on = page.locator("[data-box][data-on]").evaluate_all("boxes => boxes.map((box) => box.dataset.box)")
    assert on == ["point:seen-as-problems"]
    # The heading of a stage stands once over its points, with what is only for the eye left out.
    assert "1 of 3" not in text


def test_deleting_everything_forgets_how_somebody_reads(person: Person, page: Page) -> None:
    """The choice of Easy Read goes with all the rest."""
    person.goes_to("easy/start")
    until(page, "localStorage.getItem('coproduction:reading') === 'easy'")
    person.goes_to("reflections")
    page.get_by_role("button", name="Delete everything on this device…").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_text("Everything that this site saved on this device is deleted.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('coproduction:reading')") is None


@pytest.mark.slow
def test_where_and_plan_show_what_was_chosen(person: Person, page: Page) -> None:
    """Where you are and the plan, in Easy Read, are those of the worksheets."""
    person.has_filled_in_everything()
    person.goes_to("easy/where")
    expect(page.locator("[data-row=assets]")).to_contain_text("You’ve got the basics")
    expect(page.locator("[data-row=assets]")).to_contain_text("AMBER")
    page.goto(f"{person.base}easy/plan/#plan")
    cards = page.locator(".ws-plan-item")
    expect(cards).to_have_count(4)
    expect(cards.first.get_by_label("Who?")).to_have_value("Person 0")
    cards.first.get_by_label("Who?").fill("Somebody else")
    until(page, "JSON.stringify(localStorage).includes('Somebody else')")
    page.goto(f"{person.base}easy/plan/#keep-a-copy")
    expect(shown(page, "button", "Save a copy")).to_be_visible()
    assert "Somebody else" in person.takes_away().read_text(encoding="utf-8")


def test_what_a_screen_asks_is_in_sight_on_a_phone(person: Person, page: Page) -> None:
    """A tick, a choice, a field: above Back and Next as the screen opens, but for the five with most words."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{person.base}easy/assets/")
    hidden = set()
    while heading(page).get_attribute("id") != "done":
        go_next(page)
        room, bottom = page.evaluate(ASKED)
        if bottom > room:
            hidden.add(heading(page).get_attribute("id"))
    assert hidden <= {
        "sign-some-say",
        "getting-there",
        "really-well-overheard",
        "sign-computer-scientist",
        "change",
    }


def test_easy_read_is_in_the_single_file(browser: Browser, site: Path, tmp_path: Path) -> None:
    """From a disk too: screens, the switch to the same place, and the same answers."""
    copy = tmp_path / NAME
    copy.write_bytes((site / NAME).read_bytes())
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"{copy.as_uri()}#easy/assets/")
    at(page, "idea")
    shown(page, "link", NEXT).click()
    at(page, "about")
    expect(heading(page)).to_be_focused()
    page.goto(f"{copy.as_uri()}#easy/assets/#evidence")
    at(page, "evidence")
    page.get_by_label(EVIDENCE).fill("From a stick")
    switch(page, "Standard")
    expect(page.get_by_label("What are people doing or saying")).to_have_value("From a stick")
    expect(page.get_by_label("What are people doing or saying")).to_be_in_viewport()
    page.go_back()
    at(page, "evidence")
    page.reload()
    at(page, "evidence")
    expect(page.get_by_label(EVIDENCE)).to_have_value("From a stick")
    # Python is restored from what stands in the file.
    page.goto(f"{copy.as_uri()}#easy/plan/#plan")
    page.goto(f"{copy.as_uri()}#where-we-are/")
    expect(page.locator("[data-blank] li").first).to_be_visible()
    context.close()
    assert wrong == []
