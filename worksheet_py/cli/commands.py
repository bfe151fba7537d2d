"""The five commands: each prints what it found and returns an exit code."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import SpooledTemporaryFile

from worksheet_py.cli.combine import is_report, write_comparison
from worksheet_py.cli.kept_parts import NoRoom, identifying_part, shown_part
from worksheet_py.cli.output import (
    complain,
    error_lines,
    line,
    plan_lines,
    profile_lines,
    say,
    summary_line,
    visible_path,
)
from worksheet_py.cli.read_files import find, read_each
from worksheet_py.cli.write_files import Occupied, check_targets, identity
from worksheet_py.comparison.duplicates import find_duplicates
from worksheet_py.document.batch import LoadedFile, RejectedFile
from worksheet_py.document.reflection import Reflection
from worksheet_py.validation.limits import MAX_FILE_BYTES

OK, FAULTS, NOT_UNDERSTOOD = 0, 1, 2

# How many files could be read, and how many could not.
type Tally = Counter[type]


def load_each(paths: Iterable[Path | RejectedFile], tally: Tally) -> Iterator[LoadedFile]:
    """Read files one by one, and print the errors of those that cannot be read."""
    for file in read_each(paths):
        tally[type(file)] += 1
        if isinstance(file, RejectedFile):
            complain(*error_lines(file))
        else:
            yield file


def count_files(tally: Tally) -> int:
    """Print how many files can be read; returns the exit code."""
    say(line("checked.counted", ok=tally[LoadedFile], all=tally.total()))
    return FAULTS if tally[RejectedFile] else OK


def check(asked: Namespace) -> int:
    """Print for each file whether it can be read, and what is in it."""
    tally: Tally = Counter()
    for file in load_each(find(asked.files), tally):
        about = summary_line(file.reflection)
        say(line("checked.ok", name=file.name, about=about))
    return count_files(tally)


def validate(asked: Namespace) -> int:
    """Print what is wrong in a folder. The same reflection in two files is mentioned, but is no error."""
    tally: Tally = Counter()
    files = [identifying_part(file) for file in load_each(find([asked.folder]), tally)]
    names = {file.key: file.name for file in files}
    for key, duplicate in find_duplicates(files).items():
        sentence = "checked.same" if duplicate.same else "checked.version"
        message = line(sentence, other=names[duplicate.of])
        say(line("fault.file", name=names[key], message=message))
    return count_files(tally)


def one_file(path: Path, describe: Callable[[Reflection], Iterable[str]]) -> int:
    """Print a description of the reflection in one file."""
    tally: Tally = Counter()
    for file in load_each(find([path]), tally):
        say(*describe(file.reflection))
    return FAULTS if tally[RejectedFile] else OK


def profile(asked: Namespace) -> int:
    """Print where a reflection stands."""
    return one_file(asked.file, profile_lines)


def plan(asked: Namespace) -> int:
    """Print the plan of a reflection as it stands on `today`."""
    return one_file(asked.file, lambda made: plan_lines(made, asked.today))


def combine(asked: Namespace) -> int:
    """Write the report on many people's views, the table, or both."""
    targets = [path for path in (asked.html, asked.csv) if path]
    reports = {identity(path) for path in targets if is_report(path)} - {
        identity(path) for path in asked.files
    }
    inputs = [
        one for one in find(asked.files) if isinstance(one, RejectedFile) or identity(one) not in reports
    ]
    try:
        check_targets(targets, (one for one in inputs if isinstance(one, Path)), force=asked.force)
    except Occupied as error:
        complain(line(f"fault.{error.reason}", path=visible_path(error.path)))
        return NOT_UNDERSTOOD
    tally: Tally = Counter()
    # In memory as much as one file may have, then on the disk; no other program can open it, and it has no
    # name, so it is gone when this process is, however that ends.
    with SpooledTemporaryFile(MAX_FILE_BYTES) as place:
        try:
            files = [shown_part(file, place) for file in load_each(inputs, tally)]
        except NoRoom as error:
            complain(line("fault.no_room", reason=error))
            return FAULTS
        if not files:
            complain(line("fault.nothing"))
            return FAULTS
        written = write_comparison(files, tally[RejectedFile], asked)
    return OK if written and not tally[RejectedFile] else FAULTS


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "check": check,
    "profile": profile,
    "plan": plan,
    "combine": combine,
    "validate": validate,
}
