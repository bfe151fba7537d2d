"""Days of the person's calendar: the only place where Python makes a day of a moment."""

from datetime import date, datetime


def local_day(moment: str) -> date | None:
    """The day on which a stored timestamp was, where this computer is; None for an empty timestamp.

    The zone, with the clock changes of that year, is that of the system; in Pyodide that of the browser.
    """
    if not moment:
        return None
    when = datetime.fromisoformat(moment)
    try:
        return when.astimezone().date()
    except (OverflowError, ValueError):  # year 1 or 9999, which a change of time zone would leave
        return when.date()
