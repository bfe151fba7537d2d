"""Runs the browser suites three times while the machine is busy: no test may depend on a quiet one.

usage: python -m tests.under_load [--busy N] [--times N] [arguments for pytest]

It starts the busy processes itself and ends them, whatever happens; they also end when it is killed.
"""

import argparse
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import ROOT

SUITES = ["tests/e2e", "tests/upgrade", "tests/resilience", "tests/cross_browser"]
# As `make test` runs them.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "--durations=10"]


def work(parent: int) -> None:
    """Keep a core busy for as long as the process that asked for it is there."""
    while os.getppid() == parent:
        end = time.monotonic() + 0.2
        while time.monotonic() < end:
            pass


@contextmanager
def busy(number: int) -> Iterator[None]:
    """Have so many busy processes beside what is done meanwhile."""
    processes = [
        multiprocessing.Process(target=work, args=(os.getpid(),), daemon=True) for _ in range(number)
    ]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.join()


def main() -> int:
    """Run the suites; gives how many runs failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--busy", type=int, default=2 * (os.cpu_count() or 1), help="busy processes")
    parser.add_argument("--times", type=int, default=3, help="runs of the suites")
    chosen, others = parser.parse_known_args()
    failed = 0
    with busy(chosen.busy):
        for number in range(1, chosen.times + 1):
            print(f"== Run {number} of {chosen.times}, beside {chosen.busy} busy processes", flush=True)
            failed += subprocess.run([*PYTEST, *(others or SUITES)], cwd=ROOT, check=False).returncode != 0
    print(f"{chosen.times - failed} of {chosen.times} runs passed")
    return failed


if __name__ == "__main__":
    sys.exit(main())
