"""Words that reach a person, looked up by dotted key.

No sentence stands in Python code: each comes from a file of the edition's content folder (`responses.toml`,
`interface.toml`), so that a translation replaces the folder and nothing else. A file is made of tables whose
leaves are strings (`{name}` marks a value to fill in) or, in `when.toml`, lists of strings.
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
    """A content file that is missing, broken or incomplete; the text names the file and the key."""


def read_toml(folder: Folder, name: str) -> dict[str, Any]:
    """The plain tables of one content file, `name` being its path inside the folder (`ideas/work.toml`).

    Raises WordsError if there is no such file, or if it is not UTF-8 or not TOML (with line and column).
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
    """The words of one content file: `file` is its name, `tree` its plain nested tables."""

    file: str
    tree: Mapping[str, Any]

    def get(self, key: str) -> str | list[str]:
        """The leaf at a dotted key, unfilled; raises WordsError if the file has none."""
        found: Any = self.tree
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if not isinstance(found, str | list):
            raise WordsError(f"{self.file}: missing '{key}'")
        return found

    def say(self, key: str, /, **values: object) -> str:
        """The sentence at a dotted key with its `{names}` filled in; no text in it can turn its line around.

        Raises WordsError if there is no such sentence, or if it wants a value that is not given.
        """
        template = self.get(key)
        if not isinstance(template, str):
            raise WordsError(f"{self.file}: '{key}' is a list, not a sentence")
        try:
            return template.format_map(
                {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
            )
        except KeyError as error:
            raise WordsError(
                f"{self.file}: '{key}' asks for {{{error.args[0]}}}, which is not given"
            ) from error

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The sentence `<key>_one` or `<key>_other`, as the number asks; the number fills `{n}`."""
        form = "one" if number == 1 else "other"
        return self.say(f"{key}_{form}", n=number, **values)

    def keys(self) -> frozenset[str]:
        """All dotted keys, so that one edition can be compared with another."""
        return frozenset(key for key, _ in leaves(self.tree))


def leaves(tree: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Each (dotted key, leaf) of nested tables."""
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{name}.")
        else:
            yield before + name, value


def placeholders(template: str) -> frozenset[str]:
    """The names in braces that a sentence asks for; raises ValueError for an unpaired or nameless brace."""
    found = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    if not all(name.isidentifier() for name in found):
        raise ValueError("braces hold one plain name, like {what}")
    return frozenset(found)


def fault(value: object) -> str | None:
    """What is wrong with a leaf, in words for whoever writes the content; None if nothing is."""
    if isinstance(value, list):
        return (
            None if all(isinstance(item, str) and item.strip() for item in value) else "holds more than texts"
        )
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
    """The words of `<name>.toml`, each leaf checked; raises WordsError naming file and key."""
    file = f"{name}.toml"
    tree = read_toml(folder, file)
    for key, value in leaves(tree):
        if wrong := fault(value):
            raise WordsError(f"{file}: '{key}' {wrong}")
    return Words(file, tree)
