"""What each way to name a day or a time means. A reader returns () for a text that it does not know."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from worksheet_py.dates.explicit_dates import explicit
from worksheet_py.dates.spans import DAY, LENGTHS, Candidates, around, months, on, third, yearly, years_around
from worksheet_py.dates.vocabulary import WhenWords

YEAR = re.compile(r"20[0-9]{2}")


def relative_day(line: str, written: date, words: WhenWords) -> Candidates:
    """Today, tomorrow."""
    days = words.from_today.get(line)
    return () if days is None else (on(written + days * DAY),)


def units_ahead(line: str, written: date, words: WhenWords) -> Candidates:
    """In 3 weeks, 6 wks, two months from now. "A day", "one day": how long it takes, or some day."""
    found = words.ahead.fullmatch(line)
    if not found:
        return ()
    unit, amount = words.units[found["unit"]], words.numbers.get(found["number"]) or int(found["digits"])
    if unit == "day" and amount == 1 and not (found["ahead"] or found["later"]):
        return ()
    return (on(written + LENGTHS[unit] * amount),)


def weekday(line: str, written: date, words: WhenWords) -> Candidates:
    """Friday: the first from the day of writing on; then the one after it, for what is before a Friday."""
    day = words.weekdays.get(line)
    if day is None:
        return ()
    coming = written + (day - written.weekday()) % 7 * DAY
    return on(coming), on(coming + 7 * DAY)


def this_or_next(line: str, written: date, words: WhenWords) -> Candidates:
    """This Friday, next week, next June, next Christmas."""
    found = words.this_or_next.match(line)
    if not found:
        return ()
    rest, following = line[found.end() :], found["next"] is not None
    if unit := words.units.get(rest):
        here = around(written, unit)
        return () if unit in ("day", "fortnight") else (around(here.end + DAY, unit) if following else here,)
    if rest in words.weekdays:
        monday = around(written, "week").end + DAY
        return (on(monday + words.weekdays[rest] * DAY),) if following else weekday(rest, written, words)
    spans = (*named_time(rest, written, words), *explicit(rest, written, words))
    if len(spans) == 1:  # the text names the year itself: "next June 2027" contradicts itself
        return ()
    return tuple(span for span in spans if span.start > written)[:1] if following else spans


def named_time(line: str, written: date, words: WhenWords) -> Candidates:
    """June, summer, Q2, Christmas, Easter, each with a year or without."""
    found = words.year.search(line)
    make = words.named.get(line[: found.start()] if found else line)
    if make is None:
        return ()
    return (make(int(found[1])),) if found else yearly(make, years_around(written))


def whole_year(line: str, written: date, words: WhenWords) -> Candidates:
    """2027."""
    return (months(int(line), 1, 12),) if YEAR.fullmatch(line) else ()


type Reader = Callable[[str, date, WhenWords], Candidates]
READERS: tuple[Reader, ...] = (
    relative_day, units_ahead, weekday, this_or_next, named_time, whole_year, explicit,
)  # fmt: skip


def read_phrase(line: str, written: date, words: WhenWords) -> Candidates:
    """What the text means to the first reader that knows it."""
    return next((found for reader in READERS if (found := reader(line, written, words))), ())


def is_relative(line: str, written: date, words: WhenWords) -> bool:
    """Whether the text counts from the day of writing: today, this week."""
    return bool(relative_day(line, written, words)) or words.this_or_next.match(line) is not None


def read_part(line: str, written: date, words: WhenWords) -> Candidates:
    """Start of May, mid June, late 2027, end of the year; but midsummer is a day of its own."""
    if named_time(line, written, words):
        return ()
    for name, pattern in words.parts.items():
        if found := pattern.match(line):
            spans = divided_span(line[found.end() :], written, words)
            return tuple(third(span, name) for span in spans)
    return ()


def divided_span(line: str, written: date, words: WhenWords) -> Candidates:
    """What follows "end of": a time, or the current week, month, quarter or year."""
    for rest in without_leads(line, words, most=1):
        if found := read_phrase(rest, written, words):
            return found
        if (unit := words.units.get(rest)) and unit not in ("day", "fortnight"):
            return (around(written, unit),)
    return ()


def without_leads(line: str, words: WhenWords, most: int) -> Iterator[str]:
    """The text, and the text without one, two … small words before it."""
    yield line
    if most and (found := words.lead.match(line)):
        yield from without_leads(line[found.end() :], words, most - 1)
