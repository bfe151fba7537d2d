from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.strategies import whens
from worksheet_py import api
from worksheet_py.dates.parser import Reading, read_when
from worksheet_py.dates.vocabulary import WhenWords, load_when_words
from worksheet_py.questionnaire.tool import default_content
from worksheet_py.text.messages import WordsError

SUNDAY = date(2026, 11, 22)

# what people write, and the first and the last day it means, written on Sunday 22 November 2026
READ = [
    ("2027-06-30", "2027-06-30", "2027-06-30"),
    ("2027-6-5", "2027-06-05", "2027-06-05"),
    ("from April to June 2027", "2027-04-01", "2027-06-30"),
    ("June to August", "2027-06-01", "2027-08-31"),
    ("April – June 2027", "2027-04-01", "2027-06-30"),
    ("nov-feb", "2026-11-01", "2027-02-28"),
    ("Friday to Monday", "2026-11-27", "2026-11-30"),
    ("from 3 May until the end of June", "2027-05-03", "2027-06-30"),
    ("between Easter and 30 June 2028", "2028-04-16", "2028-06-30"),
    ("today until Christmas", "2026-11-22", "2026-12-25"),
    ("2027 – 2028", "2027-01-01", "2028-12-31"),
    ("from 30 May 2026 to June 2026", "2026-05-30", "2026-06-30"),
    ("30/6/27", "2027-06-30", "2027-06-30"),
    ("3.4.2027", "2027-04-03", "2027-04-03"),
    ("3/4", "2027-04-03", "2027-04-03"),
    ("30-06-2027", "2027-06-30", "2027-06-30"),
    ("30-Jun-27", "2027-06-30", "2027-06-30"),
    ("30 June", "2027-06-30", "2027-06-30"),
    ("  30  JUNE. ", "2027-06-30", "2027-06-30"),
    ("30june", "2027-06-30", "2027-06-30"),
    ("30 June 27", "2027-06-30", "2027-06-30"),
    ("30 June '28", "2028-06-30", "2028-06-30"),
    ("30th of June 2027", "2027-06-30", "2027-06-30"),
    ("the 1st of Feb", "2027-02-01", "2027-02-01"),
    ("June 30", "2027-06-30", "2027-06-30"),
    ("June 30, 2027", "2027-06-30", "2027-06-30"),
    ("Wed, 30 Jun 2027", "2027-06-30", "2027-06-30"),
    ("Friday 27 November", "2026-11-27", "2026-11-27"),
    ("22 November", "2026-11-22", "2026-11-22"),
    ("21 November", "2027-11-21", "2027-11-21"),
    ("21 November 2026", "2026-11-21", "2026-11-21"),
    ("29 February", "2028-02-29", "2028-02-29"),
    ("June", "2027-06-01", "2027-06-30"),
    ("May", "2027-05-01", "2027-05-31"),
    ("November", "2026-11-01", "2026-11-30"),
    ("June 2027", "2027-06-01", "2027-06-30"),
    ("June, 2027", "2027-06-01", "2027-06-30"),
    ("June ’28", "2028-06-01", "2028-06-30"),
    ("by the end of June 2027", "2027-06-21", "2027-06-30"),
    ("End of Feb", "2027-02-19", "2027-02-28"),
    ("start of May", "2027-05-01", "2027-05-10"),
    ("at the beginning of May", "2027-05-01", "2027-05-10"),
    ("mid June", "2027-06-11", "2027-06-20"),
    ("mid-June", "2027-06-11", "2027-06-20"),
    ("in the middle of June", "2027-06-11", "2027-06-20"),
    ("early July", "2027-07-01", "2027-07-10"),
    ("late 2027", "2027-09-01", "2027-12-31"),
    ("early 2027", "2027-01-01", "2027-04-30"),
    ("late summer", "2027-08-01", "2027-08-31"),
    ("summer 2027", "2027-06-01", "2027-08-31"),
    ("in the summer of 2027", "2027-06-01", "2027-08-31"),
    ("autumn", "2026-09-01", "2026-11-30"),
    ("winter 2027", "2027-12-01", "2028-02-29"),
    ("next spring", "2027-03-01", "2027-05-31"),
    ("next autumn", "2027-09-01", "2027-11-30"),
    ("next June", "2027-06-01", "2027-06-30"),
    ("next November", "2027-11-01", "2027-11-30"),
    ("next month", "2026-12-01", "2026-12-31"),
    ("by the end of next month", "2026-12-21", "2026-12-31"),
    ("this month", "2026-11-01", "2026-11-30"),
    ("next week", "2026-11-23", "2026-11-29"),
    ("end of next week", "2026-11-27", "2026-11-29"),
    ("next year", "2027-01-01", "2027-12-31"),
    ("next quarter", "2027-01-01", "2027-03-31"),
    ("end of the year", "2026-09-01", "2026-12-31"),
    ("end of year", "2026-09-01", "2026-12-31"),
    ("the end of the month", "2026-11-21", "2026-11-30"),
    ("in 3 weeks", "2026-12-13", "2026-12-13"),
    ("in 3 weeks’ time", "2026-12-13", "2026-12-13"),
    ("3 weeks from now", "2026-12-13", "2026-12-13"),
    ("within the next 10 days", "2026-12-02", "2026-12-02"),
    ("in two months", "2027-01-22", "2027-01-22"),
    ("in a fortnight", "2026-12-06", "2026-12-06"),
    ("today", "2026-11-22", "2026-11-22"),
    ("tomorrow", "2026-11-23", "2026-11-23"),
    ("Friday", "2026-11-27", "2026-11-27"),
    ("by Friday at 2.30pm", "2026-11-27", "2026-11-27"),
    ("Friday 14:00", "2026-11-27", "2026-11-27"),
    ("Sunday", "2026-11-22", "2026-11-22"),
    ("this Friday", "2026-11-27", "2026-11-27"),
    ("next Friday", "2026-11-27", "2026-11-27"),
    ("by Christmas", "2026-12-25", "2026-12-25"),
    ("Christmas 2027", "2027-12-25", "2027-12-25"),
    ("before Christmas", "2026-12-24", "2026-12-24"),
    ("before Friday", "2026-11-26", "2026-11-26"),
    ("before Friday 14:30", "2026-11-27", "2026-11-27"),
    ("before 27 November, 2 pm", "2026-11-27", "2026-11-27"),
    ("before Sunday", "2026-11-28", "2026-11-28"),
    ("before this Sunday", "2026-11-28", "2026-11-28"),
    ("before next week", "2026-11-22", "2026-11-22"),
    ("before 21 November 2026", "2026-11-20", "2026-11-20"),
    ("midsummer", "2027-06-24", "2027-06-24"),
    ("by midsummer's day 2028", "2028-06-24", "2028-06-24"),
    ("before midsummer", "2027-06-23", "2027-06-23"),
    ("mid summer", "2027-07-01", "2027-07-31"),
    ("before June", "2027-05-31", "2027-05-31"),
    ("before the end of June", "2027-06-21", "2027-06-30"),
    ("Easter 2027", "2027-03-28", "2027-03-28"),
    ("by Easter", "2027-03-28", "2027-03-28"),
    ("Good Friday", "2027-03-26", "2027-03-26"),
    ("end of the financial year", "2027-03-31", "2027-03-31"),
    ("2027", "2027-01-01", "2027-12-31"),
    ("3 months", "2027-02-22", "2027-02-22"),
    ("a fortnight", "2026-12-06", "2026-12-06"),
    ("6 wks", "2027-01-03", "2027-01-03"),
    ("6wks", "2027-01-03", "2027-01-03"),
    ("2 yrs from now", "2028-11-22", "2028-11-22"),
    ("within 2 mths", "2027-01-22", "2027-01-22"),
    ("10 days", "2026-12-02", "2026-12-02"),
    ("30 June at the latest", "2027-06-30", "2027-06-30"),
    ("30 June (if possible)", "2027-06-30", "2027-06-30"),
]

NOT_READ = [
    "", " ", "when Jo is back", "asap", "3", "30", "12:30", "at 2 pm", "soon", "may be", "may be June",
    "Room 12", "2 people", "ongoing", "March for inclusion", "weekly", "every Friday", "Fridays",
    "a day", "one day", "2 weeks' work", "3-4 weeks", "3-5 June", "June or July", "June to", "June to asap",
    "from soon to June", "June 2028 to May 2027", "June and July",
    "3.4", "Jun-27", "2027/28", "1999", "30/6/1927",
    "30/6/2227", "30 30 June", "30 June July", "the", "by",
    "in", "next", "this", "end of", "early", "before", "before today", "before this week",
    "next next week", "next June 2027", "year",
    "the week", "last June", "in the new year", "in 1000 weeks", "after Easter", "from June", "١٢ June",
    "٣٠/٦/٢٠٢٧", "²/3", "June " * 100, "30 June 10 people", "not June",
    "29 June 0", "30 June 7",
]  # fmt: skip

IMPOSSIBLE = [
    "31/2/27", "31 June", "by the 31st of June", "before 31 June", "this 31 June", "30 February",
    "2027-02-30", "4/30/2027", "Friday 30 June 2027", "Thursday 27 November", "49 May", "May 49", "0 June",
    "June 99", "1/99",
]  # fmt: skip

# The last day in the calendar's quarter, and in that of a year that begins in April.
EITHER = [
    ("Q2", ["2027-06-30", "2027-09-30"]),
    ("Q4", ["2026-12-31", "2027-03-31"]),
    ("Q4 2027", ["2027-12-31", "2028-03-31"]),
    ("by the end of Q2 2027", ["2027-06-30", "2027-09-30"]),
    ("before Q2", ["2027-03-31", "2027-06-30"]),
    ("next Q2", ["2027-06-30", "2027-09-30"]),
]


@pytest.mark.parametrize(("text", "start", "end"), READ)
def test_what_people_write_is_read(text: str, start: str, end: str, when_words: WhenWords) -> None:
    """Days and times are read in the ways that people write them, the day before the month."""
    when = read_when(text, SUNDAY, when_words).only
    assert when is not None
    assert (str(when.start), str(when.end)) == (start, end)


@pytest.mark.parametrize("text", NOT_READ)
def test_nonsense_is_no_day(text: str, when_words: WhenWords) -> None:
    """What is not clearly a day is not read as one: rather nothing than a guess."""
    assert read_when(text, SUNDAY, when_words) == Reading()


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_that_does_not_exist_is_told_from_nonsense(text: str, when_words: WhenWords) -> None:
    """A day and a month that are named in full, but never come, or never on that weekday."""
    assert read_when(text, SUNDAY, when_words) == Reading(impossible=True)


@pytest.mark.parametrize(("text", "ends"), EITHER)
def test_a_numbered_quarter_is_of_two_kinds(text: str, ends: list[str], when_words: WhenWords) -> None:
    """Councils and the NHS count from April, others from January: both are given, and neither is taken."""
    when = read_when(text, SUNDAY, when_words)
    assert [str(span.end) for span in when.spans] == ends
    assert when.only is None


# text, day of writing, last day meant
WRITTEN = [
    ("30 June", "2026-06-30", "2026-06-30"),
    ("30 June", "2026-07-01", "2027-06-30"),
    ("start of June", "2026-06-25", "2027-06-10"),
    ("end of June", "2026-06-25", "2026-06-30"),
    ("June", "2026-06-25", "2026-06-30"),
    ("before June", "2026-06-25", "2027-05-31"),
    ("winter", "2027-01-10", "2027-02-28"),
    ("next winter", "2027-01-10", "2028-02-29"),
    ("Easter", "2027-03-29", "2028-04-16"),
    ("Friday", "2026-11-27", "2026-11-27"),
    ("next Friday", "2026-11-25", "2026-12-04"),
    ("next Friday", "2026-11-27", "2026-12-04"),
    ("in a month", "2027-01-31", "2027-02-28"),
    ("next month", "2026-12-31", "2027-01-31"),
    ("this quarter", "2026-05-01", "2026-06-30"),
    ("30 June", "9999-12-31", None),
    ("next year", "9999-12-31", None),
    ("winter", "0001-01-01", "0002-02-28"),
]


@pytest.mark.parametrize(("text", "written", "end"), WRITTEN)
def test_a_day_is_read_from_the_day_it_was_written(
    text: str, written: str, end: str | None, when_words: WhenWords
) -> None:
    """The text "30 June" is the first one not over on the day of writing, however long ago that is."""
    when = read_when(text, date.fromisoformat(written), when_words).only
    assert (str(when.end) if when else None) == end


@given(whens(), st.dates())
def test_reading_never_fails(text: str, written: date) -> None:
    """Any text on any day is read or not read; nothing is raised, and no span ends before it begins."""
    when = read_when(text, written, api.when_words())
    assert all(span.start <= span.end for span in when.spans)
    assert not (when.spans and when.impossible)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_way_of_writing_a_date_means_that_date(day: date, written: date) -> None:
    """A full date means the same day in every notation, whenever it was written."""
    month = day.strftime("%B")
    ways = [
        day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day.day}.{day.month}.{day.year % 100:02}",
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
        f"by {day:%a} {day.day} {month[:3]} {day.year}",
    ]  # fmt: skip
    for way in ways:
        when = read_when(way, written, api.when_words()).only
        assert when is not None, way
        assert when.start == when.end == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 300))
def test_without_a_year_it_is_the_first_from_then_on(written: date, ahead: int) -> None:
    """A day and month are read as the first such day on or after the day of writing."""
    day = written + timedelta(days=ahead)
    when = read_when(f"{day.day} {day:%B}", written, api.when_words()).only
    assert when is not None
    assert when.end == day


def test_another_language_can_take_the_place_of_english(tmp_path: Path) -> None:
    """The words come from the content alone: with other words, other texts are read and English is not."""
    text = Path(str(default_content())).joinpath("when.toml").read_text(encoding="utf-8")
    for before, after in {
        '["june", "jun"]': '["juni"]',
        '["summer"]': '["sommer"]',
        '["the end of", "end of"': '["ende"',
        "inside = [": 'inside = ["des",',
        '["friday", "fri"]': '["freitag"]',
    }.items():
        assert before in text
        text = text.replace(before, after)
    (tmp_path / "when.toml").write_text(text, encoding="utf-8")
    german = load_when_words(tmp_path)
    for written, end in {
        "30. Juni 2027": "2027-06-30",
        "Ende Juni": "2027-06-30",
        "Sommer des 2027": "2027-08-31",
    }.items():
        when = read_when(written, SUNDAY, german).only
        assert when is not None, written
        assert str(when.end) == end
    assert read_when("June", SUNDAY, german) == Reading()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('june = ["june", "jun"]', "", "when.toml: missing 'months.june'"),
        ('june = ["june", "jun"]', 'june = "june"', "when.toml: 'months.june' must be a list"),
        ('begins = "3"', 'begins = "March"', "when.toml: 'seasons.spring.begins' must be a whole number"),
        ('begins = "3"', 'begins = "13"', "when.toml: 'seasons.spring.begins' must be a month, from 1 to 12"),
        ('on = "12-24"', 'on = "24.12."', "when.toml: 'days.christmas_eve.on' must be month-day"),
    ],
)
def test_broken_date_words_are_named(tmp_path: Path, before: str, after: str, message: str) -> None:
    """Whoever translates the words is told the file and the key of a slip."""
    text = Path(str(default_content())).joinpath("when.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "when.toml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(WordsError) as caught:
        load_when_words(tmp_path)
    assert message in str(caught.value)
