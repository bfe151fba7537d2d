"""A text of a clash can be chosen only where people type, whatever place a file names."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.factories import Plain, document
from tests.unit.payloads import bare
from worksheet_py import api
from worksheet_py.document.serialization import TYPED, dump, load
from worksheet_py.questionnaire.vocabulary import IDEAS

ROOT = Path(__file__).parents[3]
SAVED = sorted((ROOT / "tests" / "saved").glob("*.json"))


def check(plain: Plain) -> Any:
    """The answer to a file."""
    request = {"id": 1, "action": "check", "payload": {"text": json.dumps(plain)}}
    return json.loads(api.handle(json.dumps(request)))


def places(value: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The ways to all that is in a document, by ids where there are any, as a path of a clash has them."""
    pairs = list(value.items()) if isinstance(value, dict) else []
    if isinstance(value, list):
        pairs = [(one["id"], one) for one in value if isinstance(one, dict) and "id" in one]
    for name, inner in pairs:
        yield (*way, name)
        yield from places(inner, (*way, name))


def choose(plain: Plain, way: tuple[str, ...], text: str) -> None:
    """Write a text where a way leads, as pages do."""
    *owners, name = way
    owner: Any = plain
    for step in owners:
        owner = next(one for one in owner if one["id"] == step) if isinstance(owner, list) else owner[step]
    if isinstance(owner, dict):
        owner[name] = text


@pytest.mark.parametrize("plain", [bare(), *(json.loads(path.read_text("utf-8")) for path in SAVED)])
def test_no_place_that_a_clash_may_name_makes_a_document_unreadable(plain: Plain) -> None:
    """Whatever part of a document its path names: it is put right, or what is chosen can be read again."""
    texts = 0
    plain = {key: value for key, value in plain.items() if key != "clashes"}
    for way in places(plain):
        path = ".".join(way)
        made = check({**copy.deepcopy(plain), "clashes": [{"id": "k", "path": path, "text": "no-such"}]})
        ours = made["result"]["document"]
        (clash,) = ours["clashes"]
        assert clash["text"] == "no-such"
        assert clash["path"] == (path if way[-1] in TYPED else "")
        if clash["path"]:
            choose(ours, way, clash["text"])
            load(ours, api.tool(), api.words())
            texts += 1
    assert texts > 10


@pytest.mark.parametrize(
    "path",
    [
        "ideas.assets.stage", "ideas.assets.actions.a1.status", "ideas.work.changes.c1.chosen",
        "ideas.assets", "ideas.work.actions.a1.written", "ideas.work.earlier.stage", "created", "version",
        "id", "clashes", "__proto__", "no such", ".",
    ],
)  # fmt: skip
def test_a_path_to_something_else_is_put_right_and_told(path: str) -> None:
    """The text is kept, and a sentence says so and how to mend the file."""
    clash = {"id": "k1", "path": path, "text": "somebody's words", "unknown": 1}
    made = check(document(name="x", clashes=[clash]))["result"]
    assert made["document"]["clashes"] == [{**clash, "path": ""}]
    assert "does not say where" in " ".join(made["notes"])
    assert "give it the path of a text" in " ".join(made["notes"])
    assert api.words().say("export.unsettled") in " ".join(made["notes"])
    assert check(made["document"])["result"]["document"] == made["document"]


def test_a_text_whose_place_is_deleted_keeps_its_path() -> None:
    """What the other page wrote into it is still known by its place, whatever its id holds."""
    for path in ("ideas.work.changes.gone.text", "actions.a.b.what", "ideas.of-another-edition.evidence"):
        made = check(document(clashes=[{"id": "k1", "path": path, "text": "x"}]))["result"]
        assert made["document"]["clashes"][0]["path"] == path
        assert "does not say where" not in " ".join(made["notes"])


def test_every_text_of_a_reflection_can_be_named() -> None:
    """All texts that pages have fields for, in the words of the page's own script."""
    plain = dump(load(bare(), api.tool(), api.words()), api.tool())
    for path in ("name", "focus.about", "perspective.who", *(f"ideas.{idea}.evidence" for idea in IDEAS)):
        assert path.rpartition(".")[2] in TYPED
    for owner in (plain["actions"][0], plain["ideas"]["work"]["actions"][0]):
        assert {"what", "who", "when", "how"} <= owner.keys() & TYPED
    script = ROOT / "overrides" / "assets" / "worksheet" / "document" / "operations.js"
    if script.exists():
        names = script.read_text(encoding="utf-8").split("const TYPED = new Set(")[1].split(")")[0]
        assert set(json.loads(names)) == TYPED
