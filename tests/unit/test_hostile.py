"""Files of strangers, by the thousand: each is taken in whole, or refused in words that say where."""

import json
import sys
import time
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.profile import draw, report
from tests.unit.document.test_round_trip import attempt
from worksheet_py import api
from worksheet_py.document.serialization import SavedError, dump, load, read

from .mutations import files, mutated
from .payloads import FIELDS, PAYLOADS, bare, laden, put

TOOL, WORDS = api.tool(), api.words()
CODES = {"empty", "too-big", "not-json", "not-ours", "newer", "invalid"}
IN_A_BROWSER = sys.platform == "emscripten"
CASES = 15 if IN_A_BROWSER else draw(300, 4_000)
many = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
pytestmark = pytest.mark.sampled
counted: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def told() -> Any:
    """Tell how many files there were."""
    yield
    report("hostile", fuzz_cases=f"{counted['cases']:,}", payloads=len(PAYLOADS), fields=len(FIELDS))


def outcome(taking_in: Any) -> Any:
    """The complete document, or the refusal; nothing else may come of a file, and it may not take long."""
    counted["cases"] += 1
    begin = time.process_time()
    made = attempt(taking_in)
    assert IN_A_BROWSER or time.process_time() - begin < 1
    if not isinstance(made, SavedError):
        return dump(made, TOOL)
    assert made.code in CODES
    assert 15 < len(made.message) < 500
    assert bool(made.faults) == (made.code == "invalid")
    assert all(10 < len(fault.message) < 500 and len(fault.path) < 500 for fault in made.faults)
    return None


def check_whole(made: Any) -> None:
    """What was taken in is complete: it stays as it is, in a file of its own as well."""
    assert dump(load(made, TOOL, WORDS), TOOL) == made
    assert dump(read(json.dumps(made), TOOL, WORDS), TOOL) == made


@many
@given(mutated())
def test_a_mutated_document_is_refused_in_words_or_whole(document: Any) -> None:
    """Whatever was done to a document: sentences and places, or a reflection that keeps what it holds."""
    made = outcome(lambda: load(document, TOOL, WORDS))
    if made is not None:
        check_whole(made)


@many
@given(files())
def test_a_mutated_file_is_refused_in_words_or_whole(text: str) -> None:
    """The same of files: bare documents and saved copies, with pieces put in, doubled and cut out."""
    made = outcome(lambda: read(text, TOOL, WORDS))
    if made is not None:
        check_whole(made)


@pytest.mark.parametrize("name", PAYLOADS)
def test_each_payload_is_kept_in_each_field(name: str) -> None:
    """What looks harmful is somebody's text: it comes through as it was, and so do all other fields."""
    plain = laden(PAYLOADS[name])
    made = dump(read(json.dumps(plain), TOOL, WORDS), TOOL)
    for field, way in FIELDS.items():
        assert step_by_step(made, way) == step_by_step(plain, way), field


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_in_place_of_an_id_or_a_word_is_refused_or_kept(name: str) -> None:
    """Where one of few words belongs it is refused, with its beginning quoted; an id is refused or kept."""
    for way in (
        ("focus", "kind"), ("perspective", "group"), ("ideas", "work", "stage"), ("ideas", "work", "rating"),
        ("ideas", "work", "actions", 0, "status"), ("actions", 0, "written"), ("created",), ("type",),
    ):  # fmt: skip
        plain = bare()
        put(plain, way, PAYLOADS[name])
        assert outcome(lambda plain=plain: load(plain, TOOL, WORDS)) is None
    for way in (("ideas", "work", "changes", 0, "id"), ("actions", 0, "id"), ("clashes", 0, "id"), ("id",)):
        plain = bare()
        put(plain, way, PAYLOADS[name][:150])
        made = outcome(lambda plain=plain: load(plain, TOOL, WORDS))
        assert made is None or step_by_step(made, way) == PAYLOADS[name][:150]


def step_by_step(plain: Any, way: tuple[str | int, ...]) -> Any:
    """What stands in a place."""
    for step in way:
        plain = plain[step]
    return plain
