"""The five commands: each prints what it found and returns an exit code."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from worksheet_py.cli.combine import write_comparison
from worksheet_py.cli.output import complain, error_lines, line, plan_lines, profile_lines, say, summary_line
from worksheet_py.cli.read_files import read_all
from worksheet_py.cli.write_files import Occupied, check_targets
from worksheet_py.comparison.duplicates import find_duplicates
from worksheet_py.document.batch import BatchResult
from worksheet_py.document.reflection import Reflection

OK, FAULTS, NOT_UNDERSTOOD = 0, 1, 2


def load_paths(paths: Iterable[Path], leave_out: Iterable[Path] = ()) -> BatchResult:
    """Read all files, and print the errors of those that cannot be read."""
    found = read_all(paths, leave_out)
    for file in found.rejected:
        complain(*error_lines(file))
    return found


def count_files(found: BatchResult) -> int:
    """Print how many files can be read; returns the exit code."""
    ok = len(found.loaded)
    say(line("checked.counted", ok=ok, all=ok + len(found.rejected)))
    return FAULTS if found.rejected else OK


def check(asked: Namespace) -> int:
    """Print for each file whether it can be read, and what is in it."""
    found = load_paths(asked.files)
    for file in found.loaded:
        about = summary_line(file.reflection)
        say(line("checked.ok", name=file.name, about=about))
    return count_files(found)


def validate(asked: Namespace) -> int:
    """Print what is wrong in a folder. The same reflection in two files is mentioned, but is no error."""
    found = load_paths([asked.folder])
    names = {file.key: file.name for file in found.loaded}
    for key, duplicate in find_duplicates(found.loaded).items():
        sentence = "checked.same" if duplicate.same else "checked.version"
        message = line(sentence, other=names[duplicate.of])
        say(line("fault.file", name=names[key], message=message))
    return count_files(found)


def one_file(path: Path, describe: Callable[[Reflection], Iterable[str]]) -> int:
    """Print a description of the reflection in one file."""
    found = load_paths([path])
    for file in found.loaded:
        say(*describe(file.reflection))
    return FAULTS if found.rejected else OK


def profile(asked: Namespace) -> int:
    """Print where a reflection stands."""
    return one_file(asked.file, profile_lines)


def plan(asked: Namespace) -> int:
    """Print the plan of a reflection as it stands on `today`."""
    return one_file(asked.file, lambda made: plan_lines(made, asked.today))


def combine(asked: Namespace) -> int:
    """Write the report on many people's views, the table, or both."""
    targets = [path for path in (asked.html, asked.csv) if path]
    try:
        check_targets(targets, asked.files, force=asked.force)
    except Occupied as error:
        complain(line(f"fault.{error.reason}", path=error.path))
        return NOT_UNDERSTOOD
    found = load_paths(asked.files, targets)
    if not found.loaded:
        complain(line("fault.nothing"))
        return FAULTS
    written = write_comparison(found, asked)
    return OK if written and not found.rejected else FAULTS


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "check": check,
    "profile": profile,
    "plan": plan,
    "combine": combine,
    "validate": validate,
}
