"""Tables as CSV, and as text and HTML to paste where a file cannot go."""

from worksheet_py.export.context import ExportContext
from worksheet_py.export.html_file import escape
from worksheet_py.export.plan_outline import plan_rows
from worksheet_py.export.sanitize import csv_cell, one_line
from worksheet_py.export.sheets import Sheet


def csv_text(sheet: Sheet) -> str:
    """CSV for spreadsheet programs: a UTF-8 mark first, days as 2027-06-30, and no cell is a formula."""
    texts = (["" if cell is None else str(cell) for cell in row] for row in (sheet.columns, *sheet.rows))
    return "\ufeff" + "".join(",".join(map(csv_cell, row)) + "\r\n" for row in texts)


def dates_table(context: ExportContext) -> dict[str, str]:
    """The dated actions that are still to do: as `text` with tabs between cells, and as an `html` table."""
    labels = context.tool.labels
    rows = [(context.say("export.by"), labels.what, labels.who, labels.how)]
    rows += [
        (context.format_day(day), row.action.what, row.action.who, row.action.how)
        for row in plan_rows(context)
        if (day := row.day_to_keep)
    ]
    lines = [[one_line(text) for text in row] for row in rows]
    html = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in lines)
    return {"text": "\n".join("\t".join(line) for line in lines) + "\n", "html": f"<table>{html}</table>"}
