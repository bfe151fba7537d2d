"""Spans of days and arithmetic with them: months, seasons, thirds, the same time in several years."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from attrs import frozen
from dateutil.easter import easter
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
class DateSpan:
    """A span of days; `end` is its last day."""

    start: date
    end: date


# What a text can mean, in order of time: nothing, one span, or the same time in several years.
type Candidates = tuple[DateSpan, ...]
# From a year to the span in that year; raises ValueError if the year has no such day.
type SpanInYear = Callable[[int], DateSpan]


def on(day: date) -> DateSpan:
    """One day."""
    return DateSpan(day, day)


def lasting(start: date, length: relativedelta) -> DateSpan:
    """The span of this length from a day on."""
    return DateSpan(start, start + length - DAY)


def months(year: int, month: int, several: int = 1) -> DateSpan:
    """Whole months; the 13th is January of the year after."""
    return lasting(date(year, 1, 1) + relativedelta(months=month - 1), relativedelta(months=several))


def fixed_day(year: int, month: int, day: int) -> DateSpan:
    """A day with the same date in each year."""
    return on(date(year, month, day))


def easter_day(year: int, offset: int) -> DateSpan:
    """So many days after Easter Sunday."""
    return on(easter(year) + offset * DAY)


def around(day: date, unit: str) -> DateSpan:
    """The calendar week (from Monday), month, quarter or year that a day is in; for "day", the day."""
    starts = {
        "week": day - day.weekday() * DAY,
        "month": day.replace(day=1),
        "quarter": day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        "year": day.replace(month=1, day=1),
    }
    return lasting(starts.get(unit, day), LENGTHS[unit])


def years_around(written: date) -> range:
    """Ten years for a time without one, from the year before on, whose winter may still be going on."""
    return range(written.year - 1, written.year + 9)


def yearly(make: SpanInYear, years: Iterable[int]) -> Candidates:
    """The same time in several years."""
    spans = []
    for year in years:
        try:
            spans.append(make(year))
        except ValueError:  # no 29 February, or beyond year 9999
            continue
    return tuple(spans)


def first(candidates: Candidates, written: date) -> DateSpan | None:
    """The only span, or of several the first that is not over on the day of writing."""
    if len(candidates) == 1:
        return candidates[0]
    return next((span for span in candidates if span.end >= written), None)


def third(span: DateSpan, part: str) -> DateSpan:
    """The first, middle or last third of a span: of a year in months, of a month in days; a day is itself."""
    index, after = PARTS.index(part), span.end + DAY
    if span.start == span.end:
        return span
    count = (after.year - span.start.year) * 12 + after.month - span.start.month
    if span.start.day == after.day == 1 and count % 3 == 0:
        length = relativedelta(months=count // 3)
        return lasting(span.start + length * index, length)
    days = (after - span.start).days
    return DateSpan(span.start + days * index // 3 * DAY, span.start + days * (index + 1) // 3 * DAY - DAY)
