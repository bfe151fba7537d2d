"""Files for the disk. Nothing that is there is written over, unless that was asked for."""

from collections.abc import Iterable
from pathlib import Path


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
        beside = target.with_name(target.name + ".part")
        beside.write_bytes(data)
        beside.replace(target)
        return
    with target.open("xb") as file:
        file.write(data)
