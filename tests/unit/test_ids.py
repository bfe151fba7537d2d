"""Nothing depends on what an id holds: each answer is that to plain ids, with the others in their places."""

import base64
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.test_commands import run
from tests.unit.factories import Plain, document
from worksheet_py import api
from worksheet_py.export.formats import WRITERS

# Whatever our own paths, keys, selectors, files and languages give a meaning to.
WORDS = [
    ".", "a.b", "ideas.work.evidence", "ideas.work.changes.c1.text:12", "actions", "evidence", "text",
    "id", "c1", "a1", "k1", "v1", "c1+", "+", "__proto__", "constructor", "toString", "__class__",
    "__dict__", "null", "true", "0", "-1", "1e999", '"', "'", "`", "\\", "\\u0000", "/", "../../x", "#",
    "?a=b&c", "%2e", "%00", "[0]", "[data-id]", "*", ":not(a)", "{what}", "{0.__class__}", "%s", "$&",
    "=1+1", "@SUM(1)", "<!--", "</script>", "&amp;", ",", ";", "|", "~", "=", "\ud7ff", "\uffff",
    "e\u0301", "é", "名前", "👩🏽‍🌾".replace("\u200d", ""), "שלום", "x" * 195,
]  # fmt: skip
# What no entry may be called, as it could stand for two on a page.
UNFIT = [
    "",
    " ",
    "a b",
    "a\n",
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\u202ea",
    "\u2066",
    "\ud83d",
    "\u200b",
    "\u00a0",
    "\ufeff",
]
PLAIN = ["plain-one", "plain-two", "plain-three", "plain-four", "plain-five"]
DATES = {"today": "2026-11-22", "now": "2026-11-22T10:00:00.000Z"}


def about(ids: list[str], name: str = "Ann", round: int = 1) -> Plain:
    """A document whose entries and itself have these ids, and in which each is meant by something else."""
    one, two, three, four, five = ids
    source = {"who": "Bo", "group": "staff", "reflection": five}
    answers = {
        "stage": "basics",
        "changes": [
            {"id": one, "text": "first", "chosen": True, "source": source},
            {"id": two, "text": "second", "chosen": True},
            {"id": three, "text": "", "chosen": True},
        ],
        "actions": [
            {"id": one, "change": two, "what": "of the second", "who": "Cy", "when": "June 2027"},
            {"id": two, "change": three, "what": "of the third", "when": "30 June 2027"},
            {"id": three, "change": four, "what": "an orphan"},
        ],
        "voices": [{"id": one, "text": "a voice", "source": source}, {"id": two, "text": "another"}],
    }
    clashes = [
        {"id": four, "path": f"ideas.work.changes.{one}.text", "text": "other change"},
        {"id": three, "path": f"actions.{two}.what", "text": "other action"},
    ]
    own = [
        {"id": two, "what": "by itself", "who": "Di", "when": "May 2027"},
        {"id": one, "what": "by itself too"},
    ]
    return document(
        id=five, series=four, round=round, name=name, perspective={"who": name, "group": "staff"},
        created=DATES["now"], changed=DATES["now"], ideas={"work": answers}, actions=own, clashes=clashes,
    )  # fmt: skip


def requests(ids: list[str]) -> dict[str, tuple[str, Plain]]:
    """Every request there is, about such documents."""
    one, several = about(ids), [about(ids), about(ids, "Cy", 2) | {"id": ids[0]}, about(ids, "Di", 3)]
    files = [{"key": key, "reflection": each} for key, each in zip(ids, several, strict=False)]
    settings = {ids[1]: {"anonymous": True}, ids[0]: {"name": "Named"}}
    every: dict[str, tuple[str, Plain]] = {
        "review": ("review", {"reflection": one, **DATES}),
        "check": ("check", {"text": json.dumps(one)}),
        "compare": ("compare", {"files": files, "settings": settings}),
        "compare texts": ("compare", {"files": [{"key": key, "text": json.dumps(one)} for key in ids]}),
        "rounds": ("rounds", {"files": files}),
        "next_round": ("next_round", {"reflection": one, "id": ids[3] or "x", "name": "Next", **DATES}),
    }
    for form, what in WRITERS:
        every[f"{form} of {what}"] = ("export", {"reflection": one, "format": form, "what": what, **DATES})
    for form in ("csv", "xlsx"):
        payload = {"files": files, "settings": settings, "format": form, "what": "perspectives", **DATES}
        every[f"{form} of views"] = ("export", payload)
    return every


def answer(action: str, payload: Plain) -> Any:
    """The answer to a request, without its id."""
    made = json.loads(api.handle(json.dumps({"id": 1, "action": action, "payload": payload})))
    return made.get("result", made.get("error"))


def comparable(made: Any) -> Any:
    """An answer without what is made of ids: the data in a saved copy, the names of events."""
    if isinstance(made, dict) and "base64" in made:
        book = zipfile.ZipFile(io.BytesIO(base64.b64decode(made["base64"])))
        return {name: book.read(name) for name in book.namelist()}
    if isinstance(made, dict) and isinstance(made.get("text"), str):
        text = re.sub(r'(?s)(<script type="application/json").*?</script>', r"\1", made["text"])
        text = text.replace("\r\n ", "")  # long lines of a calendar go on behind a space
        names = re.findall(r"(?m)^UID:.*", text)
        assert len(set(names)) == len(names)
        return {**made, "text": re.sub(r"(?m)^UID:.*", "UID", text)}
    return made


def renamed(made: Any, names: dict[str, str]) -> Any:
    """The answer to plain ids with others in their places: alone, in the path of a clash, or with a plus."""
    if isinstance(made, dict):
        return {names.get(key, key): renamed(value, names) for key, value in made.items()}
    if isinstance(made, list):
        return [renamed(value, names) for value in made]
    if isinstance(made, str) and made.startswith(("ideas.work.changes.plain", "actions.plain")):
        return re.sub(r"plain-\w+", lambda found: names[found[0]], made)
    if isinstance(made, str) and made.rstrip("+") in names:
        return names[made.rstrip("+")] + made[len(made.rstrip("+")) :]
    return made


def five(id: str, more: list[str]) -> list[str]:
    """Five ids, the first of them given."""
    others = [other for other in more if other != id]
    place = (more.index(id) * 7) % len(others)
    return [id, *(others[place:] + others[:place])[:4]]


@pytest.fixture(scope="module")
def plain_answers() -> dict[str, Any]:
    """What is answered to ids that mean nothing."""
    return {name: comparable(answer(*request)) for name, request in requests(PLAIN).items()}


@pytest.mark.parametrize("id", WORDS, ids=range(len(WORDS)))
def test_an_id_changes_nothing_but_itself(id: str, plain_answers: dict[str, Any]) -> None:
    """Everything that Python can be asked, with ids of entries, of reflections and of files."""
    ids = five(id, WORDS)
    names = dict(zip(PLAIN, ids, strict=True))
    for name, request in requests(ids).items():
        assert comparable(answer(*request)) == renamed(plain_answers[name], names), (name, ids)


@pytest.mark.parametrize("id", UNFIT, ids=range(len(UNFIT)))
def test_the_id_of_a_reflection_is_any_text(id: str, plain_answers: dict[str, Any]) -> None:
    """Also one with a NUL, halves of letters, or signs that turn text: only as what tells two apart."""
    if id.strip():  # without an id there are no copies and no series
        names = dict(zip(PLAIN, PLAIN, strict=True)) | {PLAIN[4]: id}
        for name in (
            "review",
            "check",
            "compare",
            "rounds",
            "next_round",
            "ics of plan",
            "html of reflection",
        ):
            action, payload = requests(PLAIN)[name]
            inner = json.dumps(id)[1:-1]
            text = json.dumps(payload).replace(
                PLAIN[4], json.dumps(inner)[1:-1] if name == "check" else inner
            )
            assert comparable(answer(action, json.loads(text))) == renamed(plain_answers[name], names), name


@pytest.mark.parametrize("id", UNFIT, ids=range(len(UNFIT)))
def test_an_unfit_id_is_refused_by_every_request(id: str) -> None:
    """With its place, in a sentence without control signs; of several files, each that has one is named."""
    for name, (action, payload) in requests([id, *PLAIN[1:]]).items():
        made = answer(action, payload)
        refusals = made.get("refused", [made])
        if "of views" in name:  # a table of those that can be read
            continue
        assert refusals, name
        for refused in refusals:
            assert refused["code"] == "invalid"
            assert any(place["path"].endswith("id") for place in refused["places"])
            assert not re.search("[\x00-\x1f\ud800-\udfff]", str(refused["places"])), refused


FIVES = [(WORDS + PLAIN)[place : place + 5] for place in range(0, len(WORDS), 5)]


@pytest.mark.skipif(sys.platform == "emscripten", reason="the command line is not for browsers")
@pytest.mark.parametrize("ids", [*FIVES, *([id, *PLAIN[1:]] for id in UNFIT)], ids=range(len(FIVES + UNFIT)))
def test_the_command_line_says_the_same_whatever_an_id_holds(
    ids: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command, or, of an unfit one, one refusal after the other, each on lines of its own."""

    def told(ids: list[str]) -> list[str]:
        for place in range(2):
            plain = json.dumps(about(ids, "Ann") | {"id": f"{ids[4]}{place}"})
            (tmp_path / f"{place}.json").write_text(plain, encoding="ascii")
        files = [tmp_path / "0.json", tmp_path / "1.json"]
        page, table = tmp_path / "r.html", tmp_path / "t.csv"
        codes = [run("check", *files), run("validate", tmp_path), run("profile", files[0])]
        codes += [run("plan", files[0], "--today", "2026-11-22")]
        codes += [run("combine", *files, "--html", page, "--csv", table, "--force")]
        out, err = capsys.readouterr()
        written = [path.read_text("utf-8") for path in (page, table) if path.exists()]
        page.unlink(missing_ok=True)
        return [str(codes), out, err, *written]

    if ids in FIVES:
        assert told(ids) == told(PLAIN)
    else:
        codes, out, err, *_ = told(ids)
        assert codes == str([1] * 5)
        assert not re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", out + err)
        for line in err.splitlines():
            assert line.startswith(
                (str(tmp_path), "  ideas.work.", "  actions[", "  To put it right", "None of")
            )
