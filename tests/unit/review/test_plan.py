from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.factories import about_assets, chosen, reflection
from tests.unit.strategies import documents
from worksheet_py import api
from worksheet_py.document.reflection import Reflection, blank
from worksheet_py.document.serialization import load
from worksheet_py.review.plan import Plan, make_plan, shortened

TODAY = date(2026, 11, 22)
FULL = {
    "what": "Plan the open day",
    "who": "Zoë",
    "when": "30 June",
    "how": "On Tuesdays",
    "written": "2026-11-22",
}


def plan_of(made: Reflection, today: date = TODAY) -> Plan:
    """The plan on a day."""
    return make_plan(made, today, api.words(), api.when_words())


def codes(plan: Plan) -> list[str]:
    """The codes of the notes."""
    return [note.code for note in plan.notes]


def test_a_full_action_needs_no_note() -> None:
    """Who, what, when and how are there: the plan shows them, and says nothing."""
    plan = plan_of(about_assets(**chosen(**FULL)))
    (line,) = plan.actions
    assert (line.idea, line.what, line.who, line.how) == ("assets", "Plan the open day", "Zoë", "On Tuesdays")
    assert (line.by, line.late, line.missing) == (date(2027, 6, 30), False, ())
    assert plan.notes == ()


def test_no_day_is_counted_from_a_clock_that_cannot_be_right() -> None:
    """A flat battery has set it to 1970: "30 June" is read from the day on which it was written, or not."""
    flat = date(1970, 1, 1)
    unknown = {name: text for name, text in FULL.items() if name != "written"}
    for action, by in ((unknown, None), (FULL, date(2027, 6, 30))):
        made = about_assets(**chosen(**action))
        (line,) = make_plan(made, flat, api.words(), api.when_words(), guess=False).actions
        assert (line.by, line.late, line.when) == (by, False, "30 June")


def test_a_blank_what_is_the_text_of_the_change() -> None:
    """Nobody has to type the same thing twice."""
    (line,) = plan_of(about_assets(**chosen("Ask people", **{**FULL, "what": " "}))).actions
    assert (line.what, line.missing) == ("Ask people", ())


def test_a_chosen_change_without_an_action_is_in_the_plan() -> None:
    """What was chosen is not forgotten because nobody has planned it yet."""
    plan = plan_of(about_assets(**chosen("Ask people")))
    (line,) = plan.actions
    assert (line.idea, line.change, line.what) == ("assets", "c1", "Ask people")
    assert line.missing == ("who", "when", "how")
    assert codes(plan) == ["nobody-and-no-day"]
    assert "“Ask people” has no name and no day yet" in plan.notes[0].text


def test_the_actions_of_two_changes_are_two() -> None:
    """Also where the action that one has not got would be called like the other."""
    changes = [{"id": id, "text": id, "chosen": True} for id in ("c", "c+")]
    plan = plan_of(about_assets(changes=changes, actions=[{"id": "c", "change": "gone", "what": "x"}]))
    assert len({line.id for line in plan.actions}) == len(plan.actions) == 3


def test_an_unchosen_change_is_not_in_the_plan() -> None:
    """What was not chosen stays out, with its action."""
    answers = chosen(**FULL)
    answers["changes"][0]["chosen"] = False
    assert plan_of(about_assets(**answers)) == Plan((), ())


def test_blank_things_are_left_out() -> None:
    """An empty line at the end of the plan, or a ticked line without a word, is no action."""
    empty: dict[str, Any] = {"id": "a1", "what": " ", "who": "\n", "when": "", "how": ""}
    assert plan_of(reflection(ideas={"work": chosen(" ", what="")}, actions=[empty])) == Plan((), ())


def test_an_action_whose_change_is_lost_is_still_there() -> None:
    """Nothing that was written vanishes, even where a file was cut about."""
    plan = plan_of(about_assets(actions=[{"id": "a1", "change": "gone", **FULL}, {"id": "a2"}]))
    assert [(line.idea, line.id, line.change) for line in plan.actions] == [("assets", "a1", "gone")]


def test_several_actions_for_one_change() -> None:
    """One change may take several steps; each is in the plan."""
    answers = chosen(**FULL)
    answers["actions"].append({"id": "a2", "change": "c1", "what": "And clear up"})
    assert [line.what for line in plan_of(about_assets(**answers)).actions] == [
        "Plan the open day",
        "And clear up",
    ]


def test_the_order_is_that_of_the_last_day_meant() -> None:
    """First what must be done first; what has no readable day comes after, as it was written."""
    whens = ["soon", "June 2027", "", "15 June 2027", "next week", "summer 2027", "in a while"]
    actions = [
        {"id": str(n), "what": "x", "when": when, "written": "2026-11-22"} for n, when in enumerate(whens)
    ]
    plan = plan_of(reflection(actions=actions))
    assert [line.when for line in plan.actions] == [
        "next week", "15 June 2027", "June 2027", "summer 2027", "soon", "", "in a while",
    ]  # fmt: skip


def test_a_day_is_read_from_when_it_was_written() -> None:
    """The text "30 June", written in the spring, is late in July, and does not slip to the next year."""
    made = about_assets(**chosen(**{**FULL, "written": "2027-03-01"}))
    (line,) = plan_of(made, date(2027, 7, 1)).actions
    assert (line.by, line.late) == (date(2027, 6, 30), True)
    (line,) = plan_of(made, date(2027, 6, 30)).actions
    assert line.late is False


@pytest.mark.parametrize(
    ("change", "missing", "code", "piece"),
    [
        ({"who": ""}, ("who",), "nobody-named", "Nobody is named for “Plan the open day” yet."),
        ({"when": ""}, ("when",), "no-day", "“Plan the open day” has no day yet"),
        (
            {"who": "", "when": ""},
            ("who", "when"),
            "nobody-and-no-day",
            "“Plan the open day” has no name and no day yet",
        ),
        ({"when": "when Jo is back"}, (), "day-not-read", "“when Jo is back”"),
        ({"when": "31/2/27"}, (), "day-not-read", "“31/2/27”"),
        ({"when": "Q2"}, (), "which-day", "“Q2” could be one of two days"),
        ({"when": "30 June 2026"}, (), "day-passed", "has gone by"),
        ({"how": ""}, ("how",), None, ""),
    ],
)
def test_gaps_are_named_gently(
    change: dict[str, str], missing: tuple[str, ...], code: str | None, piece: str
) -> None:
    """Each gap has its own gentle sentence that names the action; a missing how is only shown as a gap."""
    plan = plan_of(about_assets(**chosen(**{**FULL, **change})))
    assert plan.actions[0].missing == missing
    assert codes(plan) == ([code] if code else [])
    assert all(piece in note.text and (note.idea, note.action) == ("assets", "a1") for note in plan.notes)


def test_an_action_without_words() -> None:
    """An action that names only a person asks what is to be done."""
    plan = plan_of(reflection(actions=[{"id": "a9", "who": "Zoë", "when": "June"}]))
    assert (plan.actions[0].idea, plan.actions[0].missing) == (None, ("what", "how"))
    assert codes(plan) == ["nothing-said"]


def test_done_is_done() -> None:
    """Nobody is nagged about the gaps, or the day, of what is done."""
    plan = plan_of(about_assets(**chosen(what="x", when="30 June 2026", status="done")))
    assert (plan.actions[0].late, plan.actions[0].missing, plan.notes) == (False, (), ())


def test_long_texts_are_shortened_in_notes() -> None:
    """A note names a long action by its first words, on one line."""
    assert shortened("Ask\n everyone") == "Ask everyone"
    assert shortened("word " * 40) == "word " * 11 + "word…"
    assert shortened("x" * 100) == "x" * 60 + "…"


@given(documents(), st.dates())
def test_every_chosen_action_is_there_exactly_once_in_order(document: dict[str, Any], today: date) -> None:
    """No chosen action is lost or doubled, and those with a day come first, by day."""
    made = load(document, api.tool(), api.words())
    plan = plan_of(made, today)
    wanted: list[tuple[str | None, str]] = [
        (None, action["id"]) for action in document["actions"] if said(action)
    ]
    for idea in api.tool().ids("ideas"):
        answers = document["ideas"][idea]
        texts = {change["id"]: change["text"] for change in answers["changes"]}
        picked = {change["id"] for change in answers["changes"] if change["chosen"]}
        with_actions = {action["change"] for action in answers["actions"]}
        spoken = {action["change"] for action in answers["actions"] if said(action)}
        for action in answers["actions"]:
            change = action["change"]
            if change in picked and (not blank(texts[change]) or change in spoken):
                wanted.append((idea, action["id"]))
            if change not in texts and said(action):
                wanted.append((idea, action["id"]))
        unplanned = sum(1 for id in picked - with_actions if not blank(texts[id]))
        planned = [line for line in plan.actions if line.idea == idea]
        assert len(planned) == sum(1 for owner, _ in wanted if owner == idea) + unplanned
    found = [(line.idea, line.id) for line in plan.actions]
    assert len(set(found)) == len(found)
    assert set(wanted) <= set(found)
    days = [(line.status == "done", line.by or date.max) for line in plan.actions]
    assert days == sorted(days)
    assert {(note.idea, note.action) for note in plan.notes} <= set(found)


def said(action: dict[str, Any]) -> bool:
    """Whether an action says anything."""
    return not blank(action["what"], action["who"], action["when"], action["how"])
