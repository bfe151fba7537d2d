"""The part of the door for files: what was written, for people and for other programs.

Payload: `format` and `what`, a pair of those below; `today`; `now`, a moment with the person's offset; and
what is to be written: `reflection`, a document, or for `perspectives` the same as for `compare`.
Gives `type` and `text` or `base64`. `dates` gives `text` and `html`, to copy; `outline` gives an `outline`
for other writers; `ics` also `count`, the number of actions in it. May raise LibraryMissing.
"""

import binascii
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from worksheet_py.dates.parser import WhenWords
from worksheet_py.document.serialization import dump, load
from worksheet_py.export.comparison_sheet import views_sheet
from worksheet_py.export.context import Wanted
from worksheet_py.export.csv_file import csv_text, dates_table, plan_csv
from worksheet_py.export.html_file import page
from worksheet_py.export.ics_file import calendar
from worksheet_py.export.outline import Outline
from worksheet_py.export.plan_outline import plan_outline
from worksheet_py.export.reflection_outline import whole_outline
from worksheet_py.export.text_file import plain_text
from worksheet_py.export.xlsx_file import Sheet, plan_sheet, spreadsheet
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.requests.fields import BadRequest, Payload, day, moment, text
from worksheet_py.text.messages import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type Made = dict[str, Any]


def export(payload: Payload, tool: Tool, words: Words, when_words: WhenWords) -> Made:
    """The file that is asked for; raises BadRequest, or SavedError where a document cannot be read."""
    form, what = text(payload, "format"), text(payload, "what")
    today, now = day(payload, "today"), datetime.fromisoformat(moment(payload, "now"))
    if (form, what) in VIEWS:
        return VIEWS[form, what](views_sheet(payload, tool, words), now)
    if (form, what) not in WRITERS:
        raise BadRequest("bad-request")
    reflection = load(payload.get("reflection"), tool, words)
    return WRITERS[form, what](Wanted(reflection, today, now, tool, words, when_words))


def saved_copy(wanted: Wanted) -> Made:
    """The page with everything, for people and for this site."""
    note = wanted.words.say("export.saved_copy_note")
    made = page(whole_outline(wanted), dump(wanted.reflection, wanted.tool), note)
    return {"type": "text/html", "text": made}


def plain(outline: Callable[[Wanted], Outline]) -> Callable[[Wanted], Made]:
    """A writer of plain text."""
    return lambda wanted: {"type": "text/plain", "text": plain_text(outline(wanted))}


def bare(outline: Callable[[Wanted], Outline]) -> Callable[[Wanted], Made]:
    """A writer of the outline itself."""
    return lambda wanted: {"outline": outline(wanted).plain}


def plan_calendar(wanted: Wanted) -> Made:
    """The calendar, with how many actions are in it."""
    made, count = calendar(wanted)
    return {"type": "text/calendar", "text": made, "count": count}


def workbook(sheet: Sheet, title: str, now: datetime) -> Made:
    """A spreadsheet with one sheet."""
    made = binascii.b2a_base64(spreadsheet([sheet], title, now), newline=False)
    return {"type": XLSX, "base64": made.decode("ascii")}


def table(sheet: Sheet) -> Made:
    """The same sheet as CSV."""
    rows = [[str(cell) for cell in row] for row in sheet.rows]
    return {"type": "text/csv", "text": csv_text([sheet.columns, *rows])}


OUTLINES = {"reflection": whole_outline, "plan": plan_outline}

WRITERS: Mapping[tuple[str, str], Callable[[Wanted], Made]] = {
    ("html", "reflection"): saved_copy,
    ("csv", "plan"): lambda wanted: {"type": "text/csv", "text": plan_csv(wanted)},
    ("dates", "plan"): dates_table,
    ("ics", "plan"): plan_calendar,
    ("xlsx", "plan"): lambda wanted: workbook(plan_sheet(wanted), wanted.name, wanted.now),
    **{("text", what): plain(outline) for what, outline in OUTLINES.items()},
    **{("outline", what): bare(outline) for what, outline in OUTLINES.items()},
}
VIEWS: Mapping[tuple[str, str], Callable[[Sheet, datetime], Made]] = {
    ("csv", "perspectives"): lambda sheet, now: table(sheet),
    ("xlsx", "perspectives"): lambda sheet, now: workbook(sheet, sheet.name, now),
}
