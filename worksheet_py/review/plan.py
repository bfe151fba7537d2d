"""The overall action plan: every chosen action in order of its day, what is missing, and gentle notes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from attrs import frozen

from worksheet_py.dates.parser import WhenWords, read_when
from worksheet_py.document.reflection import (
    DONE,
    Action,
    Change,
    Id,
    IdeaAnswers,
    Reflection,
    StatusId,
    blank,
)
from worksheet_py.text.messages import Words

TITLE_LENGTH = 60


@frozen
class PlanAction:
    """One line of the plan. `idea` and `change` are None where it belongs to none.

    `by` is the last day that `when` can mean; None if it is blank or cannot be read. `missing` names the
    blank ones of who, what, when and how, and is empty for an action that is done.
    """

    id: str
    idea: str | None
    change: str | None
    what: str
    who: str
    when: str
    how: str
    status: StatusId
    by: date | None
    late: bool
    missing: tuple[str, ...]


@frozen
class Note:
    """A gentle word about one action of the plan; `idea` and `action` together name it."""

    idea: str | None
    action: str
    code: str
    text: str


@frozen
class Plan:
    """The actions in order, and the notes in the order of the actions."""

    actions: tuple[PlanAction, ...]
    notes: tuple[Note, ...]


def make_plan(reflection: Reflection, today: date, words: Words, when_words: WhenWords) -> Plan:
    """The plan as it stands on a day: by last day meant, then what has no readable day, as written."""
    lines = [
        plan_action(idea, change, action, today, when_words) for idea, change, action in gather(reflection)
    ]
    actions = tuple(sorted(lines, key=lambda line: line.by or date.max))
    return Plan(actions, tuple(note for action in actions for note in notes(action, words)))


def gather(reflection: Reflection) -> Iterator[tuple[str | None, Change | None, Action]]:
    """Each (idea, change, action) of the plan, in the order written.

    Those are the actions of chosen changes, actions whose change is lost, and what belongs to no idea. A
    chosen change without any action counts as one of which only the what is known. Nothing blank is there.
    """
    for idea, answers in reflection.ideas.items():
        for change in answers.chosen:
            for action in answers.actions_of(change) or (stand_in(change, answers),):
                yield idea, change, action
        for action in answers.strays:
            yield idea, None, action
    for action in reflection.own_actions():
        yield None, None, action


def stand_in(change: Change, answers: IdeaAnswers) -> Action:
    """A blank action for a change that has none, named like the change (or longer, if that name is taken)."""
    id = change.id
    while any(action.id == id for action in answers.actions):
        id = Id(id + "+")
    return Action(id=id, change=change.id)


def plan_action(
    idea: str | None, change: Change | None, action: Action, today: date, when_words: WhenWords
) -> PlanAction:
    """One line of the plan; `when` is read from the day it was written, or else from today."""
    what = action.what if not blank(action.what) or change is None else change.text
    meant = read_when(action.when, action.written or today, when_words)
    by = meant.end if meant else None
    done = action.status == DONE
    parts = {"who": action.who, "what": what, "when": action.when, "how": action.how}
    return PlanAction(
        id=action.id,
        idea=idea,
        change=action.change,
        what=what,
        who=action.who,
        when=action.when,
        how=action.how,
        status=action.status,
        by=by,
        late=by is not None and by < today and not done,
        missing=() if done else tuple(name for name, text in parts.items() if blank(text)),
    )


def notes(action: PlanAction, words: Words) -> Iterator[Note]:
    """The notes on one action; none on one that is done."""
    if action.status == DONE:
        return
    title = shortened(action.what) or words.say("plan.no_words")
    for code, applies in NOTES.items():
        if applies(action):
            text = words.say("plan." + code.replace("-", "_"), what=title, when=shortened(action.when))
            yield Note(action.idea, action.id, code, text)


def shortened(text: str) -> str:
    """The text on one line, cut at a word with an ellipsis if it is long."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LENGTH:
        return line
    return (line[:TITLE_LENGTH].rsplit(" ", 1)[0] or line[:TITLE_LENGTH]).rstrip(" ,;:–-") + "…"


# Each kind of note and the actions it is for; its sentence is `plan.<code>`. A missing how is left to the
# table, which shows the gap: one more line of nagging for each action would help nobody.
NOTES: Mapping[str, Callable[[PlanAction], bool]] = {
    "nothing-said": lambda action: "what" in action.missing,
    "nobody-named": lambda action: "who" in action.missing and "when" not in action.missing,
    "nobody-and-no-day": lambda action: {"who", "when"} <= set(action.missing),
    "no-day": lambda action: "when" in action.missing and "who" not in action.missing,
    "day-not-read": lambda action: "when" not in action.missing and action.by is None,
    "day-passed": lambda action: action.late,
}
