"""Finds the document in a saved copy: an HTML page for people, with the JSON in one script element.

A page may come from anywhere. So it is read as browsers read one, as far as that decides what is an element:
what stands in a comment, in the value of an attribute or in the text of another element is none. One regular
expression does that in linear time, as it never goes back, where `html.parser` can be kept busy for hours.
`files/document_text.js` reads pages in the same way.
"""

import re
from collections.abc import Iterator

from worksheet_py.validation.errors import Refused

ELEMENT_ID = "coproduction-reflection"
ELEMENT_TYPE = "application/json"
# Whatever is not closed goes on to the end. A quotation mark counts only behind the sign that begins a value.
ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+"""
# Elements whose text has no elements in it.
TEXT_ELEMENTS = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext"
TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)"
    rf"|<(?P<name>{TEXT_ELEMENTS})(?=[\s/>])(?P<attributes>{ATTRIBUTES})>(?P<text>.*?)(?P<end></(?P=name)(?=[\s/>])|\Z)"
    rf"|</?[a-z][^\s/>]*+{ATTRIBUTES}(?:>|\Z)"
    rf"|<[!?/][^>]*+",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""\s([^\s=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")


def document_text(text: str) -> str:
    """The JSON in a saved copy; a text that is no page is returned as it is.

    Raises:
        Refused: `no_document` or `two_documents`, as many as the page has.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return text
    found = list(documents(text))
    if len(found) != 1:
        raise Refused("two_documents" if found else "no_document")
    return found[0]


def documents(page: str) -> Iterator[str]:
    """The text of each element that holds a document; the writer leaves no `<` in it."""
    for tag in TAG.finditer(page):
        is_whole = (tag["name"] or "").lower() == "script" and tag["end"] and "<" not in tag["text"]
        if is_whole and holds_document(tag["attributes"]):
            yield tag["text"]


def holds_document(attributes: str) -> bool:
    """Whether these are the attributes of the element that holds the document."""
    values = [(name.lower(), "".join(value)) for name, *value in ATTRIBUTE.findall(attributes)]
    found = dict(reversed(values))  # of two with one name, the first counts
    return (found.get("id"), found.get("type")) == (ELEMENT_ID, ELEMENT_TYPE)
