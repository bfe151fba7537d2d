"""Ids of changes, voices and actions in a plain document: missing ones are given, repeated ones are found.

Works on plain data of any shape and passes over what has the wrong one: refusing that is not its job.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any

from worksheet_py.validation.errors import Place, join


def named(items: object) -> list[str]:
    """The ids of a list's items, in order; none for what is no list."""
    if not isinstance(items, list):
        return []
    ids = [item.get("id") for item in items if isinstance(item, dict)]
    return [id for id in ids if isinstance(id, str)]


def with_ids(items: Any, letter: str) -> Any:
    """The same list with an id (`a1`, `a2`, …, none in use) for each item that has none."""
    if not isinstance(items, list):
        return items
    taken = set(named(items))
    free = (id for number in count(1) if (id := f"{letter}{number}") not in taken)
    return [
        {"id": next(free), **item} if isinstance(item, dict) and "id" not in item else item for item in items
    ]


def with_ids_inside(answers: Any) -> Any:
    """What was written about one idea, its changes, voices and actions with ids."""
    if not isinstance(answers, dict):
        return answers
    letters = {"changes": "c", "voices": "v", "actions": "a"}
    filled = {key: with_ids(answers[key], letter) for key, letter in letters.items() if key in answers}
    return {**answers, **filled}


def repeated_ids(document: dict[str, Any]) -> Iterator[Place]:
    """Each id that stands twice in one list: nobody could tell which of the two an action belongs to."""
    for key in ("actions", "clashes"):
        yield from repeats(document.get(key), key)
    ideas = document.get("ideas")
    for idea, answers in ideas.items() if isinstance(ideas, dict) else ():
        if isinstance(answers, dict):
            for key in ("changes", "voices", "actions"):
                yield from repeats(answers.get(key), f"ideas.{idea}.{key}")


def repeats(items: object, path: str) -> Iterator[Place]:
    """A place for each item whose id an earlier item of the list has."""
    seen: Counter[str] = Counter()
    for position, item in enumerate(items if isinstance(items, list) else []):
        id = item.get("id") if isinstance(item, dict) else None
        if isinstance(id, str):
            if seen[id]:
                yield Place(f"{join(path, position)}.id", "repeated_id", {"found": id})
            seen[id] += 1
