"""The same reflection twice among many: taken once where nothing differs, noted where something does."""

from collections.abc import Hashable, Iterable, Mapping

from attrs import frozen

from worksheet_py.document.batch import Given
from worksheet_py.document.reflection import Reflection


@frozen
class Twin:
    """An earlier one that has the same id; `same` if nothing at all differs."""

    of: str
    same: bool


def twins(given: Iterable[Given]) -> Mapping[str, Twin]:
    """Key -> twin, for each that came before under the same id. Reflections without an id have no twins.

    The time it takes grows with the number of reflections, not with its square.
    """
    found: dict[str, Twin] = {}
    first: dict[str, str] = {}
    alike: dict[Hashable, list[Given]] = {}
    for one in given:
        id = one.reflection.id
        if not id:
            continue
        fellows = alike.setdefault(outline(one.reflection), [])
        same = next((fellow.key for fellow in fellows if fellow.reflection == one.reflection), None)
        if same is not None:
            found[one.key] = Twin(same, same=True)
            continue
        if id in first:
            found[one.key] = Twin(first[id], same=False)
        first.setdefault(id, one.key)
        fellows.append(one)
    return found


def outline(reflection: Reflection) -> Hashable:
    """What must be equal in equal reflections, cheap to compare."""
    answers = ((one.stage, one.rating, one.evidence, len(one.changes)) for one in reflection.ideas.values())
    return reflection.id, reflection.changed, reflection.perspective.who, tuple(answers)
