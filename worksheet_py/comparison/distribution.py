"""What people chose on one of the tool's scales: how many where, and how far apart, in words."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from worksheet_py.comparison.consensus import consensus
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

# With fewer people than these, a figure would claim more than anybody can know.
ENOUGH = 5
# Values of the consensus from which people count as close together, and as some way apart. On four steps,
# half and half on neighbouring ones is 0.74, with one step between 0.42, and all four alike 0.37.
CLOSE, APART = 0.7, 0.4

# `count` is how many chose each id, in the tool's order, and `none` how many chose none; `from` and `to` are
# the lowest and the highest id that was chosen, and `agreement` says it in a sentence or two.
Spread = TypedDict(
    "Spread",
    {
        "count": dict[str, int],
        "none": int,
        "consensus": float | None,
        "agreement": str,
        "from": str | None,
        "to": str | None,
    },
)


def count_choices(choices: Iterable[str | None], ids: Sequence[str]) -> dict[str, int]:
    """How many chose each id, in order; None is not counted."""
    count = dict.fromkeys(ids, 0)
    for choice in choices:
        if choice is not None:
            count[choice] += 1
    return count


def spread(choices: Iterable[str | None], ids: Sequence[str], tool: Tool, words: Words) -> Spread:
    """The spread of choices (None: not chosen) over a scale with these ids."""
    everybody = tuple(choices)
    count = count_choices(everybody, ids)
    chosen = [id for id, number in count.items() if number]
    made = Spread(
        {
            "count": count,
            "none": everybody.count(None),
            "consensus": consensus(tuple(count.values())),
            "agreement": "",
            "from": chosen[0] if chosen else None,
            "to": chosen[-1] if chosen else None,
        }
    )
    made["agreement"] = agreement(made, tool, words)
    return made


def agreement(found: Spread, tool: Tool, words: Words) -> str:
    """How far people agree, in a sentence or two."""
    number, none = sum(found["count"].values()), found["none"]
    ends = {"first": tool.label(found["from"]), "last": tool.label(found["to"])}
    if number < 2:
        sentence = words.say("spread.one", **ends) if number else words.say("spread.nobody")
    elif found["from"] == found["to"]:
        sentence = words.say("spread.same", n=number, **ends)
    else:
        sentence = words.say(f"spread.{band(number, found['consensus'] or 0)}", n=number, **ends)
    more = words.count("spread.none", none)
    return f"{sentence} {more}" if number and none else sentence


def band(number: int, figure: float) -> str:
    """Which sentence fits: few, close, apart or far."""
    if number < ENOUGH:
        return "few"
    return "close" if figure >= CLOSE else "apart" if figure >= APART else "far"


def dissent(found: Spread) -> float:
    """How far people differ, from 0 to 1; 0 where there is nothing to compare."""
    return 0 if found["consensus"] is None else 1 - found["consensus"]


def reach(found: Spread) -> int:
    """How many steps lie between the lowest and the highest choice."""
    ids = list(found["count"])
    return ids.index(found["to"]) - ids.index(found["from"]) if found["from"] and found["to"] else 0
