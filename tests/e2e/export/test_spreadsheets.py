"""What a spreadsheet program can read of ours, LibreOffice reads as texts: no formula, no link, all words."""

import base64
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.e2e.export import office
from tests.unit.factories import Plain, document
from tests.unit.payloads import PAYLOADS
from worksheet_py import api
from worksheet_py.export.sanitize import clean
from worksheet_py.validation.limits import MAX_LINE_CHARS

TABLE, TEXT, OFFICE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text", "office")
)
SAID = {
    **PAYLOADS,
    "formula behind lines": "first\n=1+1\n\n@SUM(1)",
    "formula behind spaces": "  =1+1",
    "formula behind odd spaces": "\u00a0\u2003\u200b=1+1",
    "formula in quotation marks": '"=1+1"',
    "formula behind cells": "a;=1+1;\t@SUM(1),+1|-1",
    "link": "https://evil.example/?=1",
    "mail": "mailto:a@evil.example",
    "link of a program": '=HYPERLINK("https://evil.example","x")',
    "data of a program": '=WEBSERVICE("https://evil.example")',
    "link to a file": "file:///etc/passwd",
    "old program": "=DDE(\"soffice\";\"/etc/passwd\";\"A1\")",
}  # fmt: skip


def made(form: str, what: str, **payload: Any) -> Plain:
    """A file of ours."""
    asked = {
        "format": form,
        "what": what,
        "today": "2026-11-22",
        "now": "2026-11-22T10:00:00.000Z",
        **payload,
    }
    request = json.dumps({"action": "export", "payload": asked})
    result: Plain = json.loads(api.handle(request))["result"]
    return result


def plan() -> Plain:
    """A reflection whose actions say everything."""
    lines = [text[:MAX_LINE_CHARS] for text in SAID.values()]
    actions = [
        {"what": text, "who": line, "when": "1 May 2027", "written": "2026-11-22", "how": text}
        for text, line in zip(SAID.values(), lines, strict=True)
    ]
    return document(name=SAID["formula"], actions=actions)


def people() -> list[Plain]:
    """People who are called so, and say it."""
    made = []
    for place, text in enumerate(SAID.values()):
        answers = {"evidence": text, "changes": [{"id": "c", "text": text, "chosen": place % 2 == 0}]}
        who = {"who": text[:MAX_LINE_CHARS]}
        made.append(document(id=f"r{place}", perspective=who, ideas={"work": answers}))
    return [{"key": plain["id"], "reflection": plain} for plain in made]


def written(folder: Path) -> dict[str, list[Path]]:
    """All that a spreadsheet program may read, by the sign that it is told to take between cells."""
    dates = made("dates", "plan", reflection=plan())
    tables = {
        "plan": made("csv", "plan", reflection=plan())["text"],
        "views": made("csv", "perspectives", files=people())["text"],
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    # As a clipboard hands them over.
    (folder / "pasted.csv").write_text(dates["text"], encoding="utf-8", newline="")
    (folder / "table.html").write_text(f'<meta charset="utf-8">{dates["html"]}', encoding="utf-8")
    books = {
        "plan": made("xlsx", "plan", reflection=plan()),
        "perspectives": made("xlsx", "perspectives", files=people()),
    }
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(base64.b64decode(book["base64"]))
    return {name: [folder / name] for name in ("plan.csv", "views.csv", "pasted.csv", "table.html")} | {
        "xlsx": [folder / "plan.xlsx", folder / "perspectives.xlsx"]
    }


def words(text: str) -> str:
    """A text without white space and without the mark that keeps it from being a formula."""
    return re.sub(r"[\s'\u200b\ufeff\U000e0001]", "", clean(text))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_libreoffice_finds_texts_alone(separator: str, tmp_path: Path) -> None:
    """In tables, spreadsheets and both types of the clipboard, whatever it takes to stand between cells."""
    proper = {
        "plan.csv": ",",
        "views.csv": ",",
        "pasted.csv": "\t",
        "table.html": separator,
        "xlsx": separator,
    }
    for name, files in written(tmp_path).items():
        for file in office.opened(files, "fods", tmp_path, separator):
            root = ElementTree.parse(file).getroot()
            cells = list(root.iter(f"{TABLE}table-cell"))
            assert [cell.attrib for cell in cells if f"{TABLE}formula" in cell.attrib] == [], file.name
            links = [link for kind in ("a", "event-listener") for link in root.iter(f"{TEXT}{kind}")]
            assert [link.attrib for link in links] == [], file.name
            kinds = {cell.get(f"{OFFICE}value-type") for cell in cells}
            assert kinds <= {None, "string", "date", "float"}, file.name
            if separator == proper[name]:
                told = words("".join("".join(cell.itertext()) for cell in cells))
                missing = [key for key, text in SAID.items() if words(text) not in told]
                assert missing == [], file.name
