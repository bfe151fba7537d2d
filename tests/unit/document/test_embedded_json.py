"""Saved copies that come back: ours, those of others, and those that somebody has meddled with."""

import json
from typing import Any

import pytest

from tests.unit.factories import document
from worksheet_py import api
from worksheet_py.document import serialization
from worksheet_py.document.embedded_json import ELEMENT_ID, ELEMENT_TYPE, document_text
from worksheet_py.document.serialization import SavedError, read

ELEMENT = '<script type="application/json" id="coproduction-reflection">{}</script>'
OURS = ELEMENT.format(json.dumps(document(name="Ours")))


def check(text: str) -> Any:
    """What Python answers about a file's text."""
    return json.loads(api.handle(json.dumps({"id": 1, "action": "check", "payload": {"text": text}})))


@pytest.mark.parametrize(
    "page",
    [
        OURS,
        f"\ufeff\n <!DOCTYPE html><html><body>{OURS}</body></html>",
        f"<html><script>const before = 1</script>{OURS}<script>const after = '</p>'</script>",
        OURS.replace("script", "SCRIPT"),
        OURS.replace('type="application/json"', "type='application/json' data-kept"),
        OURS.replace('id="coproduction-reflection"', "id=coproduction-reflection nonce=''"),
    ],
)
def test_the_document_is_found_wherever_it_stands(page: str) -> None:
    """A page that was sent on, or saved again by a browser or another program, still gives its document."""
    assert json.loads(document_text(page)) == document(name="Ours")


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><p>Dear all</p></html>", "not-ours"),
        ("<", "not-ours"),
        ("<svg/onload=alert(1)>", "not-ours"),
        (OURS + OURS, "not-ours"),
        (OURS.removesuffix("</script>"), "not-ours"),
        (OURS.replace("Ours", "<b>Ours</b>"), "not-ours"),
        (OURS.replace("application/json", "text/javascript"), "not-ours"),
        (f"<textarea>{OURS.replace('<', '&lt;')}</textarea>", "not-ours"),
        (ELEMENT.format(""), "empty"),
        (ELEMENT.format("alert(1)"), "not-json"),
        (ELEMENT.format('{"type": "coproduction-reflection"'), "not-json"),
        (ELEMENT.format("[" * 99), "not-json"),
        (ELEMENT.format('{"type": "shopping-list"}'), "not-ours"),
        (ELEMENT.format(json.dumps({**document(), "version": 99})), "newer"),
        (ELEMENT.format(json.dumps(document(name=3))), "invalid"),
    ],
)
def test_a_page_that_is_none_of_ours_is_refused(page: str, code: str) -> None:
    """Each with its code and a sentence."""
    error = check(page)["error"]
    assert error["code"] == code
    assert len(error["message"]) > 15


STRANGE = ELEMENT.format(json.dumps(document(name="Strange")))
# Where the element is none to a browser, from the element's text.
NOT_THERE = {
    "a comment": "<!-- {} -->",
    "a comment without end": "<!-- {}",
    "a mark of another kind": "<! {}",
    "an instruction": "<?x {}",
    "an end without a name": "</ {}",
    "an attribute": "<p title='{}'>x</p>",
    "an attribute without end": "<p title='{}",
    "an attribute with spaces": "<p a = '{}'></p>",
    "the tag of an end": "</p title='{}'>",
    "a script": "<script>const page = `{}`</script>",
    "a script in capitals": "<SCRIPT type=module>'{}'</sCrIpT>",
    "a style": "<style>{}</style>",
    "a title": "<title>{}</title>",
    "a field": "<textarea>{}</textarea>",
    "old markup": "<xmp>{}</xmp>",
    "a page inside": "<iframe>{}</iframe>",
    "a page as an attribute": "<iframe srcdoc='{}'></iframe>",
}


@pytest.mark.parametrize("name", NOT_THERE)
def test_only_an_element_holds_the_document(name: str) -> None:
    """What stands in a comment, an attribute or the text of another element is not taken for the data."""
    other = NOT_THERE[name].replace("{}", STRANGE)
    assert check(f"<html><body>{other}</body></html>")["error"]["code"] == "not-ours"
    ours = f"<html><body>{OURS}{other}</body></html>"
    assert check(ours)["result"]["document"]["name"] == "Ours"
    if "without end" not in name:  # where all that follows belongs to it
        assert check(f"<html>{other}{OURS}</html>")["result"]["document"]["name"] == "Ours"


@pytest.mark.parametrize(
    "attributes",
    [
        f'data-x=\' id="{ELEMENT_ID}" type="{ELEMENT_TYPE}"\'',
        f"id=x id={ELEMENT_ID} type={ELEMENT_TYPE}",
        f"id={ELEMENT_ID} type=text/plain type={ELEMENT_TYPE}",
        f"xid={ELEMENT_ID} type={ELEMENT_TYPE}",
        f"id={ELEMENT_ID}s type={ELEMENT_TYPE}",
    ],
)
def test_only_its_own_attributes_mark_the_element(attributes: str) -> None:
    """Not what stands in the value of another, nor the second of two with one name."""
    page = f"<script {attributes}>{json.dumps(document())}</script>"
    assert check(page)["error"]["code"] == "not-ours"


def test_a_page_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is far too long is refused before it is looked at."""
    monkeypatch.setattr(serialization, "MAX_FILE_BYTES", 1000)
    for text in ("<p>" + "x" * 1000, json.dumps(document(name="x" * 1000))):
        with pytest.raises(SavedError) as refused:
            read(text, api.tool(), api.words())
        assert refused.value.code == "too-big"


def test_many_marks_that_open_nothing_take_no_time() -> None:
    """A page made to keep a reader busy is read as fast as any."""
    for mark in (
        "<",
        "<!",
        "<a ",
        "&",
        "<!--",
        "</",
        "<a b='",
        "<script",
        "<script ",
        "<script>",
        "<title>",
        "<p =",
        OURS[:60],
    ):
        check("<p>" + mark * 100_000)


def test_text_that_is_no_page_is_left_alone() -> None:
    """JSON goes its own way, whatever it holds."""
    assert document_text('{"a": "<script>"}') == '{"a": "<script>"}'
