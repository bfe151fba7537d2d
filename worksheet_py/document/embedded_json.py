"""Finds the document in a saved copy: an HTML page for people, with the JSON in one script element.

A page may come from anywhere, so nothing else in it is looked at, and only what this program writes (and what
browsers make of it when they save the page again) is recognised. Two regular expressions do that in linear
time, where `html.parser` can be kept busy for hours.
"""

import re

from worksheet_py.validation.errors import Refused

ELEMENT_ID = "coproduction-reflection"
ELEMENT_TYPE = "application/json"
# A script element and its text, in which the writer leaves no `<`.
SCRIPT = re.compile(r"<script\b([^<>]*+)>([^<]*+)</script", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\s(id|type)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)


def document_text(text: str) -> str:
    """The JSON in a saved copy; a text that is no page is returned as it is.

    Raises:
        Refused: `no_document` or `two_documents`, as many as the page has.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return text
    found = [script[2] for script in SCRIPT.finditer(text) if holds_document(script[1])]
    if len(found) != 1:
        raise Refused("two_documents" if found else "no_document")
    return found[0]


def holds_document(attributes: str) -> bool:
    """Whether these are the attributes of the element that holds the document."""
    found = {name.lower(): "".join(values) for name, *values in ATTRIBUTE.findall(attributes)}
    return found == {"id": ELEMENT_ID, "type": ELEMENT_TYPE}
