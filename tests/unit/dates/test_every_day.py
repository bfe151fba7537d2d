"""Phrases without a year, written on every day of eight years, against a second reading: day after day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from tests.profile import draw
from worksheet_py.dates.parser import read_when
from worksheet_py.dates.vocabulary import WhenWords

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2031, 12, 31)
# In a short run each month and each weekday is among them.
EVERY = draw(23, 1)
type Days = tuple[date, date]
type Meaning = Callable[[date], Days]


def ahead(start: date) -> Iterator[date]:
    """This day and all that follow."""
    while True:
        yield start
        start += DAY


def run(written: date, is_in: Callable[[date], bool]) -> Days:
    """The first unbroken run of such days that is not over, from its very first day."""
    end = start = next(day for day in ahead(written) if is_in(day))
    while is_in(start - DAY):
        start -= DAY
    while is_in(end + DAY):
        end += DAY
    return start, end


def when(is_in: Callable[[date], bool]) -> Meaning:
    """A reading by what the days have in common."""
    return lambda written: run(written, is_in)


def after(is_in: Callable[[date], bool], now: Callable[[date], object]) -> Meaning:
    """The same, from the first day that is not in the week, month or year of the day of writing."""
    return lambda written: run(next(day for day in ahead(written) if now(day) != now(written)), is_in)


def inside(now: Callable[[date], object]) -> Callable[[date], Days]:
    """All days that are in the same week, month, quarter or year as a day."""
    return lambda day: run(day, lambda other: now(other) == now(day))


def following(now: Callable[[date], object]) -> Meaning:
    """The week, month, quarter or year after that of the day of writing."""
    return lambda written: inside(now)(inside(now)(written)[1] + DAY)


def before(is_in: Callable[[date], bool]) -> Meaning:
    """The day before the next such day."""
    return lambda written: (next(day for day in ahead(written) if is_in(day + DAY)),) * 2


def in_months(number: int) -> Meaning:
    """The same day of a later month, or its last."""

    def read(written: date) -> Days:
        places = [
            day
            for day in (written + n * DAY for n in range(31 * number + 1))
            if months_from(written, day) == number
        ]
        day = next((day for day in places if day.day == written.day), places[-1])
        return day, day

    return read


def months_from(written: date, day: date) -> int:
    """How many months a day is later, whatever the day of the month."""
    return (day.year - written.year) * 12 + day.month - written.month


def last_third(start: date, end: date) -> Days:
    """The last third of a span, rounded up to whole days."""
    length = (end - start).days + 1
    return start + length * 2 // 3 * DAY, end


def is_easter(day: date) -> bool:
    """The Sunday after the church's full moon from 21 March on, by the golden numbers until 2199."""
    moons = "0414 0403 0323 0411 0331 0418 0408 0328 0416 0405 0325 0413 0402 0322 0410 0330 0417 0407 0327"
    moon = moons.split()[day.year % 19]
    full = date(day.year, int(moon[:2]), int(moon[2:]))
    return day == next(one for one in ahead(full + DAY) if one.weekday() == 6)


def week(day: date) -> object:
    """Its number, by the calendar that begins weeks on Monday."""
    return day.isocalendar()[:2]


def month(day: date) -> object:
    """The month of a year."""
    return day.year, day.month


def quarter(day: date) -> object:
    """The quarter of a year."""
    return day.year, (day.month - 1) // 3


def year(day: date) -> object:
    """The year."""
    return day.year


def friday(day: date) -> bool:
    """A Friday."""
    return day.weekday() == 4


READINGS: dict[str, Meaning] = {
    "today": lambda written: (written, written),
    "tomorrow": lambda written: (written + DAY, written + DAY),
    "Friday": when(friday),
    "this Friday": when(friday),
    "next Friday": after(friday, week),
    "before Friday": before(friday),
    "this month": inside(month),
    "next month": following(month),
    "next week": following(week),
    "this quarter": inside(quarter),
    "next quarter": following(quarter),
    "next year": following(year),
    "end of the month": lambda written: last_third(*inside(month)(written)),
    "end of the year": lambda written: (date(written.year, 9, 1), date(written.year, 12, 31)),
    "in 3 weeks": lambda written: (written + 21 * DAY, written + 21 * DAY),
    "in a month": in_months(1),
    "in two months": in_months(2),
    "30 June": when(lambda day: (day.month, day.day) == (6, 30)),
    "29 February": when(lambda day: (day.month, day.day) == (2, 29)),
    "June": when(lambda day: day.month == 6),
    "end of June": when(lambda day: day.month == 6 and day.day > 20),
    "start of May": when(lambda day: day.month == 5 and day.day < 11),
    "summer": when(lambda day: day.month in (6, 7, 8)),
    "winter": when(lambda day: day.month in (12, 1, 2)),
    "midsummer": when(lambda day: (day.month, day.day) == (6, 24)),
    "by Christmas": when(lambda day: (day.month, day.day) == (12, 25)),
    "before Christmas": before(lambda day: (day.month, day.day) == (12, 25)),
    "Easter": when(is_easter),
    "April to June": when(lambda day: day.month in (4, 5, 6)),
    "from November until February": when(lambda day: day.month in (11, 12, 1, 2)),
    "between 1 May and the end of June": when(lambda day: day.month in (5, 6)),
    "Good Friday": when(lambda day: is_easter(day + 2 * DAY)),
}


@pytest.mark.parametrize("text", READINGS)
def test_a_phrase_is_read_the_same_in_two_ways_on_every_day(text: str, when_words: WhenWords) -> None:
    """Start and end are those of the second reading, and nothing that is meant is over already."""
    for place in range(0, (LAST - FIRST).days + 1, EVERY):
        written = FIRST + place * DAY
        read = read_when(text, written, when_words).only
        assert read is not None, written
        assert (read.start, read.end) == READINGS[text](written), written
        assert read.end >= written
