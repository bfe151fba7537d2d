"""Days as people here write them, and the day of a moment where the person is."""

from datetime import date, datetime

from worksheet_py.text.messages import Words


def say_day(day: date, words: Words) -> str:
    """The day in words, like 30 June 2027."""
    month = words.get("rounds.months")[day.month - 1]
    return words.say("export.day", day=day.day, month=month, year=day.year)


def local_day(moment: str, now: datetime) -> date | None:
    """The day of a saved moment, by the clock that `now` was read from; None if there is no moment."""
    if not moment:
        return None
    when = datetime.fromisoformat(moment)
    try:
        return (when.astimezone(now.tzinfo) if when.tzinfo and now.tzinfo else when).date()
    except OverflowError:  # at the ends of the calendar
        return when.date()
