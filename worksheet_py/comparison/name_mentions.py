"""Finds names in what people wrote, to warn where somebody is not to be named."""

import re
from collections.abc import Iterable, Mapping

WORD = re.compile(r"\w+")
# "Asha, Tomáš & Zoë" are three names.
SEPARATORS = re.compile(r"[,;&+/\n]")


def mentioned(names: Mapping[str, Iterable[str]], texts: Iterable[str]) -> frozenset[str]:
    """The keys of those whose names stand in texts, as whole words in upper or lower case.

    Takes time in proportion to the length of the texts, whatever the number of names.
    """
    wanted: dict[str, list[tuple[list[str], str]]] = {}
    for key, several in names.items():
        for name in parts(several):
            if words := WORD.findall(name.casefold()):
                wanted.setdefault(words[0], []).append((words, key))
    found = set()
    for text in texts if wanted else ():
        words = WORD.findall(text.casefold())
        for place, word in enumerate(words):
            for name_words, key in wanted.get(word, ()):
                if key not in found and words[place : place + len(name_words)] == name_words:
                    found.add(key)
    return frozenset(found)


def parts(names: Iterable[str]) -> frozenset[str]:
    """The names, and their parts between commas and the like; single letters are left out."""
    every = {part.strip() for name in names for part in (name, *SEPARATORS.split(name))}
    return frozenset(name for name in every if len(name) > 1)
