"""Writes files, whole or not at all, and never over one that is read.

Whether two names lead to one file is asked of the system: links and letter case make them differ.
"""

import os
import stat
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile

from worksheet_py.cli.output import complain, line, say, visible_path
from worksheet_py.cli.read_files import STANDARD_INPUT, standard_input


class Occupied(ValueError):
    """A path that must not be written to; `reason` is same, is_input, no_target or exists."""

    def __init__(self, reason: str, path: Path) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


def check_targets(targets: Sequence[Path], inputs: Iterable[Path], *, force: bool) -> None:
    """Check that files may be written, before any work is done.

    Raises:
        Occupied: A target is named twice, is an input, is no ordinary file, or exists (without `force`).
    """
    # Not everywhere does letter case tell files apart, and files that do not exist yet cannot be compared.
    if len({os.path.realpath(target).casefold() for target in targets}) < len(targets):
        raise Occupied("same", targets[-1])
    read = {identity(path) for path in inputs} - {None}
    for target in targets:
        if identity(target) in read:
            raise Occupied("is_input", target)
        if os.path.lexists(target):
            if not stat.S_ISREG(target.lstat().st_mode):
                raise Occupied("no_target", target)
            if not force:
                raise Occupied("exists", target)


def identity(path: Path) -> tuple[int, int] | None:
    """What all names of a file have in common; None if there is no such file.

    A file that is handed over as the standard input has a name too.
    """
    try:
        found = os.fstat(standard_input().fileno()) if path is STANDARD_INPUT else path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def write_one(target: Path, parts: Iterable[str | bytes], asked: Namespace, done: str, number: int) -> bool:
    """Write a file and print the sentence `done`, or what went wrong; returns whether it was written."""
    path = visible_path(target)
    try:
        write(target, parts, force=asked.force)
    except FileExistsError:
        complain(line("fault.exists", path=path))
    except OSError as error:
        complain(line("fault.cannot_write", path=path, reason=error.strerror or error))
    else:
        if not asked.json:
            say(line(done, path=path, n=number))
        return True
    return False


def write(target: Path, parts: Iterable[str | bytes], *, force: bool) -> None:
    """Write bytes, or text in UTF-8, one part at a time. Where that fails, all is as it was before.

    Raises:
        FileExistsError: There is a file by now, and `force` is not set.
        OSError: The system does not let us write.
    """
    with ExitStack() as undo:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:50]}.", delete=False) as temporary:
            place = Path(temporary.name)
            undo.callback(place.unlink)
            for part in parts:
                # Lone surrogates cannot be encoded.
                temporary.write(part if isinstance(part, bytes) else part.encode("utf-8", "replace"))
            temporary.flush()
            os.fsync(temporary.fileno())  # some disks say only then that they are full
        try:
            # An empty file takes the name, so that no other program's file can be written over.
            target.open("xb").close()
            undo.callback(target.unlink)
        except FileExistsError:
            if not force:
                raise
        copymode(target, place)
        place.replace(target)
        undo.pop_all()
