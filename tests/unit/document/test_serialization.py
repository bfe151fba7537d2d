import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.unit.factories import document
from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import SavedError, dump, load, read
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words
from worksheet_py.validation.limits import STACKED, is_unbroken


def refused(value: object, tool: Tool, words: Words) -> SavedError:
    """The error that a document raises."""
    with pytest.raises(SavedError) as caught:
        load(value, tool, words)
    return caught.value


def places(value: object, tool: Tool, words: Words) -> dict[str, str]:
    """Path -> sentence for an invalid document."""
    error = refused(value, tool, words)
    assert error.code == "invalid"
    return {fault.path: fault.message for fault in error.faults}


@pytest.mark.parametrize("name", ["reflection-1.json", "reflection-1-second-round.json"])
def test_saved_files_of_version_1_come_back_whole(
    saved_folder: Path, tool: Tool, words: Words, name: str
) -> None:
    """A file with long texts, accents, emoji, right-to-left text and unknown keys survives a round trip.

    The second is a shared reflection of a second round: its keys came later and may be left out.
    """
    text = (saved_folder / name).read_text(encoding="utf-8")
    assert dump(read(text, tool, words), tool) == json.loads(text)


@pytest.mark.parametrize("mark", ["\u0301", "\U0001f3fd", "\u200d", "\u0e34"])
def test_a_file_with_a_tower_of_marks_is_refused(tool: Tool, words: Words, mark: str) -> None:
    """No browser can draw it in time; accents as people write them, and what is on a device, are read."""
    ordinary = document(ideas={"work": {"evidence": "Zoe\u0301 👩🏽‍🌾" * 300}})
    tower = document(ideas={"work": {"evidence": "Z" + mark * 500}})
    read(json.dumps(ordinary), tool, words)
    load(tower, tool, words)
    with pytest.raises(SavedError) as caught:
        read(json.dumps(tower), tool, words)
    (fault,) = caught.value.faults
    assert (fault.path, "accents" in fault.message) == ("ideas.work.evidence", True)


@pytest.mark.parametrize(
    ("piece", "as_written"), [("ก", "กก "), ("א", "שלום "), ("aא", "abc אבג\n")], ids=ascii
)
def test_a_file_with_a_line_that_takes_browsers_minutes_is_refused(
    tool: Tool, words: Words, piece: str, as_written: str
) -> None:
    """Words as people write them are read, however many, and what is on a device."""
    read(
        json.dumps(document(ideas={"work": {"evidence": as_written * (400_000 // len(as_written))}})),
        tool,
        words,
    )
    long = document(ideas={"work": {"evidence": piece * 15_000}})
    load(long, tool, words)
    with pytest.raises(SavedError) as caught:
        read(json.dumps(long), tool, words)
    (fault,) = caught.value.faults
    assert (fault.path, "without a space" in fault.message) == ("ideas.work.evidence", True)


@pytest.mark.skipif(sys.platform == "emscripten", reason="measured on one Python only")
@pytest.mark.parametrize(
    "piece", ["a" + "\u0301" * 499, "ก" * 4_999 + " ", "א" * 4_999 + " ", "aא \n", "א    "]
)
def test_what_is_just_not_too_much_for_a_browser_takes_no_longer_to_read(piece: str) -> None:
    """A file of it does not keep Python busy until it is ended, and with it everybody's comparison."""

    def seconds(text: str) -> float:
        begin = time.process_time()
        assert [STACKED.search(text), is_unbroken(text)] == [None, False]
        return time.process_time() - begin

    letters, hostile = "é" * 400_000, piece * (400_000 // len(piece))
    assert min(seconds(hostile) for _ in range(3)) < 5 * min(seconds(letters) for _ in range(3))


def test_what_a_program_reads_from_the_saved_file(saved_folder: Path, tool: Tool, words: Words) -> None:
    """The file's values arrive where they belong, as what they are."""
    reflection = read((saved_folder / "reflection-1.json").read_text(encoding="utf-8"), tool, words)
    assets = reflection.ideas["assets"]
    assert (assets.stage, assets.rating, assets.done) == ("basics", "amber", True)
    assert [change.id for change in assets.chosen] == ["c1", "c2"]
    assert str(assets.actions[0].written) == "2026-11-22"
    assert assets.actions[2].extra == {"pinned": {"by": ["Asha", None, 1.5]}}
    assert set(reflection.other_ideas) == {"an-idea-of-another-edition"}


def test_only_type_and_version_are_needed(tool: Tool, words: Words) -> None:
    """An almost empty file is a reflection in which nothing is written, for every idea of the tool."""
    reflection = load(document(), tool, words)
    assert tuple(reflection.ideas) == tool.ids("ideas")
    assert reflection.is_blank
    assert load(dump(reflection, tool), tool, words) == reflection


def test_entries_without_an_id_are_given_one(tool: Tool, words: Words) -> None:
    """A file written by hand need not name its changes and actions; a name in use is not given again."""
    changes = [{"text": "first"}, {"id": "c1", "text": "second"}]
    reflection = load(document(ideas={"work": {"changes": changes}}, actions=[{"what": "x"}]), tool, words)
    assert [change.id for change in reflection.ideas["work"].changes] == ["c2", "c1"]
    assert [action.id for action in reflection.actions] == ["a1"]


def test_what_most_have_no_use_for_is_left_out(tool: Tool, words: Words) -> None:
    """Rounds and voices leave no trace in a document that has none, not even where they are spelled out."""
    plain = {"series": "", "round": 1, "clashes": [], "ideas": {"work": {"voices": [], "earlier": None}}}
    assert dump(load(document(**plain), tool, words), tool) == dump(load(document(), tool, words), tool)
    assert not {"series", "round", "clashes"} & set(dump(load(document(), tool, words), tool))


def test_whose_a_point_was_survives(tool: Tool, words: Words) -> None:
    """Voices and the sources of changes come back, and voices written by hand are given ids."""
    source = {"who": "Ann", "group": "staff", "reflection": "r1"}
    answers = {"voices": [{"text": "We ask"}, {"text": "Not so", "source": source}]}
    made = load(
        document(ideas={"work": {**answers, "changes": [{"id": "c", "source": source}]}}), tool, words
    )
    work = dump(made, tool)["ideas"]["work"]
    assert [voice["id"] for voice in work["voices"]] == ["v1", "v2"]
    assert work["voices"][0]["source"] == {"who": "", "group": None, "reflection": ""}
    assert work["voices"][1]["source"] == work["changes"][0]["source"] == source


@pytest.mark.parametrize(
    "value", [None, [], "text", 3, {}, {"type": "recipe", "version": 1}, {"type": ["x"]}]
)
def test_other_files_are_not_ours(value: object, tool: Tool, words: Words) -> None:
    """What does not say that it is a reflection is not taken for a broken one."""
    assert refused(value, tool, words).code == "not-ours"


def test_a_newer_version_is_refused_kindly(tool: Tool, words: Words) -> None:
    """A file of a later version is not half understood: the person is told, and the file stays as it is."""
    error = refused({**document(), "version": 2, "ideas": "of another shape"}, tool, words)
    assert (error.code, error.faults) == ("newer", ())
    assert "newer version" in error.message


@pytest.mark.parametrize("version", ["1", 1.0, True, None, 0, -1])
def test_a_version_is_a_whole_number(version: object, tool: Tool, words: Words) -> None:
    """What is no version number is pointed out."""
    assert list(places({**document(), "version": version}, tool, words)) == ["version"]


# part of a document, the path at fault, a piece of the sentence
FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"name": 5}, "name", "text"),
    ({"focus": []}, "focus", "named values"),
    ({"focus": {"kind": "planet"}}, "focus.kind", "service, organisation, area"),
    ({"focus": None}, "focus", "named values"),
    ({"perspective": {"group": "staff "}}, "perspective.group", "“staff ”"),
    ({"created": "yesterday"}, "created", "date and time"),
    ({"changed": "2026-13-01T10:00:00Z"}, "changed", "date and time"),
    ({"changed": "20261122T100000Z"}, "changed", "date and time"),
    ({"changed": 1790000000}, "changed", "text"),
    ({"series": None}, "series", "text"),
    ({"round": 0}, "round", "from 1 to 10000"),
    ({"round": True}, "round", "from 1 to 10000"),
    ({"round": 2.0}, "round", "from 1 to 10000"),
    ({"ideas": []}, "ideas", "named values"),
    ({"ideas": {"work": {"voices": [{"source": None}]}}}, "ideas.work.voices[0].source", "named values"),
    (
        {"ideas": {"work": {"voices": [{"source": {"group": "x"}}]}}},
        "ideas.work.voices[0].source.group",
        "staff",
    ),
    (
        {"ideas": {"work": {"voices": [{"id": "v"}, {"id": "v"}]}}},
        "ideas.work.voices[1].id",
        "“v” is used twice",
    ),
    ({"ideas": {"work": {"changes": [{"source": "Ann"}]}}}, "ideas.work.changes[0].source", "named values"),
    ({"ideas": {"work": {"earlier": {"stage": "x"}}}}, "ideas.work.earlier.stage", "getting-there"),
    ({"ideas": {"work": {"earlier": []}}}, "ideas.work.earlier", "named values"),
    ({"ideas": {"assets": None}}, "ideas.assets", "named values"),
    ({"ideas": {"assets": {"stage": "middle"}}}, "ideas.assets.stage", "getting-there"),
    ({"ideas": {"assets": {"stage": 2}}}, "ideas.assets.stage", "text"),
    ({"ideas": {"work": {"rating": "GREEN"}}}, "ideas.work.rating", "red, amber, green"),
    ({"ideas": {"work": {"evidence": None}}}, "ideas.work.evidence", "text"),
    ({"ideas": {"work": {"recognised": "seen"}}}, "ideas.work.recognised", "list"),
    ({"ideas": {"work": {"recognised": ["a", 1]}}}, "ideas.work.recognised[1]", "text"),
    ({"ideas": {"work": {"done": 1}}}, "ideas.work.done", "true"),
    ({"ideas": {"work": {"changes": {}}}}, "ideas.work.changes", "list"),
    (
        {"ideas": {"work": {"changes": [{"id": "c", "chosen": "yes"}]}}},
        "ideas.work.changes[0].chosen",
        "true",
    ),
    ({"ideas": {"work": {"changes": [{"id": " "}]}}}, "ideas.work.changes[0].id", "empty"),
    (
        {"ideas": {"work": {"changes": [{"id": "c"}, {"id": "c"}]}}},
        "ideas.work.changes[1].id",
        "“c” is used twice",
    ),
    ({"ideas": {"work": {"actions": [{"id": "a"}, 7]}}}, "ideas.work.actions[1]", "named values"),
    ({"ideas": {"assets": {"actions": [{}, {"when": 30}]}}}, "ideas.assets.actions[1].when", "text"),
    (
        {"ideas": {"assets": {"actions": [{"written": "20261122"}]}}},
        "ideas.assets.actions[0].written",
        "not a day",
    ),
    (
        {"ideas": {"assets": {"actions": [{"written": "2026-02-30"}]}}},
        "ideas.assets.actions[0].written",
        "not a day",
    ),
    ({"ideas": {"assets": {"actions": [{"status": None}]}}}, "ideas.assets.actions[0].status", "text"),
    ({"actions": [{"status": "later"}]}, "actions[0].status", "to-do, doing, done"),
    ({"actions": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}, "actions[2].id", "used twice"),
]


@pytest.mark.parametrize(("part", "path", "piece"), FAULTS)
def test_a_fault_is_named_by_place_and_sentence(
    part: dict[str, Any], path: str, piece: str, tool: Tool, words: Words
) -> None:
    """Nothing is bent into shape: what does not belong is pointed out, with what could stand there."""
    found = places(document(**part), tool, words)
    assert list(found) == [path]
    assert piece in found[path]


def test_all_faults_are_told_at_once(tool: Tool, words: Words) -> None:
    """Whoever mends a file sees everything that is wrong with it, not one thing after the other."""
    broken = document(
        name=1,
        ideas={"assets": {"stage": "x", "actions": [{"id": "a", "who": []}, {"id": "a"}]}, "work": 3},
        actions="none",
    )
    assert set(places(broken, tool, words)) == {
        "name", "ideas.assets.stage", "ideas.assets.actions[0].who", "ideas.assets.actions[1].id",
        "ideas.work", "actions",
    }  # fmt: skip


def test_points_of_other_editions_are_kept(tool: Tool, words: Words) -> None:
    """An edition may have other points; what was recognised there is not thrown away here."""
    made = load(document(ideas={"work": {"recognised": ["of-another-edition"]}}), tool, words)
    assert made.ideas["work"].recognised == ("of-another-edition",)


def test_loading_leaves_the_document_alone(tool: Tool, words: Words) -> None:
    """The plain document that was given is not changed by being read."""
    plain = document(ideas={"work": {"changes": [{"text": "x"}]}}, actions=[{"what": "y"}])
    before = json.dumps(plain)
    assert isinstance(load(plain, tool, words), Reflection)
    assert json.dumps(plain) == before
