"""How much a saved document may hold: far more than people write, far less than stops a browser.

The schema says the same, and pages take the figures that they need from here (`browser_words` in the build).
"""

from typing import Any

from worksheet_py.validation.errors import Place, join

# Bytes of a file; in a saved copy each text stands twice, and letters of most scripts take six bytes.
BYTES = 20_000_000
# Files at once on a page, and their bytes together.
FILES, TOGETHER = 1_000, 100_000_000
# Layers inside each other. No more than a browser's stack can bear, and ten times what there is.
DEPTH = 60
# Letters: of a text, of what stands on one line, of an id or a key.
TEXT, LINE, NAME = 500_000, 2_000, 200
# Letters that a field takes by hand: less, as of two texts written at once both are kept in it.
TYPED, TYPED_LINE = 200_000, 1_000
# Entries of a list; in a group, keys that this edition does not know; ideas of other editions.
ENTRIES, KEYS, IDEAS = 2_000, 500, 50
# The largest whole number that browsers carry on unchanged.
NUMBER = 2**53 - 1
ROUNDS = 10_000
# Faults that are told; the rest is only counted.
TOLD = 20

LINES = frozenset({"name", "about", "who", "when"})
IDS = frozenset({"id", "series", "reflection", "change"})
# In JavaScript this key is no key: it would change what the object is.
FORBIDDEN = "__proto__"

type Trail = tuple[str | int, ...]


def excess(document: object, known: frozenset[str]) -> tuple[Place, ...]:
    """Each place where plain data holds more than it may, or what no browser can keep; the first hundred.

    `known` are keys that count for nothing, as they are in any complete document.
    """
    found: list[Place] = []
    look(document, (), known, found)
    return tuple(found)


def look(value: Any, trail: Trail, known: frozenset[str], found: list[Place]) -> None:
    """Add what is too much in a value, and in all that is in it."""
    if len(found) >= 100:
        return
    kind = type(value)
    if kind is str:
        longest = letters(trail)
        if len(value) > longest:
            add(found, trail, "too_long", most=longest, found=len(value))
    elif kind in (int, float) and abs(value) > NUMBER:
        add(found, trail, "too_large")
    elif kind is list or kind is dict:
        most = ENTRIES if kind is list else IDEAS if trail == ("ideas",) else KEYS
        number = len(value) if kind is list else len(value.keys() - known)
        if len(trail) >= DEPTH:
            add(found, trail, "too_deep")
        elif number > most:
            add(found, trail, "too_many", most=most, found=number)
        else:
            look_inside(value, trail, known, found)


def look_inside(value: Any, trail: Trail, known: frozenset[str], found: list[Place]) -> None:
    """The same for each member of a list or group, and for the keys of a group."""
    for key, item in value.items() if type(value) is dict else enumerate(value):
        if key == FORBIDDEN:
            add(found, trail, "bad_key", key=key)
        elif type(key) is str and len(key) > NAME:
            add(found, trail, "long_key", most=NAME, key=key)
        else:
            look(item, (*trail, key), known, found)


def letters(trail: Trail) -> int:
    """How long the text at a place may be. What clashes is named by the whole way to it."""
    key = trail[-1] if trail else ""
    if key in IDS and trail[:1] != ("clashes",):
        return NAME
    return NAME if "recognised" in trail[-2:-1] else LINE if key in LINES else TEXT


def add(found: list[Place], trail: Trail, kind: str, /, **values: object) -> None:
    """Note a place."""
    path = ""
    for step in trail:
        path = join(path, step)
    found.append(Place(path, kind, {name: str(value) for name, value in values.items()}))
