"""Saved copies, read back: pages for people, with the document for programs in one element.

Nothing else on such a page is looked at: it may have come from anywhere. Only what this program writes, and
what browsers make of it when they save it again, is taken; whatever is not plain is refused. (Python's own
reader of HTML takes hours over a page that was made to keep it busy; this takes as long as the page is long.)
"""

import re

from worksheet_py.validation.errors import Refused

# The element that holds the document.
ELEMENT_ID = "coproduction-reflection"
ELEMENT_TYPE = "application/json"
# A script and its text, which has no `<` in it: the writer sees to that.
SCRIPT = re.compile(r"<script\b([^<>]*+)>([^<]*+)</script", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\s(id|type)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)


def document_text(text: str) -> str:
    """The JSON in a saved copy; any other text is given back as it is.

    Raises Refused: `no_document` (a page without a document), `two_documents`.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return text
    found = [script[2] for script in SCRIPT.finditer(text) if holds_document(script[1])]
    if len(found) != 1:
        raise Refused("two_documents" if found else "no_document")
    return found[0]


def holds_document(attributes: str) -> bool:
    """Whether an element with these attributes says that it holds a document."""
    found = {name.lower(): "".join(values) for name, *values in ATTRIBUTE.findall(attributes)}
    return found == {"id": ELEMENT_ID, "type": ELEMENT_TYPE}
