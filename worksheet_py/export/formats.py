"""The request `export`: a reflection, its plan, or a comparison as a file, or as text to paste.

Payload: `format` and `what`, a key of `WRITERS` or `SHEET_WRITERS`; `today`, and `wrong_clock`, true if that
cannot be right; `now`, a timestamp; optional `lines`, those of the plan to write, in this order (an idea or
`own`, a dot, and the id of an action); and `reflection`, a document (for `perspectives`
the payload of `compare` instead).
Answer: `type` (a MIME type) with `text` or `base64`. `dates` answers with `text` and `html` to paste,
`outline` with an `outline` for writers in JavaScript. Files of a plan have `count` as well: their rows, or
the events of a calendar that are still to do.
"""

import binascii
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import attrs

from worksheet_py.dates.vocabulary import WhenWords
from worksheet_py.document.serialization import dump, load
from worksheet_py.export.context import ExportContext
from worksheet_py.export.html_file import page
from worksheet_py.export.ics_file import calendar
from worksheet_py.export.outline import Outline
from worksheet_py.export.plan_outline import plan_outline
from worksheet_py.export.reflection_outline import reflection_outline
from worksheet_py.export.sheets import Sheet, csv_lines, dates_table, plan_sheet, views_sheet
from worksheet_py.export.text_file import plain_text
from worksheet_py.export.unsettled import with_unsettled
from worksheet_py.export.xlsx_file import spreadsheet
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.requests.fields import BadRequest, Payload, day, text, timestamp
from worksheet_py.requests.group_actions import compare_files
from worksheet_py.text.messages import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type Answer = dict[str, Any]


def export(payload: Payload, tool: Tool, words: Words, when_words: WhenWords) -> Answer:
    """The file that a payload asks for.

    Raises:
        BadRequest: The payload is not as described above.
        SavedError: The document cannot be read.
        LibraryMissing: The library that writes this format has not been downloaded yet.
    """
    form, what = text(payload, "format"), text(payload, "what")
    today, now = day(payload, "today"), datetime.fromisoformat(timestamp(payload, "now")).astimezone(UTC)
    if (form, what) in SHEET_WRITERS:
        comparison, _ = compare_files(payload, tool, words, with_unsettled)
        sheet = views_sheet(words.say("export.views"), comparison, "export", tool, words)
        return SHEET_WRITERS[form, what](sheet, sheet.name, now)
    if (form, what) not in WRITERS:
        raise BadRequest("bad-request")
    reflection = load(payload.get("reflection"), tool, words)
    guess = payload.get("wrong_clock") is not True
    context = ExportContext(reflection, today, now, tool, words, when_words, guess, lines_of(payload))
    return WRITERS[form, what](context)


def lines_of(payload: Payload) -> tuple[str, ...] | None:
    """The `lines` of a payload, or None for the whole plan; raises BadRequest where they are no texts."""
    lines = payload.get("lines")
    if lines is None:
        return None
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise BadRequest
    return tuple(lines)


def saved_copy(context: ExportContext) -> Answer:
    """The HTML page that people read and that the site can import again."""
    document = dump(context.reflection, context.tool)
    html = page(reflection_outline(context), document, context.say("export.saved_copy_note"))
    return {"type": "text/html", "text": "".join(html)}


def plan_calendar(context: ExportContext) -> Answer:
    """The plan's calendar."""
    made, count = calendar(context)
    return {"type": "text/calendar", "text": made, "count": count}


def csv(sheet: Sheet, title: str, now: datetime) -> Answer:
    """A sheet as CSV, which has no title and no date."""
    return {"type": "text/csv", "text": "".join(csv_lines(sheet))}


def xlsx(sheet: Sheet, title: str, now: datetime) -> Answer:
    """A sheet as a spreadsheet file."""
    made = binascii.b2a_base64(spreadsheet(sheet, title, now), newline=False)
    return {"type": XLSX, "base64": made.decode("ascii")}


def of_plan(write: Callable[[Sheet, str, datetime], Answer]) -> Callable[[ExportContext], Answer]:
    """A writer of sheets as one of the plan, that counts the rows."""

    def answer(context: ExportContext) -> Answer:
        sheet = plan_sheet(context)
        return {**write(sheet, context.name, context.now), "count": len([*sheet.rows])}

    return answer


def as_text(outline: Callable[[ExportContext], Outline]) -> Callable[[ExportContext], Answer]:
    """A writer of an outline as plain text."""
    return lambda context: {"type": "text/plain", "text": plain_text(outline(context))}


def as_data(outline: Callable[[ExportContext], Outline]) -> Callable[[ExportContext], Answer]:
    """A writer of an outline as plain data."""
    return lambda context: {
        "outline": attrs.asdict(outline(context))
        | {"ratings": {rating.label: rating.id for rating in context.tool.ratings}}
    }


# Each (format, what) that can be asked for: from a reflection, and from a comparison.
WRITERS: Mapping[tuple[str, str], Callable[[ExportContext], Answer]] = {
    ("html", "reflection"): saved_copy,
    ("csv", "plan"): of_plan(csv),
    ("dates", "plan"): dates_table,
    ("ics", "plan"): plan_calendar,
    ("xlsx", "plan"): of_plan(xlsx),
    ("text", "plan"): as_text(plan_outline),
    ("text", "reflection"): as_text(reflection_outline),
    ("outline", "plan"): as_data(plan_outline),
    ("outline", "reflection"): as_data(reflection_outline),
}
SHEET_WRITERS = {("csv", "perspectives"): csv, ("xlsx", "perspectives"): xlsx}
