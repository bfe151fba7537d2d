"""The single file as it was built: small, and shut to the outside."""

import re
from pathlib import Path

from bs4 import BeautifulSoup

from overrides.hooks.outputs.single_file import NAME, SHARED

MEGABYTE = 1_000_000


def test_the_file_can_be_sent_by_mail(site: Path) -> None:
    """Ten megabytes is what most mail systems take."""
    assert (site / NAME).stat().st_size < 10 * MEGABYTE


def test_it_can_ask_nothing_of_anybody(site: Path) -> None:
    """Its own rules forbid all requests, and it names no file beside it."""
    html = (site / NAME).read_text(encoding="utf-8")
    rules = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert rules is not None
    assert rules[1].startswith("default-src 'none'")
    assert "http" not in rules[1]
    assert not re.search(r'<(?:script|link|img)\b[^>]*\b(?:src|href)="(?!data:)', html)


def test_it_is_taken_on_purpose(site: Path) -> None:
    """Nobody's browser fetches it for use without a network."""
    assert NAME not in (site / "sw.js").read_text(encoding="utf-8")


def test_the_page_that_keeps_nothing_says_of_nothing_that_it_is_kept(site: Path) -> None:
    """No sentence that stands on the page as it opens says that answers are kept on the device."""
    page = BeautifulSoup((site / SHARED).read_text(encoding="utf-8"), "html.parser")
    for apart in page.select("script, style, template, [data-display-unkept], [data-display-kept]"):
        apart.decompose()
    text = re.sub(r"\s+", " ", page.get_text(" "))
    kept = r"[^.?!]*\b(?:kept|keeps?|stays?|saved|remembers)\b[^.?!]*\b(?:on this device|in this browser)\b[^.?!]*"
    said = {found.strip() for found in re.findall(kept, text)}
    # Of files, and of what others have kept.
    assert {one for one in said if not re.search("files|other people|^They stay", one)} == set()
