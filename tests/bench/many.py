"""What it costs to put many people's views side by side: here for thousands, in a browser for thirty."""

import json
import time
from collections.abc import Sequence
from statistics import median

from playwright.sync_api import Browser

from tests.bench.starts import OURS, ready_page
from tests.unit.making import several
from worksheet_py import api
from worksheet_py.perspectives import compare
from worksheet_py.taken_in import File, take_in

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
    """Milliseconds for each file, from its text to the whole comparison, the best of some rounds."""
    texts = [json.dumps(plain) for plain in several(max(numbers))]
    once(texts[:30])
    return {number: min(once(texts[:number]) for _ in range(rounds)) / number for number in numbers}


def once(texts: Sequence[str]) -> float:
    """Milliseconds to read and compare these files."""
    began = time.perf_counter()
    files = (File(str(place), text=text) for place, text in enumerate(texts))
    given = take_in(files, api.tool(), api.words()).given
    made = compare(given, {}, None, api.tool(), api.words())
    assert len(made.people) == len(texts)
    return (time.perf_counter() - began) * 1000


def in_browser(browser: Browser, base: str, times: int = 5) -> tuple[float, float]:
    """Milliseconds from asking about thirty files to the answer: the first time, and then (median)."""
    files = [{"key": str(place), "text": json.dumps(plain)} for place, plain in enumerate(several(30))]
    request = json.dumps({"id": 1, "action": "compare", "payload": {"files": files}})
    context = browser.new_context()
    took: list[float] = ready_page(context, base).evaluate(ASK, [base + OURS, request, times])
    context.close()
    return took[0], median(took[1:])
