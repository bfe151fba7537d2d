"""Makes texts safe for every kind of file, whatever somebody typed or pasted."""

import re

# What XML (so spreadsheets and Word files) cannot hold, and lone surrogates, which UTF-8 cannot.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Spreadsheet programs read a cell that begins with one of these as a formula.
SIGNS = "=+\\-@＝＋－＠"
FORMULA = re.compile(rf"\s*[{SIGNS}]|[\t\r]")
# Programs set to some countries separate cells at semicolons, also inside what we quoted. So a formula may
# begin behind any run of these as well.
CELL_START = re.compile(rf"(?<![\s\";])[\s\";]++(?=[{SIGNS}])")
SEPARATORS = frozenset(";\t\r\n")
# What is pasted is not quoted, so commas may separate cells as well, and a quotation mark may begin one.
PASTED_START = re.compile(rf"(?<![\s\";,])[\s\";,]++(?=[{SIGNS}])")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """The text with line ends as newlines, and U+FFFD in place of what files cannot hold."""
    return UNFIT.sub(REPLACEMENT, LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The text, clean, on one line."""
    return " ".join(clean(text).split())


def no_formula(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet program would read what follows as a formula."""
    marked = CELL_START.sub(
        lambda found: found[0] if SEPARATORS.isdisjoint(found[0]) else f"{found[0]}'", text
    )
    return f"'{marked}" if FORMULA.match(marked) else marked


def table_cell(text: str) -> str:
    """A text as it stands in every table that a spreadsheet program may take for its own: clean, no formula.

    Files of spreadsheets themselves (.xlsx) need no mark, as they say of each cell that it is text.
    """
    return no_formula(clean(text))


def pasted_cell(text: str) -> str:
    """A text on one line, as it stands in a table to paste: no formula, wherever cells are taken to begin."""
    cell = PASTED_START.sub(
        lambda found: f"{found[0]}'" if "," in found[0] else found[0], table_cell(one_line(text))
    )
    return f"'{cell}" if cell.startswith('"') else cell


def csv_cell(text: str) -> str:
    """A quoted value of a CSV file, with quotation marks doubled."""
    return '"' + table_cell(text).replace('"', '""') + '"'
