"""Documents for Hypothesis: complete ones with odd texts and unknown keys, and the same with damage."""

import copy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from worksheet_py.questionnaire.vocabulary import FOCUSES, IDEAS, PERSPECTIVES, RATINGS, STAGES, STATUSES
from worksheet_py.validation.limits import FORBIDDEN_KEY

ODD = [
    "",
    " ",
    "\u200f",
    "é" * 50,
    "👩🏽‍🌾",
    "مرحبا",
    "<b>&amp;</b>",
    "{what}",
    '"',
    "\\",
    "\x00",
    "null",
    "1e999",
    "June",
]
POINTS = ["seen-as-problems", "too-vulnerable", "know-a-bit", "equal-value", "flamenco", "gone"]
DAYS = st.dates().map(str)


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts as people, or accidents, write them."""
    return st.sampled_from(ODD) | st.text(max_size=30)


@cache
def whens() -> st.SearchStrategy[str]:
    """What may stand under "when", readable or not."""
    return (
        st.sampled_from(["", "June", "30 June", "2027-06-30", "soon", "next Friday", "end of 2027"]) | texts()
    )


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Any plain data that JSON can hold, but for the one key that no document may have."""
    scalars = (
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.floats(-(2.0**53) + 1, 2.0**53 - 1)
        | texts()
    )
    keys = texts().filter(lambda key: key != FORBIDDEN_KEY)
    groups = st.lists(scalars, max_size=3) | st.dictionaries(keys, scalars, max_size=3)
    return scalars | groups | st.lists(groups, max_size=2)


@cache
def extra() -> st.SearchStrategy[dict[str, Any]]:
    """Keys that no edition knows yet (some named like fields of our classes), mostly none."""
    keys = st.sampled_from(["extra", "other_ideas", "colour", "", "a.b", "__class__", "schlüssel"])
    return st.just({}) | st.dictionaries(keys, json_values(), max_size=2)


def entry(
    seldom: dict[str, st.SearchStrategy[Any]] | None = None, /, **parts: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """A group of named values with unknown keys among them; those that are `seldom` there may be left out."""
    everything: dict[str, st.SearchStrategy[Any]] = parts
    known: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(everything, optional=seldom or {})
    return st.builds(lambda known, unknown: {**unknown, **known}, known, extra())


def maybe(ids: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    """One of the permanent ids, or null."""
    return st.none() | st.sampled_from(ids)


def several(one: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A list whose ids differ."""
    return st.lists(one, max_size=4, unique_by=lambda item: item["id"])


IDS = st.sampled_from(["c1", "c2", "c3", "a1", "é", "constructor"])


def actions(*, loose: bool) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Actions of an idea, or those that belong to none."""
    parts: dict[str, st.SearchStrategy[Any]] = {
        "id": IDS, "what": texts(), "who": texts(), "when": whens(), "written": st.none() | DAYS,
        "how": texts(), "status": st.sampled_from(STATUSES),
    }  # fmt: skip
    if not loose:
        parts["change"] = st.none() | IDS
    return several(entry(**parts))


@cache
def moments() -> st.SearchStrategy[str]:
    """Points in time, or none."""
    return st.just("") | st.datetimes().map(lambda moment: f"{moment.isoformat(timespec='milliseconds')}Z")


@cache
def sources() -> st.SearchStrategy[dict[str, Any]]:
    """Whose a point was."""
    return entry(who=texts(), group=maybe(PERSPECTIVES), reflection=texts())


def from_others() -> dict[str, st.SearchStrategy[Any]]:
    """What only a reflection made of several, or a later round, has: left out where there is none."""
    voices = several(entry(id=IDS, text=texts(), source=sources()))
    earlier = entry(stage=maybe(STAGES), rating=maybe(RATINGS), evidence=texts(), changed=moments())
    return {"voices": voices.filter(bool), "earlier": earlier}


FIELDS = ["evidence", "text", "what", "who", "when", "how", "name", "about"]
OWNERS = ["", "focus.", "perspective.", "ideas.work.", "ideas.work.changes.c1.", "actions.a1.", "ideas.gone."]


@cache
def paths() -> st.SearchStrategy[str]:
    """Where a text of a clash can have been written, or was before that was deleted."""
    ids = texts().map(lambda id: f"ideas.work.actions.{id}.")
    places = st.builds(str.__add__, st.sampled_from(OWNERS) | ids, st.sampled_from(FIELDS))
    return st.just("") | places


@cache
def answers() -> st.SearchStrategy[dict[str, Any]]:
    """What was written about one idea."""
    return entry(
        from_others(),
        stage=maybe(STAGES),
        evidence=texts(),
        recognised=st.lists(st.sampled_from(POINTS), max_size=4),
        rating=maybe(RATINGS),
        changes=several(entry({"source": sources()}, id=IDS, text=texts(), chosen=st.booleans())),
        actions=actions(loose=False),
        done=st.booleans(),
    )


def nothing_written() -> dict[str, Any]:
    """An idea that nobody has begun."""
    lists: dict[str, Any] = {"recognised": [], "changes": [], "actions": []}
    return {"stage": None, "evidence": "", "rating": None, "done": False, **lists}


@cache
def documents() -> st.SearchStrategy[dict[str, Any]]:
    """Complete documents of version 1."""
    ideas = st.fixed_dictionaries({idea: st.builds(nothing_written) | answers() for idea in IDEAS})
    return entry(
        {
            "series": texts().filter(bool),
            "round": st.integers(2, 10_000),
            "clashes": several(entry(id=IDS, path=paths(), text=texts())).filter(bool),
        },
        type=st.just("coproduction-reflection"),
        version=st.just(1),
        id=texts(),
        name=texts(),
        focus=entry(kind=maybe(FOCUSES), about=texts()),
        perspective=entry(group=maybe(PERSPECTIVES), who=texts()),
        created=moments(),
        changed=moments(),
        ideas=st.builds(lambda known, other: {**other, **known}, ideas, extra()),
        actions=actions(loose=True),
    )


DAMAGE = json_values() | st.sampled_from([*STAGES, *STATUSES, "2027-02-30", 1, True])


@st.composite
def damaged_documents(draw: st.DrawFn) -> Any:
    """Documents in which one to three values, anywhere, were replaced or taken out."""
    document: Any = copy.deepcopy(draw(documents()))
    for _ in range(draw(st.integers(1, 3))):
        places = list(inner_places(document))
        if not places:
            break
        owner, key = places[draw(st.integers(0, len(places) - 1))]
        if draw(st.booleans()):
            owner[key] = draw(DAMAGE)
        else:
            del owner[key]
    return document


def inner_places(value: Any) -> Any:
    """Each (container, key) inside plain data."""
    pairs = list(
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    )
    for key, item in pairs:
        yield value, key
        yield from inner_places(item)
