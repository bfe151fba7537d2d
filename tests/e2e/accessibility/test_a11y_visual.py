"""However somebody sees: without colour, in colours of their own, without motion, without a mouse."""

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ROOT
from tests.e2e.accessibility.states import STATES, address, in_state, opened, site_pages
from tests.e2e.accessibility.vision import SIGHTS, likeness, outline, see_as
from tests.profile import draw

FILLED = next(state for state in STATES if state.name == "filled")
STYLES = ROOT / "overrides/assets/stylesheets"
SCHEMES = ("light", "dark")


def shapes(page: Page) -> list[Locator]:
    """The shapes of RED, AMBER and GREEN beside the choice of one."""
    return [page.locator(f".ws-rating .ws-rating-{colour}") for colour in ("red", "amber", "green")]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_red_amber_and_green_are_told_apart_by_shape(browser: Browser, base: str, scheme: str) -> None:
    """In grey and in four kinds of colour blindness, each shape stands out by 3:1 and is like no other."""
    with in_state(browser, base, FILLED, color_scheme=scheme) as page:
        opened(page, base, "ideas/assets", FILLED)
        for sight in SIGHTS:
            see_as(page, sight)
            seen = [outline(shape) for shape in shapes(page)]
            for one in seen:
                assert 80 < sum(one) < 900, f"a shape cannot be made out: {sight}"
            for one, other in itertools.combinations(seen, 2):
                assert likeness(one, other) < 0.8, f"two shapes look alike: {sight}"


def test_nothing_is_said_by_colour_alone(browser: Browser, base: str) -> None:
    """Where a stage or a colour is shown, words say it too."""
    with in_state(browser, base, FILLED) as page:
        opened(page, base, "where-we-are", FILLED)
        here = page.locator(".ws-picture-cell.ws-is-here")
        assert here.count() >= 2
        for cell in here.all():
            expect(cell.locator(".ws-picture-mark")).to_be_visible()
        for rating in page.locator(".ws-picture-rating [data-rating]:visible").all():
            assert re.fullmatch("RED|AMBER|GREEN|–", rating.inner_text().strip())
        opened(page, base, "ideas/assets", FILLED)
        for card in page.locator(".ws-rating").all():
            expect(card.locator(".ws-rating-word")).to_have_text(re.compile("RED|AMBER|GREEN"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_of_ones_own_hide_nothing(browser: Browser, base: str, scheme: str) -> None:
    """In forced colours (contrast themes) shapes, fields, buttons and what is chosen keep their edges."""
    with in_state(browser, base, FILLED, forced_colors="active", color_scheme=scheme) as page:
        opened(page, base, "ideas/assets", FILLED)
        for shape in shapes(page):
            assert sum(outline(shape)) > 100
        for selector in ("textarea", ".ws-button", ".ws-option", ".ws-rating", "[data-choose]"):
            for one in page.locator(f".md-content {selector}:visible:not(.ws-quiet)").all():
                width = one.evaluate("(element) => parseFloat(getComputedStyle(element).borderTopWidth)")
                assert width >= 1, f"{selector} has no edge"
        chosen = page.locator(".ws-rating:has(input:checked)")
        other = page.locator(".ws-rating:not(:has(input:checked))").first
        edge = (
            "(card) => getComputedStyle(card.querySelector('.ws-rating-meaning'), '::after').borderTopWidth"
        )
        assert chosen.evaluate(edge) != other.evaluate(edge)


@pytest.mark.sampled
def test_nothing_moves_where_motion_is_unwanted(browser: Browser, base: str, site: Path) -> None:
    """With less motion asked for, no page has a movement or a slow change of any length."""
    moving = {}
    with in_state(browser, base, FILLED, reduced_motion="reduce") as page:
        for name in site_pages(site)[:: draw(5, 1)]:
            page.goto(address(base, name))
            # One animation moves nothing: it keeps a second tap from what came up under the finger.
            found = page.evaluate(
                """() => [...document.querySelectorAll("*")].flatMap((element) => {
                const style = getComputedStyle(element);
                const length = (text) => Math.max(...text.split(",").map(parseFloat));
                const animated = style.animationName !== "none" && style.animationName !== "ws-settle"
                  && length(style.animationDuration) > 0.01;
                const slow = animated || length(style.transitionDuration) > 0.01;
                return slow ? [element.outerHTML.slice(0, 100)] : [];
              })"""
            )
            if found:
                moving[name] = found[:5]
            assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert moving == {}


def test_nothing_waits_for_a_mouse_to_hover() -> None:
    """No style of ours shows or hides anything when a mouse is over it (WCAG 1.4.13)."""
    for path in sorted(STYLES.glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selector, body in re.findall(r"([^{}]*:hover[^{}]*)\{([^{}]*)\}", text):
            hidden = re.search(
                r"(?<![\w-])(display|visibility|content|clip-path|height|width|opacity\s*:\s*0)\s*:", body
            )
            assert not hidden, f"{path.name}: {selector.strip()}"


def test_nothing_has_a_time_limit() -> None:
    """No page moves on, logs out or refreshes by itself (WCAG 2.2.1)."""
    for path in [*ROOT.glob("overrides/**/*.jinja"), *ROOT.glob("overrides/*.html")]:
        assert 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
