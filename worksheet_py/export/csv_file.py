"""The plan as a table for other programs: CSV, and what can be copied where a file cannot go."""

from collections.abc import Iterable, Sequence

from worksheet_py.export.context import Wanted
from worksheet_py.export.date_text import say_day
from worksheet_py.export.html_file import escape
from worksheet_py.export.plan_outline import plan_lines
from worksheet_py.export.sanitize import csv_cell, one_line


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV that spreadsheet programs open as it is meant: marked as UTF-8, and nothing runs."""
    return "\ufeff" + "".join(",".join(map(csv_cell, row)) + "\r\n" for row in rows)


def plan_columns(wanted: Wanted) -> tuple[str, ...]:
    """The names of the plan's columns, where a program reads them."""
    labels, words = wanted.tool.labels, wanted.words
    more = [words.say(key) for key in ("export.by", "export.status", "export.idea", "export.change")]
    return (labels.what, labels.who, labels.when, more[0], labels.how, *more[1:])


def plan_csv(wanted: Wanted) -> str:
    """The plan, a row for each action; the day that was read as 2027-06-30."""
    rows = [
        (line.what, line.who, line.when, str(line.by or ""), line.how, line.status, line.idea, line.change)
        for line in plan_lines(wanted)
    ]
    return csv_text([plan_columns(wanted), *rows])


def dates_table(wanted: Wanted) -> dict[str, str]:
    """The dated actions that are still to do, to paste: as `text` with tabs, and as an `html` table."""
    labels, words = wanted.tool.labels, wanted.words
    rows = [(words.say("export.by"), labels.what, labels.who, labels.how)]
    rows += [
        (say_day(line.by, words), line.what, line.who, line.how)
        for line in plan_lines(wanted)
        if line.by and not line.done
    ]
    lines = [[one_line(text) for text in row] for row in rows]
    html = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in lines)
    return {"text": "\n".join("\t".join(line) for line in lines) + "\n", "html": f"<table>{html}</table>"}
