"""The words that dates are written with, from `when.toml`, prepared for lookup."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from attrs import frozen

from worksheet_py.dates.spans import PARTS, SpanInYear, easter_day, fixed_day, months
from worksheet_py.text.messages import Folder, Words, WordsError, load_words

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("day", "week", "fortnight", "month", "quarter", "year")


@frozen
class WhenWords:
    """Phrases in lower case and what they mean, and patterns that each match one phrase of a list."""

    months: Mapping[str, int]  # 1 is January
    weekdays: Mapping[str, int]  # 0 is Monday
    from_today: Mapping[str, int]  # 0 for "today", 1 for "tomorrow"
    units: Mapping[str, str]
    named: Mapping[str, SpanInYear]  # times that come every year: months, seasons, quarters, feasts
    financial: Mapping[str, SpanInYear]  # the same, with the quarters of a year that begins in April
    numbers: Mapping[str, int]
    inside: frozenset[str]  # small words inside a date, like "of"
    lead: re.Pattern[str]  # small words before a date, like "by the"
    before: re.Pattern[str]  # "before" and the like
    tail: re.Pattern[str]  # what may follow a date without changing it
    clock: re.Pattern[str]  # a time of day at the end
    ahead: re.Pattern[
        str
    ]  # a number of units; may follow "in" (group `ahead`), or precede "from now" (`later`)
    this_or_next: re.Pattern[str]  # "this", or "next" (group `next`)
    parts: Mapping[str, re.Pattern[str]]
    range: re.Pattern[str]  # "from" one time "to" another
    between: re.Pattern[str]  # "between" one time "and" another
    year: re.Pattern[str]  # a year at the end


def load_when_words(folder: Folder) -> WhenWords:
    """The words of `when.toml`; raises WordsError as `load_words` does."""
    words = load_words(folder, "when")
    inside = phrases(words, "small.inside")
    month_names = [phrases(words, f"months.{name}") for name in MONTHS]
    weekday_names = [phrases(words, f"weekdays.{name}") for name in WEEKDAYS]
    units = {phrase: unit for unit in UNITS for phrase in phrases(words, f"units.{unit}")}
    numbers = by_number(words, "numbers")

    def small(key: str) -> str:
        return any_of(phrases(words, f"small.{key}"))

    clock_after = small("clock_after")
    return WhenWords(
        months={phrase: index for index, names in enumerate(month_names, 1) for phrase in names},
        weekdays={phrase: index for index, names in enumerate(weekday_names) for phrase in names},
        from_today=by_number(words, "from_today"),
        units=units,
        named=named_times(words, month_names),
        financial=named_times(words, month_names, first_month=4),
        numbers=numbers,
        inside=frozenset(inside),
        lead=re.compile(rf"{small('lead')} "),
        before=re.compile(rf"{small('before')} "),
        tail=re.compile(rf"[ ,(]+{small('tail')}\)?$"),
        # 14:00, at 2 pm, 2.30pm
        clock=re.compile(
            rf"[ ,]+(?:{small('clock_before')} )?[0-9]{{1,2}}"
            rf"(?::[0-9]{{2}}(?: ?{clock_after})?|(?:\.[0-9]{{2}})? ?{clock_after})$"
        ),
        # in 3 weeks, 6 wks, two months from now, in six months' time
        ahead=re.compile(
            rf"(?P<ahead>{small('ahead')} )?(?:(?P<digits>[0-9]{{1,3}}) ?|(?P<number>{any_of(numbers)}) )"
            rf"(?P<unit>{any_of(units)})(?P<later> ?{small('later')})?$"
        ),
        this_or_next=re.compile(rf"(?:{small('this')}|(?P<next>{small('next')})) "),
        parts={name: re.compile(rf"{any_of(phrases(words, f'parts.{name}'))}[ -]*") for name in PARTS},
        range=re.compile(rf"(?:{small('range_from')} )?(.+?)(?: {small('range_to')} | ?- ?)(.+)"),
        between=re.compile(rf"{small('between')} (.+?) {small('between_and')} (.+)"),
        year=re.compile(rf",? (?:{any_of(inside)} )*(20[0-9][0-9])$"),
    )


def phrases(words: Words, key: str) -> list[str]:
    """The list at a key, ready to compare."""
    found = words.get(key)
    if not isinstance(found, list):
        raise WordsError(f"{words.file}: '{key}' must be a list")
    return [phrase.casefold().replace("’", "'") for phrase in found]


def by_number(words: Words, key: str) -> dict[str, int]:
    """Phrase -> number, from a table whose keys are numbers."""
    return {
        phrase: whole_number(words, f"{key}.{name}", name)
        for name in words.tree.get(key, {})
        for phrase in phrases(words, f"{key}.{name}")
    }


def whole_number(words: Words, key: str, value: Any) -> int:
    """A whole number from text."""
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise WordsError(f"{words.file}: '{key}' must be a whole number") from error


def named_times(words: Words, month_names: list[list[str]], first_month: int = 1) -> dict[str, SpanInYear]:
    """Phrase -> the time that it names in a year, whose quarters are counted from its first month.

    Of equal phrases the later one of these lists counts.
    """
    made: dict[str, SpanInYear] = {}
    for name in words.tree.get("easter", {}):
        offset = whole_number(words, key := f"easter.{name}.offset", words.get(key))
        made |= dict.fromkeys(phrases(words, f"easter.{name}.words"), partial(easter_day, offset=offset))
    for name in words.tree.get("days", {}):
        match = re.fullmatch(r"(1[0-2]|[1-9])-(3[01]|[12][0-9]|[1-9])", str(words.get(f"days.{name}.on")))
        if not match:
            raise WordsError(f"{words.file}: 'days.{name}.on' must be month-day, like 12-25")
        day = partial(fixed_day, month=int(match[1]), day=int(match[2]))
        made |= dict.fromkeys(phrases(words, f"days.{name}.words"), day)
    for quarter in range(1, 5):
        span = partial(months, month=first_month + quarter * 3 - 3, several=3)
        made |= dict.fromkeys(phrases(words, f"quarters.{quarter}"), span)
    for name in words.tree.get("seasons", {}):
        begins = whole_number(words, key := f"seasons.{name}.begins", words.get(key))
        if not 1 <= begins <= 12:
            raise WordsError(f"{words.file}: '{key}' must be a month, from 1 to 12")
        span = partial(months, month=begins, several=3)
        made |= dict.fromkeys(phrases(words, f"seasons.{name}.words"), span)
    for month, names in enumerate(month_names, 1):
        made |= dict.fromkeys(names, partial(months, month=month))
    return made


def any_of(several: Iterable[str]) -> str:
    """A pattern for one of several phrases, longest first; without phrases it matches nothing."""
    ordered = sorted(several, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
