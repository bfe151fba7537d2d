"""Texts that every kind of file can hold, whatever somebody typed or pasted."""

import re

# What XML, and so spreadsheets and Word files, cannot hold; and halves of emoji, which no UTF-8 file can.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
REPLACEMENT = "\ufffd"
# Spreadsheet programs take a cell that begins like this for a formula.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")


def clean(text: str) -> str:
    """The text with line ends as newlines, and a visible mark in place of what files cannot hold."""
    return UNFIT.sub(REPLACEMENT, LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The text, clean, on one line."""
    return " ".join(clean(text).split())


def no_formula(text: str) -> str:
    """The text for a cell, with an apostrophe before it if a spreadsheet program would run it."""
    return f"'{text}" if FORMULA.match(text) else text
