"""Files from the disk as texts, each by itself: what cannot be opened is named, and the others go on.

Folders may come from strangers: links are not followed into other folders, only ordinary files are opened,
and of none is more read than a reflection can have.
"""

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from worksheet_py.cli.edition import Edition
from worksheet_py.document.batch import File, TakenIn, TurnedAway, take_in
from worksheet_py.text.bidi import TURNING, UNSEEN
from worksheet_py.text.messages import Words
from worksheet_py.validation.limits import BYTES

SAVED = (".json", ".html", ".htm")


@frozen
class NotOpened:
    """A path that led to no text: `code` says why, `message` says it in words."""

    path: Path
    code: str
    message: str


def found(
    paths: Iterable[Path], lines: Words, leave_out: frozenset[Path] = frozenset()
) -> Iterator[Path | NotOpened]:
    """The files at these paths; in folders, all that look like saved reflections, in order of name.

    What is to be left out (as resolved paths) is not found in folders: an earlier report is no reflection.
    """
    for path in paths:
        if path.is_dir():
            closed: list[OSError] = []
            inside = [
                one for one in files_in(path, closed) if not one.exists() or one.resolve() not in leave_out
            ]
            yield from (file_at(one, lines) for one in inside)
            for error in closed:
                yield unreadable(Path(error.filename), error, lines)
            if not inside and not closed:
                yield NotOpened(path, "missing", lines.say("fault.no_files"))
        else:
            yield file_at(path, lines)


def files_in(folder: Path, closed: list[OSError]) -> list[Path]:
    """All in a folder, and in the folders in it, that look like saved reflections by their names.

    Links to folders are passed over, so there is no going round in circles. `closed` takes in the folders
    that could not be looked into.
    """
    walk = folder.walk(on_error=closed.append)
    return sorted(
        inner / name for inner, _, names in walk for name in names if Path(name).suffix.lower() in SAVED
    )


def file_at(path: Path, lines: Words) -> Path | NotOpened:
    """The path, if it leads to an ordinary file: reading from a device or a pipe might never end."""
    if path.is_file():
        return path
    if path.exists():
        return NotOpened(path, "not_a_file", lines.say("fault.not_a_file"))
    return NotOpened(path, "missing", lines.say("fault.missing"))


def unreadable(path: Path, error: OSError, lines: Words) -> NotOpened:
    """That the system does not let us read there."""
    return NotOpened(path, "unreadable", lines.say("fault.unreadable", reason=error.strerror or error))


def opened(path: Path, lines: Words) -> str | NotOpened:
    """The text of a file in UTF-8, its first mark doing no harm; of what is too big, only that it is."""
    try:
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
        return " " * len(data) if len(data) > BYTES else data.decode("utf-8")
    except UnicodeDecodeError as error:
        return NotOpened(path, "not_utf8", lines.say("fault.not_utf8", byte=error.start + 1))
    except OSError as error:
        return unreadable(path, error, lines)


def name_of(path: Path) -> str:
    """A path to show, on one line: what is not seen, or turns letters round, is marked as such."""
    return TURNING.sub("\ufffd", UNSEEN.sub("\ufffd", str(path)))


def read_all(paths: Iterable[Path], edition: Edition, leave_out: Iterable[Path] = ()) -> TakenIn:
    """What came of all files, in order; keys are their numbers, names their paths."""
    ours = frozenset(path.resolve() for path in leave_out)
    refused: list[TurnedAway] = []

    def texts() -> Iterator[File]:
        for number, path in enumerate(found(paths, edition.lines, ours), start=1):
            text = path if isinstance(path, NotOpened) else opened(path, edition.lines)
            if isinstance(text, NotOpened):
                refused.append(TurnedAway(str(number), name_of(text.path), text.code, text.message))
            elif isinstance(path, Path):
                yield File(str(number), name_of(path), text=text)

    # Python would look through all that was read, over and over, for rubbish that is not there.
    gc.disable()
    try:
        read = take_in(texts(), edition.tool, edition.words)
    finally:
        gc.freeze()
        gc.enable()
    every = sorted((*read.refused, *refused), key=lambda one: int(one.key))
    return TakenIn(read.given, tuple(every))
