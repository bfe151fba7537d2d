"""Saved documents to reflections and back. What cannot be read is refused, with sentences and places."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from attrs import evolve, fields, frozen, has
from cattrs import Converter

from worksheet_py.document import reflection as model
from worksheet_py.document.embedded_json import document_text
from worksheet_py.document.entry_ids import DOCUMENT_LISTS, IDEA_LISTS, repeated_ids, with_ids
from worksheet_py.document.migrations import TYPE, VERSION, Document, Newer, migrate
from worksheet_py.document.reflection import Reflection
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.bidi import excerpt, isolated
from worksheet_py.text.messages import Words
from worksheet_py.validation.errors import NotAsExpected, Place, Refused
from worksheet_py.validation.limits import MAX_FILE_BYTES, MAX_REPORTED_ERRORS, MAX_ROUNDS, excess
from worksheet_py.validation.strict_converter import one_of, only, strict_converter, structure
from worksheet_py.validation.strict_json import read_json

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIMESTAMP = re.compile(
    rf"{DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}(\.[0-9]+)?)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})?"
)
# No white space (pages keep ids in lists with spaces between), no bidirectional controls, nothing invisible.
ID = re.compile(
    "[^\u0000- \u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ud800-\udfff\ufeff]+"
)

# The names of fields that people type into, as in operations.js.
TYPED = frozenset({"evidence", "text", "what", "who", "when", "how", "name", "about"})

# The code of a SavedError by the kind of refusal; all others are `not-json`.
CODES = {"empty": "empty", "too_big": "too-big", "no_document": "not-ours", "two_documents": "not-ours"}
MAX_PATH_CHARS = 300


@frozen
class Fault:
    """A place in a document (`ideas.assets.actions[1].when`), and a sentence about what is wrong there."""

    path: str
    message: str


class SavedError(ValueError):
    """A document that cannot be read, with sentences for the person.

    `code` is empty, too-big, not-json, not-ours, newer or invalid; the last has `faults`.
    """

    def __init__(self, code: str, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.faults = faults


def read(text: str, tool: Tool, words: Words) -> Reflection:
    """Read the text of a file, JSON or a saved copy.

    Raises:
        SavedError: As `load`, or empty, too-big or not-json.
    """
    try:
        if len(text) > MAX_FILE_BYTES:
            raise Refused("too_big", most=str(MAX_FILE_BYTES // 1_000_000))
        document = read_json(document_text(text))
    except Refused as error:
        raise SavedError(CODES.get(error.kind, "not-json"), error_message("json", error, words)) from error
    return load(document, tool, words, is_file=True)


def load(document: object, tool: Tool, words: Words, *, is_file: bool = False) -> Reflection:
    """Read a plain document of any version; the reflection has answers for all ideas of the tool.

    `is_file` is whether it comes out of a file; what is kept on a device is there, whatever it is.

    Raises:
        SavedError: not-ours, newer or invalid.
    """
    if not isinstance(document, dict) or document.get("type") != TYPE:
        raise SavedError("not-ours", words.say("saved.not_ours"))
    try:
        return structured(migrate(document), tool, is_file=is_file)
    except Newer as error:
        raise SavedError("newer", words.say("saved.newer")) from error
    except NotAsExpected as error:
        number, reported = len(error.places), error.places[:MAX_REPORTED_ERRORS]
        message = words.count("saved.invalid", number)
        if number > len(reported):
            message = f"{message} " + words.say("saved.first", n=len(reported))
        # The path is made safe to show as well: its keys may come from a stranger's file.
        paths = [isolated(excerpt(place.path, MAX_PATH_CHARS)) for place in reported]
        sentences = [error_message("place", place, words) for place in reported]
        raise SavedError("invalid", message, tuple(map(Fault, paths, sentences))) from error


def error_message(section: str, wrong: Refused | Place, words: Words) -> str:
    """What is wrong, in words; texts from the file are cut to an excerpt."""
    quoted = {name: excerpt(value) for name, value in wrong.values.items() if name in ("found", "key")}
    return words.say(f"{section}.{wrong.kind}", **{**wrong.values, **quoted})


def dump(reflection: Reflection, tool: Tool) -> Document:
    """The complete plain document of the current version, unknown keys included."""
    plain = converter(tool).unstructure(reflection)
    for action in plain["actions"]:
        if action["change"] is None:  # the schema has no such key for actions of no idea
            del action["change"]
    return {"type": TYPE, "version": VERSION, **plain, "ideas": {**plain["ideas"], **reflection.other_ideas}}


def structured(document: Document, tool: Tool, *, is_file: bool = False) -> Reflection:
    """The reflection in a document of the current version.

    Raises:
        NotAsExpected: It holds too much, or something that does not belong there.
    """
    if too_much := excess(document, known_keys(tool), is_file=is_file):
        raise NotAsExpected(too_much)
    plain = {key: value for key, value in document.items() if key not in ("type", "version")}
    plain = with_ids(plain, DOCUMENT_LISTS)
    ideas, others = plain.get("ideas", {}), {}
    if isinstance(ideas, dict):
        plain["ideas"] = {idea.id: with_ids(ideas.get(idea.id, {}), IDEA_LISTS) for idea in tool.ideas}
        others = {key: value for key, value in ideas.items() if key not in plain["ideas"]}
    repeated = tuple(repeated_ids(plain))
    try:
        reflection = structure(converter(tool), plain, Reflection)
    except NotAsExpected as error:
        raise NotAsExpected((*error.places, *repeated)) from error
    if repeated:
        raise NotAsExpected(repeated)
    return evolve(reflection, other_ideas=others, clashes=tuple(map(placed, reflection.clashes)))


def placed(clash: model.Clash) -> model.Clash:
    """The clash, without its path if that leads to something else than a text that people type.

    Whoever chose its text would write it there, for example as a stage, and the document could not be read.
    """
    return clash if clash.path.rpartition(".")[2] in TYPED else evolve(clash, path="")


@lru_cache(maxsize=4)
def known_keys(tool: Tool) -> frozenset[str]:
    """All keys that a complete document has somewhere."""
    classes = [kind for kind in vars(model).values() if isinstance(kind, type) and has(kind)]
    return frozenset(field.name for kind in classes for field in fields(kind)) | set(tool.ids("ideas"))


@lru_cache(maxsize=4)
def converter(tool: Tool) -> Converter:
    """The strict converter for documents, with the ids that the tool has."""
    made = strict_converter(keep_unknown=True)
    allowed = {
        model.StageId: tool.ids("stages"),
        model.RatingId: tool.ids("ratings"),
        model.StatusId: tool.ids("statuses"),
        model.FocusId: tool.ids("focuses"),
        model.GroupId: tool.ids("perspectives"),
    }
    for kind, ids in allowed.items():
        made.register_structure_hook(kind, one_of(ids))
    made.register_structure_hook(model.Id, only(str, "not_text", entry_id))
    made.register_structure_hook(model.Timestamp, only(str, "not_text", timestamp))
    made.register_structure_hook(model.Round, round_number)
    made.register_structure_hook(date, only(str, "not_text", day))
    made.register_unstructure_hook(date, date.isoformat)
    return made


def entry_id(value: Any, _: Any) -> str:
    """The id of an entry: not empty, without white space and invisible characters."""
    if not value.strip():
        raise Refused("empty_id")
    if not ID.fullmatch(value):
        raise Refused("not_an_id", found=value)
    return str(value)


def round_number(value: Any, _: Any) -> int:
    """A whole number from 1 to `MAX_ROUNDS`."""
    if type(value) is not int or not 1 <= value <= MAX_ROUNDS:
        raise Refused("not_from_one", most=str(MAX_ROUNDS))
    return value


def timestamp(value: Any, _: Any) -> str:
    """A timestamp, unchanged, or an empty text."""
    if value and not is_timestamp(value):
        raise Refused("not_a_moment", found=value)
    return str(value)


def is_timestamp(text: str) -> bool:
    """Whether the text is a date and time that exist, in the form that pages can parse."""
    try:
        return bool(TIMESTAMP.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def day(value: Any, _: Any) -> date:
    """A date from `2027-06-30`."""
    try:
        return parse_day(value)
    except ValueError:
        raise Refused("not_a_day", found=value) from None


def parse_day(text: str) -> date:
    """A date from `2027-06-30`.

    Raises:
        ValueError: There is no such day, or it is in another form: `date.fromisoformat` also reads
            `20270630`, which the schema does not allow.
    """
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
