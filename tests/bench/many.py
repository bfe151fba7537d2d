"""What many views cost side by side: here for thousands, in a browser for thirty, and a press there."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import SpooledTemporaryFile, TemporaryDirectory

from playwright.sync_api import Browser

from tests.bench.starts import OURS, ready_page
from tests.bench.visits import PATIENCE
from tests.e2e.person import until
from tests.unit.factories import Plain, several
from worksheet_py.cli.combine import compare_all
from worksheet_py.cli.kept_parts import shown_part
from worksheet_py.cli.read_files import read_each
from worksheet_py.document.batch import LoadedFile

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


# Presses a button, and gives the milliseconds until what it did is drawn and stored.
PRESS = """(place) => new Promise((done) => {
  const { setItem } = Storage.prototype;
  let stored = 0;
  Storage.prototype.setItem = function (...item) {
    setItem.apply(this, item);
    if (item[0].includes(":reflection:")) stored ||= performance.now();
  };
  const began = performance.now();
  document.querySelectorAll("[data-do=take-over]")[place].click();
  requestAnimationFrame(() => setTimeout(() => {
    const shown = performance.now();
    const look = () => {
      if (!stored) return setTimeout(look);
      Storage.prototype.setItem = setItem;
      done(Math.max(shown, stored) - began);
    };
    look();
  }));
})"""


def cost_per_file(numbers: Sequence[int] = NUMBERS, rounds: int = 3) -> dict[int, float]:
    """Milliseconds for each file, from the disk to the whole comparison, the best of some rounds."""
    with TemporaryDirectory() as name:
        paths = [Path(name) / f"{place}.json" for place in range(max(numbers))]
        for path, plain in zip(paths, several(len(paths)), strict=True):
            path.write_text(json.dumps(plain), encoding="utf-8")
        once(paths[:30])
        return {number: min(once(paths[:number]) for _ in range(rounds)) / number for number in numbers}


def once(paths: Sequence[Path]) -> float:
    """Milliseconds to read and compare these files, as the command line does."""
    began = time.perf_counter()
    with SpooledTemporaryFile() as place:
        files = [shown_part(file, place) for file in read_each(paths) if isinstance(file, LoadedFile)]
        made = compare_all(files, anonymous=True)
    took = (time.perf_counter() - began) * 1000
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


def wordy(number: int) -> list[Plain]:
    """Documents of so many people who wrote ten pieces about each idea."""
    people = several(number)
    for person in people:
        for idea, answers in person["ideas"].items():
            answers["changes"] = [
                {"id": f"c{place}", "text": f"{person['id']} {idea} {place}: ask people what they want."}
                for place in range(9)
            ]
    return people


def press(browser: Browser, base: str, times: int = 60) -> tuple[float, float]:
    """Milliseconds (median, longest) from taking a piece over to its being shown and stored, among 1200."""
    files = [
        {"name": f"{place}.json", "mimeType": "application/json", "buffer": json.dumps(plain).encode()}
        for place, plain in enumerate(wordy(30))
    ]
    context = browser.new_context(service_workers="block", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(base + "perspectives/")
    page.locator("[data-gather] input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    page.locator("[data-do=start-ours]").click()
    until(page, "document.querySelector('[data-point-tools]:not([hidden])')", PATIENCE)
    # So many in the list already that each press finds a long one.
    page.evaluate(
        "[...document.querySelectorAll('[data-do=take-over]')].slice(0, 300).forEach((one) => one.click())"
    )
    took: list[float] = [page.evaluate(PRESS, 301 + place) for place in range(times)]
    context.close()
    return median(took), max(took)
