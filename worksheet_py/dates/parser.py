"""Reads what people write as a day. A text that is not clear is not read at all.

Read: 2027-06-30 · 30/6/27, 3.4.2027 (the day comes first, always) · 30 June, 30th of June 2027, June 30 ·
June, June 2027, summer 2027 (winter 2027 ends in February 2028), 2027 ·
start of May, mid June, late 2027, end of the year (thirds of the time named) · today, tomorrow, Friday ·
next week, this month · in 3 weeks, 6 wks, two months from now, a fortnight · Christmas, Easter 2027 ·
from April to June 2027, November – February, between Easter and June. Any of these but the last may
follow "by the", "on" and the like; "before" means the day before, but "before Friday 14:30" leaves until
Friday. Otherwise a time of day after it is ignored.

Rules:
- Texts are read as of the day of writing. Without a year, the first such time that is not over by then.
- "next Friday" is the Friday of the week (Monday to Sunday) after that of writing; "next June" and "next
  spring" are the first that begin after the day of writing.
- Q2 is two times: April to June, and July to September for those whose year begins in April.
- From one time to another is until the end of the second, which does not end before the first begins.
- Not read: a weekday that does not fit its date, a day that does not exist, a number or a time of day alone,
  and every text with an unknown word.
"""

import re
from datetime import date

from attrs import evolve, frozen

from worksheet_py.dates.explicit_dates import NoSuchDayError
from worksheet_py.dates.phrases import is_relative, read_part, read_phrase, without_leads
from worksheet_py.dates.spans import DAY, DateSpan, first, on
from worksheet_py.dates.vocabulary import WhenWords

MAX_CHARS = 60
SHORT_YEAR = re.compile(r"(?<![^ ])'([0-9][0-9])$")


@frozen
class Reading:
    """What a text means: nothing clear, one span of days, or two of which the person has to choose one."""

    spans: tuple[DateSpan, ...] = ()
    impossible: bool = False  # it names a day that does not exist

    @property
    def only(self) -> DateSpan | None:
        """The span, if there is one and no other."""
        return self.spans[0] if len(self.spans) == 1 else None


def read_when(text: str, written: date, words: WhenWords) -> Reading:
    """What a text typed on the day `written` means, if it is clearly a day or a time."""
    if len(text) > 4 * MAX_CHARS or len(line := normalised(text)) > MAX_CHARS:
        return Reading()
    kinds_of_year = (words, evolve(words, named=words.financial))
    try:
        found = dict.fromkeys(span for kind in kinds_of_year if (span := read_line(line, written, kind)))
    except NoSuchDayError:
        return Reading(impossible=True)
    except (ValueError, OverflowError):  # before the first or after the last day that can be counted
        return Reading()
    return Reading(tuple(found))


def read_line(line: str, written: date, words: WhenWords) -> DateSpan | None:
    """The days that a line means; None if it is not clear."""
    dated = words.tail.sub("", line)
    line = words.clock.sub("", dated)
    if before := words.before.match(line):
        rest = line[before.end() :]
        return day_before(rest, written, words) if line == dated else hour_before(rest, written, words)
    found = (
        read_part(rest, written, words) or read_phrase(rest, written, words)
        for rest in without_leads(line, words, most=3)
    )
    return first(next(filter(None, found), ()), written) or from_to(line, written, words)


def from_to(line: str, written: date, words: WhenWords) -> DateSpan | None:
    """From one time to another: the first such span that is not over; None if either is not clear."""
    found = words.between.fullmatch(line) or words.range.fullmatch(line)
    if not found:
        return None
    starts, ends = (
        read_part(text, written, words) or read_phrase(text, written, words) for text in found.groups()
    )
    spans = (
        DateSpan(max(begun), end.end)
        for end in ends
        if (begun := [start.start for start in starts if start.start <= end.end])
    )
    return first(tuple(spans), written)


def normalised(text: str) -> str:
    """The text in lower case on one line, with plain apostrophes and hyphens, and 2027 for '27."""
    line = " ".join(text.casefold().replace("’", "'").replace("–", "-").split()).strip(" .,;!")
    return SHORT_YEAR.sub(r"20\1", line)


def day_before(line: str, written: date, words: WhenWords) -> DateSpan | None:
    """The day before the next time that is meant; "before the end of June" still means the end of June.

    A day that nobody can mean, as before "before today", is not read.
    """
    if found := read_part(line, written, words):
        return first(found, written)
    found = read_phrase(line, written, words)
    coming = [span for span in found if len(found) == 1 or span.start > written]
    if not coming or (coming[0].start <= written and is_relative(line, written, words)):
        return None
    return on(coming[0].start - DAY)


def hour_before(line: str, written: date, words: WhenWords) -> DateSpan | None:
    """The day itself: "before Friday 14:30" leaves until Friday."""
    return first(read_part(line, written, words) or read_phrase(line, written, words), written)
