import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given

from tests.unit.strategies import damaged_documents, documents
from worksheet_py import api
from worksheet_py.document.serialization import SavedError, dump, load
from worksheet_py.questionnaire import vocabulary
from worksheet_py.validation import limits

jsonschema = pytest.importorskip(
    "jsonschema", reason="jsonschema stands on rpds, which is compiled for each system", exc_type=ImportError
)

SCHEMA = json.loads(
    files("worksheet_py").joinpath("schema", "reflection-1.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TOOL, WORDS = api.tool(), api.words()


def test_the_schema_is_one() -> None:
    """The published schema is a valid schema, and describes every part."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert all("description" in part or "$ref" in part for part in SCHEMA["properties"].values())


def test_the_schema_knows_the_permanent_words() -> None:
    """The ids in the schema are those of the tool, in the same order."""
    idea, action = SCHEMA["$defs"]["idea"]["properties"], SCHEMA["$defs"]["action"]["properties"]
    top = SCHEMA["properties"]
    assert tuple(top["ideas"]["properties"]) == vocabulary.IDEAS
    assert idea["stage"]["enum"] == [*vocabulary.STAGES, None]
    assert idea["rating"]["enum"] == [*vocabulary.RATINGS, None]
    assert action["status"]["enum"] == [*vocabulary.STATUSES]
    assert top["focus"]["properties"]["kind"]["enum"] == [*vocabulary.FOCUSES, None]
    assert top["perspective"]["properties"]["group"]["enum"] == [*vocabulary.PERSPECTIVES, None]


# Moments and days, whose length their pattern holds.
PATTERNS = {"created", "changed", "written"}


def parts(schema: Any, trail: limits.Trail = ()) -> Iterator[tuple[limits.Trail, Any]]:
    """Each part of a document that the schema describes, with the way to it."""
    for one in (schema, *schema.get("oneOf", ())):
        part = one | SCHEMA["$defs"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        yield trail, part
        for name, inner in part.get("properties", {}).items():
            yield from parts(inner, (*trail, name))
        if "items" in part:
            yield from parts(part["items"], (*trail, 0))


def test_the_schema_has_the_limits_of_the_program() -> None:
    """Each text, list, group and number may be as long or large in the schema as `limits.py` says."""
    wanted: dict[Any, int] = {}
    found: dict[Any, int] = {}
    for trail, part in parts(SCHEMA):
        kinds = [part.get("type")] if isinstance(part.get("type"), str) else part.get("type", ())
        if "string" in kinds and trail[-1] not in PATTERNS:
            wanted[trail, "maxLength"] = limits.max_chars(trail)
        if "array" in kinds:
            wanted[trail, "maxItems"] = limits.MAX_LIST_ITEMS
        for keyword in ("maxLength", "maxItems", "maxProperties", "maximum"):
            if keyword in part:
                found[trail, keyword] = part[keyword]
    wanted[("ideas",), "maxProperties"] = limits.MAX_IDEAS + len(vocabulary.IDEAS)
    wanted[("round",), "maximum"] = limits.MAX_ROUNDS
    assert found == wanted
    numbers = (
        limits.MAX_ID_CHARS, limits.MAX_EXTRA_KEYS, limits.MAX_IDEAS, limits.MAX_LIST_ITEMS,
        limits.MAX_TEXT_CHARS, limits.MAX_DEPTH, limits.MAX_FILE_BYTES // 1_000_000,
    )  # fmt: skip
    told = set(re.findall(r"\b\d(?:[\d,]*\d)?\b", SCHEMA["description"])) - {"2", "53", "1"}
    assert told == {f"{number:,}" for number in numbers}
    assert f"beyond 2^{limits.MAX_INTEGER.bit_length()} - 1" in SCHEMA["description"]


def test_a_document_has_room_for_what_two_people_typed_into_a_field() -> None:
    """What two tabs write into a field at once fits into one text, as both are kept."""
    assert 2 * limits.MAX_INPUT_CHARS <= limits.MAX_TEXT_CHARS
    assert 2 * limits.MAX_INPUT_LINE_CHARS <= limits.MAX_LINE_CHARS


@given(documents())
def test_the_schema_accepts_what_is_saved(document: dict[str, Any]) -> None:
    """Every document that this program writes is one that the schema describes."""
    VALIDATOR.validate(dump(load(document, TOOL, WORDS), TOOL))


@given(damaged_documents())
def test_the_loader_takes_nothing_that_the_schema_refuses(document: Any) -> None:
    """Where the schema says no, so does the loader: other programs can trust the schema."""
    if not VALIDATOR.is_valid(document):
        with pytest.raises(SavedError):
            load(document, TOOL, WORDS)


@pytest.mark.parametrize("part", ["focus", "perspective", "ideas", "actions"])
def test_the_schema_refuses_other_shapes(part: str) -> None:
    """A part of another type, and a document without a version, are refused."""
    assert not VALIDATOR.is_valid({"type": "coproduction-reflection", "version": 1, part: "text"})
    assert not VALIDATOR.is_valid({"type": "coproduction-reflection"})
