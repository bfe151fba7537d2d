"""Tables as a spreadsheet (.xlsx), written by the library XlsxWriter."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from attrs import frozen

from worksheet_py.export.context import Wanted
from worksheet_py.export.csv_file import plan_columns
from worksheet_py.export.plan_outline import plan_lines
from worksheet_py.export.sanitize import clean, one_line
from worksheet_py.requests.optional_module import library

A4 = 9
# In points.
LINE, HIGHEST = 15, 400
# As many UTF-16 units fit into a cell; what is longer is cut, visibly.
LONGEST = 32_767
# The first day that spreadsheets and calendars count alike.
FIRST_DAY = date(1900, 3, 1)
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

type Cell = str | int | date | None


@frozen
class Sheet:
    """One sheet: its name, its columns with their widths in signs, and its rows."""

    name: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]


def plan_sheet(wanted: Wanted) -> Sheet:
    """The plan, a row for each action; the day that was read is a real date."""
    rows = [
        (line.what, line.who, line.when, line.by, line.how, line.status, line.idea, line.change)
        for line in plan_lines(wanted)
    ]
    name = wanted.words.say("export.plan_sheet")
    return Sheet(name, plan_columns(wanted), (32, 16, 16, 12, 28, 11, 16, 28), rows)


def spreadsheet(sheets: Sequence[Sheet], title: str, now: datetime) -> bytes:
    """The file; every text is a text, whatever it begins with."""
    target = BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    with library("xlsxwriter").Workbook(target, options) as book:
        book.set_properties({"title": clean(title), "created": now.replace(tzinfo=None)})
        for sheet in sheets:
            add_sheet(book, sheet, clean(title))
    return target.getvalue()


def add_sheet(book: Any, sheet: Sheet, title: str) -> None:
    """One sheet as a table: headings that stay, lines that wrap, A4 on its side."""
    made = book.add_worksheet(sheet.name.translate(FORBIDDEN_IN_NAMES)[:31])
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#452c63", "font_color": "#ffffff"}
    )
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"})
    for column, width in enumerate(sheet.widths):
        made.set_column(column, column, width)
    for number, row in enumerate(sheet.rows, 1):
        made.set_row(number, height(row, sheet.widths))
        for column, cell in enumerate(row):
            write(made, number, column, cell, {"text": wrap, "day": day})
    last = max(len(sheet.rows), 1)
    columns = [{"header": clean(name), "header_format": head} for name in sheet.columns]
    made.add_table(0, 0, last, len(columns) - 1, {"columns": columns, "style": "Table Style Light 1"})
    made.freeze_panes(1, 1)
    made.set_landscape()
    made.set_paper(A4)
    made.fit_to_pages(1, 0)
    made.repeat_rows(0)
    made.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    # An ampersand begins a code there.
    made.set_header("&L" + one_line(title).replace("&", "&&")[:100])
    made.set_footer("&R&P / &N")


def height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """How high a row must be for its longest cell; not all programs work it out by themselves."""
    cells = zip(row, widths, strict=True)
    lines = (sum(len(part) // width + 1 for part in clean(str(cell)).split("\n")) for cell, width in cells)
    return min(LINE * max(lines), HIGHEST)


def write(made: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    """One cell by its kind."""
    if isinstance(cell, date) and cell >= FIRST_DAY:
        made.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])
    elif isinstance(cell, int):
        made.write_number(row, column, cell, formats["text"])
    elif cell is None or cell == "":
        made.write_blank(row, column, None, formats["text"])
    else:
        made.write_string(row, column, fitting(clean(str(cell))), formats["text"])


def fitting(text: str) -> str:
    """The text, cut with an ellipsis if it is longer than a cell can be."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * LONGEST else units[: 2 * LONGEST - 2].decode("utf-16-le", "ignore") + "…"
