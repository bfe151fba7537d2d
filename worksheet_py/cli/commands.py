"""The five commands: each prints what it found and returns an exit code."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from worksheet_py.cli.combine import write_comparison
from worksheet_py.cli.edition import Edition
from worksheet_py.cli.output import complain, error_lines, plan_lines, profile_lines, say, summary_line
from worksheet_py.cli.read_files import read_all
from worksheet_py.cli.write_files import Occupied, check_targets
from worksheet_py.comparison.duplicates import find_duplicates
from worksheet_py.document.batch import BatchResult
from worksheet_py.document.reflection import Reflection

OK, FAULTS, NOT_UNDERSTOOD = 0, 1, 2


def load_paths(paths: Iterable[Path], edition: Edition, leave_out: Iterable[Path] = ()) -> BatchResult:
    """Read all files, and print the errors of those that cannot be read."""
    found = read_all(paths, edition, leave_out)
    for file in found.rejected:
        complain(*error_lines(file, edition))
    return found


def count_files(found: BatchResult, edition: Edition) -> int:
    """Print how many files can be read; returns the exit code."""
    ok = len(found.loaded)
    say(edition.lines.say("checked.counted", ok=ok, all=ok + len(found.rejected)))
    return FAULTS if found.rejected else OK


def check(asked: Namespace, edition: Edition) -> int:
    """Print for each file whether it can be read, and what is in it."""
    found = load_paths(asked.files, edition)
    for file in found.loaded:
        about = summary_line(file.reflection, edition)
        say(edition.lines.say("checked.ok", name=file.name, about=about))
    return count_files(found, edition)


def validate(asked: Namespace, edition: Edition) -> int:
    """Print what is wrong in a folder. The same reflection in two files is mentioned, but is no error."""
    found, lines = load_paths([asked.folder], edition), edition.lines
    names = {file.key: file.name for file in found.loaded}
    for key, duplicate in find_duplicates(found.loaded).items():
        sentence = "checked.same" if duplicate.same else "checked.version"
        message = lines.say(sentence, other=names[duplicate.of])
        say(lines.say("fault.file", name=names[key], message=message))
    return count_files(found, edition)


def one_file(path: Path, edition: Edition, describe: Callable[[Reflection], Iterable[str]]) -> int:
    """Print a description of the reflection in one file."""
    found = load_paths([path], edition)
    for file in found.loaded:
        say(*describe(file.reflection))
    return FAULTS if found.rejected else OK


def profile(asked: Namespace, edition: Edition) -> int:
    """Print where a reflection stands."""
    return one_file(asked.file, edition, lambda made: profile_lines(made, edition))


def plan(asked: Namespace, edition: Edition) -> int:
    """Print the plan of a reflection as it stands on `today`."""
    return one_file(asked.file, edition, lambda made: plan_lines(made, asked.today, edition))


def combine(asked: Namespace, edition: Edition) -> int:
    """Write the report on many people's views, the table, or both."""
    targets = [path for path in (asked.html, asked.csv) if path]
    try:
        check_targets(targets, asked.files, force=asked.force)
    except Occupied as error:
        complain(edition.lines.say(f"fault.{error.reason}", path=error.path))
        return NOT_UNDERSTOOD
    found = load_paths(asked.files, edition, targets)
    if not found.loaded:
        complain(edition.lines.say("fault.nothing"))
        return FAULTS
    written = write_comparison(found, asked, edition)
    return OK if written and not found.rejected else FAULTS


COMMANDS: Mapping[str, Callable[[Namespace, Edition], int]] = {
    "check": check,
    "profile": profile,
    "plan": plan,
    "combine": combine,
    "validate": validate,
}
