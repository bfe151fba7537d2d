"""The five commands: each prints what it found and returns an exit code."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import SpooledTemporaryFile

import attrs

from worksheet_py import api
from worksheet_py.cli.arguments import COMBINE_TARGETS, PLAN_TARGETS, targets
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
    tell,
    visible_path,
)
from worksheet_py.cli.plan_files import write_plan
from worksheet_py.cli.read_files import find, read_each
from worksheet_py.cli.write_files import Occupied, check_targets, identity
from worksheet_py.comparison.duplicates import find_duplicates
from worksheet_py.document.batch import LoadedFile, RejectedFile
from worksheet_py.document.reflection import Reflection
from worksheet_py.requests.fields import LibraryMissing, to_plain
from worksheet_py.review.plan import make_plan
from worksheet_py.review.profile import make_profile
from worksheet_py.review.summary import remarks, summarise
from worksheet_py.validation.limits import MAX_FILE_BYTES

OK, FAULTS, NOT_UNDERSTOOD = 0, 1, 2
MISSING = "missing"

# How many files could be read (`OK`), and how many could not, by the code of their error.
type Tally = Counter[int | str]
type Inputs = Iterable[Path | RejectedFile]


def load_each(inputs: Inputs, tally: Tally, asked: Namespace) -> Iterator[LoadedFile]:
    """Read files one by one, and print the errors of those that cannot be read."""
    for file in read_each(inputs):
        if isinstance(file, LoadedFile):
            tally[OK] += 1
            yield file
            continue
        tally[file.code] += 1
        if asked.json:
            tell(
                {"name": file.name, "error": attrs.asdict(file, filter=attrs.filters.exclude("key", "name"))}
            )
        else:
            complain(*error_lines(file))


def exit_code(tally: Tally) -> int:
    """Whether all files could be read."""
    return OK if tally.total() == tally[OK] else FAULTS


def count_files(tally: Tally, asked: Namespace) -> int:
    """Print how many files can be read; returns the exit code."""
    # What is not there is no file that cannot be read.
    if not asked.json and tally.total() > tally[MISSING]:
        say(line("checked.counted", ok=tally[OK], all=tally.total()))
    return exit_code(tally)


def check(asked: Namespace) -> int:
    """Print for each file whether it can be read, and what is in it."""
    tally: Tally = Counter()
    for file in load_each(find(asked.files), tally, asked):
        if asked.json:
            made = summarise(file.reflection, api.tool(), api.words())
            notes = [*remarks(file.reflection, api.tool(), api.words())]
            tell({"name": file.name, "summary": to_plain(made), "notes": notes})
        else:
            say(line("checked.ok", name=file.name, about=summary_line(file.reflection)))
    return count_files(tally, asked)


def validate(asked: Namespace) -> int:
    """Print what is wrong in folders. The same reflection in two files is mentioned, but is no error."""
    tally: Tally = Counter()
    files = [identifying_part(file) for file in load_each(find(asked.files), tally, asked)]
    names = {file.key: file.name for file in files}
    for key, duplicate in find_duplicates(files).items():
        other = names[duplicate.of]
        if asked.json:
            tell({"name": names[key], "same" if duplicate.same else "version": other})
        else:
            message = line("checked.same" if duplicate.same else "checked.version", other=other)
            say(line("fault.file", name=names[key], message=message))
    return count_files(tally, asked)


def describe_each(
    asked: Namespace,
    describe: Callable[[Reflection], Iterable[str]],
    name: str,
    plain: Callable[[Reflection], attrs.AttrsInstance],
) -> int:
    """Print a description of the reflection in each file, or under `name` what it is made from."""
    tally: Tally = Counter()
    for file in load_each(find(asked.files), tally, asked):
        if asked.json:
            tell({"name": file.name, name: to_plain(plain(file.reflection))})
        else:
            say(*([""] if tally[OK] > 1 else []), *describe(file.reflection))
    return exit_code(tally)


def profile(asked: Namespace) -> int:
    """Print where reflections stand."""
    return describe_each(
        asked, profile_lines, "profile", lambda made: make_profile(made, api.tool(), api.words())
    )


def plan(asked: Namespace) -> int:
    """Print the plans of reflections as they stand on `today`, or write the files of one."""
    files = targets(asked, PLAN_TARGETS)
    if not files:
        return describe_each(
            asked,
            lambda made: plan_lines(made, asked.today),
            "plan",
            lambda made: make_plan(made, asked.today, api.words(), api.when_words()),
        )
    inputs = [*find(asked.files)]
    if len(inputs) > 1:
        complain(line("fault.one_plan"))
        return NOT_UNDERSTOOD
    if not may_write([*files.values()], inputs, asked):
        return NOT_UNDERSTOOD
    tally: Tally = Counter()
    written = [write_plan(file.reflection, files, asked) for file in load_each(inputs, tally, asked)]
    return exit_code(tally) if all(written) else FAULTS


def may_write(paths: list[Path], inputs: Inputs, asked: Namespace) -> bool:
    """Whether these files may be written; prints why not."""
    try:
        check_targets(paths, (one for one in inputs if isinstance(one, Path)), force=asked.force)
    except Occupied as error:
        complain(line(f"fault.{error.reason}", path=visible_path(error.path)))
        return False
    return True


def combine(asked: Namespace) -> int:
    """Write the report on many people's views, the tables, or print it in short."""
    files = [*targets(asked, COMBINE_TARGETS).values()]
    reports = {identity(path) for path in files if is_report(path)} - {identity(path) for path in asked.files}
    inputs = [
        one for one in find(asked.files) if isinstance(one, RejectedFile) or identity(one) not in reports
    ]
    if not may_write(files, inputs, asked):
        return NOT_UNDERSTOOD
    tally: Tally = Counter()
    # In memory as much as one file may have, then on the disk; no other program can open it, and it has no
    # name, so it is gone when this process is, however that ends.
    with SpooledTemporaryFile(MAX_FILE_BYTES) as place:
        try:
            parts = [shown_part(file, place) for file in load_each(inputs, tally, asked)]
        except NoRoom as error:
            complain(line("fault.no_room", reason=error))
            return FAULTS
        if not parts:
            complain(line("fault.nothing"))
            return FAULTS
        written = write_comparison(parts, tally.total() - tally[OK], asked)
    return exit_code(tally) if written else FAULTS


def run(asked: Namespace) -> int:
    """Run the command that was asked for; returns the exit code."""
    try:
        return COMMANDS[asked.command](asked)
    except LibraryMissing as error:
        complain(line("fault.library", reason=error))
        return FAULTS


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "check": check,
    "profile": profile,
    "plan": plan,
    "combine": combine,
    "validate": validate,
}
