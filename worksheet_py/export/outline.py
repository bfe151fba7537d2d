"""What a document says, in blocks that know nothing of any kind of file. Texts are clean by construction."""

from typing import Any

import attrs
from attrs import field, frozen

from worksheet_py.export.sanitize import clean


def clean_row(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each of the texts, clean."""
    return tuple(clean(text) for text in texts)


def clean_rows(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Each text of each row, clean."""
    return tuple(clean_row(row) for row in rows)


@frozen
class Heading:
    """A heading; level 1 is the title's, and stands once."""

    level: int
    text: str = field(converter=clean)
    kind: str = field(default="heading", init=False)


@frozen
class Paragraph:
    """A text, with line breaks where it has newlines; `quiet` for a word of ours beside what people wrote."""

    text: str = field(converter=clean)
    quiet: bool = False
    kind: str = field(default="paragraph", init=False)


@frozen
class Items:
    """A list of points."""

    items: tuple[str, ...] = field(converter=clean_row)
    kind: str = field(default="items", init=False)


@frozen
class Facts:
    """Names and what they are: (name, value) pairs."""

    rows: tuple[tuple[str, ...], ...] = field(converter=clean_rows)
    kind: str = field(default="facts", init=False)


@frozen
class Table:
    """A table with a heading for each column; the first column names its row. `widths` are shares."""

    columns: tuple[str, ...] = field(converter=clean_row)
    rows: tuple[tuple[str, ...], ...] = field(converter=clean_rows)
    widths: tuple[int, ...]
    kind: str = field(default="table", init=False)


type Block = Heading | Paragraph | Items | Facts | Table


@frozen
class Outline:
    """A document: its blocks in order, and its language (a BCP 47 tag); `wide` for paper on its side."""

    title: str = field(converter=clean)
    language: str
    author: str = field(converter=clean)
    blocks: tuple[Block, ...]
    wide: bool = False

    @property
    def plain(self) -> dict[str, Any]:
        """The same as plain data, each block with its `kind`."""
        return attrs.asdict(self)
