"""Dates with a day and a month, in numbers or in words: read by dateutil, kept from guessing here.

dateutil's parser finds a date in almost anything. So a line goes to it only if every piece of it belongs to a
date and stands where a date has it, and what comes back must be what was written, the day first.
"""

import re
from datetime import date, datetime

from dateutil.parser import ParserError, parse

from worksheet_py.dates.spans import Meant, first, on, yearly
from worksheet_py.dates.vocabulary import WhenWords

NUMBERS_YEAR_FIRST = re.compile(r"[0-9]{4}([/.-])[0-9]{1,2}\1[0-9]{1,2}")
NUMBERS_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:/[0-9]{1,2}|([/.-])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2}))")
WORD_OR_NUMBER = re.compile(r"[0-9]+|[^\W\d_]+|[^\s,./-]")
CENTURY = range(2000, 2100)
# Two leap years to stand in for a year that is not given: what differs was not written.
ONE, OTHER = datetime(2000, 1, 1), datetime(2004, 1, 1)


def explicit(line: str, written: date, words: WhenWords) -> Meant:
    """2027-06-30, 30/6/27, 3.4.2027, 30/6, 30 June, 30th of June 2027, Friday 3 July.

    Nothing for a day that no calendar has, and for a weekday that does not fit its date.
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
    if day_first and int(day_first[1]) != day.day:  # dateutil would rather swap day and month than give up
        return ()
    if day.year != again.year:
        meant = yearly(lambda year: on(day.replace(year=year)), written)
    else:
        meant = (on(day),) if day.year in CENTURY else ()
    chosen = first(meant, written)
    named = [words.weekdays[piece] for piece in pieces if piece in words.weekdays]
    return meant if chosen and named in ([], [chosen.start.weekday()]) else ()


def in_words(line: str, words: WhenWords) -> list[str]:
    """The pieces of a date in words: a day, a month, at most a weekday and a year; none for anything else."""
    pieces = [piece for piece in WORD_OR_NUMBER.findall(line) if piece not in words.inside]
    kinds = "".join(kind(piece, words) for piece in pieces)
    # A second short number is a year only where the month stands between the two.
    shape = re.fullmatch(r"w?(?:dm[yd]?|mdy?|ymd)", kinds)
    # Jun-27 is a month to some and a day to others.
    return pieces if shape and not (kinds.startswith("m") and "-" in line) else []


def kind(piece: str, words: WhenWords) -> str:
    """What a piece of a date is: d(ay), m(onth), y(ear of four digits), w(eekday); ? for what no date has."""
    if piece.isdecimal() and piece.isascii():
        return {1: "d", 2: "d", 4: "y"}.get(len(piece), "?")
    if piece in words.months:
        return "m"
    return "w" if piece in words.weekdays else "?"
