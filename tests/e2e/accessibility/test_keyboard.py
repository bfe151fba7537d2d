"""By keyboard alone: every stop is seen, named and not covered; nothing traps; the focus is never lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accessibility.keyboard import faults_of, stop_and_name
from tests.e2e.accessibility.states import (
    STATES,
    State,
    another_tab_writes_the_same,
    asks_for_a_file,
    brings_a_damaged_file,
    brings_a_file,
    deletes_a_reflection,
    deletes_an_action,
    deletes_an_idea,
    in_state,
    is_reminded,
    opened,
    opens_all_details,
    renames,
    site_pages,
    takes_over,
)
from tests.e2e.person import Person, until
from tests.profile import add, draw

FILLED = next(state for state in STATES if state.name == "filled")
SIZES: dict[str, Any] = {
    "wide": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
    "small": {"width": 320, "height": 480},
}


def test_the_first_stop_skips_to_the_page(person: Person, page: Page) -> None:
    """One press shows a link, the next takes the keyboard past the menu and into the page."""
    person.goes_to("plan")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


def test_the_menu_opens_and_closes_on_a_phone(person: Person, page: Page) -> None:
    """A button says whether the menu is open. The keyboard goes in, Escape or a step out of it closes it;
    what is closed is not on the way."""
    page.set_viewport_size(SIZES["phone"])
    person.goes_to("words")
    button = page.get_by_role("button", name="Menu")
    menu = page.locator(".md-sidebar--primary")
    here = menu.get_by_role("link", name="The words we use")
    expect(here.first).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(here.first).to_be_focused()
    expect(menu.get_by_role("link", name="Save and print")).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(here.first).to_be_hidden()
    page.keyboard.press("Enter")
    expect(here.first).to_be_focused()
    while page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null"):
        page.keyboard.press("Tab")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="Save and print").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/take-away/")


@pytest.mark.parametrize("size", SIZES)
def test_the_search_is_used_by_keyboard(person: Person, page: Page, size: str) -> None:
    """Open, type, go down to a result, follow it; Escape closes it, and the keyboard is still somewhere."""
    page.set_viewport_size(SIZES[size])
    person.goes_to("words")
    field = page.get_by_role("textbox", name="Search")
    button = page.get_by_role("button", name="Search this site")
    if size != "wide":
        button.focus()
        page.keyboard.press("Enter")
    else:
        field.focus()
    expect(field).to_be_focused()
    page.keyboard.type("families")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search-result__item").first).to_be_hidden()
    if size != "wide":
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
    else:
        expect(field).not_to_be_focused()
        # The theme looks a millisecond later whether the focus has moved. Timers run in order.
        page.evaluate("() => new Promise((seen) => setTimeout(seen, 2))")
        field.focus()
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    until(page, "document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=*")


def test_a_letter_alone_does_nothing(person: Person, page: Page) -> None:
    """The theme would go to another page, or open the search, on these keys (WCAG 2.1.4)."""
    person.goes_to("ideas/assets")
    expect(page.locator("html")).to_have_attribute("data-start", "open")
    page.evaluate("() => { window.isHere = true; }")
    for place in (page.locator("body"), page.get_by_role("button", name="Display")):
        for key in "np.,sf/":
            place.press(key)
    assert page.evaluate("window.isHere"), "the page was left"
    assert not page.locator("[data-md-toggle=search]").is_checked()


def test_colours_are_switched_by_keyboard(person: Person, page: Page) -> None:
    """The choice of colours says what is chosen, and an arrow changes it."""
    person.goes_to("words")
    light, dark = (page.get_by_role("radio", name=f"{word} colours") for word in ("Light", "Dark"))
    light.focus()
    expect(light).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(dark).to_be_checked()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def walked(page: Page) -> tuple[int, list[str]]:
    """Press Tab from the top until it comes round: how many stops there are, and what is wrong with them."""
    session = page.context.new_cdp_session(page)
    found: list[str] = []
    stops: list[str] = []
    while True:
        page.keyboard.press("Tab")
        at, name = stop_and_name(page, session)
        if at is None or at["id"] in stops:
            trapped = at is not None and at["id"] != stops[0]
            return len(stops), [*found, *([f"{at['what']} is a trap"] if at and trapped else [])]
        stops.append(at["id"])
        found += faults_of(at, name)


@pytest.mark.sampled
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_walked_by_tab(browser: Browser, base: str, site: Path, size: str) -> None:
    """Each stop of the Tab key is seen, in view, named, under no bar, and has a ring; and no stop holds on to
    the keyboard: past the last one it comes to the first again."""
    found = {}
    with in_state(browser, base, FILLED, viewport=SIZES[size]) as page:
        names = site_pages(site)
        for name in names[list(SIZES).index(size) :: draw(len(names) // 2, 1)]:
            opened(page, base, name, FILLED)
            count, faults = walked(page)
            assert count > 5
            add("open", walks=1, stops=count)
            if faults:
                found[name] = faults
    assert not found, json.dumps(found, indent=1)


@frozen
class Press:
    """Something to press on a page, as often as it is there (at most three times)."""

    page: str
    button: str
    first: State = FILLED

    @property
    def id(self) -> str:
        """Its name among the tests."""
        return f"{self.page} {self.button}"


def after(act: object, name: str = "") -> State:
    """A state in which something was done first."""
    return State(name, act=act)  # type: ignore[arg-type]


def adds_an_action(page: Page) -> None:
    """Add an action to the plan."""
    page.get_by_role("button", name="Add an action").click()


PRESSES = [
    Press("ideas/assets", "[data-do=delete]"),
    Press("ideas/assets", "[data-do=up]"),
    Press("ideas/assets", "[data-do=down]"),
    Press("ideas/assets", "[data-do=undo]", after(deletes_an_idea)),
    Press("ideas/assets", "[data-do=unrecognise]"),
    Press("ideas/assets", "[data-clear$=stage]"),
    Press("ideas/assets", "[data-clear$=rating]"),
    Press("ideas/assets", "[data-choose]"),
    Press("ideas/assets", "[data-choose-text=both]", after(another_tab_writes_the_same)),
    Press("ideas/assets", "[data-choose-text=theirs]", after(another_tab_writes_the_same)),
    Press("ideas/assets", "[data-choose-text=ours]", after(another_tab_writes_the_same)),
    Press("plan", "[data-do=delete-action]", after(adds_an_action)),
    Press("plan", "[data-do=undo]", after(deletes_an_action)),
    Press("plan", "[data-do=reminder-later]", after(is_reminded)),
    Press("plan", "[data-do=reminder-keep]", after(is_reminded)),
    Press("ideas/assets", ".ws-is-shown .ws-primary", after(asks_for_a_file)),
    Press("ideas/assets", ".ws-is-shown .ws-quiet", after(asks_for_a_file)),
    Press("worksheets", "[data-clear]", after(opens_all_details)),
    Press("reflections", "[data-do=open]"),
    Press("reflections", "[data-do=duplicate]"),
    Press("reflections", "[data-do=new]"),
    Press("reflections", "[data-do=delete]"),
    Press("reflections", "[data-do=undo]", after(deletes_a_reflection)),
    Press("reflections", "[data-do=forget]", after(deletes_a_reflection)),
    Press("reflections", "[data-do=rename]"),
    Press("reflections", "[data-do=rename-cancel]", after(renames)),
    Press("reflections", "[data-do=rename-keep]", after(renames)),
    Press("reflections", "[data-do=next-round]"),
    Press("reflections", "[data-do=import-add]", after(brings_a_file)),
    Press("reflections", "[data-do=import-replace]", after(brings_a_file)),
    Press("reflections", "[data-do=import-cancel]", after(brings_a_file)),
    Press("perspectives", "[data-do=take-over]"),
    Press("perspectives", "[data-do=take-back]", after(takes_over)),
    Press("perspectives", "[data-do=take-person-out]", after(opens_all_details)),
    Press("perspectives", "[data-do=take-all-out]", after(opens_all_details)),
    Press("perspectives", "[data-do=leave-ours]"),
    Press("perspectives", "[data-do=forget-refused]", after(brings_a_damaged_file)),
    Press("perspectives", "[data-do=see-refused]", after(brings_a_damaged_file)),
    Press("rounds", "[data-do=take-out]", after(brings_a_damaged_file)),
]
# When all that a press sets off was done and drawn: a change is kept, and lists are drawn anew then.
SETTLED = "document.querySelector('[data-saved=pending]') === null"
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done)))"


@pytest.mark.sampled
@pytest.mark.parametrize("press", PRESSES[:: draw(3, 1)], ids=lambda press: press.id)
def test_the_focus_is_never_lost(browser: Browser, base: str, press: Press) -> None:
    """What is pressed may go away with its row, its box or its list: the keyboard is then at something that
    is there, named, and seen."""
    with in_state(browser, base, FILLED, viewport=SIZES["wide"]) as page:
        if press.first.act is is_reminded:
            page.add_init_script("sessionStorage.removeItem('coproduction:reminded');")
        opened(page, base, press.page, press.first)
        session = page.context.new_cdp_session(page)
        pressed = 0
        for _ in range(3):
            button = page.locator(f"{press.button}:visible").last
            if not button.count():
                break
            button.focus()
            page.keyboard.press("Enter")
            pressed += 1
            for wait in (False, True):
                if wait:
                    until(page, SETTLED)
                    page.evaluate(DRAWN)
                at, name = stop_and_name(page, session)
                assert at is not None, f"press {pressed} of {press.button} lost the focus"
                faults = [one for one in faults_of(at, name) if "ring" not in one]
                assert faults == []
        assert pressed > 0


def test_a_question_gives_the_focus_back(browser: Browser, base: str) -> None:
    """The dialog takes the keyboard, keeps it inside, and gives it back to the button that opened it."""
    with in_state(browser, base, FILLED, viewport=SIZES["wide"]) as page:
        opened(page, base, "reflections", FILLED)
        opener = page.get_by_role("button", name="Delete everything on this device")
        for leave in ("Escape", "Enter"):
            opener.focus()
            page.keyboard.press("Enter")
            expect(page.get_by_role("button", name="No, keep everything")).to_be_focused()
            for _ in range(5):
                page.keyboard.press("Tab")
                assert page.evaluate("document.activeElement.matches('body, dialog, dialog *')")
            page.get_by_role("button", name="No, keep everything").focus()
            page.keyboard.press(leave)
            expect(opener).to_be_focused()


def test_what_can_be_dragged_can_be_pressed(browser: Browser, base: str) -> None:
    """Each thing with a handle for the mouse has a button that does the same."""
    with in_state(browser, base, FILLED, viewport=SIZES["wide"]) as page:
        opened(page, base, "perspectives", FILLED)
        handles = page.locator(".ws-grip:visible")
        expect(handles.first).to_be_visible()
        for handle in handles.all():
            assert handle.evaluate("(grip) => grip.parentElement.querySelector('button') !== null")
