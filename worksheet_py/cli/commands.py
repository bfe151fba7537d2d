"""The five commands: each says what it found and gives an exit code."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from worksheet_py.cli.combine import compared, files, warnings, write_all
from worksheet_py.cli.edition import Edition
from worksheet_py.cli.format_text import tell_about, tell_faults, tell_plan, tell_profile
from worksheet_py.cli.read_files import read_all
from worksheet_py.cli.write_files import Occupied, may_write
from worksheet_py.comparison.duplicates import twins
from worksheet_py.document.batch import TakenIn
from worksheet_py.document.reflection import Reflection
from worksheet_py.export.sanitize import clean

OK, FAULTS, NOT_UNDERSTOOD = 0, 1, 2


def say(texts: Iterable[str]) -> None:
    """Answer, each text on a line, with nothing in it that a terminal could take for a command."""
    for text in texts:
        print(line(text))


def complain(texts: Iterable[str]) -> None:
    """Tell what is wrong."""
    for text in texts:
        print(line(text), file=sys.stderr)


def line(text: str) -> str:
    """A text on one line: nobody's words can look like an answer of ours."""
    return clean(text).replace("\n", " ")


def taken(paths: Iterable[Path], edition: Edition, leave_out: Iterable[Path] = ()) -> TakenIn:
    """All files, the faults of those that cannot be read being told."""
    found = read_all(paths, edition, leave_out)
    complain(text for one in found.refused for text in tell_faults(one, edition))
    return found


def counted(found: TakenIn, edition: Edition) -> int:
    """Say how many files can be read; the exit code is that of whether all can."""
    ok = len(found.given)
    say([edition.lines.say("checked.counted", ok=ok, all=ok + len(found.refused))])
    return FAULTS if found.refused else OK


def check(asked: Namespace, edition: Edition) -> int:
    """Say of each file whether it can be read, and what is in it."""
    found = taken(asked.files, edition)
    for one in found.given:
        about = tell_about(one.reflection, edition)
        say([edition.lines.say("checked.ok", name=one.name, about=about)])
    return counted(found, edition)


def validate(asked: Namespace, edition: Edition) -> int:
    """Say what is wrong in a folder; the same reflection in two files is told, and is no fault."""
    found = taken([asked.folder], edition)
    names = {one.key: one.name for one in found.given}
    for key, twin in twins(found.given).items():
        key_of_words = "checked.same" if twin.same else "checked.version"
        said = edition.lines.say(key_of_words, other=names[twin.of])
        say([edition.lines.say("fault.file", name=names[key], message=said)])
    return counted(found, edition)


def one_file(path: Path, edition: Edition, tell: Callable[[Reflection], Iterable[str]]) -> int:
    """Tell something about the reflection in one file."""
    found = taken([path], edition)
    for one in found.given:
        say(tell(one.reflection))
    return FAULTS if found.refused else OK


def profile(asked: Namespace, edition: Edition) -> int:
    """Say where a reflection stands."""
    return one_file(asked.file, edition, lambda made: tell_profile(made, edition))


def plan(asked: Namespace, edition: Edition) -> int:
    """Print the plan of a reflection as it stands on `today`."""
    return one_file(asked.file, edition, lambda made: tell_plan(made, asked.today, edition))


def combine(asked: Namespace, edition: Edition) -> int:
    """Write the report on many people's views, the table, or both."""
    targets = {"html": asked.html, "csv": asked.csv}
    paths = [path for path in targets.values() if path]
    try:
        may_write(paths, asked.files, force=asked.force)
    except Occupied as error:
        complain([edition.lines.say(f"fault.{error.reason}", path=error.path)])
        return NOT_UNDERSTOOD
    found = taken(asked.files, edition, paths)
    if not found.given:
        complain([edition.lines.say("fault.nothing")])
        return FAULTS
    made = compared(found, edition, anonymous=asked.anonymous)
    complain(warnings(made, found, edition))
    written = list(write_all(files(made, len(found.refused), targets, edition), edition, force=asked.force))
    for is_there, text in written:
        (say if is_there else complain)([text])
    return FAULTS if found.refused or not all(is_there for is_there, _ in written) else OK


COMMANDS: Mapping[str, Callable[[Namespace, Edition], int]] = {
    "check": check,
    "profile": profile,
    "plan": plan,
    "combine": combine,
    "validate": validate,
}
