"""The command `combine`: many people's views as a report, as tables, or in short."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from os.path import isfile
from pathlib import Path

from attrs import evolve

from worksheet_py import api
from worksheet_py.cli.arguments import COMBINE_TARGETS, targets
from worksheet_py.cli.output import complain, line, lines, say, tell
from worksheet_py.cli.report import about_report, report
from worksheet_py.cli.write_files import write_one
from worksheet_py.comparison.compare import Comparison, compare
from worksheet_py.comparison.participants import Setting
from worksheet_py.document.batch import LoadedFile
from worksheet_py.export.html_file import page
from worksheet_py.export.sheets import csv_lines, views_sheet
from worksheet_py.export.xlsx_file import spreadsheet
from worksheet_py.requests.fields import to_plain
from worksheet_py.text.stress import escape

# Of a report as `page` writes it: within how many bytes its title stands, and what follows the last text.
HEAD_BYTES, END = 4096, b"</main>\n</body>\n</html>\n"


def is_report(path: Path) -> bool:
    """Whether a file is a whole report of an earlier run; one may lie in the folder that is read."""
    title = f"<title>{escape(line('report.title'))}</title>".encode()
    if not isfile(path):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            file.seek(max(0, path.stat().st_size - len(END)))
            return title in head and file.read() == END
    except OSError:
        return False


def compare_all(files: Sequence[LoadedFile], *, anonymous: bool) -> Comparison:
    """Compare the reflections in all files that could be read; `anonymous` names nobody."""
    settings = {file.key: Setting(anonymous=anonymous) for file in files}
    return compare(files, settings, None, api.tool(), api.words())


def write_comparison(files: Sequence[LoadedFile], rejected: int, asked: Namespace) -> bool:
    """Write and print what was asked for, and notes on people; returns whether all was written."""
    names = {file.key: file.name for file in files}
    comparison = compare_all(files, anonymous=asked.anonymous)
    for person in comparison.people:
        if person.note:
            complain(line("fault.file", name=names[person.key], message=person.note))
    if asked.summary:
        say(*summary_lines(comparison, rejected))
    if asked.json:
        # Without what each person says, which may not fit into memory.
        ideas = tuple(evolve(idea, points=()) for idea in comparison.ideas)
        tell(to_plain(evolve(comparison, ideas=ideas)))
    people = sum(person.shown for person in comparison.people)
    written = True
    for form, target in targets(asked, COMBINE_TARGETS).items():
        if form == "html":
            html = page(report(comparison, rejected, api.tool(), lines()))
            written &= write_one(target, html, asked, "written.report", people)
        else:
            rows = people * len(comparison.ideas)
            written &= write_one(target, table(form, comparison, asked), asked, "written.table", rows)
    return written


def table(form: str, comparison: Comparison, asked: Namespace) -> Iterable[str | bytes]:
    """A row for each person and idea, as CSV or as a spreadsheet file."""
    sheet = views_sheet(line("report.title"), comparison, "report", api.tool(), lines())
    if form == "csv":
        return csv_lines(sheet)
    return [spreadsheet(sheet, sheet.name, asked.now)]


def summary_lines(comparison: Comparison, rejected: int) -> Iterator[str]:
    """What a report begins with, and a line for each idea, most different first."""
    yield from about_report(comparison, rejected, lines())
    yield from comparison.opening
    for one in sorted(comparison.ideas, key=lambda idea: idea.rank):
        yield f"- {one.sentence}"
