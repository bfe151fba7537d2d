"""What pages take from storage is what Python takes from files: the two gates agree, on documents in bulk."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Page

from tests.e2e.sources import source
from tests.profile import draw, report
from tests.unit.mutations import mutated
from tests.unit.strategies import damaged_documents, documents
from worksheet_py import api
from worksheet_py.document.migrations import TYPE, Newer, migrate
from worksheet_py.document.serialization import structured
from worksheet_py.validation.errors import NotAsExpected

CASES = draw(200, 3_000)
# What is only much, a page keeps: somebody may have typed it there.
MUCH = {"too_long", "too_many", "long_key"}
ASK = """async ([shape, texts]) => {
  const { isValid } = await import(shape);
  const { tool } = JSON.parse(document.getElementById("worksheet-words").textContent);
  return texts.map((text) => {
    const document = JSON.parse(text);
    return [isValid(document, tool.document), JSON.stringify(document)];
  });
}"""


def drawn(number: int) -> list[str]:
    """The texts of so many documents, whole and damaged."""
    found: list[str] = []

    @settings(
        max_examples=number, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(mutated() | damaged_documents() | documents())
    def collect(document: Any) -> None:
        found.append(json.dumps(document))

    collect()
    return found


def unnamed(document: Any) -> bool:
    """Whether an entry of a list has no id: Python gives it one, pages count on it."""
    lists = [document.get("actions"), document.get("clashes")]
    for idea, answers in document.get("ideas", {}).items():
        if idea in api.tool().ids("ideas"):
            lists += [answers.get(key) for key in ("changes", "voices", "actions")]
    return any("id" not in entry for entries in lists for entry in entries or ())


def python_takes(document: Any) -> bool | None:
    """Whether Python takes a document as it is; None where it is only too much."""
    if not isinstance(document, dict) or document.get("type") != TYPE:
        return False
    try:
        structured(migrate(document), api.tool())
    except Newer:
        return False
    except NotAsExpected as error:
        return None if {place.kind for place in error.places} <= MUCH else False
    return not unnamed(document)


@pytest.mark.sampled
def test_pages_and_python_take_the_same_documents(page: Page, base: str) -> None:
    """Of thousands of documents, whole and damaged, there is none that only one of the two takes."""
    page.goto(f"{base}worksheets/")
    shape = source(page, base, "worksheet/document/schema.js")
    texts = drawn(CASES)
    taken = compared = 0
    for begin in range(0, len(texts), 500):
        for page_takes, text in page.evaluate(ASK, [shape, texts[begin : begin + 500]]):
            # As the page would hand it to Python.
            wanted = python_takes(json.loads(text))
            if wanted is not None:
                assert page_takes == wanted, text
                compared += 1
                taken += wanted
    assert compared > 0.9 * CASES
    assert 0.1 * compared < taken < 0.9 * compared
    report("hostile", compared_cases=f"{compared:,}")
