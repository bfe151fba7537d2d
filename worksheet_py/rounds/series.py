"""Looking back over rounds: what was answered each time, and what became of what was planned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from attrs import frozen

from worksheet_py.document.batch import LoadedFile
from worksheet_py.document.reflection import Reflection
from worksheet_py.questionnaire.idea import Idea
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.review.plan import PlanEntry, entry_values, gather
from worksheet_py.text.days import local_day
from worksheet_py.text.messages import Words
from worksheet_py.validation.limits import MAX_ROUNDS

# Cells that the table of actions has room for: so many, and so many more for each action in a plan.
MAX_CELLS, CELLS_FOR_EACH = 20_000, 4


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


@frozen
class LookBack:
    """The series among files, and the files whose rounds hold too much to be shown with the later ones."""

    series: tuple[Series, ...]
    left_out: tuple[LoadedFile, ...]


def look_back(files: Iterable[LoadedFile], tool: Tool, words: Words) -> LookBack:
    """The series among these files, in the order in which they first appear."""
    found: list[Series] = []
    left_out: list[LoadedFile] = []
    for id, rounds in in_series(files).items():
        few = few_enough([(file, take_snapshot(file)) for file in rounds])
        left_out += rounds[: len(rounds) - len(few)]
        found.append(series(id, few, tool, words))
    return LookBack(tuple(found), tuple(left_out))


def in_series(files: Iterable[LoadedFile]) -> Mapping[str, Sequence[LoadedFile]]:
    """The files of each series by its id, first round to last.

    Of two files with the same reflection, the one that was changed last counts. Of several reflections with
    the same number in one series, the first is the round; the others are copies, and stand by themselves.
    """
    latest: dict[str, LoadedFile] = {}
    for file in files:
        id = file.reflection.id or file.key
        if id not in latest or moment(latest[id].reflection.changed) < moment(file.reflection.changed):
            latest[id] = file
    found: dict[str, list[tuple[str, LoadedFile]]] = {}
    for id, file in latest.items():
        found.setdefault(file.reflection.series or id, []).append((id, file))
    made: dict[str, list[LoadedFile]] = {}
    for name, several in found.items():
        numbers: set[int] = set()
        for id, file in sorted(several, key=lambda pair: place_in_series(pair[1].reflection)):
            number = file.reflection.round
            is_copy = number in numbers and number < MAX_ROUNDS  # the highest is that of all that follow it
            numbers.add(number)
            made.setdefault(id if is_copy else name, []).append(file)
    return made


def place_in_series(reflection: Reflection) -> tuple[int, timedelta, timedelta]:
    """What the rounds of a series are sorted by; of copies from the same moment the last changed is first."""
    return reflection.round, moment(reflection.created), -moment(reflection.changed)


def moment(timestamp: str) -> timedelta:
    """A stored timestamp to compare with others, whatever their time zones. An empty one is the earliest."""
    if not timestamp:
        return timedelta.min / 2
    when = datetime.fromisoformat(timestamp)
    return when.replace(tzinfo=None) - datetime(1970, 1, 1) - (when.utcoffset() or timedelta())


def few_enough(rounds: Sequence[tuple[LoadedFile, RoundSnapshot]]) -> Sequence[RoundSnapshot]:
    """The last rounds, as many as the table of actions has room for.

    It has a cell for each action in each round, so that many rounds with other actions each would fill it
    with the square of what their files hold.
    """
    ids: set[tuple[str | None, str]] = set()
    entries = 0
    for number, (_, one) in enumerate(reversed(rounds), 1):
        ids |= {(entry.idea, entry.id) for entry in one.planned}
        entries += len(one.planned)
        if number > 1 and len(ids) * number > MAX_CELLS + CELLS_FOR_EACH * entries:
            return [snapshot for _, snapshot in rounds[1 - number :]]
    return [snapshot for _, snapshot in rounds]


def series(id: str, rounds: Sequence[RoundSnapshot], tool: Tool, words: Words) -> Series:
    """One series from its rounds, first to last."""
    return Series(
        id=id,
        name=rounds[-1].name,
        rounds=tuple(rounds),
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
    days = [day.replace(day=1) for one in (first, last) if (day := local_day(one.changed))]
    by_day = first is not last and len(days) > len(set(days))  # both in one month
    values = {"then": when(first, by_day, words), "later": when(last, by_day, words), **stages}
    same = "rounds.still" if stages["first"] == stages["last"] else "rounds.moved"
    return words.say("rounds.once" if first is last else same, idea=idea.short, **values)


def when(one: RoundSnapshot, by_day: bool, words: Words) -> str:
    """The month or the day of a round; its number if it has no timestamp."""
    day = local_day(one.changed)
    if not day:
        return words.say("rounds.in_round", round=one.round)
    values = {"day": day.day, "month": words.get("rounds.months")[day.month - 1], "year": day.year}
    return words.say("rounds.on_day" if by_day else "rounds.in_month", **values)
