"""Content files to frozen classes, strictly; faults are told to whoever writes them, with file and key."""

from functools import cache
from typing import Any

from cattrs import Converter

from worksheet_py.validation.errors import NotAsExpected, Place, Refused
from worksheet_py.validation.strict_converter import strict_converter, structure


class ToolError(ValueError):
    """A fault in the edition's content; the text names file and key."""


def read[T](file: str, tables: dict[str, Any], wanted: type[T]) -> T:
    """Tables as an instance of the wanted class; raises ToolError with one line for each fault."""
    try:
        return structure(converter(), tables, wanted)
    except NotAsExpected as error:
        raise ToolError("\n".join(explain(file, place) for place in error.places)) from error


def explain(file: str, place: Place) -> str:
    """A fault in a content file, for whoever writes content."""
    reasons = {
        "missing": "is missing",
        "unknown_key": "is not a known key",
        "empty": "is empty",
        "not_text": "must be text",
        "not_number": "must be a whole number",
        "not_list": "must be a list",
        "not_table": "must be a table",
    }
    return f"{file}: {place.path} {reasons[place.kind]}"


def in_order(file: str, key: str, found: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    """Raise ToolError if the permanent ids are not all there, once each and in order."""
    if found == wanted:
        return
    if len(set(found)) < len(found):
        wrong = "has an id twice"
    elif missing := [id for id in wanted if id not in found]:
        wrong = f"lacks {', '.join(repr(id) for id in missing)}"
    elif set(found) == set(wanted):
        wrong = "is in the wrong order"
    else:
        wrong = f"has unknown ids {', '.join(repr(id) for id in found if id not in wanted)}"
    raise ToolError(f"{file}: {key} {wrong} (must be {', '.join(wanted)}, in this order)")


@cache
def converter() -> Converter:
    """The strict converter for content: unknown keys and empty texts are faults."""
    made = strict_converter(keep_unknown=False)
    made.register_structure_hook(str, filled)
    return made


def filled(value: Any, _: Any) -> str:
    """A text that says something."""
    if type(value) is not str:
        raise Refused("not_text")
    if not value.strip():
        raise Refused("empty")
    return value
