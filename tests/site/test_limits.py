"""What the pages say of limits, and what their fields do about them."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from worksheet_py.validation.limits import (
    MAX_BATCH_FILES,
    MAX_DEPTH,
    MAX_FILE_BYTES,
    MAX_INPUT_CHARS,
    MAX_INPUT_ITEMS,
    MAX_INPUT_LINE_CHARS,
    MAX_LINE_CHARS,
    MAX_LIST_ITEMS,
    MAX_TEXT_CHARS,
)

# What is typed into: also in templates.
FIELD = re.compile(r'<textarea\b[^>]*>|<input\b(?![^>]* type="(?!text"))[^>]*>')


def test_the_page_says_the_limits() -> None:
    """People read the same figures that the program keeps to."""
    text = (ROOT / "docs/reflections.md").read_text(encoding="utf-8")
    for said in (f"{MAX_FILE_BYTES // 1_000_000} MB", f"{MAX_TEXT_CHARS:,} letters", f"{MAX_LINE_CHARS:,} letters", f"{MAX_LIST_ITEMS:,} entries",
                 f"{MAX_BATCH_FILES:,} at once"):  # fmt: skip
        assert said in text


def test_pages_know_how_much_python_reads(site: Path) -> None:
    """What a page stores is no deeper and no longer than Python reads, with room for what two tabs add at once."""
    scripts = ROOT / "overrides/assets/worksheet/document"
    assert f"const DEPTH = {MAX_DEPTH};" in (scripts / "schema.js").read_text(encoding="utf-8")
    assert f"const MAX_ENTRIES = {MAX_LIST_ITEMS};" in (scripts / "document.js").read_text(encoding="utf-8")
    page = (site / "plan/index.html").read_text(encoding="utf-8")
    for said in (f'"entries": {MAX_INPUT_ITEMS}', f'"name": {MAX_LINE_CHARS}'):
        assert said in page
    assert 2 * MAX_INPUT_ITEMS <= MAX_LIST_ITEMS


@pytest.mark.parametrize(
    "page", ["ideas/work", "plan", "worksheets", "reflections", "perspectives", "easy/work", "easy/start"]
)
def test_every_field_keeps_to_its_text(site: Path, page: str) -> None:
    """A field takes no more than a file may hold, and lets no text turn what stands beside it."""
    html = (site / page / "index.html").read_text(encoding="utf-8")
    fields = [field for field in FIELD.findall(html) if "md-search" not in field]
    assert fields
    for field in fields:
        assert ' dir="auto"' in field
        # A whole copy is pasted into one of them.
        limits = [MAX_FILE_BYTES] if "transfer-text" in field else [MAX_INPUT_CHARS, MAX_INPUT_LINE_CHARS]
        assert any(f' maxlength="{limit}"' in field for limit in limits), field
