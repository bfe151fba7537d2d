"""Every page in light and dark, empty and filled: no accessibility fault, no sideways scrolling."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.person import Person
from tests.conftest import ROOT

PAGES = [
    "",
    "words",
    "worksheets",
    "where-we-are",
    "plan",
    "perspectives",
    "reflections",
    "rounds",
    "session",
    "take-away",
    "printing",
    "more",
    "edition",
]
PAGES += ["privacy", "ideas/assets", "ideas/work", "ideas/reciprocity", "ideas/networks"]
PAGES += ["easy/start", "easy/words", "easy/work", "easy/where", "easy/plan"]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
SAVED = json.loads((ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8"))
WORK = SAVED["ideas"]["work"]
# Two who see things differently, beside the reflection that they share.
TWO = [
    {**SAVED, "id": stage, "ideas": {**SAVED["ideas"], "work": {**WORK, "stage": stage}}}
    for stage in ("basics", "really-well")
]
VIEWS = [{"key": one["id"], "name": "one.json", "text": json.dumps(one)} for one in TWO]
# What shows that a page is filled in.
SHOWN = "[data-talk] li, [data-plan], [data-opening] li, [data-transfer], [data-rounds], [data-printing]"


def faults(page: Page) -> list[str]:
    """What axe-core finds on the page, a line each, with all rules but the experimental ones."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def fill(page: Page, base: str) -> None:
    """Put the full saved file onto this device as the open reflection, and views into the tab."""
    page.goto(f"{base}words/")
    page.evaluate(
        """([saved, views]) => {
        localStorage.setItem("coproduction:reflection:" + saved.id, JSON.stringify(saved));
        localStorage.setItem("coproduction:current", saved.id);
        sessionStorage.setItem("coproduction:views", JSON.stringify(views));
        sessionStorage.setItem("coproduction:views-choices", JSON.stringify({ shared: saved.id }));
      }""",
        [SAVED, VIEWS],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["empty", "filled"])
def test_no_page_has_an_accessibility_fault(browser: Browser, base: str, scheme: Any, state: str) -> None:
    """axe-core finds nothing on any page, in light and dark, empty and filled in."""
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", locale="en-GB", service_workers="block"
    )
    page = context.new_page()
    if state == "filled":
        fill(page, base)
    found = {}
    for name in PAGES:
        Person(page, base).goes_to(name)
        if page.locator("[data-engine]").count():
            empty = ", [data-perspectives]" if state == "empty" else ""
            expect(page.locator(SHOWN + empty).first).to_be_attached()
        if seen := faults(page):
            found[name] = seen
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 360, 820])
def test_nothing_scrolls_sideways(browser: Browser, base: str, width: int) -> None:
    """Every page fits a narrow phone (and 400 % zoom), filled in as well."""
    context = browser.new_context(
        viewport={"width": width, "height": 640}, locale="en-GB", service_workers="block"
    )
    page = context.new_page()
    fill(page, base)
    wide = {}
    for name in PAGES:
        Person(page, base).goes_to(name)
        if name == "perspectives":
            expect(page.locator(SHOWN).first).to_be_attached()
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide[name] = over
    context.close()
    assert wide == {}


def test_a_worksheet_is_filled_in_by_keyboard_alone(person: Person, page: Page) -> None:
    """Stage, mark, evidence, colour, an idea chosen and worked up: Tab, Space, Enter and arrows only."""
    person.goes_to("ideas/assets")

    def tab_to(selector: str) -> None:
        for _ in range(120):
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key never came to {selector}")

    tab_to("[data-recognised]")
    page.keyboard.press("Space")
    tab_to("[name=assets-stage]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to("[data-bind='ideas.assets.evidence']")
    page.keyboard.type("By keyboard")
    tab_to("[name=assets-rating]")
    page.keyboard.press("ArrowDown")
    tab_to("[data-new-change]")
    page.keyboard.type("An idea")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    for _ in range(4):
        if page.evaluate("document.activeElement.dataset.field === 'chosen'"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    tab_to(".ws-action [data-field=who]")
    page.keyboard.type("Asha")
    person.sees_it_saved()
    answers = person.stored()["ideas"]["assets"]
    assert answers["stage"] == "basics"
    assert answers["rating"] == "amber"
    assert answers["evidence"] == "By keyboard"
    assert len(answers["recognised"]) == 1
    assert answers["actions"][0]["who"] == "Asha"


def test_what_has_the_focus_can_be_seen_and_is_not_covered(person: Person, page: Page) -> None:
    """The line at the bottom never hides the field that somebody is in."""
    page.set_viewport_size({"width": 360, "height": 640})
    person.goes_to("ideas/assets")
    for _ in range(60):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
            const box = document.activeElement.getBoundingClientRect();
            const bar = document.querySelector(".ws-bar").getBoundingClientRect();
            const inBar = document.activeElement.closest(".ws-bar, .md-header, .md-sidebar");
            return !inBar && box.height > 0 && box.top >= bar.top && box.bottom <= bar.bottom;
          }"""
        )
        assert not covered
