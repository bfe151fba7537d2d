"""The plan of a reflection as files for other programs."""

from argparse import Namespace
from binascii import a2b_base64
from collections.abc import Mapping
from pathlib import Path

from worksheet_py import api
from worksheet_py.cli.write_files import write_one
from worksheet_py.document.reflection import Reflection
from worksheet_py.export.context import ExportContext
from worksheet_py.export.formats import WRITERS


def write_plan(reflection: Reflection, files: Mapping[str, Path], asked: Namespace) -> bool:
    """Write the plan as it stands on `today` in each form; returns whether all were written.

    Raises:
        LibraryMissing: The library that writes one of these forms is not installed.
    """
    context = ExportContext(reflection, asked.today, asked.now, api.tool(), api.words(), api.when_words())
    made = {form: WRITERS[form, "plan"](context) for form in files}
    written = True
    for form, path in files.items():
        answer = made[form]
        part = a2b_base64(answer["base64"]) if "base64" in answer else answer["text"]
        written &= write_one(path, [part], asked, "written.plan", answer["count"])
    return written
