"""Tables for other programs: the plan, and the views of several people; CSV, and text to paste."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat

from attrs import field, frozen

from worksheet_py.comparison.compare import Comparison, Point
from worksheet_py.export.context import ExportContext
from worksheet_py.export.plan_outline import plan_rows
from worksheet_py.export.sanitize import csv_cell, pasted_cell
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.questionnaire.vocabulary import STATUSES
from worksheet_py.text.messages import Words
from worksheet_py.text.stress import escape

# The columns of the views and their widths in characters. The headings are sentences of these names.
VIEWS_COLUMNS = {
    "who": 20, "group": 18, "idea": 18, "stage": 20, "rating": 10, "count_recognised": 12, "evidence": 48,
    "changes": 40,
}  # fmt: skip

type Cell = str | int | date | None


@frozen
class Sheet:
    """A table with a name, a heading and a width in characters for each column, and rows."""

    name: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Iterable[Sequence[Cell]]
    # What can be chosen in a column, by its number.
    choices: Mapping[int, tuple[str, ...]] = field(factory=dict)


def plan_sheet(context: ExportContext) -> Sheet:
    """The plan, a row for each action; the day that was read from its words is a date.

    What is still to be decided stands below the text that was written first, in the same cell.
    """
    labels = context.tool.labels
    by, *others = map(
        context.say, ("export.by", "export.status", "export.idea", "export.change", "export.remarks")
    )
    rows = [
        (
            texts["what"], texts["who"], texts["when"], row.action.by, texts["how"], row.status, row.idea,
            row.change, "\n".join(row.remarks),
        )
        for row in plan_rows(context)
        for texts in (row.all_texts,)
    ]  # fmt: skip
    columns = (labels.what, labels.who, labels.when, by, labels.how, *others)
    statuses = {5: tuple(map(context.tool.label, STATUSES))}
    widths = (32, 16, 16, 13, 28, 14, 16, 28, 20)
    return Sheet(context.say("export.plan_sheet"), columns, widths, rows, statuses)


def views_sheet(name: str, comparison: Comparison, section: str, tool: Tool, words: Words) -> Sheet:
    """The views of several people, a row for each person and idea, made one at a time.

    `section` is where `words` has the headings: `export` for idea by idea, or `report` for person by person
    on the command line.
    """
    groups = {person.key: person.group_label for person in comparison.people}
    by_idea = [zip(repeat(tool.idea(idea.id).short), idea.points) for idea in comparison.ideas]
    rows = (
        (
            point.name, groups[point.key], idea, tool.label(point.stage), tool.label(point.rating),
            point.recognised, point.evidence, change_lines(point, section, words),
        )
        for idea, point in chain.from_iterable(zip(*by_idea, strict=True) if section == "report" else by_idea)
    )  # fmt: skip
    columns = tuple(words.say(f"{section}.{column}") for column in VIEWS_COLUMNS)
    return Sheet(name, columns, tuple(VIEWS_COLUMNS.values()), rows)


def change_lines(point: Point, section: str, words: Words) -> str:
    """A person's ideas for change, one on a line; those that were chosen are marked."""
    return "\n".join(
        words.say(f"{section}.chosen", text=change.text) if change.chosen else change.text
        for change in point.changes
    )


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """CSV for spreadsheet programs: a UTF-8 mark first, days as 2027-06-30, and no cell is a formula."""
    yield "\ufeff"
    for row in chain([sheet.columns], sheet.rows):
        yield ",".join(csv_cell("" if cell is None else str(cell)) for cell in row) + "\r\n"


def dates_table(context: ExportContext) -> dict[str, str]:
    """The dated actions that are still to do: as `text` with tabs between cells, and as an `html` table.

    Spreadsheet programs read both from the clipboard, so no cell is a formula.
    """
    labels = context.tool.labels
    rows = [(context.say("export.by"), labels.what, labels.who, labels.how)]
    rows += [
        (context.format_day(day), texts["what"], texts["who"], texts["how"])
        for row in plan_rows(context)
        for texts in (row.all_texts,)
        if (day := row.day_to_keep)
    ]
    lines = [list(map(pasted_cell, row)) for row in rows]
    html = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in lines)
    return {"text": "\n".join("\t".join(line) for line in lines) + "\n", "html": f"<table>{html}</table>"}
