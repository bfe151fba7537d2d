"""How much a saved document may hold: far more than people write, far less than stops a browser.

The JSON schema has the same limits, and the build hands to pages those that they need.
"""

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

type Trail = tuple[str | int, ...]


def excess(document: object, known: frozenset[str]) -> tuple[Place, ...]:
    """Find where plain data holds more than it may, or what no browser can keep.

    `known` keys do not count towards the limit of keys. At most `MAX_FOUND_PLACES` are returned.
    """
    found: list[Place] = []
    check(document, (), known, found)
    return tuple(found)


def check(value: Any, trail: Trail, known: frozenset[str], found: list[Place]) -> None:
    """Add to `found` what is too much in a value and in all that is in it."""
    if len(found) >= MAX_FOUND_PLACES:
        return
    kind = type(value)
    if kind is str:
        longest = max_chars(trail)
        if len(value) > longest:
            add(found, trail, "too_long", most=longest, found=len(value))
    elif kind in (int, float) and abs(value) > MAX_INTEGER:
        add(found, trail, "too_large")
    elif kind is list or kind is dict:
        most = MAX_LIST_ITEMS if kind is list else MAX_IDEAS if trail == ("ideas",) else MAX_EXTRA_KEYS
        number = len(value) if kind is list else len(value.keys() - known)
        if len(trail) >= MAX_DEPTH:
            add(found, trail, "too_deep")
        elif number > most:
            add(found, trail, "too_many", most=most, found=number)
        else:
            check_items(value, trail, known, found)


def check_items(value: Any, trail: Trail, known: frozenset[str], found: list[Place]) -> None:
    """The same for each item of a list or object, and for an object's keys."""
    for key, item in value.items() if type(value) is dict else enumerate(value):
        if key == FORBIDDEN_KEY:
            add(found, trail, "bad_key", key=key)
        elif type(key) is str and len(key) > MAX_ID_CHARS:
            add(found, trail, "long_key", most=MAX_ID_CHARS, key=key)
        else:
            check(item, (*trail, key), known, found)


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
