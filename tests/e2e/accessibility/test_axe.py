"""Every page in every state, in light, dark and forced colours, narrow and wide: open to everyone.

The short draw takes every page once and every state once; the full one takes every page in every state that
it can have.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.accessibility.axe import faults, rules
from tests.e2e.accessibility.reflow import beside, cut_off, too_small
from tests.e2e.accessibility.states import (
    EVERYWHERE,
    STATES,
    State,
    address,
    in_state,
    opened,
    prints,
    site_pages,
)
from tests.e2e.host import Host
from tests.e2e.site.test_offline import visit
from tests.profile import FULL, add, collect, draw, report

WIDTHS = (1280, 320)
COLOURS = ("light", "dark", "forced")


def pages_of(state: State, site: Path) -> list[str]:
    """The pages that are looked at in a state: all that have it, or this state's share of all pages."""
    names = site_pages(site)
    if state.on != ".*":
        return [name for name in names if re.fullmatch(state.on, name)][: draw(1, len(names))]
    return names if FULL else names[EVERYWHERE.index(state) :: len(EVERYWHERE)]


def looks(place: int) -> list[tuple[int, str]]:
    """The widths and colours in which a page is looked at; the colours change from page to page."""
    return [(width, COLOURS[(place + step) % 3]) for step, width in enumerate(WIDTHS)]


def look(page: Page, width: int, colours: str) -> None:
    """Show the page in a width and in colours, without opening it anew."""
    page.set_viewport_size({"width": width, "height": 900 if width > 600 else 640})
    page.emulate_media(forced_colors="active" if colours == "forced" else "none")
    scheme = "slate" if colours == "dark" else "worksheet"
    page.evaluate("(scheme) => { document.body.dataset.mdColorScheme = scheme; }", scheme)


def found_on(page: Page, state: State, place: int) -> Iterator[str]:
    """All that is wrong with a page as it stands there."""
    on_paper = state.act is prints
    for width, colours in looks(place):
        look(page, width, colours)
        for fault in faults(page, on_paper):
            yield f"{width} {colours}: {fault}"
        if not on_paper:
            for fault in beside(page):
                yield f"{width}: {fault}"
    if not on_paper:
        for fault in (*too_small(page), *cut_off(page)):
            yield f"{WIDTHS[-1]}: {fault}"


@pytest.mark.sampled
@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_no_page_shuts_anybody_out(browser: Browser, base: str, site: Path, state: State) -> None:
    """axe-core finds nothing with any of its rules. At 320 pixels (400 % zoom) nothing is beside the screen,
    nothing to press is smaller than 44 pixels, nothing is cut off where letters and lines are set wide."""
    found = {}
    with in_state(browser, base, state, viewport={"width": WIDTHS[0], "height": 900}) as page:
        for place, name in enumerate(pages_of(state, site)):
            opened(page, base, name, state)
            if seen := list(found_on(page, state, place + STATES.index(state))):
                found[name] = seen
            met = [(name, state.name, *seen_as) for seen_as in looks(place + STATES.index(state))]
            collect("open", pages=[name], states=[state.name], looks=met)
            page.emulate_media(media="screen", forced_colors="none")
        report(
            "open",
            rules=rules(page),
            axe=page.evaluate("axe.version"),
            browser=f"Chromium {browser.version.split('.')[0]}",
        )
    add("open", faults=sum(map(len, found.values())))
    assert not found, json.dumps(found, indent=1)


@pytest.mark.sampled
def test_no_page_shuts_anybody_out_without_a_network(visitor: BrowserContext, host: Host, site: Path) -> None:
    """axe-core finds nothing either where the network has gone, and pages come from the device."""
    page = visit(visitor, host).page
    host.stop()
    names = site_pages(site)
    found = {}
    for name in names[:: draw(8, 1)]:
        page.goto(address(host.base, name))
        if seen := faults(page):
            found[name] = seen
    assert not found, json.dumps(found, indent=1)


def test_the_page_for_what_is_not_there_shuts_nobody_out(browser: Browser, top: str) -> None:
    """Somebody with a wrong address finds a page that is as open as the others, and a way on."""
    page = browser.new_page()
    page.goto(f"{top}404.html")
    found = [*faults(page), *beside(page)]
    page.get_by_role("link", name="Co-production").first.click()
    page.wait_for_url(top)
    page.close()
    assert found == []
