"""What it costs to put many people's views side by side: here for thousands, in a browser for thirty."""

import gc
import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.bench.starts import OURS, ready_page
from tests.unit.making import several
from worksheet_py.command.combining import compared
from worksheet_py.command.edition import Edition, load_edition
from worksheet_py.command.reading import read_all

NUMBERS = (30, 300, 3000, 10_000)

ASK = """([address, request, times]) => new Promise((resolve, reject) => {
  const worker = new Worker(address, { type: "module" });
  const took = [];
  let began = 0;
  const ask = () => { began = performance.now(); worker.postMessage(request); };
  worker.onerror = (event) => reject(new Error(event.message));
  worker.onmessage = ({ data }) => {
    if (data.event && data.status === "failed") reject(new Error(data.detail));
    if (data.event) return data.status === "ready" && ask();
    if (data.error) return reject(new Error(data.error.message));
    took.push(performance.now() - began);
    took.length < times ? ask() : resolve(took);
  };
})"""


def cost_per_file(numbers: Sequence[int] = NUMBERS, rounds: int = 3) -> dict[int, float]:
    """Milliseconds for each file, from the disk to the whole comparison, the best of some rounds."""
    edition = load_edition()
    with TemporaryDirectory() as name:
        paths = [Path(name) / f"{place}.json" for place in range(max(numbers))]
        for path, plain in zip(paths, several(len(paths)), strict=True):
            path.write_text(json.dumps(plain), encoding="utf-8")
        once(paths[:30], edition)
        return {
            number: min(once(paths[:number], edition) for _ in range(rounds)) / number for number in numbers
        }


def once(paths: Sequence[Path], edition: Edition) -> float:
    """Milliseconds to read and compare these files, as the command line does."""
    began = time.perf_counter()
    made = compared(read_all(paths, edition), edition, anonymous=True)
    took = (time.perf_counter() - began) * 1000
    gc.unfreeze()
    assert len(made.people) == len(paths)
    return took


def in_browser(browser: Browser, base: str, times: int = 5) -> tuple[float, float]:
    """Milliseconds from asking about thirty files to the answer: the first time, and then (median)."""
    files = [{"key": str(place), "text": json.dumps(plain)} for place, plain in enumerate(several(30))]
    request = json.dumps({"id": 1, "action": "compare", "payload": {"files": files}})
    context = browser.new_context()
    took: list[float] = ready_page(context, base).evaluate(ASK, [base + OURS, request, times])
    context.close()
    return took[0], median(took[1:])
