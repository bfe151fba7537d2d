"""Display settings: what is chosen shows at once, stays, follows, and nothing is cut off by it."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from overrides.hooks.outputs.single_file import NAME
from tests.e2e.accessibility.axe import AXE
from tests.e2e.accessibility.states import NO_ANSWER, address, forbid_storage, site_pages, somebody
from tests.e2e.accessibility.states import keep_on_device as fill
from tests.e2e.person import Person, until

KEY = "coproduction:display"
LARGEST = {"size": "biggest", "space": "most", "font": "heavy"}
# Whatever is cut off, or stands out over the edge of the screen, outside of what scrolls by itself.
OVER = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push("the page scrolls sideways");
  const all = document.querySelectorAll(":is(.md-header, .md-content, .md-footer) :not(.md-search *)");
  for (const element of all) {
    const isSeen = element.checkVisibility({ visibilityProperty: true });
    if (!isSeen || element.closest(".ws-hidden, svg")) continue;
    const { right, width: wide } = element.getBoundingClientRect();
    if (wide && right > width + 1 && !scrolls(element)) found.push(element.outerHTML.slice(0, 90));
  }
  return found.slice(0, 5);
}"""


def keep(context: BrowserContext, settings: dict[str, str]) -> None:
    """Let all pages find these settings on the device."""
    text = json.dumps(json.dumps(settings))
    context.add_init_script(f"try {{ localStorage.setItem('{KEY}', {text}) }} catch {{}}")


def shown(page: Page) -> dict[str, str]:
    """How the page looks, by what was measured on it."""
    found: dict[str, str] = page.evaluate(
        """() => {
        const text = document.querySelector("article p:not([class])");
        const { fontSize, letterSpacing, fontFamily } = getComputedStyle(text);
        return { fontSize, letterSpacing, fontFamily, back: getComputedStyle(document.body).backgroundColor };
      }"""
    )
    return found


def test_what_is_chosen_shows_at_once_and_stays(person: Person, page: Page) -> None:
    """By keyboard: size, room, colours and letters; on the next page too; and back to the usual look."""
    person.goes_to("edition")
    usual = shown(page)
    button = page.get_by_role("button", name="Display")
    button.press("Enter")
    panel = page.get_by_role("dialog", name="How this site looks")
    expect(panel.get_by_label("Usual").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_label("Bigger")).to_be_checked()
    panel.get_by_label("More space").check()
    panel.get_by_label("Yellow on black").check()
    panel.get_by_label("Clear (Atkinson Hyperlegible)").check()
    changed = shown(page)
    assert float(changed["fontSize"][:-2]) == pytest.approx(1.25 * float(usual["fontSize"][:-2]))
    assert changed["letterSpacing"] != usual["letterSpacing"]
    assert "Atkinson Hyperlegible Next" in changed["fontFamily"]
    assert changed["back"] == "rgb(0, 0, 0)"
    until(page, "document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    person.goes_to("edition")
    assert shown(page) == changed
    button.click()
    panel.get_by_role("button", name="Back to the usual look").click()
    expect(panel.get_by_text("The usual look is back.")).to_be_visible()
    assert shown(page) == usual
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_the_look_is_there_before_anything_is_drawn(context: BrowserContext, page: Page, base: str) -> None:
    """When the body begins, the settings are on the page, with no script of ours fetched."""
    keep(context, LARGEST)
    page.route("**/assets/ease/*", lambda route: route.abort())
    page.goto(f"{base}edition/")
    assert page.evaluate("document.documentElement.dataset.displaySize") == "biggest"
    is_there = page.evaluate("document.head.innerHTML.includes('showDisplay')")
    assert is_there, "it stands in the head"


def test_another_open_tab_follows(context: BrowserContext, person: Person, page: Page, base: str) -> None:
    """What is chosen in one tab shows in the other."""
    person.goes_to("edition")
    other = context.new_page()
    other.goto(f"{base}session/")
    page.get_by_role("button", name="Display").click()
    page.get_by_label("Twice as big").check()
    until(other, "document.documentElement.dataset.displaySize === 'biggest'")


@pytest.mark.parametrize(
    "damaged", ["{", "null", "7", '"big"', '{"size": {"a": 1}}', '{"size": "9", "x": "<b>"}']
)
def test_a_damaged_setting_is_ignored(context: BrowserContext, page: Page, base: str, damaged: str) -> None:
    """The page looks as usual, and settings can be chosen as usual."""
    context.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(damaged)})")
    page.goto(f"{base}edition/")
    page.get_by_role("button", name="Display").click()
    expect(page.get_by_role("dialog").get_by_label("Usual").first).to_be_checked()
    assert (
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ws-size')").strip()
        == "1"
    )
    page.get_by_label("Twice as big").check()
    assert json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))["size"] == "biggest"


def test_where_nothing_may_be_kept_it_holds_for_the_page_and_says_so(
    context: BrowserContext, base: str
) -> None:
    """A browser that forbids storage: the choice shows, with a plain sentence."""
    # A page that does not fail on script faults: the theme's own script stumbles over forbidden storage.
    page = context.new_page()
    forbid_storage(page)
    page.goto(f"{base}edition/")
    page.get_by_role("button", name="Display").click()
    page.get_by_label("Twice as big").check()
    expect(page.get_by_text("It holds for this page only.")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.displaySize") == "biggest"


def test_delete_everything_forgets_the_look(person: Person, page: Page) -> None:
    """Nothing of the settings is left on the device."""
    person.goes_to("reflections")
    page.get_by_role("button", name="Display").click()
    page.get_by_label("Strong").check()
    page.keyboard.press("Escape")
    assert page.evaluate(f"localStorage.getItem('{KEY}')")
    page.get_by_role("button", name="Delete everything on this device").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").first.click()
    until(page, f"localStorage.getItem('{KEY}') === null")


def too_pale(page: Page) -> list[Any]:
    """Text on the page that stands out from its ground by less than 7:1."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE)
    # Without `resultTypes`, axe describes all that is well too, which takes most of its time.
    run = "axe.run({ runOnly: ['color-contrast-enhanced'], resultTypes: ['violations'] })"
    seen = page.evaluate(run)["violations"]
    return [(node["target"], node["failureSummary"]) for one in seen for node in one["nodes"]]


@pytest.mark.slow
def test_strong_colours_are_seven_to_one(browser: Browser, base: str, site: Path) -> None:
    """On every page, filled in, in light and dark, in both ways to have strong colours: all text at 7:1."""
    found = {}
    with somebody(browser) as page:
        fill(page, base)
        page.add_init_script(NO_ANSWER)
        for name in site_pages(site):
            page.goto(address(base, name))
            for scheme, colours in product(("worksheet", "slate"), ("strong", "yellow")):
                # As theme and settings do it, so that each page is loaded once.
                page.evaluate(
                    """([scheme, colours]) => {
                      document.body.dataset.mdColorScheme = scheme;
                      document.documentElement.dataset.displayContrast = colours;
                    }""",
                    [scheme, colours],
                )
                if seen := too_pale(page):
                    found[name, scheme, colours] = seen
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_device_that_asks_for_strong_colours_gets_them(browser: Browser, base: str, scheme: Any) -> None:
    """Without a setting, too, all text stands out by 7:1."""
    context = browser.new_context(
        color_scheme=scheme, contrast="more", reduced_motion="reduce", locale="en-GB", service_workers="block"
    )
    page = context.new_page()
    fill(page, base)
    for name in ("ideas/assets", "plan"):
        page.goto(address(base, name))
        assert too_pale(page) == []
    context.close()


@pytest.mark.slow
def test_the_largest_text_is_not_cut_off_on_a_narrow_phone(browser: Browser, base: str, site: Path) -> None:
    """Twice as big, with most room and wide letters, at 320 px: no page scrolls sideways or loses text."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, locale="en-GB", service_workers="block"
    )
    keep(context, LARGEST)
    page = context.new_page()
    fill(page, base)
    page.add_init_script(NO_ANSWER)
    found = {}
    for name in site_pages(site):
        page.goto(address(base, name))
        if over := page.evaluate(OVER):
            found[name] = over
    page.get_by_role("button", name="Display").click()
    panel = page.get_by_role("dialog", name="How this site looks")
    expect(panel).to_be_visible()
    assert panel.evaluate("(panel) => panel.scrollWidth <= panel.clientWidth")
    context.close()
    assert found == {}


def test_the_panel_has_no_accessibility_fault(person: Person, page: Page) -> None:
    """axe-core finds nothing in the open panel."""
    person.goes_to("display")
    page.get_by_role("button", name="Display").click()
    page.evaluate(AXE)
    assert page.evaluate("axe.run('[data-display-panel]')")["violations"] == []


def test_the_single_file_has_its_own_letters_and_settings(page: Page, base: str) -> None:
    """Settings work in it on each screen, with fonts that stand in the file."""
    page.goto(f"{base}{NAME}#edition/")
    page.get_by_role("button", name="Display").click()
    page.get_by_label("OpenDyslexic").check()
    page.get_by_role("button", name="Done").click()
    until(
        page,
        "[...document.fonts].some((font) => /OpenDyslexic/.test(font.family) && font.status === 'loaded')",
    )
    page.evaluate("location.hash = '#words/'")
    until(page, "document.querySelector('h1').textContent === 'The words we use'")
    assert "OpenDyslexic" in shown(page)["fontFamily"]
