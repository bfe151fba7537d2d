"""An outline as one HTML page with no script and no reference to another file or the network."""

import json
from collections.abc import Iterator
from functools import singledispatch

from worksheet_py.document.embedded_json import ELEMENT_ID, ELEMENT_TYPE
from worksheet_py.document.migrations import Document
from worksheet_py.export.html_style import STYLE
from worksheet_py.export.outline import Block, Facts, Heading, Items, Outline, Paragraph, Table

MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# A second line of defence behind `escape`: the page may neither run nor fetch anything.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(outline: Outline, document: Document | None = None, note: str = "") -> str:
    """The page.

    Args:
        outline: What the page says.
        document: The saved document to embed, so that the site can import the page again.
        note: A sentence for the end of the page.
    """
    body = "\n".join(part for block in outline.blocks for part in markup(block))
    end = f"\n<footer><p>{escape(note)}</p></footer>" if note else ""
    data = f"\n{data_element(document)}" if document is not None else ""
    return f"""<!DOCTYPE html>
<html lang="{escape(outline.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{escape(outline.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>{end}{data}
</body>
</html>
"""


def escape(text: str) -> str:
    """The text with all that could be markup escaped, for elements and for quoted attributes."""
    return text.translate(MARKUP)


def data_element(document: Document) -> str:
    """The script element with the document as ASCII JSON, in which nothing can end the element."""
    text = json.dumps(document, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="{ELEMENT_TYPE}" id="{ELEMENT_ID}">{text}</script>'


def user_text(tag: str, text: str) -> str:
    """An element with a text that somebody wrote, in its own direction, with its line breaks."""
    return f'<{tag} dir="auto">{with_breaks(text)}</{tag}>'


def with_breaks(text: str) -> str:
    """The text as HTML that keeps its line breaks."""
    return escape(text).replace("\n", "<br>")


@singledispatch
def markup(block: Block) -> Iterator[str]:
    """The lines of HTML for one block."""
    raise TypeError(type(block))


@markup.register
def _(block: Heading) -> Iterator[str]:
    yield user_text(f"h{block.level}", block.text)


@markup.register
def _(block: Paragraph) -> Iterator[str]:
    yield f'<p class="quiet">{escape(block.text)}</p>' if block.quiet else user_text("p", block.text)


@markup.register
def _(block: Items) -> Iterator[str]:
    yield "<ul>"
    yield from (user_text("li", item) for item in block.items)
    yield "</ul>"


@markup.register
def _(block: Facts) -> Iterator[str]:
    yield "<dl>"
    yield from (f"<div><dt>{escape(name)}</dt>{user_text('dd', value)}</div>" for name, value in block.rows)
    yield "</dl>"


@markup.register
def _(block: Table) -> Iterator[str]:
    # On narrow screens CSS shows cells as blocks, which drops their roles; so the roles are spelled out.
    heads = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in block.columns)
    shares = (f'<col style="width:{100 * width / sum(block.widths):.3g}%">' for width in block.widths)
    yield f'<table role="table"><colgroup>{"".join(shares)}</colgroup>'
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    yield '<tbody role="rowgroup">'
    for row in block.rows:
        first, *others = zip(block.columns, row, strict=True)
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
