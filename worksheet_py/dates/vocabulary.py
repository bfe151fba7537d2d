"""The words that help to read dates, from `when.toml`, made ready for looking up."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from dateutil.parser import parserinfo

from worksheet_py.text.messages import Folder, Words, WordsError, load_words

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("day", "week", "fortnight", "month", "quarter", "year")
PARTS = ("start", "middle", "end")
QUARTERS = ("1", "2", "3", "4")


@frozen
class WhenWords:
    """Phrases (small letters) and what they stand for: months from 1, weekdays from 0 (Monday).

    The patterns each match one phrase of their list, where the name says it may stand.
    """

    dates: parserinfo
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    from_today: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    quarters: Mapping[str, int]
    days: Mapping[str, tuple[int, int]]
    easter: Mapping[str, int]
    numbers: Mapping[str, int]
    inside: frozenset[str]
    lead: re.Pattern[str]
    before: re.Pattern[str]
    tail: re.Pattern[str]
    clock: re.Pattern[str]
    counted: re.Pattern[str]
    turn: re.Pattern[str]
    parts: Mapping[str, re.Pattern[str]]
    year: re.Pattern[str]


def load_when_words(folder: Folder) -> WhenWords:
    """The words of `when.toml`; raises WordsError naming file and key."""
    words = load_words(folder, "when")
    inside = phrases(words, "small.inside")
    numbers = table(words, "numbers", words.tree.get("numbers", {}))
    months, weekdays = (
        [phrases(words, f"{key}.{name}") for name in names]
        for key, names in (("months", MONTHS), ("weekdays", WEEKDAYS))
    )
    return WhenWords(
        dates=date_words(months, weekdays, inside),
        months={phrase: index for index, names in enumerate(months, 1) for phrase in names},
        weekdays={phrase: index for index, names in enumerate(weekdays) for phrase in names},
        from_today=table(words, "from_today", words.tree.get("from_today", {})),
        units=named(words, "units", UNITS),
        seasons=seasons(words),
        quarters=table(words, "quarters", QUARTERS),
        days=fixed_days(words),
        easter=dict(numbered(words, "easter", "offset")),
        numbers=numbers,
        inside=frozenset(inside),
        lead=re.compile(rf"{any_of(phrases(words, 'small.lead'))} "),
        before=re.compile(rf"{any_of(phrases(words, 'small.before'))} "),
        tail=re.compile(rf"[ ,(]+{any_of(phrases(words, 'small.tail'))}\)?$"),
        clock=clock_pattern(words),
        counted=counted_pattern(words, numbers),
        turn=turn_pattern(words),
        parts={name: re.compile(rf"{any_of(phrases(words, f'parts.{name}'))}[ -]*") for name in PARTS},
        year=re.compile(rf",? (?:{any_of(inside)} )*(20[0-9][0-9])$"),
    )


def date_words(months: list[list[str]], weekdays: list[list[str]], inside: list[str]) -> parserinfo:
    """What dateutil's parser knows: the edition's names of months and weekdays, and no clock."""

    class EditionWords(parserinfo):
        def convertyear(self, year: int, century_specified: bool = False) -> int:
            """27 is 2027 whatever today's year is."""
            return year if century_specified or year >= 100 else 2000 + year

    # dateutil takes the words from these attributes when it is made.
    EditionWords.MONTHS = [tuple(names) for names in months]  # type: ignore[misc]
    EditionWords.WEEKDAYS = [tuple(names) for names in weekdays]  # type: ignore[misc]
    EditionWords.JUMP = [*" .,;-/'", *inside]
    return EditionWords()


def phrases(words: Words, key: str) -> list[str]:
    """The list at a key, ready to compare."""
    found = words.get(key)
    if not isinstance(found, list):
        raise WordsError(f"{words.file}: '{key}' must be a list")
    return [phrase.casefold().replace("’", "'") for phrase in found]


def named(words: Words, key: str, names: Iterable[str]) -> dict[str, str]:
    """Phrase -> name, for a table with one list for each name."""
    return {phrase: name for name in names for phrase in phrases(words, f"{key}.{name}")}


def table(words: Words, key: str, names: Iterable[str]) -> dict[str, int]:
    """Phrase -> number, for a table whose keys are numbers."""
    return {phrase: number(words, f"{key}.{name}", name) for phrase, name in named(words, key, names).items()}


def numbered(words: Words, key: str, value: str) -> list[tuple[str, int]]:
    """(phrase, number) for a table of tables with `words` and a number."""
    found: list[tuple[str, int]] = []
    for name in words.tree.get(key, {}):
        place = f"{key}.{name}.{value}"
        amount = number(words, place, words.get(place))
        found += [(phrase, amount) for phrase in phrases(words, f"{key}.{name}.words")]
    return found


def number(words: Words, key: str, value: Any) -> int:
    """A whole number from text; raises WordsError."""
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise WordsError(f"{words.file}: '{key}' must be a whole number") from error


def seasons(words: Words) -> dict[str, int]:
    """Phrase -> the month that the season begins in."""
    found = dict(numbered(words, "seasons", "begins"))
    for name in words.tree.get("seasons", {}):
        if not 1 <= int(words.say(f"seasons.{name}.begins")) <= 12:
            raise WordsError(f"{words.file}: 'seasons.{name}.begins' must be a month, from 1 to 12")
    return found


def fixed_days(words: Words) -> dict[str, tuple[int, int]]:
    """Phrase -> (month, day)."""
    found: dict[str, tuple[int, int]] = {}
    for name in words.tree.get("days", {}):
        match = re.fullmatch(r"(1[0-2]|[1-9])-(3[01]|[12][0-9]|[1-9])", str(words.get(f"days.{name}.on")))
        if not match:
            raise WordsError(f"{words.file}: 'days.{name}.on' must be month-day, like 12-25")
        found |= dict.fromkeys(phrases(words, f"days.{name}.words"), (int(match[1]), int(match[2])))
    return found


def any_of(several: Iterable[str]) -> str:
    """A pattern for one of several phrases, the longest that fits; it matches nothing if there are none."""
    ordered = sorted(several, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


def clock_pattern(words: Words) -> re.Pattern[str]:
    """A time of day at the end of a line: 14:00, at 2 pm, 2.30pm."""
    before, after = any_of(phrases(words, "small.clock_before")), any_of(phrases(words, "small.clock_after"))
    return re.compile(
        rf"[ ,]+(?:{before} )?[0-9]{{1,2}}(?::[0-9]{{2}}(?: ?{after})?|(?:\.[0-9]{{2}})? ?{after})$"
    )


def turn_pattern(words: Words) -> re.Pattern[str]:
    """A turn to this one or the next: this Friday, next week."""
    this, following = any_of(phrases(words, "small.this")), any_of(phrases(words, "small.next"))
    return re.compile(rf"(?:{this}|(?P<next>{following})) ")


def counted_pattern(words: Words, numbers: Iterable[str]) -> re.Pattern[str]:
    """A number of units ahead: in 3 weeks, two months from now, in six months' time."""
    ahead, later = any_of(phrases(words, "small.ahead")), any_of(phrases(words, "small.later"))
    unit = any_of(named(words, "units", UNITS))
    amount = rf"(?P<amount>[0-9]{{1,3}}|{any_of(numbers)})"
    return re.compile(rf"(?:(?P<ahead>{ahead}) )?{amount} (?P<unit>{unit})(?P<later> ?{later})?$")
