"""How long Python takes to start: ours, bare Pyodide, and the floor, side by side, each in a worker."""

from collections.abc import Sequence
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ROOT

SITE = ROOT / "site"
# Its name has a hash.
OURS = next((path.relative_to(SITE).as_posix() for path in SITE.glob("assets/worksheet/worker-*.js")), "")
BARE = "bench/bare.js"
FLOOR, FLOOR_STOCK = (
    "bench/floor.js?wasm=/runtime/python-wasm.bin",
    "bench/floor.js?wasm=/npm/pyodide.asm.wasm",
)

START = """(address) => new Promise((resolve, reject) => {
  const began = performance.now();
  const worker = new Worker(address, { type: "module" });
  worker.onerror = (event) => reject(new Error(event.message));
  worker.onmessage = ({ data }) => {
    if (data.event && data.status === "failed") reject(new Error(data.detail));
    if (!data.event) resolve(performance.now() - began);
  };
  const reflection = { type: "coproduction-reflection", version: 1, ideas: { assets: { stage: "basics" } } };
  const payload = { reflection, today: "2026-11-22" };
  worker.postMessage(JSON.stringify({ id: 1, action: "review", payload }));
})"""


def ready_page(context: BrowserContext, base: str) -> Page:
    """A new page on which workers can be started."""
    page = context.new_page()
    page.goto(f"{base}bench/empty.html")
    return page


def once(page: Page, base: str, worker: str) -> float:
    """Milliseconds from making this worker to its answer: 1+1, or the first review."""
    took: float = page.evaluate(START, base + worker)
    return took


def cold_and_warm(browser: Browser, base: str, worker: str) -> tuple[float, float]:
    """The first start of a new visitor, and a later one on a new page with the browser's cache filled."""
    context = browser.new_context()
    cold, warm = (once(ready_page(context, base), base, worker) for _ in range(2))
    context.close()
    return cold, warm


def side_by_side(
    browser: Browser, base: str, workers: Sequence[str], rounds: int
) -> dict[str, tuple[float, float]]:
    """Median (cold, warm) of each worker, in interleaved rounds, so that a busy moment strikes all."""
    times: dict[str, list[tuple[float, float]]] = {worker: [] for worker in workers}
    for _ in range(rounds):
        for worker in workers:
            times[worker].append(cold_and_warm(browser, base, worker))
    return {
        worker: (median(cold for cold, _ in pairs), median(warm for _, warm in pairs))
        for worker, pairs in times.items()
    }
