"""The single file, opened from a disk: no server, no network, and everything there."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from overrides.hooks.outputs.single_file import NAME
from tests.e2e.accessibility.axe import faults
from tests.e2e.accessibility.states import SAVED, forbid_storage, somebody
from tests.e2e.chromium import persistent
from tests.e2e.person import IDEAS, Person, puts
from tests.e2e.print.test_print import printed


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the file in a folder as people name them."""
    folder = tmp_path / "Für Søren é (2)"
    folder.mkdir()
    return Path(shutil.copy(site / NAME, folder / "co production.html"))


@pytest.fixture
def address(copy: Path) -> str:
    """The file's address, to which a screen's name is added."""
    return f"{copy.as_uri()}#"


def watched(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """A page, and a list of what it asks for elsewhere and of all that its console says is wrong."""
    found: list[str] = []
    page = context.new_page()
    own = (address.rstrip("#"), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else found.append(request.url))
    page.on("pageerror", lambda error: found.append(f"{error}\n{error.stack}"))
    page.on(
        "console",
        lambda message: found.append(message.text) if message.type in ("error", "warning") else None,
    )
    return page, found


@pytest.fixture
def person(browser: Browser, address: str) -> Iterator[Person]:
    """Somebody who has just opened the file; nothing may go wrong or be asked for elsewhere."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page, found = watched(context, address)
    page.goto(address)
    yield Person(page, address)
    context.close()
    assert found == []


def test_what_is_written_is_still_there_after_the_browser_was_closed(
    browser: Browser, copy: Path, tmp_path: Path
) -> None:
    """Two ideas and the plan are filled in, Python orders them, and the next day all of it is there, also where
    the file has been moved to another folder."""
    for day in ("first", "second", "moved"):
        if day == "moved":
            (tmp_path / "stick").mkdir()
            copy = copy.rename(tmp_path / "stick" / "our reflection.html")
        address = f"{copy.as_uri()}#"
        context = persistent(browser, tmp_path / "profile")
        page, found = watched(context, address)
        page.goto(address)
        person = Person(page, address)
        if day == "first":
            for idea, when in (("assets", "1 June 2027"), ("networks", "1 May 2027")):
                person.goes_to(f"ideas/{idea}")
                person.chooses_stage("You’re getting there")
                person.writes_evidence(f"Evidence for {idea}")
                person.adds_ideas(f"Idea for {idea}")
                person.will_do(1)
                person.works_up(1, who="Asha", when=when)
                person.sees_it_saved()
        person.goes_to("plan")
        expect(page.get_by_text("by 1 May 2027", exact=True)).to_be_visible()
        cards = page.locator(".ws-plan-item legend")
        expect(cards).to_have_text(["Action 1: Idea for networks", "Action 2: Idea for assets"])
        person.goes_to("ideas/assets")
        expect(page.get_by_label("What are people doing or saying")).to_have_value("Evidence for assets")
        person.goes_to("where-we-are")
        expect(page.locator("[data-blank] li").first).to_contain_text("is it RED, AMBER or GREEN?")
        context.close()
        assert found == []


def test_answers_go_from_the_file_to_the_site_and_back(person: Person, page: Page, base: str) -> None:
    """A reflection taken away from the file is brought in on the site, and one of the site in the file."""
    person.goes_to("ideas/work")
    person.writes_evidence("Written in the file")
    person.sees_it_saved()
    file = person.takes_away()

    online = Person(page, base)
    online.goes_to("reflections")
    online.brings_in(file)
    page.get_by_role("button", name="Bring it back and open it").click()
    online.goes_to("ideas/work")
    expect(page.get_by_label("What are people doing or saying")).to_have_value("Written in the file")
    online.writes_evidence("Written on the site")
    online.sees_it_saved()
    back = online.takes_away()

    person.goes_to("reflections")
    person.brings_in(back)
    person.page.get_by_role("button", name="Keep both").click()
    person.goes_to("ideas/work")
    expect(person.page.get_by_label("What are people doing or saying")).to_have_value("Written on the site")
    assert json.loads(back.read_text())["id"] == json.loads(file.read_text())["id"]


def test_paper_has_what_was_written(person: Person, tmp_path: Path) -> None:
    """The screen that is shown is printed as on the site, and the printing screen prints everything."""
    person.fills_in_everything()
    one = printed(person.page, tmp_path)
    assert "Evidence for networks" in one
    assert "Evidence for assets" not in one
    person.goes_to("plan")
    expect(person.page.get_by_text("by 1 May 2027", exact=True)).to_be_visible()
    plan = printed(person.page, tmp_path)
    assert plan.index("1 May 2027") < plan.index("4 May 2027")
    person.goes_to("printing")
    whole = printed(person.page, tmp_path)
    for idea in IDEAS:
        assert f"Evidence for {idea}" in whole
    for around in ("Menu", "About this file"):
        assert around not in whole


def test_the_way_back_leads_to_where_somebody_was(person: Person) -> None:
    """Back goes to the screen before, as far down as it was; the title and the heading say where one is."""
    page = person.page
    person.goes_to("session")
    page.get_by_role("heading", name="How do you end?").scroll_into_view_if_needed()
    height = page.evaluate("scrollY")
    page.get_by_role("link", name="one action plan", exact=True).last.click()
    heading = page.get_by_role("heading", name="Your overall action plan", level=1)
    expect(heading).to_be_focused()
    expect(page).to_have_title(re.compile("^Your overall action plan – "))
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.get_by_role("heading", name="Running a session with a group")).to_be_focused()
    assert page.evaluate("scrollY") == height > 0


def test_leaving_a_screen_is_like_leaving_a_page(person: Person) -> None:
    """What was typed a moment before is kept, and the list of worksheets leads back to the question."""
    page = person.page
    person.goes_to("ideas/work")
    # No pause is long enough: only leaving the screen can store it.
    page.evaluate(
        """() => {
          const set = setTimeout;
          self.setTimeout = (task, ms) => (ms > 50 && ms <= 400 ? 0 : set(task, ms));
        }"""
    )
    person.writes_evidence("Typed in haste")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Worksheets").click()
    expect(page).to_have_title(re.compile("^Worksheets – "))
    assert person.stored()["ideas"]["work"]["evidence"] == "Typed in haste"
    page.get_by_role("link", name="Carry on where you left off: Valuing work").click()
    expect(page.get_by_label("What are people doing or saying")).to_be_in_viewport()


def test_a_link_to_a_question_leads_to_it(person: Person) -> None:
    """Things to talk about lead to the question on the other screen; the address opens there again."""
    page = person.page
    person.goes_to("where-we-are")
    page.locator("[data-blank] a").filter(has_text="Give and get").first.click()
    expect(page).to_have_title(re.compile("^Give and get – "))
    expect(page.locator(":focus")).to_be_in_viewport()
    place = page.evaluate("document.activeElement.id")
    assert page.url.endswith(f"#ideas/reciprocity/#{place}")
    page.reload()
    expect(page).to_have_title(re.compile("^Give and get – "))
    expect(page.locator(f"#{place}")).to_be_focused()


def test_each_screen_listens_once(person: Person) -> None:
    """After many screens a press of a button still does one thing, and what was left is let go of."""
    page = person.page
    for _ in range(3):
        for name in ("ideas/assets", "plan", "reflections"):
            person.goes_to(name)
    person.goes_to("plan")
    downloads: list[Any] = []
    page.on("download", lambda download: downloads.append(download))  # noqa: PLW0108 - it is given attributes
    page.get_by_role("button", name="Add an action").click()
    expect(page.locator(".ws-plan-item")).to_have_count(1)
    person.takes_away()
    person.goes_to("ideas/work")
    page.get_by_label("We recognise this").first.check()
    person.sees_it_saved()
    assert len(person.stored()["ideas"]["work"]["recognised"]) == 1
    assert len(downloads) == 1


def test_the_menu_works_by_keyboard_alone(person: Person) -> None:
    """On a narrow screen the menu opens, leads on, and closes without a mouse."""
    page = person.page
    page.set_viewport_size({"width": 360, "height": 640})
    page.reload()
    menu = page.get_by_role("button", name="Menu")
    links = page.get_by_role("navigation", name="Menu")
    # Past the way to the text, the title, and the display settings.
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    expect(links).to_be_visible()
    page.keyboard.press("Escape")
    expect(links).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(30):
        if page.evaluate("document.activeElement.textContent") == "Worksheets":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Worksheets", exact=True)).to_be_focused()
    expect(links).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.slow
def test_every_screen_is_open_to_everyone(browser: Browser, address: str) -> None:
    """axe-core finds nothing on any screen, in light and dark, and none scrolls sideways at 320 pixels."""
    found: dict[str, object] = {}
    with somebody(browser, viewport={"width": 320, "height": 640}, color_scheme="dark") as page:
        page.goto(address)
        puts(page, SAVED)
        page.reload()
        names = page.locator("#file-menu a").evaluate_all("(links) => links.map((link) => link.hash)")
        assert len(names) >= 15
        for name in names:
            page.goto(f"{address}{name[1:]}")
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                found[name] = f"{over} px too wide"
            page.emulate_media(color_scheme="dark")
            for theme in ("slate", "worksheet"):
                expect(page.locator("body")).to_have_attribute("data-md-color-scheme", theme)
                if seen := faults(page):
                    found[f"{theme} {name}"] = seen
                page.emulate_media(color_scheme="light")
    assert found == {}


def test_without_python_everything_but_thinking_works(browser: Browser, address: str) -> None:
    """Where no worker can be made, one line says so; writing, keeping and taking away work."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.add_init_script("delete globalThis.Worker")
    person = Person(page, address)
    person.goes_to("ideas/assets")
    person.writes_evidence("Still here")
    expect(page.get_by_text("Your answers are safe").first).to_be_visible()
    person.sees_it_saved()
    assert json.loads(person.takes_away().read_text())["ideas"]["assets"]["evidence"] == "Still here"
    page.reload()
    expect(page.get_by_label("What are people doing or saying")).to_have_value("Still here")
    context.close()


def test_where_nothing_may_be_kept_answers_last_as_long_as_the_file_is_open(
    browser: Browser, address: str
) -> None:
    """The line says so on every screen, and what was written goes along from screen to screen."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    forbid_storage(page)
    person = Person(page, address)
    person.goes_to("ideas/assets")
    person.writes_evidence("Only here")
    for name in ("plan", "ideas/work", "ideas/assets"):
        person.goes_to(name)
        expect(page.get_by_text("What you write is only on this page").first).to_be_visible()
        expect(page.locator("[data-saved=saved]")).to_have_count(0)
    expect(page.get_by_label("What are people doing or saying")).to_have_value("Only here")
    context.close()


def test_trouble_is_told_on_the_next_screen_too(person: Person) -> None:
    """A device without room, and a reflection deleted in another tab, are no secret of the screen before."""
    page = person.page
    person.goes_to("ideas/assets")
    person.writes_evidence("Kept")
    person.sees_it_saved()
    key = page.evaluate("Object.keys(localStorage).find((key) => key.includes(':reflection:'))")
    other = page.context.new_page()
    other.goto(person.base)
    other.evaluate("(key) => localStorage.removeItem(key)", key)
    for name in ("ideas/assets", "ideas/work"):
        person.goes_to(name)
        expect(page.get_by_text("This reflection was deleted in another tab")).to_be_visible()
    page.get_by_role("button", name="Save it here again").click()
    person.sees_it_saved()
    page.evaluate(
        "void (Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') })"
    )
    person.writes_evidence("No room for this")
    for name in ("ideas/work", "plan"):
        person.goes_to(name)
        expect(page.get_by_text("This device is full")).to_be_visible()


@pytest.mark.slow
def test_with_scripts_off_it_reads_and_prints_blank_sheets(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """All screens stand one below the other, links lead on, nothing pretends to keep anything."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Give and get", exact=True).click()
    expect(page.locator("[id='ideas/reciprocity/'] h1")).to_be_in_viewport()
    controls = page.locator("main :is(input, textarea, button, select)").all()
    assert [control for control in controls if control.is_visible()] == []
    text = printed(page, tmp_path)
    for words in ("You really haven’t got this", "Your overall action plan", "Who?"):
        assert words in text
    assert "Running a session" not in text
    context.close()


def test_files_are_taken_away_from_the_file(person: Person, tmp_path: Path) -> None:
    """All that the site can make, the single file can make with nothing beside it."""
    page = person.page
    person.goes_to("ideas/assets")
    person.writes_evidence("Ours")
    person.adds_ideas("Ask people")
    person.will_do(1)
    person.works_up(1, when="1 May 2027")
    person.sees_it_saved()
    assert (
        json.loads(person.takes_away().read_text(encoding="utf-8"))["ideas"]["assets"]["evidence"] == "Ours"
    )
    person.goes_to("plan")
    for button in ("A Word document", "A spreadsheet", "A calendar file"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button).click()
        assert Path(waiting.value.path()).stat().st_size > 300
