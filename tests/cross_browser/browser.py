"""What the journeys need of a browser, whichever it is."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from tests.cross_browser.page import Page, until
from tests.cross_browser.webdriver_client import WebDriverClient


class Browser(Protocol):
    """A browser that is open, and what it wrote down."""

    version: str
    files: Path
    page: Page

    def new_page(self) -> Page:
        """Open another tab."""

    def complaints(self) -> list[str]:
        """What its console says is wrong with our pages: scripts that failed, and what a policy forbade."""

    def print_page(self) -> None:
        """Print, where a page's own button cannot do it while the browser is driven."""

    def new_file(self, before: set[Path]) -> Path:
        """The file that a download or a print has made, once it is whole; `before` is what was there."""

    def close(self) -> None:
        """Close it as a person does."""


def whole(folder: Path, before: set[Path], unfinished: str) -> Path:
    """The one file that is new in a folder, once it is whole."""

    def new() -> list[Path]:
        return [path for path in folder.iterdir() if path not in before]

    def one() -> bool:
        return len(new()) == 1 and new()[0].suffix != unfinished and new()[0].stat().st_size > 0

    until(one, f"one new file in {folder}")
    return new()[0]


def tab(wire: WebDriverClient) -> Page:
    """The page of a browser just opened."""
    return Page(wire, wire.ask("tabs")[0])


def bound(command: str, *arguments: str) -> list[str]:
    """A command whose program ends with the tests, even when these are killed."""
    setpriv = shutil.which("setpriv")
    return [*([setpriv, "--pdeathsig", "KILL"] if setpriv else []), command, *arguments]


@contextmanager
def ended_on_failure(process: subprocess.Popen[Any]) -> Iterator[None]:
    """End a program if what is done with it here fails."""
    try:
        yield
    except BaseException:
        process.kill()
        process.wait()
        raise
