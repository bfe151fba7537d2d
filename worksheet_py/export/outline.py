"""A document as blocks that every kind of file can write. Texts are made safe for files on the way in."""

from collections.abc import Iterable

from attrs import field, frozen

from worksheet_py.export.sanitize import clean

type Row = tuple[str, ...]


def clean_row(texts: Row) -> Row:
    """Each of the texts, clean."""
    return tuple(map(clean, texts))


def clean_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Each of the rows, clean."""
    return tuple(map(clean_row, rows))


def clean_or_lazy_rows(rows: Iterable[Row]) -> Iterable[Row]:
    """The same; rows that are made one at a time are cleaned one at a time."""
    return clean_rows(rows) if isinstance(rows, tuple) else map(clean_row, rows)


@frozen
class Heading:
    """A heading; level 1 is the document's title and stands once.

    `page` is "new" or "wide" where a page begins with it, upright or landscape, as do those that follow.
    """

    level: int
    text: str = field(converter=clean)
    page: str = ""
    kind: str = field(default="heading", init=False)


@frozen
class Paragraph:
    """A text that keeps its line breaks; `quiet` marks a remark of ours beside what people wrote."""

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
    """Pairs of a name and a value."""

    rows: tuple[Row, ...] = field(converter=clean_rows)
    kind: str = field(default="facts", init=False)


@frozen
class Table:
    """A table with column headings. The first cell of a row is its heading; `widths` are proportions."""

    columns: tuple[str, ...] = field(converter=clean_row)
    rows: Iterable[Row] = field(converter=clean_or_lazy_rows)
    widths: tuple[int, ...]
    kind: str = field(default="table", init=False)


type Block = Heading | Paragraph | Items | Facts | Table


@frozen
class Outline:
    """A document: title, language (a BCP 47 tag), blocks in order; `wide` for landscape paper.

    It names no author: a file's properties say nothing that its text may not show.
    """

    title: str = field(converter=clean)
    language: str
    blocks: tuple[Block, ...]
    wide: bool = False
