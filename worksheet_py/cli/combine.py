"""The command `combine`: many people's views as a report, a table, or both."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from os.path import isfile
from pathlib import Path

from worksheet_py import api
from worksheet_py.cli.output import complain, line, lines, say, visible_path
from worksheet_py.cli.write_files import write
from worksheet_py.comparison.compare import Comparison, compare
from worksheet_py.comparison.participants import Setting
from worksheet_py.document.batch import LoadedFile
from worksheet_py.export.comparison_outline import report
from worksheet_py.export.html_file import page
from worksheet_py.export.sheets import csv_lines, views_sheet
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
    """Write the files that were asked for, and print notes on people; returns whether all were written."""
    names = {file.key: file.name for file in files}
    comparison = compare_all(files, anonymous=asked.anonymous)
    for person in comparison.people:
        if person.note:
            complain(line("fault.file", name=names[person.key], message=person.note))
    people = sum(person.shown for person in comparison.people)
    written = True
    if asked.html:
        html = page(report(comparison, rejected, api.tool(), lines()))
        written &= write_one(asked.html, html, asked.force, "written.report", people)
    if asked.csv:
        csv = csv_lines(views_sheet("", comparison, "report", api.tool(), lines()))
        written &= write_one(asked.csv, csv, asked.force, "written.table", people * len(comparison.ideas))
    return written


def write_one(target: Path, parts: Iterable[str], force: bool, done: str, number: int) -> bool:
    """Write a file and print the sentence `done`, or what went wrong; returns whether it was written."""
    path = visible_path(target)
    try:
        write(target, parts, force=force)
    except FileExistsError:
        complain(line("fault.exists", path=path))
    except OSError as error:
        complain(line("fault.cannot_write", path=path, reason=error.strerror or error))
    else:
        say(line(done, path=path, n=number))
        return True
    return False
