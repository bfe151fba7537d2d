"""Dates with a day and a month, in numbers or in words.

Every piece of a text has to belong to the date and stand in its place: nothing is skipped or guessed.
"""

import re
from datetime import date
from functools import partial

from worksheet_py.dates.spans import Candidates, first, fixed_day, yearly, years_around
from worksheet_py.dates.vocabulary import WhenWords

# d(ay), m(onth) and y(ear): 2027-06-30, 30/6/27 or 3.4.2027, 30/6
NUMBERS = (
    re.compile(r"(?P<y>[0-9]{4})([/.-])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<d>[0-9]{1,2})([/.-])(?P<m>[0-9]{1,2})\2(?P<y>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})"),
)
WORD_OR_NUMBER = re.compile(r"[0-9]+|[^\W\d_]+|[^\s,./-]")
# The kinds of pieces in words, with w(eekday). Of two short numbers around the month, the second is the year.
KINDS = re.compile(r"w?(?:dm[yd]?|mdy?|ymd)")
CENTURY = range(2000, 2100)


class NoSuchDayError(ValueError):
    """A date that names its day in full, and there is no such day."""


def explicit(line: str, written: date, words: WhenWords) -> Candidates:
    """2027-06-30, 30/6/27, 3.4.2027, 30/6, 30 June, 30th of June 2027, Friday 3 July.

    Returns () for a text of another form, and for a year that is not of this century.

    Raises:
        NoSuchDayError: There is no such day, or its weekday is another one.
    """
    found = next(filter(None, (form.fullmatch(line) for form in NUMBERS)), None)
    parts = found.groupdict() if found else in_words(line, words)
    if not parts:
        return ()
    possible = years(parts, written)
    spans = yearly(partial(fixed_day, month=int(parts["m"]), day=int(parts["d"])), possible)
    chosen = first(spans, written)
    if possible and not (chosen and parts.get("w") in (None, str(chosen.start.weekday()))):
        raise NoSuchDayError
    return spans


def years(parts: dict[str, str], written: date) -> range:
    """The year of a date, 27 being 2027; without one, those around the day of writing."""
    text = parts.get("y")
    if text is None:
        return years_around(written)
    year = int(text) + (2000 if len(text) == 2 else 0)
    return range(year, year + 1) if year in CENTURY else range(0)


def in_words(line: str, words: WhenWords) -> dict[str, str]:
    """The parts of a date in words by their kind, each as digits; {} for anything else."""
    pieces = [piece for piece in WORD_OR_NUMBER.findall(line) if piece not in words.inside]
    kinds = "".join(kind(piece, words) for piece in pieces)
    # Jun-27 may be a month or a day.
    if not KINDS.fullmatch(kinds) or (kinds.startswith("m") and "-" in line):
        return {}
    numbers = (str(words.months.get(piece, words.weekdays.get(piece, piece))) for piece in pieces)
    return dict(zip(kinds.replace("dmd", "dmy"), numbers, strict=True))


def kind(piece: str, words: WhenWords) -> str:
    """The kind of a piece: d(ay or short year), m(onth), y(ear of four digits), w(eekday), ? for others."""
    if piece.isdecimal() and piece.isascii():
        return {1: "d", 2: "d", 4: "y"}.get(len(piece), "?")
    return "m" if piece in words.months else "w" if piece in words.weekdays else "?"
