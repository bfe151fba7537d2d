"""What a visit to a worksheet is like while Python starts: when one can type, what is stored and shown."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, Response

from tests.e2e.person import until

FIELD = "[data-bind='ideas.assets.evidence']"
WORKSHEET = "ideas/assets/"
PATIENCE = 300_000

# Types one letter as soon as the field is on the screen and takes it, and notes what happens from then on.
WATCH = """
globalThis.seen = { typed: 0, stored: [], answered: [], long: [], ours: [] };
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) seen.long.push(duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const { scripts } of list.getEntries())
    for (const { sourceURL, duration } of scripts)
      if (sourceURL.includes("/assets/worksheet/")) seen.ours.push(duration);
}).observe({ type: "long-animation-frame", buffered: true });
addEventListener("input", () => { seen.input = performance.now(); }, true);
const { setItem } = Storage.prototype;
Storage.prototype.setItem = function (...item) {
  setItem.apply(this, item);
  if (seen.input && item[0].includes(":reflection:")) seen.stored.push(performance.now() - seen.input);
};
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    // The theme's search has a worker too.
    if (!String(given[0]).includes("/worksheet/worker-")) return;
    this.addEventListener("message", ({ data }) => setTimeout(() => {
      if (data.event) return;
      seen.ready ??= performance.now();
      if (seen.input) seen.answered.push(performance.now() - seen.input);
    }));
  }
};
requestAnimationFrame(function look() {
  const field = document.querySelector("FIELD");
  if (field?.offsetHeight && field.matches(":enabled")) {
    field.focus();
    document.execCommand("insertText", false, "x");
    if (field.value.endsWith("x")) return (seen.typed = performance.now());
  }
  requestAnimationFrame(look);
});
""".replace("FIELD", FIELD)


@dataclass(frozen=True)
class Visit:
    """Milliseconds since the navigation; `kept` says whether the first letter was still there later."""

    typed: float
    ready: float
    kept: bool
    long_tasks: tuple[float, ...]
    ours: tuple[float, ...]
    stored: float
    answered: float
    megabytes: int


def visit(page: Page, base: str, plain: bool = False) -> Visit:
    """Open a worksheet for the first time, type, wait for Python, type on. `plain` is without our scripts."""
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCH)
    page.goto(f"{base}{'plain/' if plain else ''}{WORKSHEET}", wait_until="commit")
    until(page, "seen.typed", PATIENCE)
    if plain:
        page.wait_for_load_state()
        seen = page.evaluate("seen")
        return Visit(seen["typed"], 0, True, tasks(seen, "long"), (), 0, 0, resident(page))
    until(page, "seen.ready", PATIENCE)
    starting = page.evaluate("seen")
    answers = [later(page, letter) for letter in "abcdefghij"]
    kept = page.locator(FIELD).input_value() == "xabcdefghij"
    return Visit(
        starting["typed"],
        starting["ready"],
        kept,
        tasks(starting, "long"),
        tasks(starting, "ours"),
        median(stored for stored, _ in answers),
        median(answered for _, answered in answers),
        resident(page),
    )


def resident(page: Page) -> int:
    """Megabytes in memory of the browser's largest page process; 0 where the system does not tell."""
    browser = page.context.browser
    assert browser
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return max(kilobytes(one["id"]) for one in processes if one["type"] == "renderer") // 1024


def kilobytes(pid: int) -> int:
    """Resident kilobytes of a process; 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS")), 0)


def own_runs(browser: Browser, base: str) -> tuple[float, ...]:
    """Milliseconds of the processor that each run of our scripts on the page takes, until Python answers.

    The clock also counts what the machine does for others meanwhile; a run that is long by the clock alone is
    not ours to mend.
    """
    browser.start_tracing(categories=["devtools.timeline", "v8"])
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{base}{WORKSHEET}", wait_until="commit")
    until(page, "seen.ready", PATIENCE)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    # The browser has pages of its own, with modules of their own.
    page_process = {
        one["pid"] for one in events if one["name"] == "v8.compileModule" and base in str(one["args"])
    }
    names = [one for one in events if one["name"] == "thread_name" and one["pid"] in page_process]
    main = {place(one) for one in names if one["args"]["name"] == "CrRendererMain"}
    ours = [one for one in events if place(one) in main and "tdur" in one and is_ours(one)]
    return tuple(one["tdur"] / 1000 for one in ours)


def place(event: dict[str, Any]) -> tuple[int, int]:
    """The process and thread of an event in a trace."""
    return event["pid"], event["tid"]


def is_ours(event: dict[str, Any]) -> bool:
    """Whether the event is a run of our scripts: the theme has no modules, so the page's modules are ours."""
    if event["name"] == "v8.evaluateModule":
        return bool(event["args"].get("worldId") == 0)
    return event["name"] == "FunctionCall" and "/assets/worksheet/" in event["args"]["data"].get("url", "")


def later(page: Page, letter: str) -> tuple[float, float]:
    """Type one letter when all is quiet; gives (stored, answered)."""
    page.evaluate("Object.assign(seen, { input: 0, stored: [], answered: [] })")
    page.locator(FIELD).press_sequentially(letter)
    until(page, "seen.stored.length && seen.answered.length", PATIENCE)
    return page.evaluate("seen.stored[0]"), page.evaluate("seen.answered[0]")


def tasks(seen: dict[str, Any], kind: str) -> tuple[float, ...]:
    """Milliseconds of each task of the main thread over 50 ms: of all, or of runs of our own scripts."""
    return tuple(round(duration) for duration in seen[kind] if duration > 50)


def weigh(browser: Browser, base: str) -> tuple[int, int]:
    """Bytes of a first visit to a worksheet, all compressed alike: (the page without Python, Python).

    Without the service worker, which fetches all other pages later, when there is time.
    """
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    loaded: list[Response] = []
    context.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 - it is given attributes
    page.goto(base + WORKSHEET)
    until(page, "document.querySelector('[data-engine]')?.hidden", PATIENCE)
    page.wait_for_load_state()
    sizes = {
        response.url: size(response) for response in loaded if response.ok and response.url.startswith(base)
    }
    context.close()
    python = sum(bytes_ for url, bytes_ in sizes.items() if is_python(url))
    return sum(sizes.values()) - python, python


def is_python(url: str) -> bool:
    """Whether the file is there for Python's sake."""
    return any(part in url for part in ("/runtime/", "/worksheet/python/", "/worksheet/worker-"))


def size(response: Response) -> int:
    """Bytes on the way from a host that compresses; our packed files stay as they are."""
    body = response.body()
    return (
        len(body)
        if response.url.partition("?")[0].endswith((".bin", ".png", ".woff2"))
        else len(gzip.compress(body, 9))
    )
