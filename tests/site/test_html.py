"""HTML as the standard has it: every page that is built, and every page that people take away."""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import programs
from tests.conftest import ROOT
from tests.profile import report
from worksheet_py.api import handle

CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
SAVED = (ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8")
# What the checker counts as an error and is none, with where it stands, and the reason.
NOT_FAULTS = {
    # It has an older list of CSS; a browser that does not know the property leaves it out.
    r"CSS: “field-sizing”: Property “field-sizing” doesn't exist\.": "a property newer than the checker",
    r"CSS: Parse Error\. highlight\(aloud\) ": "the mark on what is read aloud: newer than the checker too",
    # On a narrow screen a saved copy shows its tables as blocks. Some browsers then forget that they are tables,
    # unless each part says what it is.
    r"The “role” attribute must not be used on an? “\w+” element which has a “table” ancestor ": "tables as blocks",
}


def errors(*folders: Path) -> Iterator[str]:
    """What the Nu Html Checker finds wrong in the pages of folders, a line each."""
    java = programs.needed("java")
    done = subprocess.run(
        [
            java,
            "-Xss2m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            str(CHECKER),
            "--format",
            "json",
            "--skip-non-html",
            *map(str, folders),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    for message in json.loads(done.stderr)["messages"]:
        said = f"{message['message']} {message.get('extract', '')}"
        if message["type"] != "info" and not any(re.match(known, said) for known in NOT_FAULTS):
            yield f"{message.get('url')}:{message.get('lastLine')}: {said}"


def saved_copy() -> str:
    """What people take away and open years later, with texts of all kinds in it."""
    wanted = {
        "format": "html",
        "what": "reflection",
        "today": "2027-04-04",
        "now": "2027-04-04T10:00:00+01:00",
    }
    question = {"id": 1, "action": "export", "payload": {"reflection": json.loads(SAVED), **wanted}}
    text: str = json.loads(handle(json.dumps(question)))["result"]["text"]
    return text


@pytest.mark.sampled
def test_every_page_is_valid_html(site: Path, tmp_path: Path) -> None:
    """The Nu Html Checker finds no error on any page: of the site, of the single file, of the pages to read,
    and of a saved copy."""
    with zipfile.ZipFile(site / "coproduction-to-read.zip") as archive:
        archive.extractall(tmp_path)
    (tmp_path / "saved-copy.html").write_text(saved_copy(), encoding="utf-8")
    report("open", valid=sum(len(list(folder.rglob("*.html"))) for folder in (site, tmp_path)))
    assert list(errors(site, tmp_path)) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """A page with a known fault is found out, so that silence means something."""
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>", encoding="utf-8")
    assert any("Duplicate ID" in found for found in errors(tmp_path))
