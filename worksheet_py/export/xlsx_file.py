"""A sheet as a spreadsheet file (.xlsx), written by the library XlsxWriter."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from worksheet_py.export.sanitize import clean, one_line
from worksheet_py.export.sheets import Cell, Sheet
from worksheet_py.requests.fields import library

A4 = 9
# Heights of a row, in points.
LINE_HEIGHT, MAX_ROW_HEIGHT = 15, 400
# Bold letters, and the button that filters the column, take room from headings.
HEAD_SHARE = 0.6
# What a cell can hold, in UTF-16 units; longer texts are cut and end in an ellipsis.
MAX_CELL_UNITS = 32_767
# Spreadsheets take 1900 for a leap year, so their day numbers are right only from here on.
FIRST_DAY = date(1900, 3, 1)
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def spreadsheet(sheet: Sheet, title: str, now: datetime) -> bytes:
    """The bytes of a file with one sheet. No text becomes a formula, a link or a number."""
    target = BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    with library("xlsxwriter").Workbook(target, options) as book:
        book.set_properties({"title": clean(title), "created": now.replace(tzinfo=None)})
        add_sheet(book, sheet, clean(title))
    return target.getvalue()


def add_sheet(book: Any, sheet: Sheet, title: str) -> None:
    """Add a sheet as a table: frozen headings, wrapped lines, printed on landscape A4."""
    made = book.add_worksheet(sheet.name.translate(FORBIDDEN_IN_NAMES)[:31])
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#452c63", "font_color": "#ffffff"}
    )
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"})
    for column, width in enumerate(sheet.widths):
        made.set_column(column, column, width)
    made.set_row(0, height(sheet.columns, sheet.widths, HEAD_SHARE))
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        made.set_row(number, height(row, sheet.widths))
        for column, cell in enumerate(row):
            value = cell_value(cell)
            made.write(number, column, value, day if isinstance(value, date) else wrap)
    last = max(number, 1)
    for column, choices in sheet.choices.items():
        made.data_validation(1, column, last, column, {"validate": "list", "source": list(choices)})
    columns = [{"header": clean(name), "header_format": head} for name in sheet.columns]
    made.add_table(0, 0, last, len(columns) - 1, {"columns": columns, "style": "Table Style Light 1"})
    made.freeze_panes(1, 1)
    made.set_landscape()
    made.set_paper(A4)
    made.fit_to_pages(1, 0)
    made.repeat_rows(0)
    made.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    # An ampersand starts a control code in headers.
    made.set_header("&L" + one_line(title).replace("&", "&&")[:100])
    made.set_footer("&R&P / &N")


def height(row: Sequence[Cell], widths: Sequence[int], share: float = 1) -> int:
    """The height that the longest cell needs, in points; not all programs work it out by themselves.

    `share` is how much of a column's width is left for letters.
    """
    cells = zip(row, (max(1, int(width * share)) for width in widths), strict=True)
    lines = (sum(len(part) // width + 1 for part in clean(str(cell)).split("\n")) for cell, width in cells)
    return min(LINE_HEIGHT * max(lines), MAX_ROW_HEIGHT)


def cell_value(cell: Cell) -> Cell:
    """The cell as the file can hold it: dates from `FIRST_DAY` on, and texts of limited length."""
    if isinstance(cell, str) or (isinstance(cell, date) and cell < FIRST_DAY):
        return truncated(clean(str(cell)))
    return cell


def truncated(text: str) -> str:
    """The text, cut and ended by an ellipsis if it is longer than a cell can hold."""
    units = text.encode("utf-16-le")
    return (
        text
        if len(units) <= 2 * MAX_CELL_UNITS
        else units[: 2 * MAX_CELL_UNITS - 2].decode("utf-16-le", "ignore") + "…"
    )
