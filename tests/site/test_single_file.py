"""The single file as it was built: small, and shut to the outside."""

import re
from pathlib import Path

from overrides.hooks.outputs.single_file import NAME

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
