"""Saved copies, read back: pages for people, with the document for programs in one element.

Nothing else on such a page is looked at: it may have come from anywhere.
"""

from worksheet_py.faults import Refused
from worksheet_py.library import library

# The element that holds the document.
ELEMENT_ID = "coproduction-reflection"
ELEMENT_TYPE = "application/json"
# Far longer than any reflection; a page that never ends is not read to its end.
LONGEST = 20_000_000


def document_text(text: str) -> str:
    """The JSON in a saved copy; any other text is given back as it is.

    Raises Refused: `too_long`, `no_document` (a page without a document), `two_documents`; and
    LibraryMissing where what reads pages is not here yet.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return text
    if len(text) > LONGEST:
        raise Refused("too_long")
    found = documents(text)
    if len(found) != 1:
        raise Refused("two_documents" if found else "no_document")
    return found[0]


def documents(page: str) -> list[str]:
    """The text of each element on a page that says it holds a document."""
    parser_class = library("html.parser").HTMLParser
    found: list[str] = []
    is_open = False

    class Reader(parser_class):  # type: ignore[misc, valid-type]
        """Reads a page as browsers do, by its elements."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            nonlocal is_open
            known = dict(attrs)
            if tag == "script" and known.get("id") == ELEMENT_ID and known.get("type") == ELEMENT_TYPE:
                is_open = True
                found.append("")

        def handle_endtag(self, tag: str) -> None:
            nonlocal is_open
            is_open = is_open and tag != "script"

        def handle_data(self, data: str) -> None:
            if is_open:
                found[-1] += data

    reader = Reader()
    reader.feed(page)
    reader.close()
    return found
