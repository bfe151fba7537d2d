"""Dates with a day and a month, in numbers or in words, parsed by dateutil.

dateutil's parser finds a date in almost anything. So it only gets a text whose every piece belongs to a date
and stands in its place, and the result must have the day that was written.
"""

import re
from datetime import date, datetime

from dateutil.parser import ParserError, parse

from worksheet_py.dates.spans import Candidates, first, on, yearly
from worksheet_py.dates.vocabulary import WhenWords

NUMBERS_YEAR_FIRST = re.compile(r"[0-9]{4}([/.-])[0-9]{1,2}\1[0-9]{1,2}")
NUMBERS_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:/[0-9]{1,2}|([/.-])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2}))")
WORD_OR_NUMBER = re.compile(r"[0-9]+|[^\W\d_]+|[^\s,./-]")
CENTURY = range(2000, 2100)
# dateutil fills in the year from a default. Parsing with two defaults (leap years, for 29 February) shows
# whether the text has a year of its own.
ONE, OTHER = datetime(2000, 1, 1), datetime(2004, 1, 1)


def explicit(line: str, written: date, words: WhenWords) -> Candidates:
    """2027-06-30, 30/6/27, 3.4.2027, 30/6, 30 June, 30th of June 2027, Friday 3 July.

    Returns () for a day that does not exist, and for a weekday that does not fit its date.
    """
    year_first = NUMBERS_YEAR_FIRST.fullmatch(line) is not None
    day_first = NUMBERS_DAY_FIRST.fullmatch(line)
    pieces = in_words(line, words)
    if not (year_first or day_first or pieces):
        return ()
    try:
        day, again = (
            parse(line, words.dates, default=default, dayfirst=not year_first, yearfirst=year_first).date()
            for default in (ONE, OTHER)
        )
    except ParserError:
        return ()
    if day_first and int(day_first[1]) != day.day:  # dateutil swaps day and month rather than give up
        return ()
    if day.year != again.year:
        found = yearly(lambda year: on(day.replace(year=year)), written)
    else:
        found = (on(day),) if day.year in CENTURY else ()
    chosen = first(found, written)
    named = [words.weekdays[piece] for piece in pieces if piece in words.weekdays]
    return found if chosen and named in ([], [chosen.start.weekday()]) else ()


def in_words(line: str, words: WhenWords) -> list[str]:
    """The pieces of a date in words: day and month, perhaps weekday and year; [] for anything else."""
    pieces = [piece for piece in WORD_OR_NUMBER.findall(line) if piece not in words.inside]
    kinds = "".join(kind(piece, words) for piece in pieces)
    # A second short number can only be a year if the month stands between the two.
    shape = re.fullmatch(r"w?(?:dm[yd]?|mdy?|ymd)", kinds)
    # Jun-27 may be a month or a day.
    return pieces if shape and not (kinds.startswith("m") and "-" in line) else []


def kind(piece: str, words: WhenWords) -> str:
    """The kind of a piece: d(ay or short year), m(onth), y(ear of four digits), w(eekday), ? for others."""
    if piece.isdecimal() and piece.isascii():
        return {1: "d", 2: "d", 4: "y"}.get(len(piece), "?")
    if piece in words.months:
        return "m"
    return "w" if piece in words.weekdays else "?"
