import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.strategies import json_values
from worksheet_py.validation.errors import Refused
from worksheet_py.validation.limits import MAX_DEPTH
from worksheet_py.validation.strict_json import depth, read_json


@given(json_values())
def test_json_is_read_as_it_was_written(value: Any) -> None:
    """What JSON can hold comes back unchanged, whichever way its letters are written."""
    assert read_json(json.dumps(value)) == value
    assert read_json("\ufeff" + json.dumps(value, ensure_ascii=False)) == value


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("", "empty", {}),
        ("\ufeff \n", "empty", {}),
        ("{\n  x}", "syntax", {"line": "2", "column": "3"}),
        ('{"a": 1} tail', "syntax", {"line": "1", "column": "10"}),
        ('{"a": "b', "syntax", {"line": "1", "column": "7"}),
        ('{"a": NaN}', "not_a_number", {"found": "NaN"}),
        ("[-Infinity]", "not_a_number", {"found": "-Infinity"}),
        ("[1e999]", "not_a_number", {"found": "1e999"}),
        ("9" * 5000, "not_a_number", {"found": "9" * 20}),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "repeated_key", {"key": "c"}),
        ("[" * 100_000, "too_deep", {}),
        ('{"a":' * 100_000, "too_deep", {}),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "too_deep", {}),
    ],
)
def test_what_json_cannot_carry_is_refused(text: str, kind: str, values: dict[str, str]) -> None:
    """Damage, numbers that are none, repeated keys and endless nesting are refused, each with its reason."""
    with pytest.raises(Refused) as caught:
        read_json(text)
    assert (caught.value.kind, caught.value.values) == (kind, values)


def test_brackets_in_texts_are_no_nesting() -> None:
    """A person may type as many brackets as they like."""
    assert read_json(json.dumps(["[{" * 1000, '"' * 500 + "[" * 500])) == ["[{" * 1000, '"' * 500 + "[" * 500]
    assert depth('["\\"[[[", [1]]') == 2


@given(st.text(alphabet='{}[]":,\\ 1aeNIu\n', max_size=60) | st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is either read or refused; nothing else is raised."""
    with contextlib.suppress(Refused):
        read_json(text)
