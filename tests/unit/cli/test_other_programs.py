"""What the command line takes from other programs, and what it gives them."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.test_commands import run, saved, view


def test_what_another_program_hands_over_is_read(
    saved_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash stands for the standard input, beside files; a file of that name is one with its folder."""
    file = saved_folder / "reflection-1.json"
    for text, code, said in (
        (file.read_bytes(), 0, "standard input: ok. "),
        (b"{", 1, "standard input: This"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        assert run("check", file, "-") == code
        told = capsys.readouterr()
        assert said in told.out + told.err
        assert f"{1 + (code == 0)} of 2 files can be read." in told.out


@pytest.mark.skipif(sys.platform == "emscripten", reason="starts processes")
def test_what_is_handed_over_is_never_written_over(tmp_path: Path) -> None:
    """A file is an input also where it comes as the standard input; one that is closed is told of."""
    file = saved(tmp_path, "one.json", view("Ann"))
    command = [sys.executable, "-m", "worksheet_py"]
    for asked in ("combine", "-", "--csv"), ("plan", "-", "--xlsx"):
        with file.open("rb") as given:
            ran = subprocess.run(
                [*command, *asked, file, "--force"], stdin=given, check=False, capture_output=True
            )
        assert (ran.returncode, b"one of the files to be read" in ran.stderr) == (2, True)
    assert "Ann" in file.read_text(encoding="utf-8")
    ran = subprocess.run(
        [*command, "check", "-"], preexec_fn=lambda: os.close(0), check=False, capture_output=True
    )
    assert (ran.returncode, b"standard input: " in ran.stderr, b"Traceback" in ran.stderr) == (1, True, False)


def test_other_programs_get_a_line_of_data_for_each_file(
    saved_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json: what is in a file, or its error, and nothing else; the exit code is the same."""
    good, bad = saved_folder / "reflection-1.json", tmp_path / "bad.json"
    again = tmp_path / "again.json"
    again.write_bytes(good.read_bytes())
    bad.write_text('{"type":', encoding="utf-8")
    found = {}
    for command in ("check", "profile", "plan", "validate"):
        assert run(command, good, bad, again, "--json") == 1
        told = capsys.readouterr()
        assert told.err == ""
        found[command] = [json.loads(line) for line in told.out.splitlines()]
        assert [one["error"]["code"] for one in found[command] if one["name"] == str(bad)] == ["not-json"]
    assert found["check"][0]["summary"]["name"] == "Bridge Street – spring 2027 ☀️"
    assert found["profile"][0]["profile"]["blank"]
    assert found["plan"][0]["plan"]["actions"][0]["what"]
    assert found["validate"][1:] == [{"name": str(again), "same": str(good)}]
    assert run("combine", good, again, "--json", "--csv", tmp_path / "t.csv") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["ideas"][0]["stages"]["count"] == {
        "not-yet": 0,
        "basics": 1,
        "getting-there": 0,
        "really-well": 0,
    }
    assert (tmp_path / "t.csv").exists()


def test_a_plan_becomes_files_for_other_programs(
    saved_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A spreadsheet, a table and a calendar of one plan; the file that is read is never written over."""
    file = saved_folder / "reflection-1.json"
    for library in ("icalendar", "xlsxwriter"):
        pytest.importorskip(library, reason="is one of the extra 'exports'")
    made = {form: tmp_path / f"plan.{form}" for form in ("xlsx", "csv", "ics")}
    options = [part for form, path in made.items() for part in (f"--{form}", path)]
    assert run("plan", file, *options, "--today", "2027-01-01") == 0
    assert "plan.xlsx: the plan, actions: 5." in capsys.readouterr().out
    sheet = pytest.importorskip("openpyxl").load_workbook(made["xlsx"]).active
    assert sheet is not None
    rows = list(csv.reader(io.StringIO(made["csv"].read_text(encoding="utf-8-sig"), newline="")))
    assert [row[0].value for row in sheet.iter_rows()] == [row[0] for row in rows]
    assert len(rows) == 6
    assert made["ics"].read_text(encoding="utf-8").count("BEGIN:VEVENT") == 3
    assert run("plan", file, *options) == 2
    assert run("plan", file, *options, "--force") == 0
    assert run("plan", file, file, "--ics", tmp_path / "two.ics") == 2
    before = file.read_bytes()
    assert run("plan", file, "--csv", file, "--force") == 2
    assert (file.read_bytes(), (tmp_path / "two.ics").exists()) == (before, False)


def test_what_a_library_is_missing_for_is_told(
    saved_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the libraries of `exports`, it says what to install, and writes nothing."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert run("plan", saved_folder / "reflection-1.json", "--xlsx", tmp_path / "p.xlsx") == 1
    assert "pip install '.[exports]'" in capsys.readouterr().err
    assert not (tmp_path / "p.xlsx").exists()


def test_plans_of_several_files_stand_apart(saved_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One after the other, with an empty line between them."""
    names = [saved_folder / f"reflection-1{more}.json" for more in ("", "-second-round")]
    assert run("plan", *names) == 0
    out = capsys.readouterr().out
    assert "\n\nBridge Street – spring 2028" in out


def test_a_report_in_short(everybody: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whom it is about, what to begin with, and a line for each idea, most different first."""
    pytest.importorskip("xlsxwriter", reason="is one of the extra 'exports'")
    assert run("combine", everybody, "--summary", "--xlsx", tmp_path / "t.xlsx") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The views of 30 people."
    ideas = [line for line in lines if line.startswith("- ")]
    assert len(ideas) == 4
    assert "Social networks" in ideas[0]
    sheet = pytest.importorskip("openpyxl").load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 1 + 30 * 4
