"""Starts WebKitGTK, by its driver and with a browser of the tests' own, on a screen that nobody sees."""

import atexit
import os
import signal
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from tests.cross_browser.blocking_proxy import BlockingProxy
from tests.cross_browser.browser import bound, ended_on_failure, tab, whole
from tests.cross_browser.page import Page, until
from tests.cross_browser.webdriver_client import Http
from tests.programs import find

BROWSER = Path(__file__).with_name("webkit_browser.py")
# How its console marks what it says of a page.
WRONG = ("CONSOLE JS ERROR", "CONSOLE SECURITY ERROR")
# What it marks so, and what is no fault of a page.
NO_FAULT = (
    # A part of our policy that WebKit does not know: it says so on every page.
    "Unrecognized Content-Security-Policy directive 'manifest-src'",
    # On a busy machine an observer of the theme hears of a size in the next frame: nothing is left out.
    "ResizeObserver loop completed with undelivered notifications",
)


def port_of(started: subprocess.Popen[Any]) -> int:
    """The port at which a process that was just started listens."""
    ports: list[int] = []

    def listens() -> bool:
        links = {
            os.readlink(link)[8:-1]
            for link in Path(f"/proc/{started.pid}/fd").iterdir()
            if link.is_symlink() and os.readlink(link).startswith("socket:")
        }
        for line in Path(f"/proc/{started.pid}/net/tcp").read_text(encoding="utf-8").splitlines()[1:]:
            part = line.split()
            if part[9] in links and part[3] == "0A":
                ports.append(int(part[1].split(":")[1], 16))
        return bool(ports)

    until(listens, "WebKitWebDriver listens")
    return ports[0]


@cache
def screen() -> str:
    """The name, such as ":7", of a screen that nobody sees, which WebKit needs; one for all."""
    # `-displayfd 1` makes it tell its number.
    settings = ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    started = subprocess.Popen(
        bound(find("xvfb") or "", *settings), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    atexit.register(started.kill)
    assert started.stdout
    return f":{started.stdout.readline().strip()}"


class WebKit:
    """WebKitGTK, in a browser with nothing around it."""

    def __init__(
        self, profile: Path, stranger: BlockingProxy, storage: bool = True, workers: bool = True
    ) -> None:
        self.files = profile / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.said = profile / "said.txt"
        environment = os.environ | {"DISPLAY": screen(), "NO_AT_BRIDGE": "1", "LANG": "C.UTF-8"}
        with self.said.open("a", encoding="utf-8") as said:
            self.process = subprocess.Popen(
                bound(find("webkit") or "", "--port=0"), env=environment, stdout=said, stderr=said
            )
        arguments = [str(profile), stranger.address]
        arguments += [
            name for name, wanted in (("no-storage", not storage), ("no-workers", not workers)) if wanted
        ]
        settings = {
            "webkitgtk:browserOptions": {"binary": str(BROWSER), "args": arguments},
            "unhandledPromptBehavior": "ignore",
        }
        with ended_on_failure(self.process):
            self.wire = Http(f"http://127.0.0.1:{port_of(self.process)}", settings)
            self.version = self.wire.version
            self.page = tab(self.wire)

    def new_page(self) -> Page:
        """Open another window."""
        return Page(self.wire, self.wire.ask("new tab", type="window")["handle"])

    def complaints(self) -> list[str]:
        """What its console says is wrong with our pages."""
        lines = self.said.read_text(encoding="utf-8", errors="replace").splitlines()
        return [
            line
            for line in lines
            if any(mark in line for mark in WRONG) and not any(said in line for said in NO_FAULT)
        ]

    def print_page(self) -> None:
        """Print as by its own menu: it does nothing for a page's `print()` while it is driven."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(
            encoding="utf-8"
        )
        os.kill(int(children.split()[0]), signal.SIGUSR1)

    def new_file(self, before: set[Path]) -> Path:
        """The file that a download or a print has made, once it is whole."""
        return whole(self.files, before, ".wkdownload")

    def close(self) -> None:
        """Close it, and end its driver."""
        if self.process.poll() is None:
            with ended_on_failure(self.process):
                self.wire.close()
                self.process.terminate()
                self.process.wait(60)
