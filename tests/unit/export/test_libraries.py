"""Calendars and spreadsheets: written by one library, read by another."""

import base64
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.unit.export.test_formats import NASTY, made, saying
from tests.unit.factories import chosen, document
from worksheet_py.validation.limits import MAX_LINE_CHARS

pytest.importorskip("icalendar", reason="without the extra 'exports' there are no calendars")
pytest.importorskip("xlsxwriter", reason="without the extra 'exports' there are no spreadsheets")


def planned(**action: str) -> dict[str, Any]:
    """A document with one dated action."""
    return document(
        id="r1", name="Ours", ideas={"assets": chosen("Ask", **{"when": "30 June 2027", **action})}
    )


def events(plain: dict[str, Any], **more: str) -> list[Any]:
    """The events of the calendar, as vobject reads them."""
    vobject = pytest.importorskip("vobject")
    text = made("ics", "plan", plain, **more)["text"]
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = vobject.readOne(text)
    return list(getattr(calendar, "vevent_list", []))


def test_a_dated_action_is_a_whole_day() -> None:
    """Its day, its words, and a name that stays the same when it is made again."""
    plain = planned(what="Ask, and listen; twice", who="Zoë 🌻", how="Over tea\nand cake")
    (event,) = events(plain)
    assert (event.dtstart.value, event.dtend.value) == (date(2027, 6, 30), date(2027, 7, 1))
    assert event.summary.value == "Ask, and listen; twice"
    assert "Zoë 🌻" in event.description.value
    assert "Over tea\nand cake" in event.description.value
    assert event.dtstamp.value.isoformat() == "2026-11-22T08:30:00+00:00"
    (later,) = events(plain, now="2027-01-01T00:00:00Z", today="2027-01-01")
    assert later.uid.value == event.uid.value == "r1.assets.a1@coproduction-reflection"


@pytest.mark.parametrize(
    ("when", "hour"),
    [
        ("30 June 2027, 14:30", 14),
        ("30 June 2027 at 09:00", 9),
        ("30 June 2027 at 9:00", None),
        ("30 June 2027, 2 pm", None),
    ],
)
def test_a_clear_time_of_day_is_an_hour(when: str, hour: int | None) -> None:
    """14:30 is a time; what may be either half of the day stays a whole day."""
    (event,) = events(planned(when=when))
    if hour is None:
        assert event.dtstart.value == date(2027, 6, 30)
    else:
        assert isinstance(event.dtstart.value, datetime)
        assert (event.dtstart.value.hour, event.dtstart.value.tzinfo) == (hour, None)


def test_a_reminder_comes_a_week_before_until_it_is_done() -> None:
    """A calendar that has the event lets go of it when the action is done, as the newer file says so."""
    (event,) = events(planned())
    assert event.valarm.trigger.value == timedelta(days=-7)
    (done,) = events(planned(status="done"), now="2026-11-22T09:31:00.000+01:00")
    assert (done.uid.value, done.status.value) == (event.uid.value, "CANCELLED")
    assert int(done.sequence.value) == int(event.sequence.value) + 1
    assert "valarm" not in done.contents
    assert made("ics", "plan", planned(status="done"))["count"] == 0


def test_what_has_no_day_is_not_in_the_calendar() -> None:
    """The page hears how many there are."""
    assert events(planned(when="some day")) == []
    assert made("ics", "plan", planned(when="some day"))["count"] == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1900-02-28", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(day: str) -> None:
    """Odd days make files like all others."""
    plain = planned(when=day, written=day)
    made("ics", "plan", plain)
    made("xlsx", "plan", plain)


def sheet(plain: dict[str, Any]) -> Any:
    """The first sheet of the spreadsheet, as openpyxl reads it."""
    # The Python that is restored from its memory has no reader of XML; in the ordinary one these tests run.
    pytest.importorskip("pyexpat", reason="this Python reads no XML")
    openpyxl = pytest.importorskip("openpyxl")
    return openpyxl.load_workbook(io.BytesIO(base64.b64decode(made("xlsx", "plan", plain)["base64"]))).active


def test_the_plan_is_a_table_with_real_dates() -> None:
    """Headings that stay and repeat, wrapped text, A4 on its side, and dates that can be sorted."""
    table = sheet(planned(what="Ask", how="one\ntwo"))
    assert [cell.value for cell in table[1]][:4] == ["What?", "Who?", "When?", "By this day"]
    assert table["D2"].value == datetime(2027, 6, 30)
    assert table["E2"].value == "one\ntwo"
    assert table.row_dimensions[1].height > table.row_dimensions[2].height  # else a heading is cut off
    assert [cell.value for cell in table[1]][8] == "Worth a look"
    (choice,) = table.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("F2", '"To do,Doing it,Done"')
    assert table["A2"].alignment.wrap_text
    assert table.freeze_panes == "B2"
    assert (table.page_setup.orientation, int(table.page_setup.paperSize)) == ("landscape", 9)
    assert table.print_title_rows == "$1:$1"
    assert next(iter(table.tables.values())).ref == "A1:I2"


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_cell_says_what_was_typed(text: str) -> None:
    """Every text is a text and never a formula; what no such file can hold is replaced visibly."""
    cell = sheet(saying(text))["A2"]
    assert cell.data_type in ("s", "inlineStr")
    said = cell.value
    assert (
        said[:30].strip()
        == "\n".join(text.splitlines())
        .translate({0: "\ufffd", 7: "\ufffd", 0xFFFE: "\ufffd", 0xD83D: "\ufffd"})[:30]
        .strip()
    )
    assert len(said) <= 32_767


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_an_event_says_what_was_typed(text: str) -> None:
    """Nothing that was typed ends a line or begins a property."""
    dated = planned(what=text, who=text[:MAX_LINE_CHARS], how=text)
    (event,) = events({**saying(text), "ideas": dated["ideas"]})
    own = {"uid", "dtstamp", "sequence", "summary", "dtstart", "dtend", "transp", "description"}
    assert set(event.contents) == {*own, "valarm"}
    assert set(event.valarm.contents) == {"action", "trigger", "description"}


def test_the_same_words_make_the_same_bytes() -> None:
    """No clock and no chance is in these files."""
    for form in ("ics", "xlsx"):
        assert made(form, "plan", planned()) == made(form, "plan", planned())
