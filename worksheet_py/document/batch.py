"""Many saved files at once: those that can be read, and those that cannot, each with its errors."""

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import Fault, SavedError, load, read
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


@frozen
class File:
    """A file's text, or a document in `reflection`. `key` identifies it in the answer and is unique."""

    key: str
    name: str = ""
    text: str | None = None
    reflection: Any = None


@frozen
class LoadedFile:
    """A file and the reflection in it; `digest` is that of the whole, where only parts of it are here."""

    key: str
    name: str
    reflection: Reflection
    digest: bytes = b""


@frozen
class RejectedFile:
    """A file that cannot be read: `code`, `message` and `places` are those of the `SavedError`."""

    key: str
    name: str
    code: str
    message: str
    places: tuple[Fault, ...] = ()


@frozen
class BatchResult:
    """What came of many files, in their order."""

    loaded: tuple[LoadedFile, ...]
    rejected: tuple[RejectedFile, ...]


def load_files(files: Iterable[File], tool: Tool, words: Words) -> BatchResult:
    """Read each file by itself, so that a damaged one keeps no other out."""
    loaded: list[LoadedFile] = []
    rejected: list[RejectedFile] = []
    for file in files:
        try:
            if file.text is not None:
                reflection = read(file.text, tool, words)
            else:
                reflection = load(file.reflection, tool, words)
        except SavedError as error:
            rejected.append(RejectedFile(file.key, file.name, error.code, error.message, error.faults))
        else:
            loaded.append(LoadedFile(file.key, file.name, reflection))
    return BatchResult(tuple(loaded), tuple(rejected))
