"""An outline as one page that needs nothing else: no script, no file beside it, no network."""

import json
from collections.abc import Iterator
from functools import singledispatch

from worksheet_py.document.embedded_json import ELEMENT_ID, ELEMENT_TYPE
from worksheet_py.document.migrations import Document
from worksheet_py.export.html_style import STYLE
from worksheet_py.export.outline import Block, Facts, Heading, Items, Outline, Paragraph, Table

# No entity's name is needed: these stand for themselves in every reader of HTML.
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# Even if something slipped through, this page could neither run nor fetch anything.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(outline: Outline, document: Document | None = None, note: str = "") -> str:
    """The page; with a document inside, it can be brought back. `note` stands at its end."""
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
    """The text so that no reader of HTML takes any of it for markup, in an element or in an attribute."""
    return text.translate(MARKUP)


def data_element(document: Document) -> str:
    """The element that holds the document: JSON in ASCII, with nothing in it that could end the element."""
    text = json.dumps(document, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="{ELEMENT_TYPE}" id="{ELEMENT_ID}">{text}</script>'


def own(tag: str, text: str) -> str:
    """An element with a text of somebody's, in its own direction, with its line breaks."""
    lines = escape(text).replace("\n", "<br>")
    return f'<{tag} dir="auto">{lines}</{tag}>'


@singledispatch
def markup(block: Block) -> Iterator[str]:
    """The lines of HTML for one block."""
    raise TypeError(type(block))


@markup.register
def _(block: Heading) -> Iterator[str]:
    yield own(f"h{block.level}", block.text)


@markup.register
def _(block: Paragraph) -> Iterator[str]:
    yield f'<p class="quiet">{escape(block.text)}</p>' if block.quiet else own("p", block.text)


@markup.register
def _(block: Items) -> Iterator[str]:
    yield "<ul>"
    yield from (own("li", item) for item in block.items)
    yield "</ul>"


@markup.register
def _(block: Facts) -> Iterator[str]:
    yield "<dl>"
    yield from (f"<div><dt>{escape(name)}</dt>{own('dd', value)}</div>" for name, value in block.rows)
    yield "</dl>"


@markup.register
def _(block: Table) -> Iterator[str]:
    # The roles stay with the elements where a narrow screen shows them as blocks.
    heads = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in block.columns)
    shares = (f'<col style="width:{100 * width / sum(block.widths):.3g}%">' for width in block.widths)
    yield f'<table role="table"><colgroup>{"".join(shares)}</colgroup>'
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    yield '<tbody role="rowgroup">'
    for row in block.rows:
        cells = [
            cell(column, text, n == 0)
            for n, (column, text) in enumerate(zip(block.columns, row, strict=True))
        ]
        yield f'<tr role="row">{"".join(cells)}</tr>'
    yield "</tbody></table>"


def cell(column: str, text: str, first: bool) -> str:
    """A cell that can say its column's name, for screens with no room for columns."""
    tag, role = ('th scope="row"', "rowheader") if first else ("td", "cell")
    lines = escape(text).replace("\n", "<br>")
    return f'<{tag} role="{role}" data-column="{escape(column)}"><span dir="auto">{lines}</span></{tag[:2]}>'
