"""What atheris calls with bytes that it makes up, led by which lines of the package each reaches.

`python -m tests.fuzz.target CORPUS -runs=N`: the first letter says which reader the rest goes to. It ends
with a traceback, and keeps the input, where anything but a refusal comes of it.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["worksheet_py"]):
    from worksheet_py import api
    from worksheet_py.dates.parser import read_when
    from worksheet_py.document.embedded_json import document_text
    from worksheet_py.document.serialization import SavedError, dump, load, read
    from worksheet_py.validation.errors import Refused
    from worksheet_py.validation.strict_json import read_json

TOOL, WORDS, WHEN = api.tool(), api.words(), api.when_words()
DAY = date(2026, 11, 22)


def one(data: bytes) -> None:
    """Try one input; an error of ours goes through to atheris."""
    reader, text = data[:1], data[1:].decode("utf-8", "surrogatepass" if data[:1] == b"s" else "replace")
    if reader == b"w":
        found = read_when(text, DAY, WHEN)
        assert all(span.start <= span.end for span in found.spans)
    elif reader == b"j":
        refused(read_json, text)
    elif reader == b"h":
        refused(document_text, text)
    else:
        file(text)


def refused(reader: Callable[[str], Any], text: str) -> None:
    """Read, or be refused for a reason that has its sentence."""
    try:
        reader(text)
    except Refused as error:
        WORDS.say(f"json.{error.kind}", **error.values)


def file(text: str) -> None:
    """Take a file in: refused in words, or complete, so that it stays as it is."""
    try:
        made = dump(read(text, TOOL, WORDS), TOOL)
    except SavedError:
        return
    assert dump(load(json.loads(json.dumps(made)), TOOL, WORDS), TOOL) == made


def safely(data: bytes) -> None:
    """The same for bytes that are no text at all."""
    try:
        one(data)
    except UnicodeDecodeError:
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, safely)
    atheris.Fuzz()
