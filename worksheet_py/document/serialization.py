"""Saved documents to reflections and back; what cannot be taken in is refused with sentences and places."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from attrs import evolve, fields, frozen
from cattrs import Converter

from worksheet_py.document.embedded_json import document_text
from worksheet_py.document.entry_ids import repeated_ids, with_ids, with_ids_inside
from worksheet_py.document.migrations import TYPE, VERSION, Document, Newer, migrate
from worksheet_py.document.reflection import (
    Action,
    Change,
    Clash,
    Earlier,
    Focus,
    FocusId,
    GroupId,
    Id,
    IdeaAnswers,
    Moment,
    Perspective,
    RatingId,
    Reflection,
    Round,
    Source,
    StageId,
    StatusId,
    Voice,
)
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.bidi import isolated, shown
from worksheet_py.text.messages import Words
from worksheet_py.validation.errors import NotAsExpected, Place, Refused
from worksheet_py.validation.limits import BYTES, ROUNDS, TOLD, excess
from worksheet_py.validation.strict_converter import one_of, strict_converter, structure
from worksheet_py.validation.strict_json import read_json

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    rf"{DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}(\.[0-9]+)?)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})?"
)

# No sign that ends a word, turns the direction of letters, or is not seen: pages make lists of ids.
ID = re.compile(
    "[^\u0000- \u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ud800-\udfff\ufeff]+"
)

CLASSES = (Reflection, Focus, Perspective, IdeaAnswers, Change, Action, Voice, Source, Earlier, Clash)

# What a text is that holds no document, by what it was refused for.
CODES = {"empty": "empty", "too_big": "too-big", "no_document": "not-ours", "two_documents": "not-ours"}


@frozen
class Fault:
    """A place in a document (`ideas.assets.actions[1].when`) and a sentence about what is wrong there."""

    path: str
    message: str


class SavedError(ValueError):
    """A document that cannot be taken in."""

    def __init__(self, code: str, message: str, faults: tuple[Fault, ...] = ()) -> None:
        """`code`: empty, too-big, not-json, not-ours, newer or invalid; the sentences are for the person."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.faults = faults


def read(text: str, tool: Tool, words: Words) -> Reflection:
    """The reflection that a file's text holds, be it JSON or a saved copy; raises SavedError."""
    try:
        if len(text) > BYTES:
            raise Refused("too_big", most=str(BYTES // 1_000_000))
        document = read_json(document_text(text))
    except Refused as error:
        raise SavedError(CODES.get(error.kind, "not-json"), sentence("json", error, words)) from error
    return load(document, tool, words)


def load(document: object, tool: Tool, words: Words) -> Reflection:
    """The reflection that a plain document holds, migrated to this version, with all ideas of the tool.

    Raises SavedError: not-ours, newer, or invalid with a sentence for every place at fault.
    """
    if not isinstance(document, dict) or document.get("type") != TYPE:
        raise SavedError("not-ours", words.say("saved.not_ours"))
    try:
        plain = migrate(document)
        return structured(plain, tool)
    except Newer as error:
        raise SavedError("newer", words.say("saved.newer")) from error
    except NotAsExpected as error:
        told = tuple(Fault(way_to(place), sentence("place", place, words)) for place in error.places[:TOLD])
        number = len(error.places)
        said = words.count("saved.invalid", number)
        if number > len(told):
            said = f"{said} " + words.say("saved.first", n=len(told))
        raise SavedError("invalid", said, told) from error


def way_to(place: Place) -> str:
    """The path of a place, to show; keys in it may be a stranger's."""
    return isolated(shown(place.path, 300))


def sentence(section: str, wrong: Refused | Place, words: Words) -> str:
    """What is wrong, in words; what a stranger's file says is quoted only in its beginning."""
    quoted = {name: shown(value) for name, value in wrong.values.items() if name in ("found", "key")}
    return words.say(f"{section}.{wrong.kind}", **{**wrong.values, **quoted})


def dump(reflection: Reflection, tool: Tool) -> Document:
    """The complete document of this version, unknown keys included; `load` gives the reflection back."""
    plain = converter(tool).unstructure(reflection)
    for action in plain["actions"]:
        if action["change"] is None:  # an action of no idea has no such key
            del action["change"]
    return {"type": TYPE, "version": VERSION, **plain, "ideas": {**plain["ideas"], **reflection.other_ideas}}


def structured(document: Document, tool: Tool) -> Reflection:
    """The reflection in a document of this version; raises NotAsExpected with all places at once."""
    if too_much := excess(document, known_keys(tool)):
        raise NotAsExpected(too_much)
    plain = {key: value for key, value in document.items() if key not in ("type", "version")}
    plain["actions"] = with_ids(plain.get("actions", []), "a")
    plain["clashes"] = with_ids(plain.get("clashes", []), "k")
    ideas, others = plain.get("ideas", {}), {}
    if isinstance(ideas, dict):
        plain["ideas"] = {idea.id: with_ids_inside(ideas.get(idea.id, {})) for idea in tool.ideas}
        others = {key: value for key, value in ideas.items() if key not in plain["ideas"]}
    faults = list(repeated_ids(plain))
    try:
        reflection = structure(converter(tool), plain, Reflection)
    except NotAsExpected as error:
        raise NotAsExpected((*error.places, *faults)) from error
    if faults:
        raise NotAsExpected(tuple(faults))
    return evolve(reflection, other_ideas=others)


@lru_cache(maxsize=4)
def known_keys(tool: Tool) -> frozenset[str]:
    """All keys that a complete document has somewhere."""
    return frozenset(field.name for kind in CLASSES for field in fields(kind)) | set(tool.ids("ideas"))


@lru_cache(maxsize=4)
def converter(tool: Tool) -> Converter:
    """The strict converter for documents, with the ids that the tool allows."""
    made = strict_converter(keep_unknown=True)
    allowed = {
        StageId: tool.ids("stages"),
        RatingId: tool.ids("ratings"),
        StatusId: tool.ids("statuses"),
        FocusId: tool.ids("focuses"),
        GroupId: tool.ids("perspectives"),
    }
    for kind, ids in allowed.items():
        made.register_structure_hook(kind, one_of(ids))
    made.register_structure_hook(Id, entry_id)
    made.register_structure_hook(Moment, moment)
    made.register_structure_hook(Round, from_one)
    made.register_structure_hook(date, day)
    made.register_unstructure_hook(date, date.isoformat)
    return made


def entry_id(value: Any, _: Any) -> str:
    """An id: a text with something in it, and no space or sign that nobody sees."""
    if type(value) is not str:
        raise Refused("not_text")
    if not value.strip():
        raise Refused("empty_id")
    if not ID.fullmatch(value):
        raise Refused("not_an_id", found=value)
    return value


def from_one(value: Any, _: Any) -> int:
    """A whole number from 1 on."""
    if type(value) is not int or not 1 <= value <= ROUNDS:
        raise Refused("not_from_one", most=str(ROUNDS))
    return value


def moment(value: Any, _: Any) -> str:
    """A point in time, kept as it is written; pages count on being able to read it."""
    if type(value) is not str:
        raise Refused("not_text")
    try:
        if not value or (MOMENT.fullmatch(value) and datetime.fromisoformat(value)):
            return value
    except ValueError:
        pass
    raise Refused("not_a_moment", found=value)


def day(value: Any, _: Any) -> date:
    """A date from `2027-06-30`; Python would also read `20270630`, which the schema does not allow."""
    if type(value) is not str:
        raise Refused("not_text")
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Refused("not_a_day", found=value)
