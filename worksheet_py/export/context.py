"""What every writer of files is given, and how files write days."""

from datetime import date, datetime

from attrs import frozen

from worksheet_py.dates.vocabulary import WhenWords
from worksheet_py.document.reflection import DONE, Reflection
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.review.plan import PlanAction
from worksheet_py.text.messages import Words


@frozen
class ExportContext:
    """A reflection to export, the person's day, the moment, and the words to write it with."""

    reflection: Reflection
    today: date
    now: datetime  # in UTC
    tool: Tool
    words: Words
    when_words: WhenWords
    # Whether `today` can be right.
    guess: bool = True
    # Which actions of the plan are written, in which order; None for all of them by day.
    lines: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """What the reflection is called."""
        return self.reflection.name.strip() or self.say("export.unnamed")

    def say(self, key: str, /, **values: object) -> str:
        """The sentence at a key, filled in."""
        return self.words.say(key, **values)

    def label(self, id: str | None) -> str:
        """The label of a stage, rating and so on, or a text for "not chosen"."""
        return self.tool.label(id) or self.say("export.not_chosen")

    def format_day(self, day: date) -> str:
        """The day in words, like 30 June 2027."""
        return format_day(day, self.words)


def format_day(day: date, words: Words) -> str:
    """The day in words, like 30 June 2027."""
    month = words.get("rounds.months")[day.month - 1]
    return words.say("export.day", day=day.day, month=month, year=day.year)


def remarks(action: PlanAction, words: Words) -> list[str]:
    """What should be looked at: a day that has gone by, nobody named, no day, or none that can be read."""
    if action.status == DONE:
        return []
    unread = action.by is None and "when" not in action.missing and not action.either
    said = {
        "export.late": action.late,
        "export.nobody": "who" in action.missing,
        "export.no_day": "when" in action.missing,
        "export.unread": unread,
        "export.either": bool(action.either) and action.by is None,
    }
    return [words.say(key) for key, applies in said.items() if applies]


def with_day(action: PlanAction, words: Words) -> str:
    """What was written under "when", and the day that was read from it, unless it says just that."""
    read = format_day(action.by, words) if action.by else ""
    if read in ("", action.when.strip()):
        return action.when
    return words.say("export.when_read", when=action.when, date=read)
