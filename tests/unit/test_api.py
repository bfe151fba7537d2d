import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheet_py import api
from worksheet_py.requests.fields import Payload
from worksheet_py.text.messages import WordsError
from worksheet_py.validation.limits import MAX_DEPTH

from .factories import chosen, document
from .strategies import damaged_documents, json_values


def ask(action: str, payload: object, id: object = 7) -> Any:
    """The answer to a request, with its id looked at."""
    answer = json.loads(api.handle(json.dumps({"id": id, "action": action, "payload": payload})))
    assert answer.pop("id") == id
    return answer


def test_review_answers_with_profile_and_plan() -> None:
    """A reflection and a day go in; open questions, prompts and the plan come out as plain data."""
    plain = document(
        ideas={"assets": {"stage": "not-yet", "rating": "green", **chosen(what="x", when="June 2027")}}
    )
    result = ask("review", {"reflection": plain, "today": "2026-11-22"})["result"]
    assert set(result["profile"]["blank"][0]) == {"idea", "question", "text"}
    assert set(result["profile"]["talk"][0]) == {"idea", "code", "text"}
    assert result["plan"]["actions"] == [
        {"id": "a1", "idea": "assets", "change": "c1", "what": "x", "who": "", "when": "June 2027", "how": "",
         "status": "to-do", "by": "2027-06-30", "either": [], "no_such_day": False, "late": False,
         "missing": ["who", "how"]},
    ]  # fmt: skip
    (note,) = result["plan"]["notes"]
    assert note == {"idea": "assets", "action": "a1", "code": "nobody-named", "text": note["text"]}


def test_check_answers_with_document_summary_and_notes(saved_folder: Path) -> None:
    """A file's text goes in; the same document, what is in it, and what is odd about it come out."""
    text = (saved_folder / "reflection-1.json").read_text(encoding="utf-8")
    result = ask("check", {"text": text})["result"]
    assert result["document"] == json.loads(text)
    assert set(result["summary"]) == {"name", "focus", "perspective", "changed", "ideas", "actions"}
    assert set(result["summary"]["ideas"][0]) == {
        "id",
        "stage",
        "rating",
        "evidence_words",
        "changes",
        "chosen",
    }
    assert result["notes"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("{", "not-json"),
        ("Dear all", "not-json"),
        ('{"a": NaN}', "not-json"),
        ('{"key": 1, "key": 2}', "not-json"),
        ("[" * 99, "not-json"),
        ("{}", "not-ours"),
        (json.dumps({**document(), "version": 99}), "newer"),
        (json.dumps(document(name=3)), "invalid"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_an_error_in_words(text: str, code: str) -> None:
    """Each way in which a file can be unfit has its code and a sentence for the person who chose it."""
    error = ask("check", {"text": text})["error"]
    assert error["code"] == code
    assert len(error["message"]) > 15
    assert bool(error["places"]) == (code == "invalid")


def test_places_come_with_an_invalid_document() -> None:
    """A document at fault comes back with path and sentence, from both actions."""
    for action, payload in (
        ("review", {"reflection": document(name=3), "today": "2026-11-22"}),
        ("check", {"text": json.dumps(document(name=3))}),
    ):
        assert ask(action, payload)["error"]["places"] == [
            {"path": "name", "message": "There should be text here."}
        ]


@pytest.mark.parametrize(
    ("request_text", "id", "code"),
    [
        ("", None, "bad-request"),
        ("[", None, "bad-request"),
        ("7", None, "bad-request"),
        ("{}", None, "bad-request"),
        ('{"id": "x"}', "x", "bad-request"),
        ('{"id": 1, "action": ["review"], "payload": {}}', 1, "bad-request"),
        ('{"id": 1, "action": "review", "payload": []}', 1, "bad-request"),
        ('{"id": 1, "action": "check", "payload": {}}', 1, "bad-request"),
        ('{"id": 1, "action": "check", "payload": {"text": 5}}', 1, "bad-request"),
        ('{"id": 1, "action": "dance", "payload": {}}', 1, "unknown-action"),
        ('{"id": 1, "action": "__class__", "payload": {}}', 1, "unknown-action"),
    ],
)
def test_a_bad_request_is_answered(request_text: str, id: object, code: str) -> None:
    """A request that breaks the protocol gets an error as its answer, with the id it came with."""
    answer = json.loads(api.handle(request_text))
    assert (answer["id"], answer["error"]["code"]) == (id, code)
    assert answer["error"]["message"]


@pytest.mark.parametrize("today", [None, 20261122, "today", "2026-02-30", "20261122", ""])
def test_today_is_a_day(today: object) -> None:
    """The page says what day it is; nothing here looks at a clock."""
    assert ask("review", {"reflection": document(), "today": today})["error"]["code"] == "bad-request"


def test_the_deepest_file_that_can_be_taken_in_can_be_reviewed() -> None:
    """What came in as a file is not refused later because a request lies round it."""
    deep: Any = "bottom"
    for _ in range(MAX_DEPTH - 1):
        deep = [deep]
    plain = document(unknown=deep)
    assert "result" in ask("check", {"text": json.dumps(plain)})
    assert "result" in ask("review", {"reflection": plain, "today": "2026-11-22"})
    assert ask("check", {"text": json.dumps(document(unknown=[deep]))})["error"]["code"] == "not-json"


def test_half_an_emoji_passes_through() -> None:
    """A text cut in the middle of an emoji comes back as it was, in an answer that any reader takes."""
    request = json.dumps(
        {"id": 1, "action": "check", "payload": {"text": json.dumps(document(name="\ud83d"))}}
    )
    answer = api.handle(request)
    assert answer.isascii()
    assert json.loads(answer)["result"]["document"]["name"] == "\ud83d"


def test_our_own_faults_are_answered_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When something breaks inside, the person gets a calm sentence and the console the traceback."""

    def broken(payload: Payload) -> Any:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(api, "ACTIONS", {"review": broken})
    error = ask("review", {})["error"]
    assert (error["code"], error["places"]) == ("internal", [])
    assert "safe" in error["message"]
    assert "a fault of ours" in capsys.readouterr().err


def test_even_without_words_there_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the words themselves are broken, the answer has its code, and nothing is raised."""

    def wordless() -> Any:
        raise WordsError("responses.toml: missing file")

    monkeypatch.setattr(api, "words", wordless)
    assert ask("check", {"text": ""})["error"] == {"code": "internal", "message": "", "places": []}
    assert "missing file" in capsys.readouterr().err


@given(damaged_documents() | json_values(), st.sampled_from(["2026-11-22", "0001-01-01", "9999-12-31"]))
def test_no_document_goes_unanswered(plain: Any, today: str) -> None:
    """Whatever the page sends, it gets an answer, and never an inner error."""
    answer = ask("review", {"reflection": plain, "today": today})
    assert "result" in answer or answer["error"]["code"] in ("not-ours", "newer", "invalid")


@given(st.text())
def test_no_request_goes_unanswered(text: str) -> None:
    """Any text at all is answered."""
    assert json.loads(api.handle(text))["error"]["code"] in ("bad-request", "unknown-action")
