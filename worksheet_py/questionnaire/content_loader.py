"""Content files to frozen classes, strictly, with errors for their authors that name file and key."""

from functools import cache
from typing import Any

from cattrs import Converter

from worksheet_py.text.stress import MARK, Stressed
from worksheet_py.validation.errors import NotAsExpected, Place, Refused
from worksheet_py.validation.strict_converter import only, strict_converter, structure


class ToolError(ValueError):
    """An error in the edition's content; the message names file and key."""


def read[T](file: str, tables: dict[str, Any], wanted: type[T]) -> T:
    """Tables as an instance of a class; raises ToolError with one line for each error."""
    try:
        return structure(converter(), tables, wanted)
    except NotAsExpected as error:
        raise ToolError("\n".join(explain(file, place) for place in error.places)) from error


def explain(file: str, place: Place) -> str:
    """An error in a content file, in words."""
    reasons = {
        "missing": "is missing",
        "unknown_key": "is not a known key",
        "empty": "is empty",
        "not_text": "must be text",
        "not_number": "must be a whole number",
        "not_list": "must be a list",
        "not_table": "must be a table",
        "half_stressed": "has a ** without its other",
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
    """The strict converter for content, which refuses unknown keys and empty texts."""
    made = strict_converter(keep_unknown=False)
    made.register_structure_hook(str, only(str, "not_text", filled))
    return made


def filled(value: Any, _: Any) -> str:
    """A text that is not blank; without the marks of its stressed words, which templates show."""
    if not value.strip():
        raise Refused("empty")
    try:
        return Stressed(value) if MARK in value else str(value)
    except ValueError as error:
        raise Refused("half_stressed") from error
