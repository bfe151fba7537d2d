"""The overall action plan: every chosen action in order of its day, what is missing, and gentle notes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import repeat
from typing import Any

from attrs import evolve, fields, frozen

from worksheet_py.dates.parser import Reading, read_when
from worksheet_py.dates.vocabulary import WhenWords
from worksheet_py.document.reflection import (
    DONE,
    Action,
    Change,
    Id,
    Reflection,
    StatusId,
    blank,
)
from worksheet_py.text.messages import Words

MAX_TITLE_CHARS = 60
# Of a text that stands for several actions.
MAX_AGAIN_CHARS = 200


@frozen
class PlanEntry:
    """An action of the plan; `idea` and `change` are ids, None where it belongs to none."""

    id: str
    idea: str | None
    change: str | None
    what: str
    who: str
    when: str
    status: StatusId


@frozen
class PlanAction(PlanEntry):
    """An action of the plan on a certain day."""

    how: str
    by: date | None  # the last day that `when` means; None if it is blank or cannot be read
    either: tuple[date, ...]  # the last days of which one is meant, where it cannot be told which; else none
    no_such_day: bool  # `when` names a day that does not exist
    late: bool  # that day is over, and the action is not done
    missing: tuple[str, ...]  # which of who, what, when and how are blank, unless it is done


@frozen
class Note:
    """A gentle remark on the action of the plan with these ids of idea and action."""

    idea: str | None
    action: str
    code: str
    text: str


@frozen
class Plan:
    """The actions in order, and the notes in the order of the actions."""

    actions: tuple[PlanAction, ...]
    notes: tuple[Note, ...]


def make_plan(
    reflection: Reflection, today: date, words: Words, when_words: WhenWords, guess: bool = True
) -> Plan:
    """The plan as it stands on a day, by `by`; then those without such a day, then those that are done.

    Args:
        reflection: The reflection that has the actions.
        today: The day by the device's clock.
        words: The sentences of notes.
        when_words: The words for days and times.
        guess: Whether that clock can be right. If not, no day is counted from it.
    """
    entries = [plan_action(idea, action, today, when_words, guess) for idea, action in gather(reflection)]
    actions = tuple(sorted(entries, key=lambda entry: (entry.status == DONE, entry.by or date.max)))
    return Plan(actions, tuple(note for action in actions for note in notes(action, words)))


def gather(reflection: Reflection) -> Iterator[tuple[str | None, Action]]:
    """Each action of the plan with the id of its idea, in the order written; none of them is blank.

    Those are the actions of chosen changes, actions whose change is missing, and actions of no idea. A blank
    `what` is filled in with the text of the change. A chosen change without actions counts as one action.
    """
    for idea, answers in reflection.ideas.items():
        taken = {action.id for action in answers.actions}
        for change in answers.chosen:
            texts = again_and_again(change.text)
            for action in answers.actions_of(change) or (implied_action(change, taken),):
                yield idea, evolve(action, what=next(texts)) if blank(action.what) else action
        for action in answers.orphan_actions:
            yield idea, action
    for action in reflection.own_actions():
        yield None, action


def implied_action(change: Change, taken: set[Id]) -> Action:
    """An action for a change that has none, with the id of the change (and "+" while that id is taken).

    The id is taken from then on: another change may be called so.
    """
    id = change.id
    while id in taken:
        id = Id(id + "+")
    taken.add(id)
    return Action(id=id, change=change.id)


def plan_action(
    idea: str | None, action: Action, today: date, when_words: WhenWords, guess: bool
) -> PlanAction:
    """One action; its `when` is read from the day on which it was written, or else from today."""
    counts_from = action.written or (today if guess else None)
    meant = read_when(action.when, counts_from, when_words) if counts_from else Reading()
    by = meant.only.end if meant.only else None
    done = action.status == DONE
    parts = {"who": action.who, "what": action.what, "when": action.when, "how": action.how}
    return PlanAction(
        **entry_values(idea, action),
        how=action.how,
        by=by,
        either=() if by else tuple(span.end for span in meant.spans),
        no_such_day=meant.impossible,
        late=guess and by is not None and by < today and not done,
        missing=() if done else tuple(name for name, text in parts.items() if blank(text)),
    )


def entry_values(idea: str | None, action: Action) -> dict[str, Any]:
    """The values of an action's `PlanEntry`, by field."""
    names = (field.name for field in fields(PlanEntry))
    return {name: idea if name == "idea" else getattr(action, name) for name in names}


def notes(action: PlanAction, words: Words) -> Iterator[Note]:
    """The notes on one action; none on one that is done."""
    if action.status == DONE:
        return
    title = shortened(action.what) or words.say("plan.no_words")
    for code, applies in NOTES.items():
        if applies(action):
            text = words.say("plan." + code.replace("-", "_"), what=title, when=shortened(action.when))
            yield Note(action.idea, action.id, code, text)


def shortened(text: str, most: int = MAX_TITLE_CHARS) -> str:
    """The text on one line; a long one is cut between words and ends in an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return (line[:most].rsplit(" ", 1)[0] or line[:most]).rstrip(" ,;:–-") + "…"


def again_and_again(text: str) -> Iterator[str]:
    """The text of a change for each of its actions: whole, and then no more of it than the beginning.

    A small file could say otherwise that thousands of actions are all called like a very long text, and no
    browser has the memory for that. `planned` in document.js does the same.
    """
    yield text
    yield from repeat(text if len(text) <= MAX_AGAIN_CHARS else shortened(text, MAX_AGAIN_CHARS))


# Each kind of note and the actions it is for; its sentence is `plan.<code>`. There is none for a missing
# how: the table shows the gap, and a note on every action would only nag.
NOTES: Mapping[str, Callable[[PlanAction], bool]] = {
    "nothing-said": lambda action: "what" in action.missing,
    "nobody-named": lambda action: "who" in action.missing and "when" not in action.missing,
    "nobody-and-no-day": lambda action: {"who", "when"} <= set(action.missing),
    "no-day": lambda action: "when" in action.missing and "who" not in action.missing,
    "day-not-read": lambda action: "when" not in action.missing and action.by is None and not action.either,
    "which-day": lambda action: bool(action.either) and action.by is None,
    "day-passed": lambda action: action.late,
}
