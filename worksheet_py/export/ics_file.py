"""The dated actions of the plan as a calendar, written by the library icalendar."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from worksheet_py.export.context import Wanted
from worksheet_py.export.plan_outline import Line, plan_lines
from worksheet_py.export.sanitize import clean, one_line
from worksheet_py.requests.optional_module import library

# A time of day at the end: only what can be no other half of the day (14:30, 09:00).
CLOCK = re.compile(r"(?:^|[ ,])([01][0-9]|2[0-3])[:.]([0-5][0-9])$")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def calendar(wanted: Wanted) -> tuple[str, int]:
    """The calendar, and how many actions are in it: those with a day that are not done."""
    ical = library("icalendar")
    made = ical.Calendar()
    made.add("prodid", "-//coproduction reflection//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made["x-wr-calname"] = ical.vText(one_line(wanted.name))
    days = [(line, line.by) for line in plan_lines(wanted) if line.by and not line.done]
    for line, day in days:
        made.add_component(event(line, day, wanted, ical))
    return made.to_ical().decode("utf-8"), len(days)


def event(line: Line, day: date, wanted: Wanted, ical: Any) -> Any:
    """One action on its day; it blocks no time, as nobody has agreed to meet."""
    words, labels = wanted.words, wanted.tool.labels
    made = ical.Event()
    made.add("uid", f"{identifier(wanted.reflection.id)}.{identifier(line.id)}@coproduction-reflection")
    # Not added but set: adding asks for a table of time zones, which browsers would have to fetch.
    made["dtstamp"] = ical.vDatetime(moment(wanted.now))
    made.add("summary", one_line(line.what) or words.say("export.no_text"))
    begin, end = span(day, line.when)
    made.add("dtstart", begin)
    made.add("dtend", end)
    made.add("transp", "TRANSPARENT")
    parts = [(labels.who, line.who), (labels.when, line.when), (labels.how, line.how)]
    told = [f"{name} {clean(text)}" for name, text in parts if text.strip()]
    made.add("description", "\n".join([*told, clean(wanted.name)]))
    return made


def span(day: date, when: str) -> tuple[date, date]:
    """From when to when: the whole day, or an hour if a time of day was clearly written."""
    found = CLOCK.search(" ".join(when.split()).rstrip(" .,;!"))
    if not found or day == date.max:
        return day, min(day, date.max - DAY) + DAY
    begin = datetime.combine(day, time(int(found[1]), int(found[2])))
    return begin, begin + HOUR


def moment(now: datetime) -> datetime:
    """The page's moment in UTC, as calendars want it; a moment of no zone counts as UTC."""
    return (now.astimezone(UTC) if now.tzinfo else now.replace(tzinfo=UTC)).replace(microsecond=0)


def identifier(id: str) -> str:
    """The id with nothing in it that has a meaning in calendars; the same one always gives the same."""
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-.") else f"_{ord(sign):x}" for sign in id
    )
