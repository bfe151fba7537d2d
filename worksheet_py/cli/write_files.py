"""Writes files. Nothing is overwritten unless that was asked for."""

from collections.abc import Iterable
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile


class Occupied(ValueError):
    """A path that must not be written to; `reason` is exists, is_input or same."""

    def __init__(self, reason: str, path: Path) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


def check_targets(targets: Iterable[Path], inputs: Iterable[Path], *, force: bool) -> None:
    """Check that files may be written, before any work is done.

    Raises:
        Occupied: A target exists (and `force` is not set), is an input, or is named twice.
    """
    seen: set[Path] = set()
    read = {path.resolve() for path in inputs}
    for target in targets:
        place = target.resolve()
        if place in seen:
            raise Occupied("same", target)
        if place in read:
            raise Occupied("is_input", target)
        if target.exists() and not force:
            raise Occupied("exists", target)
        seen.add(place)


def write(target: Path, text: str, *, force: bool) -> None:
    """Write a text in UTF-8, whole or not at all.

    Raises:
        FileExistsError: There is a file, and `force` is not set.
        OSError: The system does not let us write.
    """
    data = text.encode("utf-8", "replace")  # lone surrogates cannot be encoded
    if force and target.exists():
        replace(target, data)
        return
    with target.open("xb") as file:
        file.write(data)


def replace(target: Path, data: bytes) -> None:
    """Write a temporary file with an unguessable name, then move it into the place of the target."""
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:50]}.", delete=False) as temporary:
        place = Path(temporary.name)
        try:
            temporary.write(data)
            temporary.close()
            copymode(target, place)
            place.replace(target)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
