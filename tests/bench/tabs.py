"""How long a keystroke takes until it is stored: with other tabs open, and with little or much written."""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.host import host
from tests.bench.visits import FIELD, WORKSHEET
from tests.e2e.chromium import ARGUMENTS, find
from tests.e2e.person import until

TABS = (1, 3, 10)
KILOBYTES = (1, 200)
TIMES = 15

WRITE = """(kilobytes) => {
  const now = new Date().toISOString();
  const evidence = "Neighbours run the lunch club. ".repeat(kilobytes * 1000 / 31);
  const idea = { stage: null, evidence, recognised: [], rating: null, changes: [], actions: [], done: false };
  localStorage.setItem("coproduction:reflection:long", JSON.stringify({
    type: "coproduction-reflection", version: 1, id: "long", name: "Long", created: now, changed: now,
    ideas: { networks: idea }, actions: [],
  }));
  localStorage.setItem("coproduction:current", "long");
}"""

# Types a letter, and gives the milliseconds until the text with it is stored.
KEY = """(name) => new Promise((done) => {
  const field = document.querySelector(name);
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (...item) {
    setItem.apply(this, item);
    if (!item[0].includes(":reflection:")) return;
    Storage.prototype.setItem = setItem;
    done(performance.now() - began);
  };
  field.focus();
  const began = performance.now();
  document.execCommand("insertText", false, "x");
})"""


def keystroke(browser: Browser, base: str, tabs: int, kilobytes: int) -> float:
    """Milliseconds from a keystroke to its being stored, the median of some."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(base + "words/")
    page.evaluate(WRITE, kilobytes)
    pages = [page, *(context.new_page() for _ in range(tabs - 1))]
    for one in pages:
        one.goto(base + WORKSHEET)
        until(one, f"document.querySelector({FIELD!r})?.matches(':enabled')")
    page.bring_to_front()
    took: list[float] = []
    for letters in range(1, TIMES + 1):
        took.append(page.evaluate(KEY, FIELD))
        for one in pages:
            until(one, f"document.querySelector({FIELD!r}).value.length === {letters}")
        until(page, "document.querySelector('[data-saved=saved]')")
    context.close()
    return median(took)


def lines(browser: Browser, bases: list[str]) -> Iterator[tuple[str, str]]:
    """What was measured, and the figures of one site or of two side by side."""
    for kilobytes in KILOBYTES:
        for tabs in TABS:
            took = [keystroke(browser, base, tabs, kilobytes) for base in bases]
            what = f"  {kilobytes} kB written, {tabs} {'tab' if tabs == 1 else 'tabs'}"
            yield what, " / ".join(f"{one:.0f}" for one in took) + " ms"


def main(sites: list[Path]) -> None:
    """Print this part alone, of one built site or of two side by side."""
    with sync_playwright() as playwright, host(sites[0]) as base, host(sites[-1]) as other:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for what, figure in lines(browser, [base, other][: len(sites)]):
            print(f"{what:<52}{figure:>28}", flush=True)
        browser.close()


if __name__ == "__main__":
    main([Path(site) for site in sys.argv[1:]])
