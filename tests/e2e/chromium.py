"""Finds a Chromium to test with, or installs one.

`python -m tests.e2e.chromium` is what `make test-deps` calls: it prints which browsers will be used, and
installs a whole one where there is none (Playwright's own, else Debian's package when run as root).

The tests drive `chromium-headless-shell` where there is one: the same engine without the parts that only a
window needs, at about 40 % less processor time. Tests of what the browser around the page does (its end, its
back/forward cache) ask for the whole browser with `find_full`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

SHELL = "chromium-headless-shell"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find() -> str | None:
    """The path of the browser to test with; None leaves Playwright its own.

    The environment variable CHROMIUM names one to use before all others.
    """
    return os.environ.get("CHROMIUM") or shutil.which(SHELL) or find_full()


def find_full() -> str | None:
    """The path of an installed Chromium, Chrome or Edge; None leaves Playwright its own.

    The environment variable CHROMIUM names one to use before all others.
    """
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *PLACES]
    return next((path for path in candidates if path and Path(path).exists()), None)


def find_own() -> str | None:
    """The path of Playwright's own Chromium; None if there is none. Not while Playwright is running."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def persistent(browser: Browser, profile: Path, **settings: Any) -> BrowserContext:
    """A browser of its own with a profile on the disk, which can be closed and opened again."""
    kind = browser.browser_type
    return kind.launch_persistent_context(
        profile, executable_path=find(), args=ARGUMENTS, locale="en-GB", **settings
    )


def install() -> str | None:
    """Install a whole browser and give its path; None if no way worked."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        attempts += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for command in attempts:
        print("Installing a browser for the tests:", " ".join(command[-3:]), flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if found := find_full() or find_own():
            return found
    return None


def main() -> int:
    """Say which browsers the tests will use, installing a whole one if need be."""
    path = find_full() or find_own() or install()
    if path is None:
        print("No whole browser for the tests: install Chromium, Chrome or Edge, or name one in CHROMIUM.")
        return 1
    print(f"Browser: {find() or path}; where all of it is needed: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
