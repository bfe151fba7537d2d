"""An outline as one HTML page with no script and no reference to another file or the network."""

import json
from collections.abc import Iterator

from worksheet_py.document.embedded_json import ELEMENT_ID, ELEMENT_TYPE
from worksheet_py.document.migrations import Document
from worksheet_py.export.html_style import STYLE
from worksheet_py.export.outline import Block, Facts, Heading, Items, Outline, Paragraph, Table
from worksheet_py.export.sanitize import FORMULA
from worksheet_py.text.bidi import isolated
from worksheet_py.text.stress import escape

GUARD = '<span class="guard" aria-hidden="true">\'</span>'
# A second line of defence behind `escape`: the page may neither run nor fetch anything.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(outline: Outline, document: Document | None = None, note: str = "") -> Iterator[str]:
    """The page part by part, with a `document` that the site can import again, and a `note` at its end."""
    yield f"""<!DOCTYPE html>
<html lang="{escape(outline.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{escape(isolated(outline.title))}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
"""
    for block in outline.blocks:
        for part in markup(block):
            yield f"{part}\n"
    end = f"\n<footer><p>{escape(note)}</p></footer>" if note else ""
    data = f"\n{data_element(document)}" if document is not None else ""
    yield f"</main>{end}{data}\n</body>\n</html>\n"


def data_element(document: Document) -> str:
    """The script element with the document as ASCII JSON, in which nothing can end the element."""
    text = json.dumps(document, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="{ELEMENT_TYPE}" id="{ELEMENT_ID}">{text}</script>'


def markup(block: Block) -> Iterator[str]:
    """The lines of HTML for one block."""
    match block:
        case Heading():
            yield user_text(f"h{block.level}", block.text, ' class="page"' if block.page else "")
        case Paragraph(quiet=True):
            yield f'<p class="quiet">{text_lines(block.text)}</p>'
        case Paragraph():
            yield user_text("p", block.text)
        case Items():
            yield "<ul>"
            yield from (user_text("li", item) for item in block.items)
            yield "</ul>"
        case Facts():
            yield "<dl>"
            for name, value in block.rows:
                yield f"<div><dt>{escape(name)}</dt>{user_text('dd', value)}</div>"
            yield "</dl>"
        case Table():
            yield from table_markup(block)


def table_markup(table: Table) -> Iterator[str]:
    """The lines of HTML for a table. Narrow screens show cells as blocks, which lose implied roles."""
    heads = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in table.columns)
    shares = (f'<col style="width:{100 * width / sum(table.widths):.3g}%">' for width in table.widths)
    yield f'<table role="table"><colgroup>{"".join(shares)}</colgroup>'
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    yield '<tbody role="rowgroup">'
    for row in table.rows:
        first, *others = zip(table.columns, row, strict=True)
        cells = [
            cell(*first, 'th scope="row"', "rowheader"),
            *(cell(*other, "td", "cell") for other in others),
        ]
        yield f'<tr role="row">{"".join(cells)}</tr>'
    yield "</tbody></table>"


def cell(column: str, text: str, tag: str, role: str) -> str:
    """A cell that carries its column's heading, for screens too narrow for columns."""
    span = user_text("span", text)
    return f'<{tag} role="{role}" data-column="{escape(column)}">{span}</{tag[:2]}>'


def user_text(tag: str, text: str, attributes: str = "") -> str:
    """An element with a text that somebody wrote, in its own direction, with its line breaks."""
    return f'<{tag} dir="auto"{attributes}>{text_lines(text)}</{tag}>'


def text_lines(text: str) -> str:
    """A text with its line breaks.

    A spreadsheet program that opens the page, or that a part of it is copied into, takes lines for cells. One
    that would be a formula begins with an apostrophe that is not drawn.
    """
    lines = (GUARD * bool(FORMULA.match(line)) + escape(line) for line in text.split("\n"))
    return "<br>".join(lines)
