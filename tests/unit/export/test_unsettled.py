"""Two texts for one place, of which nobody has chosen one: no kind of file leaves out either."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.export.test_formats import WHEN, made
from tests.unit.factories import document
from worksheet_py import api
from worksheet_py.__main__ import main
from worksheet_py.export.formats import SHEET_WRITERS, WRITERS

TOLD = "Still to be decided"
# Where somebody wrote something else at the same time, and what.
IN_PLAN = {
    "ideas.assets.actions.a.1.what": "Other what",
    "ideas.assets.actions.a.1.who": "Other who",
    "ideas.assets.actions.a.1.when": "Other when",
    "ideas.assets.actions.a.1.how": "Other how",
    "actions.o.who": "Other own who",
}
IN_VIEWS = {
    "ideas.assets.evidence": "Other evidence",
    "ideas.assets.changes.c.1.text": "Other change",
    "ideas.assets.voices.v1.text": "Other voice",
}
ABOUT = {"name": "Other name", "perspective.who": "Other person"}


def undecided() -> dict[str, Any]:
    """A document with a text in each of these places."""
    texts = {"what": "First what", "who": "First who", "when": "30 June 2027, 14:30", "how": "First how"}
    assets = {
        "evidence": "First evidence",
        "voices": [{"id": "v1", "text": "First voice"}],
        "changes": [{"id": "c.1", "text": "First change", "chosen": True}],
        "actions": [{"id": "a.1", "change": "c.1", **texts}],
    }
    own = [{"id": "o", "what": "First own", "when": "1 May 2027"}]
    places = IN_PLAN | IN_VIEWS | ABOUT
    clashes = [{"id": f"k{place}", "path": path, "text": places[path]} for place, path in enumerate(places)]
    return document(id="r", ideas={"assets": assets}, actions=own, clashes=clashes)


def said(form: str, what: str) -> str:
    """What a person can read in a file of this kind."""
    if what == "perspectives":
        files = [{"key": "1", "name": "", "reflection": undecided()}]
        payload = {"format": form, "what": what, "files": files, **WHEN}
        result = json.loads(api.handle(json.dumps({"action": "export", "payload": payload})))["result"]
    else:
        result = made(form, what, undecided())
    if "base64" in result:
        openpyxl = pytest.importorskip("openpyxl")
        sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(result["base64"]))).active
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    shown = result.get("text") or json.dumps(result["outline"], ensure_ascii=False)
    return shown.split("application/json")[0].replace("\r\n ", "").replace("\\n", "\n").replace("\\,", ",")


@pytest.mark.parametrize(("form", "what"), [*WRITERS, *SHEET_WRITERS])
def test_every_file_has_all_texts_and_says_that_nobody_has_chosen(form: str, what: str) -> None:
    """As far as it shows the place: a plan those of its actions, views side by side those of the answers."""
    if form in ("ics", "xlsx"):
        pytest.importorskip("icalendar", reason="without the extra 'exports'")
    wanted = {"plan": IN_PLAN, "perspectives": IN_VIEWS, "reflection": IN_PLAN | IN_VIEWS | ABOUT}[what]
    texts = list(wanted.values())
    if form == "dates":  # it has no column for these words: its days are read from them
        texts.remove("Other when")
    if form in ("csv", "xlsx") and what == "plan":
        texts.append("Other change")
    found = said(form, what)
    assert [text for text in [TOLD, *texts] if text not in found] == []
    if form == "ics":
        assert "DTSTART:20270630T143000" in found


def test_the_command_line_tells_them_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the plan that it prints, in its report and in its table."""
    file, report, table = tmp_path / "one.json", tmp_path / "report.html", tmp_path / "table.csv"
    file.write_text(json.dumps(undecided()), encoding="utf-8")
    assert main(["plan", str(file)]) == 0
    printed = capsys.readouterr().out
    assert [text for text in [TOLD, *IN_PLAN.values()] if text not in printed] == []
    assert main(["combine", str(file), "--html", str(report), "--csv", str(table)]) == 0
    for target in (report, table):
        found = target.read_text(encoding="utf-8")
        assert [text for text in [TOLD, *IN_VIEWS.values()] if text not in found] == []
