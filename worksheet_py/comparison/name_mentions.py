"""Finds names in what people wrote, to warn where somebody is not to be named."""

import re
from collections.abc import Iterable, Mapping

WORD = re.compile(r"\w+")
# "Asha, Tomáš & Zoë" are three names.
SEPARATORS = re.compile(r"[,;&+/\n]")
# Of a longer name these words are looked for: a text that holds all of it holds its beginning.
MAX_WORDS = 8


def mentioned(names: Mapping[str, Iterable[str]], texts: Iterable[str]) -> frozenset[str]:
    """The keys of those whose names stand in texts, as whole words in upper or lower case.

    Takes time in proportion to the length of names and texts, whatever these have in common.
    """
    wanted: dict[tuple[str, ...], set[str]] = {}
    lengths: dict[str, set[int]] = {}
    for key, several in names.items():
        for name in parts(several):
            if words := tuple(WORD.findall(name.casefold())[:MAX_WORDS]):
                wanted.setdefault(words, set()).add(key)
                lengths.setdefault(words[0], set()).add(len(words))
    found: set[str] = set()
    for text in texts if wanted else ():
        every = WORD.findall(text.casefold())
        for place, word in enumerate(every):
            for length in lengths.get(word, ()):
                found |= wanted.pop(tuple(every[place : place + length]), set())
    return frozenset(found)


def parts(names: Iterable[str]) -> frozenset[str]:
    """The names, and their parts between commas and the like; single letters are left out."""
    every = {part.strip() for name in names for part in (name, *SEPARATORS.split(name))}
    return frozenset(name for name in every if len(name) > 1)
