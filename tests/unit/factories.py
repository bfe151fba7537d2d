"""Short ways to make reflections for a test: give what matters, the rest is as the loader fills it in."""

from typing import Any

from worksheet_py import api
from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import load
from worksheet_py.questionnaire.vocabulary import IDEAS, PERSPECTIVES, RATINGS, STAGES, STATUSES

Plain = dict[str, Any]


def document(**parts: Any) -> Plain:
    """A plain document with these parts."""
    return {"type": "coproduction-reflection", "version": 1, **parts}


def reflection(**parts: Any) -> Reflection:
    """The reflection in such a document."""
    return load(document(**parts), api.tool(), api.words())


def about_assets(**answers: Any) -> Reflection:
    """A reflection with answers about one idea alone."""
    return reflection(ideas={"assets": answers})


def chosen(text: str = "Ask people", **action: Any) -> Plain:
    """Answers with one chosen change, and an action for it if any of its parts are given."""
    changes = [{"id": "c1", "text": text, "chosen": True}]
    return {"changes": changes, "actions": [{"id": "a1", "change": "c1", **action}] if action else []}


def several(number: int) -> list[Plain]:
    """As many documents of different people, always the same ones, each text in them a word of its own.

    Number 7 is "Who7", of the reflection "Name7" about "About7"; "Evidence7work" is what they wrote there.
    A few of every ten have chosen no stage or no colour for one of the ideas, or written no evidence.
    """
    return [one_of_many(place) for place in range(1, number + 1)]


def thirty() -> list[Plain]:
    """Thirty documents of different people; see `several`."""
    return several(30)


def one_of_many(place: int) -> Plain:
    """The document of one of several people."""
    day = f"2026-11-{place % 28 + 1:02}T10:00:00.000Z"
    return document(
        id=f"reflection-{place}",
        name=f"Name{place}",
        focus={"kind": "service", "about": f"About{place}"},
        perspective={"group": PERSPECTIVES[place % 5], "who": f"Who{place}"},
        created=day,
        changed=day,
        ideas={idea: answers_of(place, number) for number, idea in enumerate(IDEAS)},
        actions=[{"id": "a1", "what": f"Own{place}", "who": f"By{place}", "when": "June 2027"}],
    )


def answers_of(place: int, number: int) -> Plain:
    """What one of several people says about one idea. On the first, they all see the same stage."""
    idea = IDEAS[number]
    left_out = place % 10 + number
    change, action = f"change-{place}-{idea}", f"action-{place}-{idea}"
    return {
        "stage": None if left_out == 10 else STAGES[(place * number) % 4 if number else 1],
        "rating": None if left_out == 11 else RATINGS[(place + number) % 3],
        "evidence": "" if left_out == 12 else f"Evidence{place}{idea}: people say so.",
        "changes": [
            {"id": change, "text": f"Change{place}{idea}", "chosen": place % 2 == 0},
            {"id": change + "-b", "text": f"Other{place}{idea}"},
        ],
        "actions": [
            {
                "id": action,
                "change": change,
                "what": f"Action{place}{idea}",
                "who": f"Doer{place}{idea}",
                "when": "30 June 2027",
                "how": f"How{place}{idea}",
                "status": STATUSES[place % 3],
            }
        ],
    }
