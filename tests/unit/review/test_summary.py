from pathlib import Path
from typing import Any

import pytest

from tests.unit.factories import about_assets, chosen, reflection
from worksheet_py import api
from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import read
from worksheet_py.review.summary import remarks, summarise


def said(made: Reflection) -> list[str]:
    """The notes on a reflection."""
    return list(remarks(made, api.tool(), api.words()))


def test_the_summary_of_the_saved_file(saved_folder: Path) -> None:
    """A person sees in short what is in a file before they take it in."""
    made = read((saved_folder / "reflection-1.json").read_text(encoding="utf-8"), api.tool(), api.words())
    summary = summarise(made, api.tool(), api.words())
    assert summary.name == "Bridge Street – spring 2027 ☀️"
    assert summary.focus == "One service or support: Bridge Street day centre, Café Olé and the Tuesday group"
    assert summary.perspective.startswith("A mixed group, together: Asha")
    assert summary.changed == "2027-04-03T16:45:12.345Z"
    assert [(idea.id, idea.stage, idea.rating, idea.changes, idea.chosen) for idea in summary.ideas] == [
        ("assets", "basics", "amber", 3, 2),
        ("work", "not-yet", "red", 1, 1),
        ("reciprocity", None, "green", 1, 1),
        ("networks", None, None, 0, 0),
    ]
    assert summary.ideas[0].evidence_words > 500
    assert summary.actions == 5
    assert len(said(made)) == 3


def test_blank_changes_do_not_count() -> None:
    """An idea for change without a word in it is none, also where it is chosen."""
    changes = [{"text": "a", "chosen": True}, {"text": "b"}, {"text": " ", "chosen": True}]
    idea = summarise(about_assets(changes=changes), api.tool(), api.words()).ideas[0]
    assert (idea.changes, idea.chosen) == (2, 1)


@pytest.mark.parametrize(
    ("focus", "shown"),
    [
        ({}, ""),
        ({"kind": "organisation"}, "An organisation"),
        ({"about": " Our street "}, "Our street"),
        ({"kind": "organisation", "about": "{kind}"}, "An organisation: {kind}"),
    ],
)
def test_focus_in_words(focus: dict[str, Any], shown: str) -> None:
    """The label and a person's own words stand together, each may be missing, and braces are just braces."""
    assert summarise(reflection(focus=focus), api.tool(), api.words()).focus == shown


@pytest.mark.parametrize(
    ("made", "piece"),
    [
        (reflection(), "Nothing is written"),
        (reflection(name="x", ideas={"fifth": 1, "work": {"rating": "red"}}), "fifth"),
        (about_assets(recognised=["gone", "gone"]), "One sign that you recognised"),
        (about_assets(recognised=["gone", "far", "flamenco"]), "2 signs that you recognised"),
        (about_assets(actions=[{"change": "c9", "what": "x"}]), "One action belongs to an idea for change"),
        (about_assets(**chosen(what="x", colour="red")), "extra information"),
        (about_assets(stage="basics", hat="red"), "extra information"),
    ],
)
def test_what_is_kept_but_not_shown_is_said(made: Reflection, piece: str) -> None:
    """Nobody wonders where something went: what this edition cannot show is named, and kept."""
    (note,) = said(made)
    assert piece in note


def test_an_ordinary_file_needs_no_notes() -> None:
    """Where all is as expected, nothing is said."""
    assert said(about_assets(**chosen(what="x"), stage="basics")) == []
