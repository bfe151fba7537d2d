"""The command `combine`: many people's views as a report, a table, or both."""

from argparse import Namespace
from pathlib import Path

from attrs import evolve

from worksheet_py import api
from worksheet_py.cli.output import complain, line, lines, say
from worksheet_py.cli.write_files import write
from worksheet_py.comparison.compare import Comparison, compare
from worksheet_py.comparison.participants import Setting
from worksheet_py.document.batch import BatchResult
from worksheet_py.export.comparison_outline import report
from worksheet_py.export.html_file import page
from worksheet_py.export.sheets import csv_text, views_sheet


def compare_all(found: BatchResult, *, anonymous: bool) -> Comparison:
    """Compare the reflections in all files that could be read; `anonymous` names nobody."""
    settings = {file.key: Setting(anonymous=anonymous) for file in found.loaded}
    return compare(found.loaded, settings, None, api.tool(), api.words())


def write_comparison(found: BatchResult, asked: Namespace) -> bool:
    """Write the files that were asked for, and print notes on people; returns whether all were written."""
    names = {file.key: file.name for file in found.loaded}
    comparison = compare_all(found, anonymous=asked.anonymous)
    for person in comparison.people:
        if person.note:
            complain(line("fault.file", name=names[person.key], message=person.note))
    people = sum(person.shown for person in comparison.people)
    outputs: list[tuple[Path, str, str]] = []
    if asked.html:
        html = page(report(comparison, len(found.rejected), api.tool(), lines()))
        outputs.append((asked.html, html, line("written.report", path=asked.html, n=people)))
    if asked.csv:
        rows = people * len(comparison.ideas)
        csv = table(comparison, people)
        outputs.append((asked.csv, csv, line("written.table", path=asked.csv, n=rows)))
    written = [write_one(*output, asked.force) for output in outputs]
    return all(written)


def table(comparison: Comparison, people: int) -> str:
    """The views as CSV: person by person, each with a row for every idea."""
    sheet = views_sheet("", comparison, "report", api.tool(), lines())
    # The rows come idea by idea, in each of which the people are in the same order.
    rows = [row for first in range(people) for row in sheet.rows[first::people]]
    return csv_text(evolve(sheet, rows=rows))


def write_one(path: Path, text: str, done: str, force: bool) -> bool:
    """Write a file and print `done`, or what went wrong; returns whether it was written."""
    try:
        write(path, text, force=force)
    except FileExistsError:
        complain(line("fault.exists", path=path))
    except OSError as error:
        complain(line("fault.cannot_write", path=path, reason=error.strerror or error))
    else:
        say(done)
        return True
    return False
