"""Reads files from the disk, each by itself: one that cannot be opened keeps no other out.

Folders may come from strangers. So links to folders are not followed, only ordinary files are opened, and no
more is read of a file than a reflection can have.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from attrs import evolve

from worksheet_py import api
from worksheet_py.cli.output import line, visible_path
from worksheet_py.document.batch import File, LoadedFile, RejectedFile, load_files
from worksheet_py.validation.limits import MAX_FILE_BYTES

SUFFIXES = (".json", ".html", ".htm")
# Told from a file of this name by its identity.
STANDARD_INPUT = Path("-")


def read_each(paths: Iterable[Path | RejectedFile]) -> Iterator[LoadedFile | RejectedFile]:
    """Read the files that were found, one at a time, as together they may not fit into memory.

    In the result, keys are numbers and names are paths.
    """
    for number, path in enumerate(paths, start=1):
        text = path if isinstance(path, RejectedFile) else read_text(path)
        if isinstance(text, RejectedFile):
            yield evolve(text, key=str(number))
        elif isinstance(path, Path):
            found = load_files([File(str(number), shown_name(path), text=text)], api.tool(), api.words())
            del text
            yield from found.loaded
            yield from found.rejected
            del found


def find(paths: Iterable[Path]) -> Iterator[Path | RejectedFile]:
    """The files at these paths; from folders all that look like saved reflections, in order of name."""
    for path in paths:
        if path is STANDARD_INPUT:
            yield path
        elif os.path.isdir(path):
            closed: list[OSError] = []
            inside = files_in(path, closed)
            yield from (file_at(one) for one in inside)
            for error in closed:
                yield unreadable(Path(error.filename), error)
            if not inside and not closed:
                yield rejected(path, "missing", line("fault.no_files"))
        else:
            yield file_at(path)


def files_in(folder: Path, closed: list[OSError]) -> list[Path]:
    """All files in a folder and its folders that look like saved reflections, by their names.

    Links to folders are passed over, so the walk ends. `closed` collects the errors of unreadable folders.
    """
    walk = folder.walk(on_error=closed.append)
    return sorted(
        inner / name for inner, _, names in walk for name in names if Path(name).suffix.lower() in SUFFIXES
    )


def file_at(path: Path) -> Path | RejectedFile:
    """The path if it leads to an ordinary file; reading from a device or a pipe might never end."""
    # Those of `os.path` are false for names that no file can have, where those of `Path` raise.
    if os.path.isfile(path):
        return path
    if os.path.exists(path):
        return rejected(path, "not_a_file", line("fault.not_a_file"))
    return rejected(path, "missing", line("fault.missing"))


def read_text(path: Path) -> str | RejectedFile:
    """The text of a file in UTF-8."""
    try:
        with nullcontext(standard_input()) if path is STANDARD_INPUT else path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            most = MAX_FILE_BYTES // 1_000_000
            return rejected(path, "too-big", api.words().say("json.too_big", most=most))
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return rejected(path, "not_utf8", line("fault.not_utf8", byte=error.start + 1))
    except OSError as error:
        return unreadable(path, error)


def standard_input() -> BinaryIO:
    """What another program hands over; raises OSError where that is nothing."""
    if sys.stdin is None:
        raise FileNotFoundError(line("fault.missing"))
    return sys.stdin.buffer


def unreadable(path: Path, error: OSError) -> RejectedFile:
    """A path that the system does not let us read."""
    return rejected(path, "unreadable", line("fault.unreadable", reason=error.strerror or error))


def rejected(path: Path, code: str, message: str) -> RejectedFile:
    """A path that led to no text."""
    return RejectedFile("", shown_name(path), code, message)


def shown_name(path: Path) -> str:
    """What a file is called in what is printed."""
    return line("checked.standard_input") if path is STANDARD_INPUT else visible_path(path)
