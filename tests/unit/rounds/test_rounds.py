import copy
import json
from typing import Any

import pytest
from hypothesis import given

from tests.unit.factories import Plain, document
from tests.unit.strategies import documents
from worksheet_py import api
from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import load
from worksheet_py.validation.limits import MAX_ROUNDS, MAX_TEXT_CHARS

MAY = "2026-05-22T10:00:00.000Z"
LATER = "2027-05-04T09:00:00.000Z"


def ask(action: str, **payload: Any) -> Any:
    """The answer to a request."""
    return json.loads(api.handle(json.dumps({"id": 1, "action": action, "payload": payload})))


def following(plain: Plain, id: str = "second", now: str = LATER, name: str = "Again") -> Any:
    """The next round of a document, and what is said of it."""
    return ask("next_round", reflection=plain, id=id, now=now, name=name)["result"]


def looked_back(*plains: Plain) -> Any:
    """The series among these documents."""
    files = [{"key": f"k{place}", "reflection": plain} for place, plain in enumerate(plains)]
    return ask("rounds", files=files)["result"]["series"]


def first() -> Plain:
    """A first round: a plan with actions done and to do, evidence, and something of each kind."""
    actions = [
        {"id": "a1", "change": "c1", "what": "Ask", "who": "Ann", "when": "June", "status": "done"},
        {"id": "a2", "change": "c1", "what": "Tell", "status": "doing"},
        {"id": "a3", "change": "c2", "what": "Not chosen"},
    ]
    work = {
        "stage": "not-yet", "rating": "red", "evidence": "Nobody is thanked.", "recognised": ["know-a-bit"],
        "changes": [{"id": "c1", "text": "Thank people", "chosen": True}, {"id": "c2", "text": "Pay"}],
        "actions": actions, "done": True, "colour": "kept",
    }  # fmt: skip
    own = [{"id": "a1", "what": "Meet again", "status": "to-do"}]
    return document(
        id="first", name="Tuesday group", created=MAY, changed=MAY, theme="kept",
        focus={"kind": "service", "about": "Café"}, perspective={"group": "group", "who": "All"},
        ideas={"work": work, "of-another-edition": {"stage": 5}}, actions=own,
    )  # fmt: skip


def test_what_waits_for_a_choice_is_not_carried_into_an_empty_field() -> None:
    """Evidence that nobody chose goes into what was said last time; a clash in the plan goes on to wait."""
    clashes = [
        {"id": "k1", "path": "ideas.work.evidence", "text": "Somebody is thanked."},
        {"id": "k2", "path": "ideas.work.actions.a1.what", "text": "Ask twice"},
    ]
    made = following(first() | {"clashes": clashes})["reflection"]
    assert made["clashes"] == clashes[1:]
    assert made["ideas"]["work"]["earlier"]["evidence"] == "Nobody is thanked.\n\nSomebody is thanked."


def test_the_next_round_opens_the_questions_and_keeps_the_plan() -> None:
    """Stage, rating, evidence and marks are open again; changes and actions are there with their statuses."""
    made = following(first())["reflection"]
    work = made["ideas"]["work"]
    assert (work["stage"], work["rating"], work["evidence"], work["recognised"]) == (None, None, "", [])
    assert work["done"] is False
    assert [(one["text"], one["chosen"]) for one in work["changes"]] == [
        ("Thank people", True),
        ("Pay", False),
    ]
    assert [(one["id"], one["status"]) for one in work["actions"]] == [
        ("a1", "done"), ("a2", "doing"), ("a3", "to-do"),
    ]  # fmt: skip
    assert [one["what"] for one in made["actions"]] == ["Meet again"]
    assert (made["id"], made["name"], made["created"], made["changed"]) == ("second", "Again", LATER, LATER)
    assert (made["series"], made["round"]) == ("first", 2)
    assert (made["focus"]["about"], made["perspective"]["who"]) == ("Café", "All")


def test_what_was_answered_last_time_is_in_reach() -> None:
    """Each idea keeps the last answers, with their day; what no edition knows here stays too."""
    made = following(first())["reflection"]
    assert made["ideas"]["work"]["earlier"] == {
        "stage": "not-yet", "rating": "red", "evidence": "Nobody is thanked.", "changed": MAY,
    }  # fmt: skip
    assert "earlier" not in made["ideas"]["assets"]
    assert (made["theme"], made["ideas"]["work"]["colour"]) == ("kept", "kept")
    assert made["ideas"]["of-another-edition"] == {"stage": 5}


def test_an_idea_left_out_in_one_round_keeps_what_was_said_before() -> None:
    """Where nobody answered last time, the answers of the time before stay in reach, with their own day."""
    third = following(following(first())["reflection"], id="third")["reflection"]
    assert third["ideas"]["work"]["earlier"]["changed"] == MAY
    assert (third["series"], third["round"]) == ("first", 3)


def test_voices_are_in_reach_as_evidence() -> None:
    """What was taken over from people is not lost to the next round, and says whose it was."""
    voices = [{"text": "We bake.", "source": {"who": "Zoë"}}, {"text": "We sing."}, {"text": ""}]
    work = {"evidence": "Ours.", "voices": voices}
    made = following(document(id="x", ideas={"work": work}))["reflection"]["ideas"]["work"]
    assert made["earlier"]["evidence"] == "Ours.\n\nWe bake. – Zoë\n\nWe sing."
    assert "voices" not in made


def test_what_many_said_last_time_is_no_longer_than_a_text_may_be() -> None:
    """The next round can be read again; the round before has all of it."""
    voices = [{"text": "We bake. " * 4_400} for _ in range(15)]
    made = following(document(id="x", ideas={"work": {"voices": voices}}))["reflection"]
    again = following(made, id="again")["reflection"]
    earlier = again["ideas"]["work"]["earlier"]["evidence"]
    assert (len(earlier), earlier[-1]) == (MAX_TEXT_CHARS, "…")


@pytest.mark.parametrize(
    ("plain", "carried", "done", "piece"),
    [
        (first(), 2, 1, "2 actions are still to be done and were carried over. One action is done."),
        (document(id="x"), 0, 0, "start afresh"),
    ],
)
def test_it_is_said_what_goes_on(plain: Plain, carried: int, done: int, piece: str) -> None:
    """The answer counts the plan's actions still to be done and done, and says so in words."""
    said = following(plain)["said"]
    assert (said["carried"], said["done"]) == (carried, done)
    assert piece in said["text"]


@given(documents())
def test_the_next_round_of_anything_is_a_sound_document(plain: Plain) -> None:
    """Whatever was written, the next round can be kept, read, and followed by another; the old one stays."""
    before = copy.deepcopy(plain)
    made = following(plain)["reflection"]
    assert isinstance(load(made, api.tool(), api.words()), Reflection)
    assert following(made, id="third")["reflection"]["round"] == min(plain.get("round", 1) + 2, MAX_ROUNDS)
    assert plain == before
    assert len(looked_back(plain, made)) == (1 if plain["id"] else 1 + ("series" not in plain))


def test_the_highest_round_can_be_followed() -> None:
    """A file that is taken in can be gone on from, even if it says that it is the last round there may be."""
    made = following(first() | {"round": MAX_ROUNDS, "series": "first"})["reflection"]
    assert load(made, api.tool(), api.words()).round == MAX_ROUNDS


@pytest.mark.parametrize("wrong", [{"id": " "}, {"now": ""}, {"now": "soon"}, {"now": 5}, {"name": None}])
def test_a_round_needs_a_name_and_a_day(wrong: Plain) -> None:
    """The page gives id, moment and name; nothing here looks at a clock."""
    payload = {"reflection": first(), "id": "x", "now": LATER, "name": ""} | wrong
    assert ask("next_round", **payload)["error"]["code"] == "bad-request"
    assert "result" in ask("next_round", reflection=first(), id="x", now=LATER, name="")


def three_rounds() -> list[Plain]:
    """Three rounds, in which one action is done and one stays to be done."""
    one = first()
    two = following(one)["reflection"]
    two["ideas"]["work"] |= {"stage": "getting-there", "rating": "amber", "evidence": "A bit."}
    two["ideas"]["work"]["actions"][1]["status"] = "done"
    three = following(two, id="third", now="2028-01-10T00:00:00Z")["reflection"]
    three["ideas"]["work"] |= {"stage": "basics"}
    return [one, two, three]


def test_rounds_are_put_in_order_and_told_apart() -> None:
    """Whatever order the files come in, rounds stand first to last, and other reflections by themselves."""
    one, two, three = three_rounds()
    series = looked_back(three, document(id="other", name="Other"), one, two)
    assert [(each["id"], len(each["rounds"])) for each in series] == [("first", 3), ("other", 1)]
    assert [each["round"] for each in series[0]["rounds"]] == [1, 2, 3]
    assert [each["key"] for each in series[0]["rounds"]] == ["k2", "k3", "k0"]
    assert series[0]["rounds"][1]["ideas"]["work"] == {
        "stage": "getting-there", "rating": "amber", "evidence": "A bit.",
    }  # fmt: skip


def test_each_idea_is_followed_over_time() -> None:
    """Stage and rating of every round, and one sentence from the first said to the last."""
    work = looked_back(*three_rounds())[0]["ideas"][1]
    assert work["stages"] == ["not-yet", "getting-there", "basics"]
    assert work["ratings"] == ["red", "amber", None]
    assert work["sentence"] == (
        "Valuing work: from “You really haven’t got this” in May 2026"
        " to “You’ve got the basics” in January 2028."
    )


def test_each_action_is_followed_over_time() -> None:
    """What was planned and what happened: a status for each round, nothing where it was not in the plan."""
    one, two, three = three_rounds()
    three["ideas"]["work"]["actions"].append({"id": "a9", "change": "c1", "what": "New", "status": "to-do"})
    happened = {each["what"]: each["rounds"] for each in looked_back(one, two, three)[0]["actions"]}
    assert happened == {
        "Ask": ["done", "done", "done"],
        "Tell": ["doing", "done", "done"],
        "Meet again": ["to-do", "to-do", "to-do"],
        "New": [None, None, "to-do"],
    }


@pytest.mark.parametrize(
    ("stages", "days", "piece"),
    [
        ((None, None), (MAY, LATER), "no stage was chosen"),
        (("basics", None), (MAY, LATER), "the basics” in May 2026. No stage was chosen in the other"),
        ((None, "basics"), (MAY, LATER), "the basics” in May 2027. No stage was chosen in the other"),
        (("basics", "basics"), (MAY, LATER), "in May 2026, and the same in May 2027"),
        (("basics", "not-yet"), (MAY, "2026-05-30T09:00Z"), "on 22 May 2026 to “You really"),
        (("basics", "not-yet"), ("", LATER), "in round 1 to “You really haven’t got this” in May 2027"),
        (("basics", "not-yet"), ("", ""), "in round 1 to “You really haven’t got this” in round 2"),
    ],
)  # fmt: skip
def test_the_sentence_fits_what_was_said(
    stages: tuple[str | None, str | None], days: tuple[str, str], piece: str
) -> None:
    """Months tell rounds apart, days where one month had both, numbers where no day is known."""
    plains = [
        document(id=f"r{place}", series="r0", round=place + 1, changed=day, ideas={"work": {"stage": stage}})
        for place, (stage, day) in enumerate(zip(stages, days, strict=True))
    ]
    assert piece in looked_back(*plains)[0]["ideas"][1]["sentence"]


def test_of_two_copies_the_later_one_counts() -> None:
    """A round that is on the device and in an older file too is one round, as it was last."""
    old, new = first(), first() | {"changed": LATER, "name": "Newer"}
    for pair in ((old, new), (new, old)):
        (series,) = looked_back(*pair)
        assert [each["name"] for each in series["rounds"]] == ["Newer"]


def test_the_later_of_two_copies_is_told_by_time_and_not_by_letters() -> None:
    """Moments of other time zones, with and without parts of a second, are compared as moments."""
    for earlier, later in (
        ("2027-05-04T23:30:00+10:00", "2027-05-04T14:00:00Z"),
        ("2027-05-04T09:00:00Z", "2027-05-04T09:00:00.500Z"),
        ("", "0001-01-01T00:00:00+14:00"),
    ):
        old, new = first() | {"changed": earlier}, first() | {"changed": later, "name": "Newer"}
        for pair in ((old, new), (new, old)):
            (series,) = looked_back(*pair)
            assert [each["name"] for each in series["rounds"]] == ["Newer"], (earlier, later)


def test_a_copy_of_a_later_round_is_no_round() -> None:
    """A copy has series and number of its original and another id: it stands by itself, in any order."""
    one, two, three = three_rounds()
    copied = {"id": "copy", "name": "Copy of it", "created": "2028-06-01T00:00:00Z"}
    copy_of_two = copy.deepcopy(two) | copied
    copy_of_two["ideas"]["work"]["stage"] = "really-well"
    alone = looked_back(one, two, three)
    for files in ((one, copy_of_two, two, three), (one, two, three, copy_of_two)):
        series = {each["id"]: each for each in looked_back(*files)}
        assert [each["id"] for each in series["first"]["rounds"]] == ["first", "second", "third"]
        assert series["first"]["ideas"] == alone[0]["ideas"]
        assert [each["name"] for each in series["copy"]["rounds"]] == ["Copy of it"]


def test_rounds_with_too_much_for_one_table_are_named() -> None:
    """Where each of many rounds has other actions, the last rounds show and the files of others are named."""
    files = [
        {"key": f"k{place}", "name": f"{place}.json", "reflection": document(
            id=f"r{place}", series="r1", round=place,
            actions=[{"id": f"a{place}-{number}", "what": "Ask"} for number in range(100)],
        )} for place in range(1, 41)
    ]  # fmt: skip
    answer = ask("rounds", files=files)["result"]
    (series,) = answer["series"]
    left_out = [one["key"] for one in answer["refused"]]
    shown = [each["key"] for each in series["rounds"]]
    assert left_out + shown == [file["key"] for file in files]
    assert 10 < len(shown) < 30
    assert {one["code"] for one in answer["refused"]} == {"too-much"}
    assert all("later rounds are shown" in one["message"] for one in answer["refused"])


def test_a_damaged_file_is_named() -> None:
    """A file that cannot be read is told by key and name, and the rest is looked at."""
    files = [{"key": "a", "name": "x.json", "text": "{"}, {"key": "b", "reflection": first()}]
    result = ask("rounds", files=files)["result"]
    assert [one["name"] for one in result["refused"]] == ["x.json"]
    assert len(result["series"]) == 1
