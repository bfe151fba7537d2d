"""The same reflection twice among many: counted once where nothing differs, noted where something does."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from attrs import fields, frozen, has

from worksheet_py.document.batch import LoadedFile


@frozen
class Duplicate:
    """The key of an earlier file with the same id; `same` if nothing at all differs."""

    of: str
    same: bool


def find_duplicates(files: Sequence[LoadedFile]) -> Mapping[str, Duplicate]:
    """The duplicates among files, by their keys, in linear time. Reflections without an id have none."""
    found: dict[str, Duplicate] = {}
    first: dict[str, str] = {}
    alike: dict[Hashable, str] = {}
    times = Counter(file.reflection.id for file in files)
    for file in files:
        id = file.reflection.id
        if not id or times[id] == 1:
            continue
        whole = file.digest or hashable(file.reflection)
        if whole in alike:
            found[file.key] = Duplicate(alike[whole], same=True)
            continue
        if id in first:
            found[file.key] = Duplicate(first[id], same=False)
        first.setdefault(id, file.key)
        alike[whole] = file.key
    return found


def hashable(value: object) -> Hashable:
    """Something that is equal for equal reflections and their parts, and can be a key. It copies no text."""
    if isinstance(value, Mapping):
        return frozenset((key, hashable(item)) for key, item in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(hashable, value))
    if has(kind := type(value)):
        return tuple(hashable(getattr(value, field.name)) for field in fields(kind))
    assert isinstance(value, Hashable)
    return value
