"""What a spreadsheet program can read of ours, LibreOffice reads as texts: no formula, no link, all words."""

import base64
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.export import office
from tests.e2e.person import Person
from tests.unit.cli.test_commands import run
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


def full() -> Plain:
    """A reflection that says everything everywhere."""
    texts = list(SAID.values())
    answers = {
        "evidence": texts[0],
        "changes": [{"id": f"c{n}", "text": text, "chosen": True} for n, text in enumerate(texts)],
        "voices": [{"id": f"v{n}", "text": text} for n, text in enumerate(texts)],
        "actions": [
            {"id": f"a{n}", "change": "c0", "what": text, "how": text} for n, text in enumerate(texts)
        ],
    }
    return plan() | {"ideas": {"work": answers}, "perspective": {"who": "=1+1"}, "focus": {"about": "+1"}}


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
    (folder / "copy.html").write_text(made("html", "reflection", reflection=full())["text"], encoding="utf-8")
    for place, person in enumerate(people()):
        (folder / f"{place}.json").write_text(json.dumps(person["reflection"]), encoding="utf-8")
    assert run("combine", *folder.glob("*.json"), "--html", folder / "report.html") == 0
    books = {
        "plan": made("xlsx", "plan", reflection=plan()),
        "perspectives": made("xlsx", "perspectives", files=people()),
    }
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(base64.b64decode(book["base64"]))
    return {
        name: [folder / name]
        for name in ("plan.csv", "views.csv", "pasted.csv", "table.html", "copy.html", "report.html")
    } | {"xlsx": [folder / "plan.xlsx", folder / "perspectives.xlsx"]}


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
        "copy.html": separator,
        "report.html": separator,
        "xlsx": separator,
    }
    for name, files in written(tmp_path).items():
        for file in office.opened(files, "fods", tmp_path, separator):
            told = texts_alone(file)
            if separator == proper[name]:
                missing = [key for key, text in SAID.items() if words(text) not in told]
                assert missing == [], file.name


def texts_alone(file: Path) -> str:
    """The words of all cells, of which none is a formula or a link."""
    root = ElementTree.parse(file).getroot()
    cells = list(root.iter(f"{TABLE}table-cell"))
    assert [cell.attrib for cell in cells if f"{TABLE}formula" in cell.attrib] == [], file.name
    links = [link for kind in ("a", "event-listener") for link in root.iter(f"{TEXT}{kind}")]
    assert [link.attrib for link in links] == [], file.name
    kinds = {cell.get(f"{OFFICE}value-type") for cell in cells}
    assert kinds <= {None, "string", "date", "float"}, file.name
    return words("".join("".join(cell.itertext()) for cell in cells))


# Selects a table as a hand does, from its first letter to its last, and says what is on it.
SELECT = """(table) => {
  const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (texts.currentNode.data.trim()) found.push(texts.currentNode);
  const end = found.at(-1);
  getSelection().setBaseAndExtent(found[0], 0, end, end.data.length);
  return table.textContent;
}"""


def test_a_table_of_a_page_that_is_copied_by_hand_is_text_alone(
    person: Person, page: Page, tmp_path: Path
) -> None:
    """Its names are from other people's files. The page shows them as before, and words of one cell stay."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    names = ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("https://evil.example","x")', "＝1+1", "Ann; =1+1"]
    files = [
        {"name": f"{place}.json", "mimeType": "application/json", "buffer": json.dumps(plain).encode()}
        for place, plain in enumerate(
            document(id=f"r{n}", perspective={"who": who}) for n, who in enumerate(names)
        )
    ]
    person.goes_to("perspectives")
    page.locator("[data-gather] input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    body = page.locator("tbody[data-table]").first
    expect(body.locator("tr")).to_have_count(len(names))
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    shown = body.evaluate(SELECT)
    page.keyboard.press("Control+c")
    html, text = (
        page.evaluate(
            "(type) => navigator.clipboard.read().then(async ([item]) => (await item.getType(type)).text())",
            kind,
        )
        for kind in ("text/html", "text/plain")
    )
    assert body.evaluate("(table) => table.textContent") == shown
    (tmp_path / "copied.html").write_text(f'<meta charset="utf-8">{html}', encoding="utf-8")
    (tmp_path / "copied.csv").write_text(text, encoding="utf-8", newline="")
    for name in ("copied.html", "copied.csv"):
        told = texts_alone(*office.opened([tmp_path / name], "fods", tmp_path, "\t"))
        assert [who for who in names if words(who) not in told] == []
    body.locator("th").first.evaluate(SELECT)
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == names[0]
