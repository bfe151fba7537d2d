"""Looking back over rounds: what was answered each time, and what became of what was planned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from worksheet_py.document.batch import LoadedFile
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.review.plan import PlanEntry, entry_values, gather
from worksheet_py.text.messages import Words


@frozen
class IdeaSnapshot:
    """What was answered about one idea in one round; `stage` and `rating` are ids."""

    stage: str | None
    rating: str | None
    evidence: str


@frozen
class RoundSnapshot:
    """One round: its answers by idea, and its plan in the order written."""

    key: str
    id: str
    round: int
    name: str
    changed: str
    ideas: Mapping[str, IdeaSnapshot]
    planned: tuple[PlanEntry, ...]


@frozen
class IdeaOverTime:
    """One idea: its stage and rating in each round, and a sentence on how the stage changed."""

    id: str
    stages: tuple[str | None, ...]
    ratings: tuple[str | None, ...]
    sentence: str


@frozen
class ActionOverTime:
    """One action in the words of its last round; `rounds` is its status in each, None where it is missing."""

    idea: str | None
    what: str
    who: str
    rounds: tuple[str | None, ...]


@frozen
class Series:
    """All rounds of one reflection, first to last, under the name of the last."""

    id: str
    name: str
    rounds: tuple[RoundSnapshot, ...]
    ideas: tuple[IdeaOverTime, ...]
    actions: tuple[ActionOverTime, ...]


def look_back(files: Iterable[LoadedFile], tool: Tool, words: Words) -> tuple[Series, ...]:
    """The series among these files, in the order in which they first appear."""
    found: dict[str, dict[str, LoadedFile]] = {}
    for file in files:
        reflection = file.reflection
        id = reflection.id or file.key
        rounds = found.setdefault(reflection.series or id, {})
        copy = rounds.get(id)
        if copy is None or copy.reflection.changed < reflection.changed:  # of two copies, the later counts
            rounds[id] = file
    return tuple(series(id, rounds.values(), tool, words) for id, rounds in found.items())


def series(id: str, files: Iterable[LoadedFile], tool: Tool, words: Words) -> Series:
    """One series from its rounds in any order."""
    in_order = sorted(
        files, key=lambda file: (file.reflection.round, file.reflection.created, file.reflection.changed)
    )
    rounds = tuple(map(take_snapshot, in_order))
    return Series(
        id=id,
        name=rounds[-1].name,
        rounds=rounds,
        ideas=tuple(
            IdeaOverTime(
                id=idea.id,
                stages=tuple(one.ideas[idea.id].stage for one in rounds),
                ratings=tuple(one.ideas[idea.id].rating for one in rounds),
                sentence=stage_sentence(idea, rounds, tool, words),
            )
            for idea in tool.ideas
        ),
        actions=tuple(actions_over_time(rounds)),
    )


def take_snapshot(file: LoadedFile) -> RoundSnapshot:
    """The round that a file holds."""
    reflection = file.reflection
    return RoundSnapshot(
        key=file.key,
        id=reflection.id,
        round=reflection.round,
        name=reflection.name,
        changed=reflection.changed or reflection.created,
        ideas={
            id: IdeaSnapshot(answers.stage, answers.rating, "\n\n".join(answers.evidence_texts))
            for id, answers in reflection.ideas.items()
        },
        planned=tuple(PlanEntry(**entry_values(idea, action)) for idea, action in gather(reflection)),
    )


def actions_over_time(rounds: Sequence[RoundSnapshot]) -> Iterator[ActionOverTime]:
    """What became of each action; it keeps its id from round to round."""
    plans = [{(entry.idea, entry.id): entry for entry in one.planned} for one in rounds]
    for id in dict.fromkeys(id for plan in plans for id in plan):
        entries = [plan.get(id) for plan in plans]
        last = next(entry for entry in reversed(entries) if entry)
        statuses = tuple(entry.status if entry else None for entry in entries)
        yield ActionOverTime(last.idea, last.what, last.who, statuses)


def stage_sentence(idea: Idea, rounds: Sequence[RoundSnapshot], tool: Tool, words: Words) -> str:
    """From which stage to which the idea moved, and when."""
    answered = [one for one in rounds if one.ideas[idea.id].stage]
    if not answered:
        return words.say("rounds.no_stage", idea=idea.short)
    first, last = answered[0], answered[-1]
    stages = {"first": tool.label(first.ideas[idea.id].stage), "last": tool.label(last.ideas[idea.id].stage)}
    by_day = first is not last and first.changed[:7] == last.changed[:7]  # both in one month
    values = {"then": when(first, by_day, words), "later": when(last, by_day, words), **stages}
    same = "rounds.still" if stages["first"] == stages["last"] else "rounds.moved"
    return words.say("rounds.once" if first is last else same, idea=idea.short, **values)


def when(one: RoundSnapshot, by_day: bool, words: Words) -> str:
    """The month or the day of a round; its number if it has no timestamp."""
    if not one.changed:
        return words.say("rounds.in_round", round=one.round)
    year, month, day = one.changed[:10].split("-")
    values = {"day": int(day), "month": words.get("rounds.months")[int(month) - 1], "year": year}
    return words.say("rounds.on_day" if by_day else "rounds.in_month", **values)
