"""Nothing on a page moves by itself while it loads, Python's answers included."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.accessibility.states import STATES, State, in_state, opened, site_pages

# All shifts that nobody caused, by the Layout Instability API; pages that move by 0.1 in all are called poor.
COUNT = """
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) shifts.push([value, sources[0]?.node?.outerHTML?.slice(0, 80)]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
DRAWN = "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(shifts))))"
MOST = 0.02
# Rows take their places when Python has read the days.
MOST_OF_PLAN = 0.05


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("state", STATES[:2], ids=["empty", "filled"])
def test_no_page_jumps(browser: Browser, base: str, site: Path, state: State, width: int) -> None:
    """On a phone and on a computer, with nothing written and with everything."""
    found = {}
    with in_state(browser, base, state, viewport={"width": width, "height": 800}) as page:
        page.add_init_script(COUNT)
        for name in site_pages(site):
            opened(page, base, name, state)
            shifts = page.evaluate(DRAWN)
            if sum(value for value, _ in shifts) > (MOST_OF_PLAN if name == "plan" else MOST):
                found[name] = shifts
    assert found == {}
