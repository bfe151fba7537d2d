"""Sentences for people, looked up by dotted key.

None stands in Python code: they come from the edition's content folder (`responses.toml` and others), so that
a translation only has to replace that folder. A file is made of tables whose leaves are strings (`{name}`
marks a value to fill in) or lists of strings.
"""

import string
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from attrs import frozen

from worksheet_py.text.bidi import isolated

type Folder = Traversable | Path


class WordsError(ValueError):
    """A content file that is missing, broken or incomplete; the message names the file and the key."""


def read_toml(folder: Folder, name: str) -> dict[str, Any]:
    """Parse the content file with a path in the folder like `ideas/work.toml`.

    Raises:
        WordsError: There is no such file, or it is not UTF-8 or not TOML (with line and column).
    """
    try:
        return tomllib.loads(folder.joinpath(*name.split("/")).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WordsError(f"{name}: missing file") from error
    except UnicodeDecodeError as error:
        raise WordsError(f"{name}: not written in UTF-8 (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise WordsError(f"{name}: {error}") from error


@frozen
class Words:
    """The sentences of one content file: its name, for error messages, and its nested tables."""

    file: str
    tree: Mapping[str, Any]

    def get(self, key: str) -> str | list[str]:
        """The text or list at a dotted key, not filled in.

        Raises:
            WordsError: There is none.
        """
        found: Any = self.tree
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if not isinstance(found, str | list):
            raise WordsError(f"{self.file}: missing '{key}'")
        return found

    def say(self, key: str, /, **values: object) -> str:
        """The sentence at a dotted key, filled in; texts cannot change its direction (see `bidi`).

        Raises:
            WordsError: There is no such sentence, or it asks for a value that is not given.
        """
        template = self.get(key)
        if not isinstance(template, str):
            raise WordsError(f"{self.file}: '{key}' is a list, not a sentence")
        safe = {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        try:
            return template.format_map(safe)
        except KeyError as error:
            raise WordsError(
                f"{self.file}: '{key}' asks for {{{error.args[0]}}}, which is not given"
            ) from error

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The sentence `<key>_one` or `<key>_other`, by the number, which fills `{n}`."""
        form = "one" if number == 1 else "other"
        return self.say(f"{key}_{form}", n=number, **values)

    def keys(self) -> frozenset[str]:
        """All dotted keys, to compare editions."""
        return frozenset(key for key, _ in leaves(self.tree))


def leaves(tree: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Each (dotted key, leaf) of nested tables."""
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{name}.")
        else:
            yield before + name, value


def placeholders(template: str) -> frozenset[str]:
    """The names in braces that a sentence asks for.

    Raises:
        ValueError: A brace is not paired, or holds no name.
    """
    found = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    if not all(name.isidentifier() for name in found):
        raise ValueError("braces hold one plain name, like {what}")
    return frozenset(found)


def fault(value: object) -> str | None:
    """What is wrong with a leaf, in words for the content's author; None if nothing is."""
    if isinstance(value, list):
        texts = all(isinstance(item, str) and item.strip() for item in value)
        return None if texts else "holds more than texts"
    if not isinstance(value, str):
        return "must be text"
    if not value.strip():
        return "is empty"
    try:
        placeholders(value)
    except ValueError as error:
        return f"cannot be filled in: {error}"
    return None


def load_words(folder: Folder, name: str) -> Words:
    """The checked sentences of `<name>.toml`.

    Raises:
        WordsError: A leaf is not a text or a list of texts, or its braces are faulty.
    """
    file = f"{name}.toml"
    tree = read_toml(folder, file)
    for key, value in leaves(tree):
        if wrong := fault(value):
            raise WordsError(f"{file}: '{key}' {wrong}")
    return Words(file, tree)
