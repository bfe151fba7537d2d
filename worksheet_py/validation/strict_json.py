"""Text to plain data, refusing what JSON or a browser could not carry on unchanged."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from worksheet_py.validation.errors import Refused
from worksheet_py.validation.limits import DEPTH

# A whole string (closed or not), or one bracket outside strings.
TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def read_json(text: str, deepest: int = DEPTH) -> Any:
    """The data that a JSON text holds.

    Raises Refused: `empty`, `syntax` (with line and column, from 1), `too_deep`, `repeated_key` (with key),
    `not_a_number` (NaN, Infinity, or a number too large for JSON's readers).
    """
    text = text.removeprefix("\ufeff")  # some editors put a mark before the text
    if not text.strip():
        raise Refused("empty")
    if depth(text) > deepest:
        raise Refused("too_deep")
    try:
        return json.loads(
            text, parse_constant=refuse_constant, parse_float=finite, parse_int=whole, object_pairs_hook=once
        )
    except json.JSONDecodeError as error:
        raise Refused("syntax", line=str(error.lineno), column=str(error.colno)) from error


def depth(text: str) -> int:
    """How many brackets are open at once at most, counted without reading the JSON."""
    deepest = now = 0
    for match in TOKEN.finditer(text):
        if match[0] in "[{":
            now += 1
            deepest = max(deepest, now)
        elif match[0] in "]}":
            now -= 1
    return deepest


def refuse_constant(name: str) -> Any:
    """Refuse NaN, Infinity and -Infinity, which Python reads and JSON does not know."""
    raise Refused("not_a_number", found=name)


def finite(digits: str) -> float:
    """A number with a point or exponent; refused if it is beyond what a double holds."""
    number = float(digits)
    if not math.isfinite(number):
        raise Refused("not_a_number", found=digits[:20])
    return number


def whole(digits: str) -> int:
    """A whole number; refused if it has more digits than any reader takes."""
    if len(digits) > 300:
        raise Refused("not_a_number", found=digits[:20])
    return int(digits)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys each stand there once: of two values under one key, one would be lost."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Refused("repeated_key", key=next(repeated(key for key, _ in pairs)))
    return made


def repeated(keys: Iterable[str]) -> Iterator[str]:
    """Each key that was there before, in time that grows with their number and not with its square."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield key
        seen.add(key)
