"""Ids of the entries of lists (changes, voices, actions, clashes): adds missing ones, finds repeated ones.

Works on plain data before it is checked, and ignores whatever has the wrong shape.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from worksheet_py.validation.errors import Place, join

# The lists of a document and of each idea, and the letter that new ids in them begin with.
DOCUMENT_LISTS = {"actions": "a", "clashes": "k"}
IDEA_LISTS = {"changes": "c", "voices": "v", "actions": "a"}


def with_ids(owner: Any, lists: dict[str, str]) -> Any:
    """The same object, in whose lists each entry without an id has one: `a1`, `a2`, …, none in use."""
    if not isinstance(owner, dict):
        return owner
    filled = {
        key: list_with_ids(owner[key], letter)
        for key, letter in lists.items()
        if isinstance(owner.get(key), list)
    }
    return {**owner, **filled}


def list_with_ids(items: list[Any], letter: str) -> list[Any]:
    """The same for one list."""
    taken = {id for item in items if isinstance(item, dict) and isinstance(id := item.get("id"), str)}
    free = (id for number in count(1) if (id := f"{letter}{number}") not in taken)
    return [
        {"id": next(free), **item} if isinstance(item, dict) and "id" not in item else item for item in items
    ]


def repeated_ids(document: dict[str, Any]) -> Iterator[Place]:
    """Each id that stands twice in a list, as nobody could tell which of the two an action belongs to."""
    yield from repeated_in(document, DOCUMENT_LISTS, "")
    ideas = document.get("ideas")
    for idea, answers in ideas.items() if isinstance(ideas, dict) else ():
        yield from repeated_in(answers, IDEA_LISTS, f"ideas.{idea}")


def repeated_in(owner: Any, lists: dict[str, str], path: str) -> Iterator[Place]:
    """A place for each entry whose id an earlier one of its list has."""
    for key in lists if isinstance(owner, dict) else ():
        seen: set[str] = set()
        items = owner.get(key)
        for position, item in enumerate(items if isinstance(items, list) else ()):
            id = item.get("id") if isinstance(item, dict) else None
            if isinstance(id, str):
                if id in seen:
                    place = join(join(path, key), position)
                    yield Place(f"{place}.id", "repeated_id", {"found": id})
                seen.add(id)
