"""How long somebody who writes waits: for `make write` to show a word, and for `make site` to be done."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT

MKDOCS = [sys.executable, "-m", "mkdocs"]
PAGE = "words.md"


@contextmanager
def edition() -> Iterator[Path]:
    """A copy of the words to change, which is the edition of all builds meanwhile."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs", folder / "docs")
        shutil.copytree(ROOT / "worksheet_py/content", folder / "content")
        yield folder


@contextmanager
def preview(words: Path) -> Iterator[str]:
    """What `make write` starts, on a free port: gives its address when it has built the pages."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    # MkDocs leaves its pages behind when it is ended; in the folder of words they go with it.
    process = subprocess.Popen(
        [*MKDOCS, "serve", "--config-file", "mkdocs.write.yml", "--dev-addr", address],
        cwd=ROOT, env=environment(words) | {"TMPDIR": str(words)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    said = []
    try:
        for line in process.stderr or ():
            said.append(line)
            if "Serving on" in line:
                break
        else:
            raise RuntimeError("".join(said))
        yield f"http://{address}/"
    finally:
        process.terminate()
        process.communicate()


def add_line(words: Path, line: str) -> None:
    """Write a line at the end of a page."""
    with (words / "docs" / PAGE).open("a", encoding="utf-8") as page:
        page.write(f"\n{line}\n")


def seconds_to_see(page: Page, words: Path, line: str) -> float:
    """Write a line at the end of the page that is open, and wait until it is seen there."""
    began = time.monotonic()
    add_line(words, line)
    expect(page.get_by_text(line)).to_be_visible(timeout=60_000)
    return time.monotonic() - began


def preview_seconds(browser: Browser, rounds: int) -> list[float]:
    """How long lines take to be seen, one after the other."""
    with edition() as words, preview(words) as address:
        page = browser.new_page()
        page.goto(f"{address}words/")
        took = [
            seconds_to_see(page, words, f"A line that nobody wrote before, number {n}.")
            for n in range(rounds)
        ]
        page.close()
    return took


def site_seconds() -> float:
    """How long the site takes to be built anew after a change to one word."""
    with edition() as words, TemporaryDirectory() as site:
        build = [*MKDOCS, "build", "--strict", "--quiet", "--site-dir", site]
        subprocess.run(build, cwd=ROOT, env=environment(words), check=True)
        add_line(words, "One more line.")
        began = time.monotonic()
        subprocess.run(build, cwd=ROOT, env=environment(words), check=True)
        return time.monotonic() - began


def environment(words: Path) -> dict[str, str]:
    """The environment of a build of these words."""
    return os.environ | {"EDITION": str(words), "NO_MKDOCS_2_WARNING": "1"}
