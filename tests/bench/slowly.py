"""A slow machine and a slow network."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

# Chromium's own "Slow 3G": 400 kbit/s, 400 ms before the first byte.
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLICE = 0.004


def slow_network(page: Page) -> None:
    """Let this page, and the workers it makes, have a slow network."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)


@contextmanager
def slow_machine(browser: Browser, rate: int = 4) -> Iterator[None]:
    """Let the browser's page processes run only a part of the time.

    Chromium's own emulation of a slow machine slows a page's main thread but none of its workers, so the
    processes are stopped and continued instead, many times a second. Only where there are such signals.
    """
    done = threading.Event()
    session = browser.new_browser_cdp_session()

    def renderers() -> list[int]:
        found = session.send("SystemInfo.getProcessInfo")["processInfo"]
        return [process["id"] for process in found if process["type"] == "renderer"]

    pids = renderers()

    def brake() -> None:
        while not done.wait(SLICE):
            tell(pids, signal.SIGSTOP)
            time.sleep(SLICE * (rate - 1))
            tell(pids, signal.SIGCONT)

    thread = threading.Thread(target=brake, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        session.detach()


def tell(pids: list[int], what: signal.Signals) -> None:
    """Send a signal to processes of the browser that are still there."""
    for pid in pids:
        try:
            os.kill(pid, what)
        except ProcessLookupError:
            pids.remove(pid)
