"""Many people's views as a table for spreadsheets: one row for each person and idea."""

from collections.abc import Iterator

from worksheet_py.comparison.compare import Comparison
from worksheet_py.export.comparison_outline import changes
from worksheet_py.export.sanitize import csv_cell
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

COLUMNS = ("who", "group", "idea", "stage", "rating", "recognised", "evidence", "changes")


def views_csv(made: Comparison, tool: Tool, lines: Words) -> str:
    """The table as CSV that spreadsheet programs open as it is meant: marked as UTF-8, and nothing runs."""
    return "\ufeff" + "".join(",".join(map(csv_cell, row)) + "\r\n" for row in views_rows(made, tool, lines))


def views_rows(made: Comparison, tool: Tool, lines: Words) -> Iterator[tuple[str, ...]]:
    """The rows, that of the columns' names first; person by person, ideas in order."""
    yield tuple(lines.say(f"report.{column}") for column in COLUMNS)
    labels = {person.key: person.group_label for person in made.people}
    # All ideas list the same people in the same order.
    for points in zip(*(idea.points for idea in made.ideas), strict=True):
        for idea, point in zip(made.ideas, points, strict=True):
            yield (
                point.name,
                labels[point.key],
                tool.idea(idea.id).short,
                tool.label(point.stage),
                tool.label(point.rating),
                str(point.recognised),
                point.evidence,
                changes(point, lines),
            )
