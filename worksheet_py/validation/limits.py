"""How much a saved document may hold: far more than people write, far less than stops a browser.

The JSON schema has the same limits, and the build hands to pages those that they need.
"""

import re
from typing import Any

from worksheet_py.validation.errors import Place, join

# A file. In a saved copy each text stands twice, and letters of most scripts take six bytes there.
MAX_FILE_BYTES = 20_000_000
# Several files at once on a page.
MAX_BATCH_FILES, MAX_BATCH_BYTES = 1_000, 100_000_000
# Containers inside each other: ten times what a document has, and safe for a browser's stack.
MAX_DEPTH = 60
# A text; a text on one line; an id or a key.
MAX_TEXT_CHARS, MAX_LINE_CHARS, MAX_ID_CHARS = 500_000, 2_000, 200
# What a field of a form takes. Less than a document may hold: two texts written at once are both kept in it.
MAX_INPUT_CHARS, MAX_INPUT_LINE_CHARS = 200_000, 1_000
MAX_LIST_ITEMS = 2_000
# To longer lists nothing is added on a form: what two tabs add at once is both kept.
MAX_INPUT_ITEMS = 1_000
# Keys that this edition does not know, in one object; ideas, those of other editions included.
MAX_EXTRA_KEYS, MAX_IDEAS = 500, 50
# The largest whole number that JavaScript keeps exactly.
MAX_INTEGER = 2**53 - 1
MAX_ROUNDS = 10_000
# Errors with a message each; further ones are only counted.
MAX_REPORTED_ERRORS = 20
# Where the check stops looking for more.
MAX_FOUND_PLACES = 100

LINE_KEYS = frozenset({"name", "about", "who", "when"})
ID_KEYS = frozenset({"id", "series", "reflection", "change"})
# In JavaScript, setting this key would change the object's prototype.
FORBIDDEN_KEY = "__proto__"

# What browsers take minutes to draw, as their time grows with the square of it, and no script has. A run is
# looked for where it begins, so that one just short of too long is not read again from each of its letters.
# Marks on one letter, and skin tones in a row.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0730-\u074a\u08ca-\u0902\u0941-\u0948"
    "\u0951-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u17b4-\u17d3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef"
)
STACKED = re.compile(f"(?<![{MARKS}])[{MARKS}]{{500}}")
# Letters without a space, of scripts whose words are found by a dictionary or that run from right to left.
LEFTWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
UNBROKEN = re.compile("(?<![{0}])[{0}]{{5000}}".format(LEFTWARDS + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"))
# Changes of direction in one line.
TURN = re.compile(rf"[{LEFTWARDS}][^\w{LEFTWARDS}\n]*+[^\W{LEFTWARDS}]")
MAX_TURNS = 10_000

type Trail = tuple[str | int, ...]


def excess(document: object, known: frozenset[str], *, is_file: bool = False) -> tuple[Place, ...]:
    """Find where plain data holds more than it may, or what no browser can keep or, of a file, draw.

    `known` keys do not count towards the limit of keys. At most `MAX_FOUND_PLACES` are returned.
    """
    found: list[Place] = []
    waiting: list[tuple[Trail, Any]] = [((), document)]
    while waiting and len(found) < MAX_FOUND_PLACES:
        trail, value = waiting.pop()
        key, kind = trail[-1] if trail else "", type(value)
        if key == FORBIDDEN_KEY:
            add(found, trail[:-1], "bad_key", key=key)
        elif type(key) is str and len(key) > MAX_ID_CHARS:
            add(found, trail[:-1], "long_key", most=MAX_ID_CHARS, key=key)
        elif kind is str and len(value) > (most := max_chars(trail)):
            add(found, trail, "too_long", most=most, found=len(value))
        elif kind is str and is_file and STACKED.search(value):
            add(found, trail, "stacked")
        elif kind is str and is_file and is_unbroken(value):
            add(found, trail, "unbroken")
        elif kind in (int, float) and abs(value) > MAX_INTEGER:
            add(found, trail, "too_large")
        elif kind in (list, dict) and len(trail) >= MAX_DEPTH:
            add(found, trail, "too_deep")
        elif kind in (list, dict):
            most = MAX_LIST_ITEMS if kind is list else MAX_IDEAS if trail == ("ideas",) else MAX_EXTRA_KEYS
            number = len(value) if kind is list else len(value.keys() - known)
            if number > most:
                add(found, trail, "too_many", most=most, found=number)
                continue
            items = enumerate(value) if kind is list else value.items()
            waiting += reversed([((*trail, key), item) for key, item in items])
    return tuple(found)


def is_unbroken(text: str) -> bool:
    """Whether a line of a text is too long to be drawn, for want of a space or for the turns it takes."""
    return UNBROKEN.search(text) is not None or (
        len(TURN.findall(text)) > MAX_TURNS
        and any(len(TURN.findall(line)) > MAX_TURNS for line in text.split("\n"))
    )


def max_chars(trail: Trail) -> int:
    """How long the text at a place may be. The ids of clashes are paths, which are longer than other ids."""
    key = trail[-1] if trail else ""
    if (key in ID_KEYS and trail[:1] != ("clashes",)) or "recognised" in trail[-2:-1]:
        return MAX_ID_CHARS
    return MAX_LINE_CHARS if key in LINE_KEYS else MAX_TEXT_CHARS


def add(found: list[Place], trail: Trail, kind: str, /, **values: object) -> None:
    """Add a place."""
    path = ""
    for step in trail:
        path = join(path, step)
    found.append(Place(path, kind, {name: str(value) for name, value in values.items()}))
