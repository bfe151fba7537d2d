"""Many files at once: those that can be read, and those that cannot, each with what is wrong with it."""

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import Fault, SavedError, load, read
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words


@frozen
class File:
    """A file's text, or a document that is at hand. `key` names it in the answer; no two have the same."""

    key: str
    name: str = ""
    text: str | None = None
    reflection: Any = None


@frozen
class Given:
    """What a file held."""

    key: str
    name: str
    reflection: Reflection


@frozen
class TurnedAway:
    """A file that cannot be taken in: why (`code` as in SavedError), and where it is at fault."""

    key: str
    name: str
    code: str
    message: str
    places: tuple[Fault, ...] = ()


@frozen
class TakenIn:
    """What came of many files, in their order."""

    given: tuple[Given, ...]
    refused: tuple[TurnedAway, ...]


def take_in(files: Iterable[File], tool: Tool, words: Words) -> TakenIn:
    """All files, each by itself: one that is damaged keeps no other out."""
    given: list[Given] = []
    refused: list[TurnedAway] = []
    for file in files:
        try:
            given.append(Given(file.key, file.name, opened(file, tool, words)))
        except SavedError as error:
            refused.append(TurnedAway(file.key, file.name, error.code, error.message, error.faults))
    return TakenIn(tuple(given), tuple(refused))


def opened(file: File, tool: Tool, words: Words) -> Reflection:
    """The reflection in a file; raises SavedError."""
    if file.text is not None:
        return read(file.text, tool, words)
    return load(file.reflection, tool, words)
