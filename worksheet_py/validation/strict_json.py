"""JSON text to plain data, refusing what JSON or a browser could not pass on unchanged."""

import json
import math
import re
from typing import Any

from worksheet_py.validation.errors import Refused
from worksheet_py.validation.limits import MAX_DEPTH

# A whole string (closed or not), or one bracket outside strings.
TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
# As many as a double can have. (Python has a limit of its own, with another error.)
MAX_DIGITS = 300


def read_json(text: str, deepest: int = MAX_DEPTH) -> Any:
    """Parse a JSON text.

    Args:
        text: The text; a byte order mark before it is ignored.
        deepest: How many containers may be inside each other.

    Raises:
        Refused: `empty`, `syntax` (with line and column, from 1), `too_deep`, `repeated_key` (with the key),
            or `not_a_number` (NaN, Infinity, or a number too large for a double).
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise Refused("empty")
    if depth(text) > deepest:
        raise Refused("too_deep")
    try:
        return json.loads(
            text, parse_constant=constant, parse_float=finite, parse_int=whole, object_pairs_hook=unique_keys
        )
    except json.JSONDecodeError as error:
        raise Refused("syntax", line=str(error.lineno), column=str(error.colno)) from error


def depth(text: str) -> int:
    """How many brackets are open at once at most, counted without parsing."""
    deepest = now = 0
    for match in TOKEN.finditer(text):
        if match[0] in "[{":
            now += 1
            deepest = max(deepest, now)
        elif match[0] in "]}":
            now -= 1
    return deepest


def constant(name: str) -> Any:
    """Refuse NaN, Infinity and -Infinity, which Python parses although JSON does not have them."""
    raise Refused("not_a_number", found=name)


def finite(digits: str) -> float:
    """A number with a point or exponent; refused if a double cannot hold it."""
    number = float(digits)
    if not math.isfinite(number):
        raise Refused("not_a_number", found=digits[:20])
    return number


def whole(digits: str) -> int:
    """A whole number; refused if it has too many digits."""
    if len(digits) > MAX_DIGITS:
        raise Refused("not_a_number", found=digits[:20])
    return int(digits)


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; refused if a key stands in it twice, as one of the two values would be lost."""
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise Refused("repeated_key", key=key)
            seen.add(key)
    return made
