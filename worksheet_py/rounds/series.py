"""Looking back over rounds: what was answered each time, what was planned, and what has come of it."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from worksheet_py.document.batch import Given
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.rounds.round_snapshot import RoundFacts, round_facts
from worksheet_py.text.messages import Words


@frozen
class IdeaOverTime:
    """One idea over the rounds, one entry for each; the sentence says from where to where."""

    id: str
    stages: tuple[str | None, ...]
    ratings: tuple[str | None, ...]
    sentence: str


@frozen
class ActionOverTime:
    """One action: its status in each round, None where it was not in the plan; words as in the last."""

    idea: str | None
    what: str
    who: str
    rounds: tuple[str | None, ...]


@frozen
class Series:
    """All rounds of one reflection, first to last. `name` is that of the last."""

    id: str
    name: str
    rounds: tuple[RoundFacts, ...]
    ideas: tuple[IdeaOverTime, ...]
    actions: tuple[ActionOverTime, ...]


def look_back(given: Iterable[Given], tool: Tool, words: Words) -> tuple[Series, ...]:
    """The series among these, in the order in which they first appear."""
    found: dict[str, dict[str, Given]] = {}
    for one in given:
        reflection = one.reflection
        id = reflection.id or one.key
        rounds = found.setdefault(reflection.series or id, {})
        twin = rounds.get(id)
        if twin is None or twin.reflection.changed < reflection.changed:  # of two copies, the later counts
            rounds[id] = one
    return tuple(series(id, in_order(rounds.values()), tool, words) for id, rounds in found.items())


def in_order(rounds: Iterable[Given]) -> tuple[Given, ...]:
    """The rounds, first to last."""
    return tuple(
        sorted(rounds, key=lambda one: (one.reflection.round, one.reflection.created, one.reflection.changed))
    )


def series(id: str, rounds: Sequence[Given], tool: Tool, words: Words) -> Series:
    """One series, its rounds being in order."""
    facts = tuple(round_facts(one) for one in rounds)
    return Series(
        id=id,
        name=facts[-1].name,
        rounds=facts,
        ideas=tuple(over_time(idea, facts, tool, words) for idea in tool.ideas),
        actions=actions(facts),
    )


def actions(rounds: Sequence[RoundFacts]) -> tuple[ActionOverTime, ...]:
    """What became of each action; it keeps its id from round to round."""
    plans = [{(line.idea, line.id): line for line in one.planned} for one in rounds]
    every = dict.fromkeys(name for plan in plans for name in plan)
    made = []
    for name in every:
        lines = [plan.get(name) for plan in plans]
        last = next(line for line in reversed(lines) if line)
        statuses = tuple(line.status if line else None for line in lines)
        made.append(ActionOverTime(last.idea, last.what, last.who, statuses))
    return tuple(made)


def over_time(idea: Idea, rounds: Sequence[RoundFacts], tool: Tool, words: Words) -> IdeaOverTime:
    """One idea over the rounds."""
    return IdeaOverTime(
        id=idea.id,
        stages=tuple(one.ideas[idea.id].stage for one in rounds),
        ratings=tuple(one.ideas[idea.id].rating for one in rounds),
        sentence=sentence(idea, rounds, tool, words),
    )


def sentence(idea: Idea, rounds: Sequence[RoundFacts], tool: Tool, words: Words) -> str:
    """From which stage to which, and when."""
    said = [one for one in rounds if one.ideas[idea.id].stage]
    if not said:
        return words.say("rounds.no_stage", idea=idea.short)
    first, last = said[0], said[-1]
    stages = {"first": tool.label(first.ideas[idea.id].stage), "last": tool.label(last.ideas[idea.id].stage)}
    if first is last:
        return words.say("rounds.once", idea=idea.short, then=when(first, False, words), **stages)
    by_day = first.changed[:7] == last.changed[:7]  # both in one month
    values = {"then": when(first, by_day, words), "later": when(last, by_day, words), **stages}
    if stages["first"] == stages["last"]:
        return words.say("rounds.still", idea=idea.short, **values)
    return words.say("rounds.moved", idea=idea.short, **values)


def when(one: RoundFacts, by_day: bool, words: Words) -> str:
    """When a round was, told by month or by day; its number, if that is not known."""
    if not one.changed:
        return words.say("rounds.in_round", round=one.round)
    year, month, day = one.changed[:10].split("-")
    values = {"day": int(day), "month": words.get("rounds.months")[int(month) - 1], "year": year}
    return words.say("rounds.on_day", **values) if by_day else words.say("rounds.in_month", **values)
