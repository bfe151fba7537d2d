"""Files for other programs: what is in them, and that nothing anybody typed can do harm there."""

import csv
import html
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given

from tests.unit.conftest import Moves
from tests.unit.factories import chosen, document, several
from tests.unit.strategies import documents
from worksheet_py import api
from worksheet_py.document.embedded_json import document_text
from worksheet_py.export.formats import WRITERS
from worksheet_py.export.sanitize import UNFIT, clean
from worksheet_py.questionnaire import vocabulary
from worksheet_py.validation.limits import MAX_ID_CHARS, MAX_LINE_CHARS

WHEN = {"today": "2026-11-22", "now": "2026-11-22T09:30:00.000+01:00"}
NASTY = [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--", "]]>", "&lt;", '"><b>',
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a\r\nb", "a\rb",
    "nul\x00l", "bell\x07", "half \ud83d",
    "👩🏽‍🌾", "\u200fשלום", "مرحبا", "x" * 40_000, "\ufffe", "{name}", "_x0041_", "a\u2028b",
]  # fmt: skip


def made(form: str, what: str, reflection: Any, **more: object) -> Any:
    """What Python answers for a reflection."""
    payload = {"format": form, "what": what, "reflection": reflection, **WHEN, **more}
    answer = json.loads(api.handle(json.dumps({"id": 1, "action": "export", "payload": payload})))
    assert "result" in answer, answer
    return answer["result"]


def saying(text: str) -> dict[str, Any]:
    """A document that says a text wherever somebody can type one, or as much of it as has room there."""
    line = text[:MAX_LINE_CHARS]
    action = {"id": "a1", "change": "c1", "what": text, "who": line, "when": line, "how": text}
    answers = {"evidence": text, "changes": [{"id": "c1", "text": text, "chosen": True}], "actions": [action]}
    about, who = {"about": line}, {"who": line}
    return document(
        id=text[:MAX_ID_CHARS], name=line, focus=about, perspective=who, ideas={"assets": answers}
    )


def everything() -> dict[str, Any]:
    """A document in which each idea has words of its own everywhere."""
    ideas = {}
    for number, idea in enumerate(vocabulary.IDEAS):
        changes = [
            {"id": "c1", "text": f"chosen {idea}", "chosen": True},
            {"id": "c2", "text": f"left {idea}", "chosen": False},
        ]
        parts = ("what", "who", "when", "how")
        actions = [
            {
                "id": f"a{n}",
                "change": f"c{n}",
                "status": "doing",
                **{part: f"{part}{n} {idea}" for part in parts},
            }
            for n in (1, 2)
        ]
        ideas[idea] = {
            "stage": vocabulary.STAGES[number], "rating": vocabulary.RATINGS[number % 3],
            "evidence": f"evidence {idea}", "recognised": ["equal-value", "gone"], 
            "changes": changes, "actions": actions, "done": True,
        }  # fmt: skip
    own = [{"id": "o", "what": "own what", "who": "own who", "when": "own when", "how": "own how"}]
    focus, perspective = {"kind": "service", "about": "The service"}, {"group": "staff", "who": "The people"}
    return document(name="The name", focus=focus, perspective=perspective, ideas=ideas, actions=own)


@pytest.mark.parametrize("form", ["html", "text", "outline"])
def test_nothing_that_was_written_is_left_out(form: str) -> None:
    """Stages, ratings, evidence, points, ideas chosen or not, actions of both, the plan's own."""
    plain = everything()
    said = json.dumps(made(form, "reflection", plain), ensure_ascii=False)
    said = said.split("application/json")[0]  # what people read, not what programs read
    tool = api.tool()
    wanted = ["The name", "The service", "The people", tool.label("staff"), tool.label("service"), "own what"]
    for number, idea in enumerate(vocabulary.IDEAS):
        wanted += [f"evidence {idea}", f"chosen {idea}", f"left {idea}", tool.idea(idea).title]
        wanted += [f"{part}{n} {idea}" for part in ("what", "who", "when", "how") for n in (1, 2)]
        wanted += [tool.label(vocabulary.STAGES[number]), tool.label(vocabulary.RATINGS[number % 3])]
    wanted += [point.text for point in tool.idea("assets").stages[3].points if point.id == "equal-value"]
    wanted += ["We will do this: chosen assets", "To do", "Doing it (not chosen now)", "Done for now"]
    missing = [text for text in wanted if text not in said and text.replace("’", "&#39;") not in said]
    assert missing == []


CLASHES = [
    {"id": "k1", "path": "ideas.assets.evidence", "text": "The other evidence"},
    {"id": "k2", "path": "ideas.assets.actions.a1.what", "text": "The other action"},
    {"id": "k3", "path": "name", "text": "The other name"},
]


@pytest.mark.parametrize("form", ["html", "text", "outline"])
def test_texts_that_wait_for_a_choice_are_written_down_as_what_they_are(form: str) -> None:
    """Two texts for one place: the file has both, and says that nobody has chosen yet."""
    said = json.dumps(made(form, "reflection", everything() | {"clashes": CLASHES}), ensure_ascii=False)
    said = said.split("application/json")[0]
    wanted = ["Still to be decided", *(clash["text"] for clash in CLASHES)]
    assert [text for text in wanted if text not in said] == []
    assert "Still to be decided" not in json.dumps(made(form, "reflection", everything()))
    plan = json.dumps(made("outline", "plan", everything() | {"clashes": CLASHES}))
    assert ("The other action" in plan, "The other evidence" in plan) == (True, False)


@given(documents())
def test_a_saved_copy_holds_the_document_itself(plain: dict[str, Any]) -> None:
    """Brought back, it is the same to the last unknown key; halves of emoji and odd numbers included."""
    page = made("html", "reflection", plain)["text"]
    page.encode("utf-8")
    answer = json.loads(api.handle(json.dumps({"id": 1, "action": "check", "payload": {"text": page}})))
    assert answer["result"]["document"] == plain


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_whatever_was_typed_is_only_text(text: str) -> None:
    """No file is refused or broken by a text, no page gets an element by it, and no cell runs it."""
    plain = saying(text)
    page = made("html", "reflection", plain)["text"]
    assert page.lower().count("<script") == page.lower().count("</script") == 1
    for tag in ("<img", "<b>", "<!--"):
        assert tag not in page
    assert json.loads(document_text(page))["ideas"]["assets"]["evidence"] == text
    for form, what in WRITERS:
        if form in ("html", "text", "csv", "dates"):
            assert not UNFIT.search(made(form, what, plain)["text"].replace("\r\n", "\n"))
    rows = list(
        csv.reader(io.StringIO(made("csv", "plan", plain)["text"].removeprefix("\ufeff"), newline=""))
    )
    assert [len(row) for row in rows] == [9, 9]
    for cell in rows[1]:
        assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
        assert cell[:1] not in ("\t", "\r")
    assert clean(text).strip() in rows[1][0]


@pytest.mark.parametrize("text", NASTY)
def test_what_is_pasted_into_a_spreadsheet_is_only_text(text: str) -> None:
    """Neither as a table nor as lines with tabs is a cell of the dates a formula, and no cell becomes two."""
    action = {"id": "a1", "what": text, "who": text[:MAX_LINE_CHARS], "when": "1 May 2027", "how": text}
    pasted = made("dates", "plan", document(actions=[action]))
    assert "<img" not in pasted["html"]
    cells = [html.unescape(cell) for cell in re.findall("<td>(.*?)</td>", pasted["html"])]
    lines = [line.split("\t") for line in pasted["text"].splitlines()]
    assert lines == [cells[:4], cells[4:]]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))]


def test_no_property_of_a_file_says_what_its_text_does_not() -> None:
    """The title of each document stands in it, and none has an author."""
    plain = document(name="Café", perspective={"who": "Ann Who"}, actions=[{"what": "Ask"}])
    for form, what in WRITERS:
        if form == "outline":
            outline = made(form, what, plain)["outline"]
            shown = json.dumps(outline["blocks"])
            assert outline["title"] in json.loads(shown)[0]["text"]
            assert "author" not in outline


def test_line_ends_are_newlines_and_paragraphs_are_kept() -> None:
    """Text from any system keeps its lines and its paragraphs."""
    plain = document(ideas={"assets": {"evidence": "one\r\ntwo\r\n\r\nthree\rfour"}})
    page = made("html", "reflection", plain)["text"]
    assert '<p dir="auto">one<br>two</p>' in page
    assert '<p dir="auto">three<br>four</p>' in page
    assert "one\ntwo\n\nthree\nfour" in made("text", "reflection", plain)["text"]


def test_a_page_can_run_and_fetch_nothing() -> None:
    """Its own policy forbids scripts and requests, and it names no other place."""
    page = made("html", "reflection", everything())["text"]
    assert "default-src 'none'" in page
    head = page.split("<script")[0]
    assert not any(sign in head for sign in ("http:", "https:", "src=", "href=", "url("))


def test_the_plan_is_in_order_with_readable_days() -> None:
    """What is to do comes by its day, then what has none, then what is done; days stand beside words."""
    actions = [
        {"id": "late", "change": "c1", "what": "Later", "when": "30 June 2027", "written": "2026-11-22"},
        {"id": "soon", "change": "c1", "what": "Sooner", "when": "1 May 2027", "written": "2026-11-22"},
        {"id": "some", "change": "c1", "what": "Some day", "when": "when Jo is back"},
        {"id": "both", "change": "c1", "what": "One of two", "when": "Q2", "written": "2026-11-22"},
        {"id": "done", "change": "c1", "what": "Over", "when": "1 June 2027", "status": "done"},
    ]
    plain = document(ideas={"assets": {**chosen("Ask people"), "actions": actions}})
    rows = list(
        csv.reader(io.StringIO(made("csv", "plan", plain)["text"].removeprefix("\ufeff"), newline=""))
    )
    assert [row[0] for row in rows] == ["What?", "Sooner", "Later", "Some day", "One of two", "Over"]
    assert rows[1] == [
        "Sooner",
        "",
        "1 May 2027",
        "2027-05-01",
        "",
        "To do",
        "People as assets",
        "Ask people",
        "Nobody named yet",
    ]
    dates = made("dates", "plan", plain)
    assert dates["text"].splitlines() == [
        "By this day\tWhat?\tWho?\tHow?",
        "1 May 2027\tSooner\t\t",
        "30 June 2027\tLater\t\t",
    ]
    assert dates["html"].count("<tr>") == 3
    table = next(
        block for block in made("outline", "plan", plain)["outline"]["blocks"] if block["kind"] == "table"
    )
    assert len(table["columns"]) == len(table["widths"]) == len(table["rows"][0])


@pytest.mark.parametrize(
    ("form", "what"), [pair for pair in WRITERS if pair[0] in ("text", "html", "outline")]
)
def test_every_file_says_how_the_day_was_read(form: str, what: str) -> None:
    """Who opens it a year later would take "next spring" for another one; a full date says itself."""
    own = {"what": "Elsewhere", "written": "2026-11-22"}
    plain = document(
        ideas={"assets": chosen("Ask people", when="next spring", written="2026-11-22")},
        actions=[{"id": "a", "when": "6 wks", **own}, {"id": "b", "when": "30 June 2027", **own}],
    )
    said = json.dumps(made(form, what, plain), ensure_ascii=False).split("application/json")[0]
    # In the plan; and on the first page and with its idea, where the whole reflection is told.
    assert said.count("next spring (read as: by 31 May 2027)") == (1 if what == "plan" else 3)
    times = 1 if what == "plan" else 2
    assert said.count("6 wks (read as: by 3 January 2027)") == said.count("30 June 2027") == times


@pytest.mark.parametrize(
    ("action", "remarks"),
    [
        ({"when": "1 May 2026", "who": ""}, ["This day has gone by", "Nobody named yet"]),
        ({"when": "", "who": "Zoë"}, ["No day yet"]),
        ({"when": "when Jo is back", "who": "Zoë"}, ["No date that we can read"]),
        ({"when": "1 May 2026", "who": "", "status": "done"}, []),
    ],
)
def test_every_file_marks_what_is_worth_a_look(action: dict[str, str], remarks: list[str]) -> None:
    """What is late, has nobody's name or no day: in documents below the status, in tables in a column."""
    plain = document(ideas={"assets": chosen("Ask", written="2026-04-01", **action)})
    table = csv.reader(io.StringIO(made("csv", "plan", plain)["text"], newline=""))
    assert list(table)[1][-1].split("\n") == (remarks or [""])
    for form, what in (
        ("outline", "plan"),
        ("outline", "reflection"),
        ("html", "reflection"),
        ("text", "plan"),
    ):
        said = json.dumps(made(form, what, plain), ensure_ascii=False)
        found = [one for one in ("gone by", "Nobody named", "No day", "No date") if one in said]
        assert found == [
            one for one in ("gone by", "Nobody named", "No day", "No date") if one in str(remarks)
        ]


def test_an_empty_reflection_makes_files_too() -> None:
    """Nothing written is no reason to fail; the files say so kindly."""
    for form, what in WRITERS:
        if form not in ("ics", "xlsx"):
            answer = made(form, what, document())
            assert answer.get("count", 0) == 0
    assert "Nothing is written here yet." in made("text", "reflection", document())["text"]
    assert "Nothing is in the plan yet." in made("text", "plan", document())["text"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "pdf"}, {"format": None}, {"format": ["html"]}, {"what": "perspective"}, {"what": {}},
        {"today": "soon"}, {"now": "soon"}, {"now": None}, {"now": "2026-02-30T10:00"},
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_asked_for(wrong: Any) -> None:
    """An unknown kind, or a moment that is none, is a bad request and nothing worse."""
    payload = {"format": "html", "what": "reflection", "reflection": document(), **WHEN, **wrong}
    answer = json.loads(api.handle(json.dumps({"id": 1, "action": "export", "payload": payload})))
    assert answer["error"]["code"] == "bad-request"


def test_a_faulty_document_is_refused_with_places() -> None:
    """A document that cannot be read makes no file."""
    payload = {"format": "html", "what": "reflection", "reflection": document(name=3), **WHEN}
    answer = json.loads(api.handle(json.dumps({"id": 1, "action": "export", "payload": payload})))
    assert answer["error"]["places"] == [{"path": "name", "message": "There should be text here."}]


def test_days_are_those_of_the_person(moves_to: Moves) -> None:
    """What was saved at 23:30 in Greenwich was saved the next day in Berlin, whatever today's offset."""
    earlier = {"stage": "basics", "changed": "2026-06-30T23:30:00.000Z"}
    assets = {"stage": "basics", "earlier": earlier}
    plain = document(
        created="2026-06-30T23:30:00.000Z", changed="2026-11-21T23:30:00.000Z", ideas={"assets": assets}
    )
    for zone, created, changed in (
        ("Europe/Berlin", "1 July 2026", "22 November 2026"),
        ("Europe/London", "1 July 2026", "21 November 2026"),
        ("America/New_York", "30 June 2026", "21 November 2026"),
    ):
        moves_to(zone)
        for form in ("text", "html", "outline"):
            said = json.dumps(made(form, "reflection", plain), ensure_ascii=False)
            for text in (created, changed, f"Last time ({created})"):
                assert text in said, (zone, form)


def test_voices_sources_and_the_last_round_are_written_down() -> None:
    """What was taken over from people has their names; what was said last time comes first."""
    ann = {"who": "Ann", "group": "staff"}
    answers = {
        "voices": [{"id": "v1", "text": "I saw it", "source": ann}, {"id": "v2", "text": "So did I"}],
        "changes": [{"id": "c1", "text": "Ask her", "chosen": True, "source": ann}],
        "earlier": {
            "stage": "basics",
            "rating": "red",
            "evidence": "It was so",
            "changed": "2026-05-01T10:00:00.000Z",
        },
    }
    plain = document(round=2, ideas={"assets": answers})
    said = made("text", "reflection", plain)["text"]
    for text in (
        "I saw it\n– Staff: Ann",
        "So did I\n\n",
        "We will do this: Ask her – Staff: Ann",
        "Round: 2",
    ):
        assert text in said
    assert said.index("Last time (1 May 2026)") < said.index("It was so") < said.index("I saw it")
    assert "No evidence is written yet" not in said.split("Idea two")[0]


def test_views_are_rows_and_nobody_is_named_who_should_not_be() -> None:
    """One row for each person and idea; hidden people are left out and anonymous ones have no name."""
    files = [{"key": str(place), "reflection": plain} for place, plain in enumerate(several(5), 1)]
    settings = {"2": {"anonymous": True}, "3": {"hidden": True}}
    payload = {"format": "csv", "what": "perspectives", "files": files, "settings": settings, **WHEN}
    answer = json.loads(api.handle(json.dumps({"id": 1, "action": "export", "payload": payload})))
    text = answer["result"]["text"].removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + 4 * 4
    assert rows[1][0] == "Who1"
    assert "Who2" not in text
    assert "Who3" not in text
    assert any(row[0] == "Person 2" and "Evidence2" in row[6] for row in rows)
