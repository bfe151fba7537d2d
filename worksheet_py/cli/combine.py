"""Many people's views in one report and one table, written to the disk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from worksheet_py.cli.edition import Edition
from worksheet_py.cli.write_files import write
from worksheet_py.comparison.compare import Comparison, compare
from worksheet_py.comparison.participants import Setting
from worksheet_py.document.batch import TakenIn
from worksheet_py.export.comparison_csv import views_csv
from worksheet_py.export.comparison_outline import report
from worksheet_py.export.html_file import page


def compared(found: TakenIn, edition: Edition, *, anonymous: bool) -> Comparison:
    """The views in all files that could be read, nobody being named if that is wanted."""
    settings = {one.key: Setting(anonymous=anonymous) for one in found.given}
    return compare(found.given, settings, None, edition.tool, edition.words)


# Where to write, what, and what to say when that is done.
type Made = tuple[Path, str, str]


def files(
    made: Comparison, refused: int, targets: dict[str, Path | None], edition: Edition
) -> Iterator[Made]:
    """Each file to write; `targets` says where for `html` and `csv`, one of which may be None."""
    lines, people = edition.lines, sum(person.shown for person in made.people)
    if path := targets.get("html"):
        text = page(report(made, refused, edition.tool, lines))
        yield path, text, lines.say("written.report", path=path, n=people)
    if path := targets.get("csv"):
        rows = people * len(made.ideas)
        yield path, views_csv(made, edition.tool, lines), lines.say("written.table", path=path, n=rows)


def warnings(made: Comparison, found: TakenIn, edition: Edition) -> Iterator[str]:
    """What whoever gathers the files should know: who is there twice, whose name stands in a text."""
    names = {one.key: one.name for one in found.given}
    for person in made.people:
        if person.note:
            yield edition.lines.say("fault.file", name=names[person.key], message=person.note)


def write_all(made: Iterable[Made], edition: Edition, *, force: bool) -> Iterator[tuple[bool, str]]:
    """Write the files; for each, whether that worked, and what to say."""
    for path, text, said in made:
        try:
            write(path, text, force=force)
        except FileExistsError:
            yield False, edition.lines.say("fault.exists", path=path)
        except OSError as error:
            yield False, edition.lines.say("fault.cannot_write", path=path, reason=error.strerror or error)
        else:
            yield True, said
