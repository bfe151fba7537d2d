import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given

from tests.unit.strategies import damaged_documents, documents
from worksheet_py import api
from worksheet_py.document.serialization import SavedError, dump, load
from worksheet_py.questionnaire import vocabulary

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
    """The schema is no blank cheque."""
    assert not VALIDATOR.is_valid({"type": "coproduction-reflection", "version": 1, part: "text"})
    assert not VALIDATOR.is_valid({"type": "coproduction-reflection"})
