"""The same reflection twice among many: counted once where nothing differs, noted where something does."""

from collections.abc import Hashable, Iterable, Mapping

from attrs import frozen

from worksheet_py.document.batch import LoadedFile
from worksheet_py.document.reflection import Reflection


@frozen
class Duplicate:
    """The key of an earlier file with the same id; `same` if nothing at all differs."""

    of: str
    same: bool


def find_duplicates(files: Iterable[LoadedFile]) -> Mapping[str, Duplicate]:
    """The duplicates among files, by their keys, in linear time. Reflections without an id have none."""
    found: dict[str, Duplicate] = {}
    first: dict[str, str] = {}
    alike: dict[Hashable, list[LoadedFile]] = {}
    for file in files:
        id = file.reflection.id
        if not id:
            continue
        candidates = alike.setdefault(fingerprint(file.reflection), [])
        same = next((one.key for one in candidates if one.reflection == file.reflection), None)
        if same is not None:
            found[file.key] = Duplicate(same, same=True)
            continue
        if id in first:
            found[file.key] = Duplicate(first[id], same=False)
        first.setdefault(id, file.key)
        candidates.append(file)
    return found


def fingerprint(reflection: Reflection) -> Hashable:
    """Parts that are equal in equal reflections, and cheap to compare."""
    answers = ((one.stage, one.rating, one.evidence, len(one.changes)) for one in reflection.ideas.values())
    return reflection.id, reflection.changed, reflection.perspective.who, tuple(answers)
