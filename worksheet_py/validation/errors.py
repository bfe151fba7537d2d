"""What is wrong in plain data and where, as codes and paths; the caller finds the sentences."""

from collections.abc import Iterator, Mapping

import attrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError


class Refused(ValueError):
    """One value that is not what belongs there. `kind` says why; `values` are for a sentence about it."""

    def __init__(self, kind: str, **values: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


@attrs.frozen
class Place:
    """One error, with `kind` and `values` as in `Refused`."""

    path: str  # like `ideas.assets.actions[1].when`; empty for the whole document
    kind: str
    values: Mapping[str, str] = attrs.field(factory=dict)


class NotAsExpected(ValueError):
    """Data that does not have the wanted shape; `places` holds every error."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__(", ".join(f"{place.path or '(all)'}: {place.kind}" for place in places))
        self.places = places


def places(error: Exception, path: str = "") -> Iterator[Place]:
    """The errors inside an exception of cattrs, each with its path.

    Tracebacks are dropped on the way: there can be tens of thousands of errors, and their frames refer to
    them all, in cycles that only the garbage collector could free.

    Raises:
        Exception: `error` itself where it does not come from the data but from a mistake of ours.
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
    else:
        raise error


def join(path: str, step: str | int) -> str:
    """The path one step on: a key after a dot, an index (from 0) in brackets."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step}" if path else step
