"""What each way of naming a day or a time means. A reader gives nothing for what it does not know."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from dateutil.easter import easter

from worksheet_py.dates.explicit_dates import explicit
from worksheet_py.dates.spans import (
    DAY,
    LENGTHS,
    Make,
    Meant,
    around,
    months,
    on,
    third,
    yearly,
)
from worksheet_py.dates.vocabulary import WhenWords

YEAR = re.compile(r"20[0-9]{2}")


def from_today(line: str, written: date, words: WhenWords) -> Meant:
    """Today, tomorrow."""
    days = words.from_today.get(line)
    return () if days is None else (on(written + days * DAY),)


def counted(line: str, written: date, words: WhenWords) -> Meant:
    """In 3 weeks, two months from now. "3 weeks" alone may be how long it takes."""
    found = words.counted.fullmatch(line)
    if not found or not (found["ahead"] or found["later"]):
        return ()
    amount = words.numbers.get(found["amount"]) or int(found["amount"])
    return (on(written + LENGTHS[words.units[found["unit"]]] * amount),)


def weekday(line: str, written: date, words: WhenWords) -> Meant:
    """Friday: the first from the day of writing on."""
    day = words.weekdays.get(line)
    return () if day is None else (on(written + (day - written.weekday()) % 7 * DAY),)


def turned(line: str, written: date, words: WhenWords) -> Meant:
    """This Friday, next week, next June, next Christmas."""
    found = words.turn.match(line)
    if not found:
        return ()
    rest, following = line[found.end() :], found["next"] is not None
    if unit := words.units.get(rest):
        here = around(written, unit)
        return () if unit in ("day", "fortnight") else (around(here.end + DAY, unit) if following else here,)
    if rest in words.weekdays:
        monday = around(written, "week").end + DAY
        return (on(monday + words.weekdays[rest] * DAY),) if following else weekday(rest, written, words)
    meant = (*named(rest, written, words), *explicit(rest, written, words))
    if len(meant) == 1:  # it names its year: "next June 2027" contradicts itself
        return ()
    return tuple(when for when in meant if when.start > written)[:1] if following else meant


def named(line: str, written: date, words: WhenWords) -> Meant:
    """June, summer, Q2, Christmas, Easter, each with a year or without."""
    found = words.year.search(line)
    make = maker(line[: found.start()] if found else line, words)
    if make is None:
        return ()
    return (make(int(found[1])),) if found else yearly(make, written)


def maker(name: str, words: WhenWords) -> Make | None:
    """What makes a named time for a year."""
    if month := words.months.get(name):
        return lambda year: months(year, month)
    if begins := words.seasons.get(name):
        return lambda year: months(year, begins, 3)
    if quarter := words.quarters.get(name):
        return lambda year: months(year, quarter * 3 - 2, 3)
    if fixed := words.days.get(name):
        return lambda year: on(date(year, *fixed))
    offset = words.easter.get(name)
    return None if offset is None else lambda year: on(easter(year) + offset * DAY)


def whole_year(line: str, written: date, words: WhenWords) -> Meant:
    """2027."""
    return (months(int(line), 1, 12),) if YEAR.fullmatch(line) else ()


type Reader = Callable[[str, date, WhenWords], Meant]
READERS: tuple[Reader, ...] = (from_today, counted, weekday, turned, named, whole_year, explicit)


def whole(line: str, written: date, words: WhenWords) -> Meant:
    """What a line means to the first reader that knows it."""
    return next((meant for reader in READERS if (meant := reader(line, written, words))), ())


def part(line: str, written: date, words: WhenWords) -> Meant:
    """Start of May, mid June, late 2027, end of the year."""
    for name, pattern in words.parts.items():
        if found := pattern.match(line):
            meant = of_which(line[found.end() :], written, words)
            return tuple(third(when, name) for when in meant)
    return ()


def of_which(line: str, written: date, words: WhenWords) -> Meant:
    """What comes after "end of": a time, with "the" or without, or the week, month, quarter or year."""
    for rest in without_article(line, words):
        if meant := whole(rest, written, words):
            return meant
        if (unit := words.units.get(rest)) and unit not in ("day", "fortnight"):
            return (around(written, unit),)
    return ()


def without_article(line: str, words: WhenWords) -> Iterator[str]:
    """The line, and the line without a small word before it."""
    yield line
    if found := words.lead.match(line):
        yield line[found.end() :]
