"""Files for the disk. Nothing that is there is written over, unless that was asked for."""

from collections.abc import Iterable
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile


class Occupied(ValueError):
    """A place that must not be written to; the text is the key of the reason."""

    def __init__(self, reason: str, path: Path) -> None:
        """`reason`: exists, is_input or same."""
        super().__init__(reason)
        self.reason = reason
        self.path = path


def may_write(targets: Iterable[Path], inputs: Iterable[Path], *, force: bool) -> None:
    """Raise Occupied before any work is done, if one of the targets is taken."""
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
    """Write a text in UTF-8, whole or not at all; raises OSError, FileExistsError among them."""
    data = text.encode("utf-8", "replace")  # half an emoji has no place in a file
    if force and target.exists():
        put_in_place(target, data)
        return
    with target.open("xb") as file:
        file.write(data)


def put_in_place(target: Path, data: bytes) -> None:
    """Write beside the file, under a name that nobody could have laid a link at, then take its place."""
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:50]}.", delete=False) as beside:
        place = Path(beside.name)
        try:
            beside.write(data)
            beside.close()
            copymode(target, place)
            place.replace(target)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
