"""What people write as a day, read as days. Rather nothing than a guess.

Read as: 2027-06-30 · 30/6/27, 3.4.2027 (the day comes first, always) · 30 June, 30th of June 2027, June 30 ·
June, June 2027, Q2 2027 (calendar quarters), summer 2027 (winter 2027 ends in February 2028), 2027 ·
start of May, mid June, late 2027, end of the year (thirds of the time named) · today, tomorrow, Friday ·
next week, this month · in 3 weeks, two months from now · Christmas, Easter 2027. Before any of these may
stand "by the", "on" and the like; "before" means the day before. A time of day behind it is passed over.

Rules:
- Read from the day it was written. Where no year is given it is the first such time that is not over by then.
- "next Friday" is the Friday of the week (Monday to Sunday) after the one it was written in; "next June",
  "next spring" is the first that begins after the day of writing.
- A weekday that does not fit its date, a day that no calendar has, a bare number, a time of day alone, a
  range, and every text with a word that is not known here are not read at all.

dateutil reads full dates, does the sums with months and knows Easter; what it would guess is kept from it.
"""

import re
from collections.abc import Iterator
from datetime import date

from worksheet_py.dates.phrases import part, whole
from worksheet_py.dates.spans import DAY, When, first, on
from worksheet_py.dates.vocabulary import WhenWords, load_when_words

__all__ = ["When", "WhenWords", "load_when_words", "read_when"]

LONGEST = 60
SHORT_YEAR = re.compile(r"(?<![^ ])'([0-9][0-9])$")


def read_when(text: str, written: date, words: WhenWords) -> When | None:
    """The days that a text written on a day means; None if it is not clearly a day or a time."""
    if len(text) > 4 * LONGEST or len(line := normal(text)) > LONGEST:
        return None
    line = words.clock.sub("", words.tail.sub("", line))
    try:
        if found := words.before.match(line):
            return day_before(line[found.end() :], written, words)
        meant = (part(rest, written, words) or whole(rest, written, words) for rest in peeled(line, words))
        return first(next(filter(None, meant), ()), written)
    except (ValueError, OverflowError):  # a day that no calendar has
        return None


def normal(text: str) -> str:
    """The text in small letters on one line, apostrophes and dashes of one kind, '27 as 2027."""
    line = " ".join(text.casefold().replace("’", "'").replace("–", "-").split()).strip(" .,;!")
    return SHORT_YEAR.sub(r"20\1", line)


def peeled(line: str, words: WhenWords) -> Iterator[str]:
    """The line, and the line without one, two, three small words before it."""
    yield line
    for _ in range(3):
        if not (found := words.lead.match(line)):
            return
        line = line[found.end() :]
        yield line


def day_before(line: str, written: date, words: WhenWords) -> When | None:
    """The day before the next time that a line means; "before the end of June" still means its end."""
    if meant := part(line, written, words):
        return first(meant, written)
    meant = whole(line, written, words)
    coming = [when for when in meant if len(meant) == 1 or when.start > written]
    return on(coming[0].start - DAY) if coming else None
