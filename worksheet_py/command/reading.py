"""Files from the disk as texts, each by itself: what cannot be opened is named, and the others go on."""

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from worksheet_py.command.edition import Edition
from worksheet_py.taken_in import File, TakenIn, TurnedAway, take_in
from worksheet_py.words import Words

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
            inside = sorted(
                one
                for one in path.rglob("*")
                if one.suffix.lower() in SAVED and one.is_file() and one.resolve() not in leave_out
            )
            yield from inside
            if not inside:
                yield NotOpened(path, "missing", lines.say("fault.no_files"))
        elif path.exists():
            yield path
        else:
            yield NotOpened(path, "missing", lines.say("fault.missing"))


def opened(path: Path, lines: Words) -> str | NotOpened:
    """The text of a file in UTF-8; a mark at its beginning does no harm."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return NotOpened(path, "not_utf8", lines.say("fault.not_utf8", byte=error.start + 1))
    except OSError as error:
        return NotOpened(path, "unreadable", lines.say("fault.unreadable", reason=error.strerror or error))


def read_all(paths: Iterable[Path], edition: Edition, leave_out: Iterable[Path] = ()) -> TakenIn:
    """What came of all files, in order; keys are their numbers, names their paths."""
    ours = frozenset(path.resolve() for path in leave_out)
    refused: list[TurnedAway] = []

    def texts() -> Iterator[File]:
        for number, path in enumerate(found(paths, edition.lines, ours), start=1):
            text = path if isinstance(path, NotOpened) else opened(path, edition.lines)
            if isinstance(text, NotOpened):
                refused.append(TurnedAway(str(number), str(text.path), text.code, text.message))
            else:
                yield File(str(number), str(path), text=text)

    # Python would look through all that was read, over and over, for rubbish that is not there.
    gc.disable()
    try:
        read = take_in(texts(), edition.tool, edition.words)
    finally:
        gc.freeze()
        gc.enable()
    every = sorted((*read.refused, *refused), key=lambda one: int(one.key))
    return TakenIn(read.given, tuple(every))
