"""What is wrong in plain data, and where: a kind and a path, never a sentence."""

from collections.abc import Iterator, Mapping

import attrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError


class Refused(ValueError):
    """One value that is not what belongs there."""

    def __init__(self, kind: str, **values: str) -> None:
        """`kind` says why; `values` help to say it in a sentence."""
        super().__init__(kind)
        self.kind = kind
        self.values = values


@attrs.frozen
class Place:
    """Where and why: `path` like `ideas.assets.actions[1].when` (empty: the whole)."""

    path: str
    kind: str
    values: Mapping[str, str] = attrs.field(factory=dict)


class NotAsExpected(ValueError):
    """Data that does not have the wanted shape."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        """`places` holds every fault."""
        super().__init__(", ".join(f"{place.path or '(all)'}: {place.kind}" for place in places))
        self.places = places


def places(error: Exception, path: str = "") -> Iterator[Place]:
    """The faults inside what cattrs raised, each with its path.

    Tracebacks are dropped on the way: there can be tens of thousands of errors, and the frames of each hold
    them all, a cycle that only the garbage collector could free.
    """
    if isinstance(error, ClassValidationError | IterableValidationError | Refused):
        error.__traceback__ = None
    if isinstance(error, ClassValidationError | IterableValidationError):
        noted, bare = error.group_exceptions()
        for inner, note in noted:
            yield from places(inner, join(path, note.name if hasattr(note, "name") else note.index))
        for inner in bare:
            yield from places(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from (Place(join(path, key), "unknown_key") for key in sorted(error.extra_fields))
    elif isinstance(error, Refused):
        yield Place(path, error.kind, error.values)
    elif isinstance(error, KeyError):
        yield Place(path, "missing")
    else:  # a fault of ours, not of the data: never dressed up as one
        raise error


def join(path: str, step: str | int) -> str:
    """The path one step on: a key after a dot, a position (from 0) in brackets."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step}" if path else step
