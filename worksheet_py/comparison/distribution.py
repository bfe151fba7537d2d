"""What people chose on one of the tool's scales, side by side: how many where, how far apart, in words."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from worksheet_py.comparison.consensus import consensus
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

# With fewer people than these, a figure would claim more than anybody can know.
ENOUGH = 5
# On four steps: half and half on neighbouring ones is 0.74, with one step between 0.42, all four alike 0.37.
CLOSE, APART = 0.7, 0.4

# `count` is by id, in the tool's order; `none` have not chosen; between `from` and `to` lies what was said.
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


def counted(chosen: Iterable[str | None], ids: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many chose each, in order, and how many chose none."""
    count, none = dict.fromkeys(ids, 0), 0
    for one in chosen:
        if one is None:
            none += 1
        else:
            count[one] += 1
    return count, none


def spread(chosen: Iterable[str | None], ids: Sequence[str], tool: Tool, words: Words) -> Spread:
    """The spread over a scale with these ids; who has not chosen is counted apart and not measured."""
    count, none = counted(chosen, ids)
    said = [id for id, number in count.items() if number]
    figure = consensus(tuple(count.values()))
    made = Spread(
        {
            "count": count,
            "none": none,
            "consensus": figure,
            "agreement": "",
            "from": said[0] if said else None,
            "to": said[-1] if said else None,
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
    """How many steps lie between the ends of what was chosen."""
    ids = list(found["count"])
    return ids.index(found["to"]) - ids.index(found["from"]) if found["from"] and found["to"] else 0
