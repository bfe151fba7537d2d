"""Texts that every kind of file can hold, whatever somebody typed or pasted."""

import re

# What XML, and so spreadsheets and Word files, cannot hold; and halves of emoji, which no UTF-8 file can.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Spreadsheet programs take a cell that begins like this for a formula.
SIGNS = "=+\\-@＝＋－＠"
FORMULA = re.compile(rf"\s*[{SIGNS}]|[\t\r]")
# What stands before a formula where a cell may begin as well: programs of many countries take semicolons to
# part the cells of a file. Quotation marks and line ends are then not what they were meant to be.
BEFORE = re.compile(rf"(?<![\s\";])[\s\";]++(?=[{SIGNS}])")
PARTING = frozenset(";\t\r\n")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """The text with line ends as newlines, and a visible mark in place of what files cannot hold."""
    return UNFIT.sub(REPLACEMENT, LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The text, clean, on one line."""
    return " ".join(clean(text).split())


def no_formula(text: str) -> str:
    """The text for a CSV file, with an apostrophe wherever a spreadsheet program would run what follows."""
    marked = BEFORE.sub(lambda found: found[0] if PARTING.isdisjoint(found[0]) else f"{found[0]}'", text)
    return f"'{marked}" if FORMULA.match(marked) else marked


def csv_cell(text: str) -> str:
    """One value, clean, no formula, in quotation marks that are doubled inside."""
    return '"' + no_formula(clean(text)).replace('"', '""') + '"'
