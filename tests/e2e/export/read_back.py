"""Files read by programs and libraries that did not write them: their texts, cells and events."""

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import vobject  # type: ignore[import-untyped]

type Rows = list[list[str]]


def squeezed(text: str) -> str:
    """The text without its white space, which every kind of file breaks in its own way."""
    return "".join(text.split())


def missing(texts: list[str], found: str) -> list[str]:
    """Those that are not found, word for word."""
    whole = squeezed(found)
    return [text for text in texts if squeezed(text) not in whole]


def docx_text(file: Path) -> str:
    """All paragraphs and cells of a Word document, read by python-docx."""
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(part.text for part in document.paragraphs), *cells])


def xlsx_rows(file: Path) -> Rows:
    """The cells of a spreadsheet, read by openpyxl; none of them is a formula."""
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    cells = [list(row) for row in sheet.iter_rows()]
    assert [cell.coordinate for row in cells for cell in row if cell.data_type == "f"] == []
    return [[str(cell.value if cell.value is not None else "") for cell in row] for row in cells]


def csv_rows(file: Path) -> Rows:
    """The cells of a CSV file as a program reads it."""
    text = file.read_text(encoding="utf-8-sig", newline="")
    return list(csv.reader(io.StringIO(text, newline="")))


def unmarked(rows: Rows) -> Rows:
    """The cells of what was a CSV file, without the apostrophes that keep formulas from running."""
    return [[re.sub(r"'(?=\s*[=+\-@＝＋－＠]|\s)", "", cell) for cell in row] for row in rows]


def events(file: Path) -> list[dict[str, str]]:
    """Day, summary and description of each event in a calendar, read by vobject."""
    calendar = vobject.readOne(file.read_text(encoding="utf-8", newline=""))
    return [
        {
            "day": str(event.dtstart.value),
            "summary": event.summary.value,
            "description": event.description.value,
        }
        for event in calendar.vevent_list
    ]


# What such a table is made of, and what browsers put round it.
ELEMENTS = {"table", "tbody", "tr", "td", "html", "head", "meta", "body"}


class Cells(HTMLParser):
    """The cells of the tables in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Begin a row or a cell; nothing else belongs into such a table."""
        assert tag in ELEMENTS
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        """Add to the last cell."""
        self.rows[-1][-1] += data


def html_rows(html: str) -> Rows:
    """The cells of a table that was copied."""
    reader = Cells()
    reader.feed(html)
    return reader.rows


def text_in(rows: Rows) -> str:
    """All cells as one text."""
    return "\n".join(cell for row in rows for cell in row)
