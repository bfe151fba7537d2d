import json
import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.factories import Plain, chosen, document, several, thirty
from tests.unit.strategies import documents
from worksheet_py import api
from worksheet_py.comparison.name_mentions import mentioned
from worksheet_py.questionnaire.vocabulary import IDEAS, PERSPECTIVES


def compared(files: Sequence[Plain | str], **more: Any) -> Any:
    """What the package answers, each document being a file named by its place."""
    given = [
        {"key": f"k{place}", "name": f"{place}.json", "text": json.dumps(plain)}
        if isinstance(plain, dict)
        else {"key": f"k{place}", "name": f"{place}.json", "text": plain}
        for place, plain in enumerate(files)
    ]
    return asked({"files": given, **more})["result"]


def asked(payload: object) -> Any:
    """The whole answer."""
    return json.loads(api.handle(json.dumps({"id": 1, "action": "compare", "payload": payload})))


def view(who: str, stage: str | None = None, rating: str | None = None, **more: Any) -> Plain:
    """What one person says about one idea."""
    answers = {"stage": stage, "rating": rating, **more}
    return document(id=f"of-{who}", perspective={"who": who}, ideas={"work": answers})


def test_thirty_people_are_put_side_by_side() -> None:
    """Each person is in each idea once, and the counts are those of what they chose."""
    result = compared(list(thirty()))
    assert len(result["people"]) == 30
    assert not result["refused"]
    for idea in result["ideas"]:
        assert [point["key"] for point in idea["points"]] == [f"k{place}" for place in range(30)]
        for scale in ("stages", "ratings"):
            assert sum(idea[scale]["count"].values()) + idea[scale]["none"] == 30
        assert sum(group["n"] for group in idea["groups"]) == 30
        assert [group["group"] for group in idea["groups"]] == list(PERSPECTIVES[:5])
    first = result["ideas"][0]["points"][0]
    assert first["evidence"] == "Evidence1assets: people say so."
    assert [change["text"] for change in first["changes"]] == ["Change1assets", "Other1assets"]
    assert (first["name"], first["group"], first["stage"]) == ("Who1", "families", "basics")
    assert result["people"][0]["reflection"] == "reflection-1", "so that a point can say where it came from"


def test_the_answer_opens_with_where_people_differ_most() -> None:
    """Ideas are ranked by how far people differ over stages, and the opening names the first."""
    result = compared(list(thirty()))
    assert result["first"] == ["networks", "work", "reciprocity", "assets"]
    assert {idea["id"]: idea["rank"] for idea in result["ideas"]} == {
        "networks": 1, "work": 2, "reciprocity": 3, "assets": 4,
    }  # fmt: skip
    assert result["opening"][0] == "You see “Social networks” most differently. Talk about that first."


def test_ratings_then_the_ends_decide_and_equals_stay_in_order() -> None:
    """Where stages tell nothing, ratings do; where nothing tells, the tool's order stands."""
    one = {"assets": {"stage": "basics"}, "networks": {"stage": "basics", "rating": "red"}}
    other = {"assets": {"stage": "basics"}, "networks": {"stage": "basics", "rating": "amber"}}
    result = compared([document(id="1", ideas=one), document(id="2", ideas=other)])
    assert result["first"] == ["networks", "assets", "work", "reciprocity"]


@pytest.mark.parametrize(
    ("files", "piece"),
    [
        ([], "nothing to compare yet. Add"),
        ([view("Ann", "basics")], "one person sees it"),
        ([view("Ann"), view("Bo")], "no two people"),
        ([view("Ann", "basics"), view("Bo")], "no two people"),
        ([view("Ann", "basics"), view("Bo", "basics")], "every idea the same way"),
        ([view("Ann", "basics"), view("Bo", "not-yet")], "“Valuing work” most differently"),
    ],
)
def test_there_is_a_kind_word_for_every_case(files: list[Plain], piece: str) -> None:
    """Nobody, one person, people who agree or have not chosen: each has its own opening."""
    assert piece in compared(files)["opening"][0]


def test_ideas_that_differ_equally_are_all_named() -> None:
    """Which of two is talked about first is not decided by their order alone."""
    ideas = [{idea: {"stage": stage} for idea in ("assets", "work")} for stage in ("basics", "really-well")]
    result = compared([document(id=str(place), ideas=each) for place, each in enumerate(ideas)])
    assert "People as assets, Valuing work" in result["opening"][0]


@pytest.mark.parametrize(
    ("files", "piece"),
    [
        ([view("A"), view("B")], "nobody has chosen"),
        ([view("A", "basics"), view("B")], "one person chose “You’ve got the basics”"),
        ([view("A", "basics"), view("B", "not-yet")], "from “You really haven’t got this” to “You’ve got"),
        ([view("A", "basics", "red"), view("B", "basics", "green")], "colours go from RED to GREEN"),
        ([view("A", "basics", "red"), view("B", "basics", "red")], "Do you all mean the same"),
    ],
)
def test_each_idea_has_a_sentence(files: list[Plain], piece: str) -> None:
    """One sentence for each idea says where people stand, and asks."""
    assert piece in compared(files)["ideas"][1]["sentence"]


def test_damaged_files_are_named_and_the_others_go_on() -> None:
    """A file that cannot be read keeps no other out, and comes back with its name and its faults."""
    result = compared([view("Ann"), "{", view("Bo") | {"name": 7}, "hello", view("Cy")])
    assert [person["name"] for person in result["people"]] == ["Ann", "Cy"]
    assert [(one["key"], one["name"]) for one in result["refused"]] == [
        ("k1", "1.json"), ("k2", "2.json"), ("k3", "3.json"),
    ]  # fmt: skip
    assert result["refused"][1]["places"] == [{"path": "name", "message": "There should be text here."}]


def test_people_of_one_name_are_told_apart() -> None:
    """Two of one name are two, the same file again is one, and no number tells of who is not named."""
    ann, other = view("Ann"), {**view("Ann"), "id": "another"}
    result = compared([ann, other, ann, view("Bo")])
    assert [one["name"] for one in result["people"]] == ["Ann", "Ann (2)", "Ann", "Bo"]
    assert [point["name"] for point in result["ideas"][0]["points"]] == ["Ann", "Ann (2)", "Bo"]
    result = compared([ann, other], settings={"k0": {"anonymous": True}})
    assert [one["name"] for one in result["people"]] == ["Person 1", "Ann"]


def test_the_same_reflection_counts_where_the_one_above_is_hidden() -> None:
    """Of three copies the first that is not hidden counts, and only those below it say that they do not."""
    ann = view("Ann", "basics")
    people = compared([ann] * 3, settings={"k0": {"hidden": True}})["people"]
    assert [person["left_out"] for person in people] == [False, False, True]
    assert [bool(person["note"]) for person in people] == [False, False, True]
    result = compared([ann] * 3, settings={"k0": {"hidden": True}})
    assert result["ideas"][1]["stages"]["count"]["basics"] == 1
    both = {"k0": {"hidden": True}, "k1": {"hidden": True}}
    assert compared([ann] * 3, settings=both)["ideas"][1]["stages"]["count"]["basics"] == 1


def test_the_same_reflection_counts_once() -> None:
    """A file that is there twice is said so and left out; another version of it is noted and counts."""
    later = view("Ann", "really-well") | {"changed": "2026-11-23T10:00:00Z"}
    result = compared([view("Ann", "basics"), view("Bo"), view("Ann", "basics"), later, later])
    people = result["people"]
    assert [one["twin"] for one in people] == [None, None, "k0", "k0", "k3"]
    assert [one["left_out"] for one in people] == [False, False, True, False, True]
    assert "exactly the same as “Ann”" in people[2]["note"]
    assert "another version of “Ann”" in people[3]["note"]
    assert sum(result["ideas"][1]["stages"]["count"].values()) == 2


def test_people_without_ids_are_all_counted() -> None:
    """Files written by hand have no ids; two people may well say the same."""
    result = compared([document(ideas={"work": {"stage": "basics"}})] * 2)
    assert [person["name"] for person in result["people"]] == ["Person 1", "Person 2"]
    assert result["ideas"][1]["stages"]["count"]["basics"] == 2


def test_who_is_not_named_is_nowhere_in_the_answer() -> None:
    """Of people who are hidden or not to be named, nothing is left that tells: names, ids, topics, days."""
    files = list(several(6))
    files[5]["ideas"]["work"]["voices"] = [{"text": "A voice", "source": {"who": "Who2", "reflection": "x"}}]
    settings = {
        "k1": {"anonymous": True, "name": "Override2"},
        "k3": {"anonymous": True},
        "k4": {"hidden": True},
    }
    text = json.dumps(compared(files, settings=settings))
    for number in (2, 4, 5):
        for word in ("Who", "Name", "About", "Override", "reflection-", "change-", "Doer", "By", "Own"):
            assert f"{word}{number}" not in text
    assert "Person 2" in text
    assert "Evidence2work" in text
    assert "Evidence5work" not in text
    assert "A voice" in text
    assert "Who1" in text


def test_a_name_in_what_somebody_wrote_is_warned_of() -> None:
    """Texts stay as people wrote them, so a name that is to be kept out and stands in one is warned of."""
    files = [view("Ann, Zoë"), view("Bo", evidence="It was ZOË who asked."), view("Annual")]
    notes = [one["note"] for one in compared(files, settings={"k0": {"anonymous": True}})["people"]]
    assert "read the texts" in notes[0]
    assert not any(notes[1:])
    assert not any(one["note"] for one in compared(files)["people"])


def test_names_are_found_as_whole_words() -> None:
    """“Ann” is not in “Annual”; two words are found next to each other only."""
    names = {"a": ["Ann"], "b": ["Mary Lou", "x"], "c": ["O’Neill & Søren"], "d": [""]}
    assert mentioned(names, ["Annual meeting", "Lou Mary", "x"]) == frozenset()
    assert mentioned(names, ["ann!", "with mary  lou.", "SØREN’s"]) == {"a", "b", "c"}


def test_settings_change_how_people_are_shown() -> None:
    """A name and a group given here take the place of what the file says."""
    settings = {"k0": {"group": "managers", "name": " Boss "}}
    result = compared([view("Ann", "basics"), view("Bo", "basics")], settings=settings)
    assert [(one["name"], one["group"]) for one in result["people"]] == [("Boss", "managers"), ("Bo", None)]
    assert result["people"][0]["group_label"] == "Managers"
    assert [group["group"] for group in result["ideas"][1]["groups"]] == ["managers", None]


def test_the_views_of_one_group_alone() -> None:
    """With `by`, only that group's views are counted and shown; everybody stays in the list."""
    result = compared(list(thirty()), by="staff")
    assert len(result["people"]) == 30
    assert {point["group"] for idea in result["ideas"] for point in idea["points"]} == {"staff"}
    assert sum(result["ideas"][0]["stages"]["count"].values()) == 6


def test_evidence_taken_over_is_evidence() -> None:
    """What a shared reflection has from others is shown with what it says itself."""
    shared = view("All", "basics", evidence="Ours", voices=[{"text": "Ann’s"}, {"text": " "}])
    assert compared([shared])["ideas"][1]["points"][0]["evidence"] == "Ours\n\nAnn’s"


def test_a_change_without_words_is_told_by_its_action() -> None:
    """A change that only its action says something about is shown by that."""
    work = {"work": chosen(text=" ", what="Ask")}
    assert compared([document(ideas=work)])["ideas"][1]["points"][0]["changes"][0]["text"] == "Ask"


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"files": "x"},
        {"files": [{}]},
        {"files": [{"key": 1}]},
        {"files": [{"key": "a", "text": "{}", "more": 1}]},
        {"files": [{"key": "a", "text": "{}"}, {"key": "a", "text": "{}"}]},
        {"files": [], "by": "x"},
        {"files": [], "settings": {"a": {"hidden": 1}}},
        {"files": [], "settings": {"a": {"group": "x"}}},
        {"files": [], "settings": []},
    ],
)
def test_a_bad_question_is_answered_as_one(payload: Any) -> None:
    """What the page must not ask is refused as such."""
    assert asked(payload)["error"]["code"] == "bad-request"


DECIDED = st.fixed_dictionaries({}, optional={"hidden": st.booleans(), "anonymous": st.booleans()})


@given(st.lists(documents(), max_size=4), st.lists(DECIDED, min_size=4, max_size=4))
def test_any_documents_can_be_compared(plains: list[Plain], decided: list[Plain]) -> None:
    """Whatever people wrote, odd texts and ids included, there is an answer, and order changes no count."""
    settings = {f"k{place}": decided[place] for place in range(len(plains))}
    result = compared(plains, settings=settings)
    assert len(result["people"]) == len(plains)
    assert sorted(result["first"]) == sorted(IDEAS)
    keys = list(range(len(plains)))
    random.Random(1).shuffle(keys)
    files = [{"key": f"k{place}", "reflection": plains[place]} for place in keys]
    again = asked({"files": files, "settings": settings})["result"]
    if not any(one["left_out"] for one in result["people"]):
        for one, other in zip(result["ideas"], again["ideas"], strict=True):
            assert all(one[part] == other[part] for part in ("stages", "ratings", "rank"))
