"""An outline as plain text, for e-mails and the like."""

from collections.abc import Iterator

from worksheet_py.export.outline import Block, Facts, Heading, Items, Outline, Paragraph, Table
from worksheet_py.export.sanitize import one_line
from worksheet_py.text.bidi import isolated

UNDERLINES = {1: "=", 2: "-"}
MAX_UNDERLINE = 60


def plain_text(outline: Outline) -> str:
    """The text of a document, with a blank line between its blocks."""
    return "\n\n".join("\n".join(lines(block)) for block in outline.blocks) + "\n"


def lines(block: Block) -> Iterator[str]:
    """The lines of text for one block."""
    match block:
        case Heading(level=level):
            text = one_line(block.text)
            if level == 2:
                yield ""
            yield text
            if line := UNDERLINES.get(level):
                yield line * min(len(text), MAX_UNDERLINE)
        case Paragraph():
            yield block.text
        case Items():
            yield from (indented("• ", item) for item in block.items)
        case Facts():
            yield from (fact(name, value) for name, value in block.rows)
        case Table():  # each row as a few lines: columns of plain text lose their alignment in most e-mails
            for number, row in enumerate(block.rows, 1):
                if number > 1:
                    yield ""
                yield indented(f"{number}. ", row[0])
                for column, text in list(zip(block.columns, row, strict=True))[1:]:
                    if text.strip():
                        yield indented("   ", fact(column, text))


def fact(name: str, value: str) -> str:
    """A name and its value; a name that asks a question needs no colon."""
    return f"{name}{'' if name.endswith('?') else ':'} {isolated(value)}"


def indented(mark: str, text: str) -> str:
    """The text behind a mark, with its other lines indented as far."""
    return mark + text.strip().replace("\n", "\n" + " " * len(mark))
