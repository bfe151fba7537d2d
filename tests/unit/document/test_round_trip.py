import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.strategies import damaged_documents, documents, json_values
from worksheet_py import api
from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import SavedError, dump, load, read

TOOL, WORDS = api.tool(), api.words()


def attempt(taking_in: Callable[[], Reflection]) -> Reflection | SavedError:
    """What comes of taking a document in."""
    try:
        return taking_in()
    except SavedError as error:
        return error


def broken_off() -> st.SearchStrategy[str]:
    """Files of which only a beginning arrived."""
    files = documents().map(json.dumps)
    return files.flatmap(lambda text: st.integers(0, len(text)).map(lambda length: text[:length]))


@given(documents())
def test_nothing_is_lost_on_the_way_through(document: dict[str, Any]) -> None:
    """What a complete document holds, odd texts and unknown keys included, it holds after a round trip."""
    assert dump(load(document, TOOL, WORDS), TOOL) == document


@given(documents())
def test_a_document_survives_its_file(document: dict[str, Any]) -> None:
    """A document that is written to a file and read again is the same document."""
    for text in (json.dumps(document), json.dumps(document, ensure_ascii=False, indent=2)):
        assert dump(read(text, TOOL, WORDS), TOOL) == document


@given(damaged_documents() | json_values())
def test_damage_is_refused_in_words_or_does_no_harm(document: Any) -> None:
    """Damage is either told in sentences, or is none: then the document is complete and stays as it is."""
    outcome = attempt(lambda: load(document, TOOL, WORDS))
    if isinstance(outcome, SavedError):
        assert all([outcome.message, *(fault.message for fault in outcome.faults)])
        assert bool(outcome.faults) == (outcome.code == "invalid")
    else:
        complete = dump(outcome, TOOL)
        assert dump(load(complete, TOOL, WORDS), TOOL) == complete


@given(st.text() | broken_off())
def test_no_text_breaks_the_entry_point(text: str) -> None:
    """Any text at all, and any file that breaks off half way, is read or refused; nothing else is raised."""
    outcome = attempt(lambda: read(text, TOOL, WORDS))
    codes = ("empty", "not-json", "not-ours", "newer", "invalid")
    assert not isinstance(outcome, SavedError) or outcome.code in codes
