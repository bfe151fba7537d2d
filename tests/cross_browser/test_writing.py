"""Reading, filling in, planning: what most people do, in every engine."""

import re
from pathlib import Path

import pytest

from scripts.serve import server, serving
from tests.cross_browser.conftest import Opens
from tests.cross_browser.page import expect, until
from tests.cross_browser.person import Person
from tests.e2e.host import ORDINARY, Host

pytestmark = pytest.mark.sampled
EVIDENCE = "What are people doing or saying"


def test_somebody_reads_and_finds_their_way(person: Person) -> None:
    """From the start by links to a worksheet and back; a skip link leads past the menu."""
    page = person.page
    person.goes_to("")
    page.get_by_role("link", name="Start your reflection").first.click()
    expect(page.get_by_role("heading", name="Worksheets", exact=True)).to_be_visible()
    page.get_by_role("link", name="The words we use").first.click()
    expect(page.get_by_role("heading", name="The words we use")).to_be_visible()
    page.ask("back")
    expect(page.get_by_role("heading", name="Worksheets", exact=True)).to_be_visible()
    person.goes_to("session")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_a_worksheet_is_filled_in_and_kept(person: Person, host: Host) -> None:
    """Stage, mark, evidence, colour, ideas moved, deleted and brought back, an action: there after a reload.

    Python starts the quick way, and has something to say.
    """
    page = person.page
    person.goes_to("ideas/assets")
    person.chooses_stage("You really haven’t got this")
    page.locator(".ws-stage[data-stage=not-yet] .ws-quotes li").first.get_by_label(
        "We recognise this"
    ).check()
    expect(page.locator("[data-recognised-list] li")).to_have_count(1)
    person.writes_evidence("People say “this works”. Zoë, Tomáš, 👩🏽‍🌾")
    person.chooses_colour("GREEN")
    person.adds_ideas("One", "Two", "Three")
    page.get_by_role("button", name="Move up: Three").click()
    assert person.ideas() == ["One", "Three", "Two"]
    page.get_by_role("button", name="Delete: One").click()
    assert person.ideas() == ["Three", "Two"]
    page.get_by_role("button", name="Undo", exact=True).click()
    assert person.ideas() == ["One", "Three", "Two"]
    person.will_do(2)
    person.works_up(1, who="Asha", when="end of June 2027", how="At the forum")
    expect(page.get_by_text("We read this as: by 30 June 2027")).to_be_visible()
    expect(page.locator("[data-talk]")).to_contain_text("GREEN")
    person.sees_it_saved()
    page.reload()
    expect(page.get_by_role("radio", name="You really haven’t got this")).to_be_checked()
    expect(page.get_by_label(EVIDENCE)).to_have_value("People say “this works”. Zoë, Tomáš, 👩🏽‍🌾")
    assert person.ideas() == ["One", "Three", "Two"]
    expect(page.locator(".ws-action").get_by_label("Who?")).to_have_value("Asha")
    expect(page.locator("[data-recognised-list] li")).to_have_count(1)
    answers = person.stored()["ideas"]["assets"]
    assert (answers["stage"], answers["rating"]) == ("not-yet", "green")
    started = [name.partition("?")[0] for name in host.asked if name.startswith("runtime/")]
    assert "runtime/python-memory.bin" in started
    assert not any(re.fullmatch(ORDINARY, name) for name in started), "the quick start"


def test_a_page_inside_another_shows_nothing_of_a_reflection(
    person: Person, site: Path, tmp_path: Path
) -> None:
    """No script of it runs; a sentence and a link stand there instead."""
    (tmp_path / "tool").symlink_to(site)
    html = '<!doctype html><iframe src="tool/ideas/assets/"></iframe>'
    (tmp_path / "other.html").write_text(html, encoding="utf-8")
    inside = "document.querySelector('iframe').contentDocument"
    with serving(server(tmp_path)) as host:
        person.page.goto(f"{host}other.html")
        until(lambda: "inside another website" in person.page.evaluate(f"{inside}.body.innerText"), "covered")
        assert person.page.evaluate(f"{inside}.querySelectorAll('a').length") == 1
        assert person.page.evaluate(f"{inside}.querySelectorAll('textarea').length") == 0


def test_everything_is_there_after_the_browser_was_closed(opens: Opens, host: Host) -> None:
    """Fill in all four worksheets, close the browser, open it again: answers, picture and plan are there."""
    person = Person(opens(workers=False), host.base)
    person.fills_in_everything()
    before = person.stored()
    assert person.browser.complaints() == []
    person.browser.close()
    person = Person(opens(workers=False), host.base)
    page = person.page
    person.goes_to("plan")
    assert person.stored() == before
    expect(page.locator(".ws-plan-item")).to_have_count(4)
    until(
        lambda: page.locator(".ws-plan-item [data-field=when]").first.input_value() == "1 May 2027", "by date"
    )
    person.goes_to("where-we-are")
    expect(page.locator(".ws-so-far")).to_contain_text("You’re doing REALLY well")
    expect(page.locator("[data-row=networks] .ws-picture-mark").shown).to_have_count(1)
    person.goes_to("ideas/work")
    expect(page.get_by_label(EVIDENCE)).to_have_value("Evidence for work: people say “this works”.")
    assert person.browser.complaints() == []


def test_the_plan_is_ordered_and_kept_in_step_with_the_worksheet(person: Person) -> None:
    """What Python reads as dates orders the plan; a change there is seen on the way back to the worksheet."""
    page = person.page
    person.goes_to("ideas/work")
    person.adds_ideas("Start a time bank", "Bake buns")
    person.will_do(1)
    person.will_do(2)
    person.works_up(1, who="Vera", when="next spring")
    person.works_up(2, when="tomorrow")
    person.sees_it_saved()
    person.goes_to("plan")
    whats = page.locator(".ws-plan-item [data-field=what]")
    expect(whats).to_have_count(2)
    until(
        lambda: (
            [whats.nth(0).input_value(), whats.nth(1).input_value()] == ["Bake buns", "Start a time bank"]
        ),
        "in order",
    )
    page.get_by_role("button", name="Add an action").click()
    new = page.locator(".ws-plan-item").last
    new.get_by_label("What?").fill("Book the hall")
    expect(page.locator("[data-plan-notes] a").filter(has_text="Book the hall").first).to_be_visible()
    vera = page.locator(".ws-plan-item").filter(has_text="Start a time bank")
    vera.get_by_label("How is it going?").select_option(label="Done")
    vera.get_by_label("Who?").fill("Jane")
    person.sees_it_saved()
    page.ask("back")
    expect(page.locator(".ws-action").first.get_by_label("Who?")).to_have_value("Jane")
    expect(page.locator(".ws-action").first.get_by_label("How is it going?")).to_have_value("done")


def test_two_tabs_stay_in_step(person: Person) -> None:
    """What is written in one tab appears in the other; neither overwrites the other, a reload neither."""
    other = Person(person.browser, person.base, person.browser.new_page())
    person.goes_to("ideas/assets")
    other.goes_to("ideas/assets")
    person.writes_evidence("Written in the first tab")
    person.sees_it_saved()
    expect(other.page.get_by_label(EVIDENCE)).to_have_value("Written in the first tab")
    other.chooses_colour("RED")
    other.adds_ideas("From the second tab")
    other.sees_it_saved()
    expect(person.page.get_by_role("radio", name="RED")).to_be_checked()
    assert person.ideas() == ["From the second tab"]
    person.page.reload()
    expect(person.page.get_by_label(EVIDENCE)).to_have_value("Written in the first tab")
    expect(person.page.get_by_role("radio", name="RED")).to_be_checked()
    answers = person.stored()["ideas"]["assets"]
    assert (answers["evidence"], answers["rating"]) == ("Written in the first tab", "red")


def test_a_worksheet_is_filled_in_by_keyboard_alone(person: Person) -> None:
    """Tab, Space, Enter and arrows reach and work everything."""
    page = person.page
    person.goes_to("ideas/assets")

    def tab_to(selector: str) -> None:
        for _ in range(150):
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key never came to {selector}")

    tab_to("[data-recognised]")
    page.keyboard.press("Space")
    tab_to("[name=assets-stage]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to("[data-bind='ideas.assets.evidence']")
    page.keyboard.type("By keys")
    tab_to("[name=assets-rating]")
    page.keyboard.press("ArrowDown")
    tab_to("[data-new-change]")
    page.keyboard.type("An idea")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Add an idea")).to_be_focused()
    person.sees_it_saved()
    answers = person.stored()["ideas"]["assets"]
    assert (answers["stage"], answers["rating"], answers["evidence"]) == ("basics", "amber", "By keys")
    assert len(answers["recognised"]) == 1
    assert person.ideas() == ["An idea"]
