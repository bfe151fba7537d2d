"""Spans of days, and sums with them: months, seasons, thirds, the same time in several years."""

from collections.abc import Callable
from datetime import date, timedelta

from attrs import frozen
from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
LENGTHS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}
PARTS = ("start", "middle", "end")


@frozen
class When:
    """The days that are meant, first and last."""

    start: date
    end: date


# What a text can mean, in order of time: one span where it says it all, several years where it does not.
type Meant = tuple[When, ...]
# From a year to the span in that year; raises ValueError if the year has no such day.
type Make = Callable[[int], When]


def on(day: date) -> When:
    """One day."""
    return When(day, day)


def lasting(start: date, length: relativedelta) -> When:
    """The span that begins on a day and lasts so long."""
    return When(start, start + length - DAY)


def months(year: int, month: int, several: int = 1) -> When:
    """Whole months."""
    return lasting(date(year, month, 1), relativedelta(months=several))


def around(day: date, unit: str) -> When:
    """The calendar week (Monday to Sunday), month, quarter or year that a day is in; for a day, itself."""
    starts = {
        "week": day - day.weekday() * DAY,
        "month": day.replace(day=1),
        "quarter": day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        "year": day.replace(month=1, day=1),
    }
    return lasting(starts.get(unit, day), LENGTHS[unit])


def yearly(make: Make, written: date) -> Meant:
    """The same time in several years; the year before comes first, because a winter may still be going on."""
    spans = []
    for year in range(written.year - 1, written.year + 9):
        try:
            spans.append(make(year))
        except ValueError:  # no 29 February, or beyond the last year there is
            continue
    return tuple(spans)


def first(meant: Meant, written: date) -> When | None:
    """Of several years the first that is not over on the day of writing."""
    return meant[0] if len(meant) == 1 else next((when for when in meant if when.end >= written), None)


def third(when: When, part: str) -> When:
    """The first, middle or last third of a span: of a year in months, of a month in days; a day is itself."""
    index, after = PARTS.index(part), when.end + DAY
    if when.start == when.end:
        return when
    count = (after.year - when.start.year) * 12 + after.month - when.start.month
    if when.start.day == after.day == 1 and count % 3 == 0:
        return lasting(
            when.start + relativedelta(months=count // 3 * index), relativedelta(months=count // 3)
        )
    days = (after - when.start).days
    return When(when.start + days * index // 3 * DAY, when.start + days * (index + 1) // 3 * DAY - DAY)
