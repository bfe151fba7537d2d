"""`make bench`: speed and size, taken side by side in one browser. Figures are printed, never tested.

Milliseconds say little, as machines differ and are busy; ratios say more. Those that the page for publishers
tells of are kept in `tests/metrics/bench.json`, from which the build takes them.
"""

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench import many, starts, tabs, visits, writing
from tests.bench.host import PYODIDE, host, packed
from tests.bench.slowly import slow_machine, slow_network
from tests.e2e.chromium import ARGUMENTS, find

ROUNDS = 5
# What a field waits for differs much from visit to visit.
VISITS = 30
SLOW_ROUNDS = 3
KEPT = Path(__file__).parents[1] / "metrics" / "bench.json"
figures: dict[str, str] = {}
BARE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        yield browser
        browser.close()


def line(what: str, figure: str, target: str = "", **kept: str) -> None:
    """Print one line of the table, and keep what has a name."""
    figures.update(kept)
    print(f"{what:<52}{figure:>28}   {target}", flush=True)


def start_figures(browser: Browser, base: str) -> None:
    """Print how long Python takes to start, cold and warm."""
    kinds = (starts.BARE, starts.OURS, starts.FLOOR_STOCK, starts.FLOOR)
    times = starts.side_by_side(browser, base, kinds, ROUNDS)
    bare, ours, stock, slim = (times[kind] for kind in kinds)
    print(f"\nPython ready and first answer, in a worker; medians of {ROUNDS}; both sides compressed alike")
    for number, name, target in ((0, "cold", "≤ 0.22"), (1, "warm", "≤ 0.20")):
        line(
            f"  {name}: bare Pyodide, 1+1",
            f"{bare[number]:.0f} ms",
            **{f"bare_{name}": seconds(bare[number])},
        )
        line(
            f"  {name}: ours, first review",
            f"{ours[number]:.0f} ms",
            **{f"ours_{name}": seconds(ours[number])},
        )
        line("    ours / bare", f"{ours[number] / bare[number]:.2f}", target)
        line(f"  {name}: floor, Pyodide's wasm", f"{stock[number]:.0f} ms")
        line("    ours / floor", f"{ours[number] / stock[number]:.1f}", "≤ 2.5")
        line(f"  {name}: floor, our slim wasm (packed)", f"{slim[number]:.0f} ms")
        line("    ours / floor", f"{ours[number] / slim[number]:.1f}")
    figures.update(floor_cold=seconds(stock[0]), to_floor_cold=f"{ours[0] / stock[0]:.1f}")


def seconds(milliseconds: float) -> str:
    """For people."""
    return f"{milliseconds / 1000:.1f} seconds"


def size_figures(browser: Browser, base: str) -> None:
    """Print what travels."""
    page, python = visits.weigh(browser, base)
    bare = sum(len(packed(PYODIDE / name)) for name in BARE_FILES)
    print("\nBytes on the way, gzip, first visit to a worksheet")
    sizes = {"bytes_ours": f"{python / 1e6:.1f} MB", "bytes_bare": f"{bare / 1e6:.1f} MB"}
    line(
        "  Python: ours / bare",
        f"{python / 1000:.0f} / {bare / 1000:.0f} kB = {python / bare:.3f}",
        "≤ 1",
        **sizes,
    )
    line("  all but Python", f"{page / 1000:.0f} kB", "≤ 250 kB", bytes_page=f"{page / 1000:.0f} kB")


def visit_figures(browser: Browser, base: str) -> None:
    """Print what a visit is like while Python starts."""
    print("\nA first visit to a worksheet")
    visit_lines(*visits_side_by_side(browser, base, VISITS), keep=True)
    runs = [run for _ in range(ROUNDS) for run in visits.own_runs(browser, base)]
    line(
        "  our scripts' runs over 50 ms of the processor",
        tasks([tuple(run for run in runs if run > 50)], ROUNDS),
        "none",
    )
    line("    the longest of them", f"{max(runs):.0f} ms", longest_run=f"{max(runs):.0f}")


def visits_side_by_side(
    browser: Browser, base: str, rounds: int, rate: int = 1
) -> tuple[list[visits.Visit], list[visits.Visit]]:
    """Visits to the page and to the page without our scripts, in turn, on a machine `rate` times slower."""
    ours: list[visits.Visit] = []
    plain: list[visits.Visit] = []
    for _ in range(rounds):
        for found, without in ((ours, False), (plain, True)):
            context = browser.new_context()
            page = starts.ready_page(context, base)
            with slow_machine(browser, rate) if rate > 1 else nullcontext():
                found.append(visits.visit(page, base, plain=without))
            context.close()
    return ours, plain


def visit_lines(ours: list[visits.Visit], plain: list[visits.Visit], keep: bool = False) -> None:
    """Print the medians of visits; `keep` for those that pages of the site show."""
    typed, typed_plain = median(one.typed for one in ours), median(one.typed for one in plain)
    line("  a field takes and keeps typing, after", f"{typed:.0f} ms")
    line("    / the same page without our scripts", f"{typed / typed_plain:.2f}")
    line("    first letter kept", "yes" if all(one.kept for one in ours) else "NO", "yes")
    line("  Python's first answer on the page, after", f"{median(one.ready for one in ours):.0f} ms")
    for what, long_tasks in (
        ("  our scripts' runs over 50 ms by the clock", [one.ours for one in ours]),
        ("  all tasks over 50 ms until then", [one.long_tasks for one in ours]),
        ("  all tasks over 50 ms, without our scripts", [one.long_tasks for one in plain]),
    ):
        line(what, tasks(long_tasks, len(long_tasks)))
    line("  keystroke to stored", f"{median(one.stored for one in ours):.0f} ms")
    answered = f"{median(one.answered for one in ours):.0f}"
    kept = {"keystroke": answered} if keep else {}
    line("  keystroke to Python's answer shown", f"{answered} ms", "≤ 50 ms" if keep else "", **kept)
    sizes = (f"{max(one.megabytes for one in some)}" for some in (ours, plain))
    if any(one.megabytes for one in ours):
        line("  memory of the page, with / without our scripts", f"{' / '.join(sizes)} MB")


def tasks(durations: list[tuple[float, ...]], number: int) -> str:
    """How many on that number of visits, and the longest."""
    every = [duration for some in durations for duration in some]
    return f"{len(every)} on {number} visits, longest {max(every):.0f} ms" if every else "none"


def many_figures(browser: Browser, base: str) -> None:
    """Print what it costs to put many people's views side by side."""
    print("\nMany people side by side")
    first, later = many.in_browser(browser, base)
    line("  30 files in the page, first / later", f"{first:.0f} / {later:.0f} ms", "≤ 1000 ms")
    typical, longest = many.press(browser, base)
    line("  one of 1200 pieces taken over: shown and stored", f"{typical:.0f} ms", "≤ 100 ms")
    line("    the longest of 60", f"{longest:.0f} ms")
    cost = many.cost_per_file()
    for number, each in cost.items():
        line(f"  {number} files on this Python", f"{each:.2f} ms each")
    line("    10000 / 300, each", f"{cost[10_000] / cost[300]:.2f}", "about 1")


def tab_figures(browser: Browser, base: str) -> None:
    """Print what a keystroke costs beside other tabs of the site."""
    print("\nFrom a keystroke to its being stored, a pause of 200 ms included")
    for what, figure in tabs.lines(browser, [base]):
        line(what, figure)


def slow_machine_figures(browser: Browser, base: str) -> None:
    """Print the start on a machine four times slower."""
    if os.name != "posix":
        return
    took = {}
    for worker in (starts.BARE, starts.OURS):
        context = browser.new_context()
        page = starts.ready_page(context, base)
        page.set_default_timeout(240_000)
        with slow_machine(browser):
            took[worker] = starts.once(page, base, worker)
        context.close()
    bare, ours = took[starts.BARE], took[starts.OURS]
    print("\nOn a machine four times slower (page processes run a quarter of the time), cold")
    line(
        "  ours / bare, once",
        f"{ours:.0f} / {bare:.0f} ms = {ours / bare:.2f}",
        ours_slow_machine=seconds(ours),
        bare_slow_machine=seconds(bare),
    )
    visit_lines(*visits_side_by_side(browser, base, SLOW_ROUNDS, rate=4))


def slow_network_figures(base: str) -> None:
    """Print a visit and the starts on a slow 3G network; all at once, as each has a network of its own."""
    print("\nOn slow 3G (400 kbit/s, 400 ms), cold, once")
    with ThreadPoolExecutor() as pool:
        bare, ours = (pool.submit(slow_network_start, base, worker) for worker in (starts.BARE, starts.OURS))
        visit, plain = (pool.submit(slow_network_visit, base, without) for without in (False, True))
    ours_took, bare_took = (f"{one.result() / 1000:.0f}" for one in (ours, bare))
    line(
        "  Python ready, ours / bare",
        f"{ours_took} / {bare_took} s",
        ours_slow_network=f"{ours_took} seconds",
        bare_slow_network=f"{bare_took} seconds",
    )
    visit_lines([visit.result()], [plain.result()])


def slow_network_start(base: str, worker: str) -> float:
    """Milliseconds of a worker's start, in a browser of its own."""
    with opened() as browser:
        page = starts.ready_page(browser.new_context(), base)
        page.set_default_timeout(visits.PATIENCE)
        slow_network(page)
        return starts.once(page, base, worker)


def slow_network_visit(base: str, plain: bool) -> visits.Visit:
    """A visit, in a browser of its own."""
    with opened() as browser:
        page = starts.ready_page(browser.new_context(), base)
        slow_network(page)
        return visits.visit(page, base, plain=plain)


def writing_figures(browser: Browser) -> None:
    """Print what somebody waits for who writes."""
    print("\nFor somebody who writes")
    line(
        "  a saved line is seen in the browser",
        f"{median(writing.preview_seconds(browser, 5)):.1f} s",
        "≤ 3 s",
    )
    line("  the site, after a change to one page", f"{writing.site_seconds():.1f} s", "≤ 10 s")


def main(site: Path) -> None:
    """Print all figures, and keep those with a name, unless the machine was busy before we came."""
    began = time.monotonic()
    busy = hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1) / 2
    with host(site) as base:
        with opened() as browser:
            browser_name = f"Chromium {browser.version.partition('.')[0]}"
            line("Measured with", f"{browser_name}, {os.cpu_count()} cores, {platform.system()}")
            figures.update(
                browser=browser_name,
                cores=str(os.cpu_count()),
                system=platform.system(),
                rounds=str(ROUNDS),
                month=time.strftime("%B %Y"),
            )
            size_figures(browser, base)
            start_figures(browser, base)
            visit_figures(browser, base)
            many_figures(browser, base)
            tab_figures(browser, base)
            slow_machine_figures(browser, base)
            writing_figures(browser)
        slow_network_figures(base)
    if busy:
        print(f"\nThis machine was busy with other things, so {KEPT.name} is left as it was.")
    else:
        KEPT.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"\nTook {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
