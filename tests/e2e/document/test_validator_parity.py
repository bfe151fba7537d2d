"""What pages take from storage is what Python takes from files: the two gates agree, on documents in bulk."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.e2e.sources import source
from tests.profile import draw, report
from tests.unit.document.test_clashes import places
from tests.unit.mutations import REAL, mutated
from tests.unit.strategies import damaged_documents, documents, texts
from worksheet_py import api
from worksheet_py.document.migrations import TYPE, Newer, migrate
from worksheet_py.document.serialization import structured
from worksheet_py.validation.errors import NotAsExpected

CASES = draw(200, 3_000)
# What is only much, a page keeps: somebody may have typed it there.
MUCH = {"too_long", "too_many", "long_key"}
# Where people type.
TYPED = {"evidence", "text", "what", "who", "when", "how", "name", "about"}
# Of each document also the clashes whose text can be chosen, and whether it is still one after each choice.
ASK = """async ([shape, edits, texts]) => {
  const { isValid } = await import(shape);
  const { apply, pathOfText, set } = await import(edits);
  const { tool } = JSON.parse(document.getElementById("worksheet-words").textContent);
  return texts.map((text) => {
    const document = JSON.parse(text);
    const isTaken = isValid(document, tool.document);
    const clashes = isTaken ? document.clashes ?? [] : [];
    const choices = clashes.filter(({ path = "" }) => pathOfText(document, path));
    const broken = choices.filter(({ path, text = "" }) => {
      const chosen = structuredClone(document);
      apply(chosen, set(pathOfText(document, path), text));
      return !isValid(chosen, tool.document);
    });
    return [isTaken, JSON.stringify(document), choices.map(({ id }) => id), broken.map(({ path }) => path)];
  });
}"""


def drawn(number: int) -> list[str]:
    """The texts of so many documents, whole and damaged."""
    found: list[str] = []

    @settings(
        max_examples=number, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(mutated() | damaged_documents() | documents() | misplaced())
    def collect(document: Any) -> None:
        found.append(json.dumps(document))

    collect()
    return found


@st.composite
def misplaced(draw: st.DrawFn) -> Any:
    """Documents with clashes that name any place in them, whatever stands there."""
    document = draw(documents() | st.sampled_from(REAL).map(json.dumps).map(json.loads))
    ways = [".".join(way) for way in places(document)]
    typed = [way for way in ways if way.rpartition(".")[2] in TYPED]
    anywhere = st.sampled_from(ways) | st.sampled_from(typed or ways) | texts()
    paths = draw(st.lists(anywhere, min_size=1, max_size=4))
    clashes = [{"id": f"k{place}", "path": path, "text": "chosen"} for place, path in enumerate(paths)]
    return {**document, "clashes": clashes}


def named_texts(document: Any) -> set[str]:
    """The ids of the clashes whose path Python keeps."""
    return {clash.id for clash in structured(migrate(document), api.tool()).clashes if clash.path}


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
    """Of thousands of documents, whole and damaged, there is none that only one of the two takes.

    Nor is there a clash whose text a page would write where Python sees no text, or so that the document
    could not be read again.
    """
    page.goto(f"{base}worksheets/")
    shape, edits = (source(page, base, f"worksheet/document/{name}.js") for name in ("schema", "operations"))
    drafts = drawn(CASES)
    taken = compared = chosen = 0
    for begin in range(0, len(drafts), 500):
        for page_takes, text, choices, broken in page.evaluate(
            ASK, [shape, edits, drafts[begin : begin + 500]]
        ):
            assert not broken, text
            # As the page would hand it to Python.
            wanted = python_takes(json.loads(text))
            if wanted is not None:
                assert page_takes == wanted, text
                compared += 1
                taken += wanted
                chosen += len(choices)
                assert not choices or set(choices) <= named_texts(json.loads(text)), text
    assert compared > 0.9 * CASES
    assert chosen > 0.05 * CASES
    assert 0.1 * compared < taken < 0.9 * compared
    report("hostile", compared_cases=f"{compared:,}")
