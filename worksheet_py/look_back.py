"""Looking back over rounds: what was answered each time, what was planned, and what has come of it."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from worksheet_py.idea import Idea
from worksheet_py.plan import gather
from worksheet_py.reflection import Reflection, blank
from worksheet_py.taken_in import Given
from worksheet_py.tool import Tool
from worksheet_py.words import Words


@frozen
class Answered:
    """What was answered about one idea in one round."""

    stage: str | None
    rating: str | None
    evidence: str


@frozen
class Planned:
    """One action of a round's plan."""

    id: str
    idea: str | None
    change: str | None
    what: str
    who: str
    when: str
    status: str


@frozen
class RoundFacts:
    """One round: its answers by idea, and its plan in the order written."""

    key: str
    id: str
    round: int
    name: str
    changed: str
    ideas: Mapping[str, Answered]
    planned: tuple[Planned, ...]


@frozen
class IdeaOverTime:
    """One idea over the rounds, one entry for each; the sentence says from where to where."""

    id: str
    stages: tuple[str | None, ...]
    ratings: tuple[str | None, ...]
    sentence: str


@frozen
class ActionOverTime:
    """One action over the rounds: its status in each, None where it was not in the plan; words of the last."""

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
        rounds = found.setdefault(reflection.series or reflection.id or f"\n{one.key}", {})
        twin = rounds.get(reflection.id)
        if twin is None or twin.reflection.changed < reflection.changed:  # of two copies, the later counts
            rounds[reflection.id] = one
    return tuple(
        series(id.strip("\n"), in_order(rounds.values()), tool, words) for id, rounds in found.items()
    )


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


def round_facts(one: Given) -> RoundFacts:
    """One round."""
    made = one.reflection
    return RoundFacts(
        key=one.key,
        id=made.id,
        round=made.round,
        name=made.name,
        changed=made.changed or made.created,
        ideas={
            id: Answered(answers.stage, answers.rating, "\n\n".join(answers.evidence_texts))
            for id, answers in made.ideas.items()
        },
        planned=planned(made),
    )


def planned(reflection: Reflection) -> tuple[Planned, ...]:
    """The plan of a round; an action without words goes by those of its change."""
    return tuple(
        Planned(
            id=action.id,
            idea=idea,
            change=action.change,
            what=change.text if change and blank(action.what) else action.what,
            who=action.who,
            when=action.when,
            status=action.status,
        )
        for idea, change, action in gather(reflection)
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
    stages = [tool.label(one.ideas[idea.id].stage) for one in (said[0], said[-1])]
    values = {"idea": idea.short, "first": stages[0], "last": stages[1], **whens(said[0], said[-1], words)}
    if len(said) == 1:
        return words.say("rounds.once", **values)
    return (
        words.say("rounds.still", **values) if stages[0] == stages[1] else words.say("rounds.moved", **values)
    )


def whens(one: RoundFacts, other: RoundFacts, words: Words) -> dict[str, str]:
    """When two rounds were, told by month, or by day if both were in the same one."""
    by_day = one.changed[:7] == other.changed[:7]
    return {"then": when(one, by_day, words), "later": when(other, by_day, words)}


def when(one: RoundFacts, by_day: bool, words: Words) -> str:
    """When a round was, in words; its number, if that is not known."""
    if not one.changed:
        return words.say("rounds.in_round", round=one.round)
    year, month, day = one.changed[:10].split("-")
    values = {"day": int(day), "month": words.get("rounds.months")[int(month) - 1], "year": year}
    return words.say("rounds.on_day", **values) if by_day else words.say("rounds.in_month", **values)
