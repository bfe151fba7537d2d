"""What is done to texts on their way into files: nothing that a program would obey or cannot store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheet_py.export.sanitize import clean, no_formula, pasted_cell


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Clean text stays as it is, can be written as UTF-8, and has newlines for line ends."""
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")
    assert no_formula(no_formula(text)) == no_formula(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("=1+1", "'=1+1"), ("  -1", "'  -1"), ("\t=1+1", "'\t'=1+1"), ("so;=1+1;", "so;'=1+1;"),
        ('so; "=1+1', "so; \"'=1+1"), ("a list\n- one\n- two", "a list\n'- one\n'- two"),
        ("so\t＝1+1", "so\t'＝1+1"), ("half - half; a+b=c", "half - half; a+b=c"), ('so "=1', 'so "=1'),
    ],
)  # fmt: skip
def test_no_cell_of_a_plain_table_can_be_a_formula(text: str, said: str) -> None:
    """Nor any part of one, where a program takes semicolons or tabs to part the cells; all else stays."""
    assert no_formula(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"=1+1"', '\'"=1+1"'),
        ("a,=1+1", "a,'=1+1"),
        ('a, "=1+1"', 'a, "\'=1+1"'),
        ("a;\t@SUM(1)", "a; '@SUM(1)"),
        ("Ask Jo, Ann, and 3-4 others", "Ask Jo, Ann, and 3-4 others"),
        ("," * 500_000, "," * 500_000),
    ],
    ids=range(6),
)
def test_no_cell_that_is_pasted_can_be_a_formula(text: str, said: str) -> None:
    """Nothing on a clipboard is quoted, so a cell can also begin behind a comma or in quotation marks."""
    assert pasted_cell(text) == said


def test_very_many_blank_lines_are_looked_at_once() -> None:
    """Half a million of them, and no formula in the end; to go back from each would take hours."""
    assert no_formula("\n" * 500_000) == "\n" * 500_000
