"""The dated actions of the plan as a calendar, written by the library icalendar."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from worksheet_py.document.reflection import DONE
from worksheet_py.export.context import ExportContext
from worksheet_py.export.plan_outline import PlanRow, plan_rows
from worksheet_py.export.sanitize import clean, one_line
from worksheet_py.requests.fields import library
from worksheet_py.text.bidi import isolated

# A time at the end of a text that can only be one half of the day (14:30, 09:00).
CLOCK = re.compile(r"(?:^|[ ,])([01][0-9]|2[0-3])[:.]([0-5][0-9])$")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def calendar(context: ExportContext) -> tuple[str, int]:
    """The calendar, and how many actions in it are still to be done.

    There is an event for each action with a day. One that is done is cancelled, so that a calendar which
    has it from an earlier file lets go of it.
    """
    ical = library("icalendar")
    made = ical.Calendar()
    made.add("prodid", "-//coproduction reflection//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made["x-wr-calname"] = ical.vText(one_line(context.name))
    days = [(row, row.action.by) for row in plan_rows(context) if row.action.by]
    for row, day in days:
        made.add_component(event(row, day, context, ical))
    return made.to_ical().decode("utf-8"), sum(row.day_to_keep is not None for row, _ in days)


def event(row: PlanRow, day: date, context: ExportContext, ical: Any) -> Any:
    """One action on its day. It is shown as free time, as nobody has agreed to meet."""
    action, labels = row.action, context.tool.labels
    made = ical.Event()
    uid = f"{safe_id(context.reflection.id)}.{safe_id(f'{action.idea or "own"}.{action.id}')}"
    made.add("uid", f"{uid}@coproduction-reflection")
    # Set as an item: add() needs the time zone database, which browsers would have to download.
    made["dtstamp"] = ical.vDatetime(context.now.replace(microsecond=0))
    # Grows with each file, so that a calendar takes the newest (RFC 5545, 3.8.7.4).
    made["sequence"] = ical.vInt(int(context.now.timestamp()) // 60)
    title = one_line(action.what) or context.say("export.no_text")
    made.add("summary", title)
    begin, end = span(day, action.when)
    made.add("dtstart", begin)
    made.add("dtend", end)
    made.add("transp", "TRANSPARENT")
    texts = row.all_texts
    what = texts["what"] if texts["what"] != action.what else ""  # else the summary says it
    parts = [(labels.what, what), *((getattr(labels, name), texts[name]) for name in ("who", "when", "how"))]
    lines = [f"{name} {isolated(clean(text))}" for name, text in parts if text.strip()]
    made.add("description", "\n".join([*lines, isolated(clean(context.name))]))
    if action.status == DONE:
        made.add("status", "CANCELLED")
    else:
        made.add_component(reminder(title, ical))
    return made


def reminder(title: str, ical: Any) -> Any:
    """An alarm a week before."""
    made = ical.Alarm()
    made.add("action", "DISPLAY")
    made["trigger"] = ical.vDuration(-7 * DAY)
    made.add("description", title)
    return made


def span(day: date, when: str) -> tuple[date, date]:
    """Start and end: the whole day, or one hour if the text ends in an unambiguous time of day."""
    found = CLOCK.search(" ".join(when.split()).rstrip(" .,;!"))
    if not found or day == date.max:
        return day, min(day, date.max - DAY) + DAY
    begin = datetime.combine(day, time(int(found[1]), int(found[2])))
    return begin, begin + HOUR


def safe_id(id: str) -> str:
    """The id with everything but ASCII letters, digits, "-" and "." escaped, always in the same way."""
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-.") else f"_{ord(sign):x}" for sign in id
    )
