"""The words are plain enough for everybody round the table."""

from pathlib import Path

import pytest

from tests.site.reading_age import OLDEST, limit, measure, prose, readings

# Every page at or under the limit but these, with the reason.
EXCEPTIONS: dict[str, str] = {}


def test_every_page_can_be_read_at_eleven(site: Path) -> None:
    """No page, button or answer asks for more than a reading age of eleven."""
    found = readings(site)
    assert len(found) > 15
    too_hard = [(one.page, round(one.age, 1), one.longest) for one in found if one.age > OLDEST]
    assert [page for page, *_ in too_hard] == list(EXCEPTIONS), too_hard


def test_easy_read_pages_can_be_read_at_under_nine(site: Path) -> None:
    """No Easy Read page asks for a reading age of nine or more, and they are held to that limit."""
    found = [one for one in readings(site) if one.page.startswith("easy/")]
    assert len(found) == 8
    assert [(one.page, round(one.age, 1), one.longest) for one in found if one.age >= limit(one.page)] == []
    assert {limit(one.page) for one in found} == {9}
    assert limit("plan") == OLDEST


def test_the_figure_is_that_of_the_formula() -> None:
    """One sentence of six words of one syllable each: 0.39 x 6 + 11.8 x 1 - 15.59, and five years."""
    assert measure("easy", ["The cat sat on the mat."]).age == pytest.approx(5 - 1.45, abs=0.05)


def test_what_is_hard_to_read_is_found() -> None:
    """Officials’ prose is far above the limit."""
    hard = "Notwithstanding organisational reconfiguration, commissioners operationalise personalisation."
    assert measure("hard", [hard]).age > 20


def test_only_what_people_read_is_counted() -> None:
    """Scripts, sheets for paper and buttons are left out; each sentence counts once."""
    page = (
        "<article><p>One two three four.</p><ul><li><p>Five six seven eight.</p></li></ul>"
        "<script>let a = 1 + 2 + 3</script><div class='ws-paper'><p>A b c d e.</p></div></article>"
    )
    assert prose(page) == ["One two three four.", "Five six seven eight."]
