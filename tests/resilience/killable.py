"""A browser of a test's own that can be killed as power cuts and full memories kill: at once, all of it."""

import atexit
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Error, Page

from tests.e2e.chromium import ARGUMENTS, find_full


class Killable:
    """Chromium with a profile that outlives it, in a group of processes of its own."""

    def __init__(self, kind: BrowserType, profile: Path) -> None:
        self.profile = profile
        self.killed: set[int] = set()
        port_file = profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                str(find_full() or kind.executable_path),
                *ARGUMENTS,
                "--headless=new",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        atexit.register(self.strike)
        self.browser = self.connected(kind, port_file)

    def connected(self, kind: BrowserType, port_file: Path) -> Browser:
        """The way to the browser, as soon as it says at which port it listens."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            lines = port_file.read_text().splitlines() if port_file.exists() else []
            if len(lines) == 2:
                return kind.connect_over_cdp(f"http://127.0.0.1:{lines[0]}")
            assert self.process.poll() is None, "the browser did not start"
            time.sleep(0.02)  # nothing tells when a file is there
        raise TimeoutError("the browser opened no port")

    def page(self) -> Page:
        """The tab that is open from the start."""
        return self.browser.contexts[0].pages[0]

    def strike(self) -> float:
        """End every process of the browser at once, in a way that none can catch; gives the moment."""
        atexit.unregister(self.strike)
        moment = time.monotonic()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return moment

    def gone(self) -> None:
        """Let go of what is left on this side."""
        with suppress(Error):
            self.browser.close()

    def kill_renderers(self) -> float:
        """End the process of the page alone, and one kept ready for the next; gives the moment."""
        self.killed = {one for one in descendants(self.process.pid) if "--type=renderer" in command_of(one)}
        moment = time.monotonic()
        for renderer in self.killed:
            with suppress(ProcessLookupError):
                os.kill(renderer, signal.SIGKILL)
        return moment

    def new_page(self) -> Page:
        """A new tab, once the browser has noticed what was ended: it would give one of those to the tab."""
        session = self.browser.new_browser_cdp_session()
        while self.killed & {one["id"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"]}:
            assert self.process.poll() is None, "the browser is gone"
        session.detach()
        return self.browser.contexts[0].new_page()


def command_of(process: int) -> str:
    """The command line of a process, empty where it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def descendants(process: int) -> list[int]:
    """The processes that came from one."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(rest[1]), []).append(int(stat.parent.name))
    found, waiting = [], [process]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found
