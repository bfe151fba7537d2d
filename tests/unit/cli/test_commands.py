import csv
import io
import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.unit.factories import Plain, document, thirty
from worksheet_py import __version__
from worksheet_py.__main__ import main

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "</script><img src=x onerror=alert(1)>",
    "\x1b[31m",
]


def saved(folder: Path, name: str, plain: Plain, encoding: str = "utf-8") -> Path:
    """A document in a file."""
    path = folder / name
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding=encoding, errors="surrogatepass")
    return path


def view(who: str, **more: object) -> Plain:
    """What one person says."""
    return document(id=f"of-{who}", name=f"By {who}", perspective={"who": who, "group": "staff"}, **more)


def run(*arguments: object) -> int:
    """The exit code of a command."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as stop:
        return int(stop.code or 0)


def test_good_files_are_well(everybody: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that can be read are told with what is in them, and the exit code is 0."""
    assert run("check", everybody) == 0
    told = capsys.readouterr()
    assert "Staff: Who2, changed 2026-11-03, 4 of 4 ideas begun" in told.out
    assert "30 of 30 files can be read." in told.out
    assert told.err == ""


def test_faults_say_where_and_how_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file at fault is named with the place and a way to mend it, the others go on; the exit code is 1."""
    files = [
        saved(tmp_path, "cut.json", document()),
        saved(tmp_path, "wrong.json", document(ideas={"work": {"stage": "middle"}})),
        saved(tmp_path, "latin.json", view("Zoë"), encoding="latin-1"),
        tmp_path / "nowhere.json",
        saved(tmp_path, "other.json", {"type": "recipe"}),
        saved(tmp_path, "newer.json", {**document(), "version": 99}),
        saved(tmp_path, "marked.json", view("Zoë"), encoding="utf-8-sig"),
    ]
    files[0].write_text('{"type":', encoding="utf-8")
    assert run("check", *files) == 1
    told = capsys.readouterr()
    assert "marked.json: ok. Staff: Zoë" in told.out
    assert "1 of 7 files can be read." in told.out
    for piece in (
        "cut.json: This file is damaged", "line 1", "  ideas.work.stage: “middle” is not one of the",
        "latin.json: this file is not in UTF-8", "nowhere.json: there is no such file",
        "other.json: This file is not a saved copy",
    ):  # fmt: skip
        assert piece in told.err
    assert told.err.count("To put it right") == 6


def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk says no, the file is named and the others go on."""
    # Whoever runs the tests may be allowed to read everything, so the disk's answer is put in here.
    open_it = Path.open

    def refuse(path: Path, *more: Any, **named: Any) -> Any:
        if path.name == "locked.json" and "rb" in more:
            raise PermissionError(13, "Permission denied")
        return open_it(path, *more, **named)

    monkeypatch.setattr(Path, "open", refuse)
    files = [saved(tmp_path, name, view("Ann")) for name in ("locked.json", "free.json")]
    assert run("check", *files) == 1
    told = capsys.readouterr()
    assert "locked.json: this file could not be opened (Permission denied)." in told.err
    assert "free.json: ok" in told.out


def test_a_folder_is_checked_quietly(everybody: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a whole folder only faults and repeated reflections are told, and how many files can be read."""
    saved(everybody, "again.json", thirty()[0])
    saved(everybody, "later.json", thirty()[1] | {"name": "Later"})
    (everybody / "notes.txt").write_text("no reflection", encoding="utf-8")
    assert run("validate", everybody) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "01.json: this is exactly the same as" in lines[0]
    assert "another version of" in lines[1]
    assert lines[2] == "32 of 32 files can be read."
    saved(everybody, "broken.json", document(name=1))
    assert run("validate", everybody) == 1
    assert run("validate", everybody / "inside", everybody / "broken.json") == 1
    capsys.readouterr()
    assert run("validate", everybody / "nowhere") == 1
    told = capsys.readouterr()
    assert ("no such file or folder" in told.err, told.out) == (True, "")


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing was found, it is not said that all is well."""
    assert run("validate", tmp_path) == 1
    assert "no saved copies" in capsys.readouterr().err


def test_profile_and_plan_of_one_file(saved_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a reflection stands, and its plan in order of the days that it means on the day given."""
    file = saved_folder / "reflection-1.json"
    assert run("profile", file) == 0
    assert "People as assets: You’ve got the basics, AMBER" in capsys.readouterr().out
    assert run("plan", file, "--today", "2027-08-01") == 0
    out = capsys.readouterr().out
    assert out.index("join each induction day") < out.index("skills wall") < out.index("Ask everyone how")
    assert "has gone by" in out
    assert run("plan", file, "--today", "2027-01-01") == 0
    assert "has gone by" not in capsys.readouterr().out


def test_combine_writes_a_report_and_a_table(everybody: Path, tmp_path: Path) -> None:
    """Thirty people's views are one page in order of difference, and one row for each person and idea."""
    page, table = tmp_path / "report.html", tmp_path / "table.csv"
    assert run("combine", everybody, "--html", page, "--csv", table) == 0
    html = page.read_text(encoding="utf-8")
    assert "The views of 30 people." in html
    assert html.index("“Social networks” most differently") < html.index("<h2")
    for place in range(1, 31):
        assert f"Who{place}<" in html
        assert f"Change{place}work" in html
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")))
    assert len(rows) == 1 + 30 * 4
    assert len({len(row) for row in rows}) == 1
    assert rows[5][:3] == ["Who2", "Staff", "People as assets"]
    assert rows[5][7] == "Change2assets (chosen)\nOther2assets"


def test_nobody_is_named_if_that_is_wanted(everybody: Path, tmp_path: Path) -> None:
    """With --anonymous, no name, topic or file name is in what is written."""
    page, table = tmp_path / "report.html", tmp_path / "table.csv"
    assert run("combine", everybody, "--html", page, "--csv", table, "--anonymous") == 0
    for path in (page, table):
        text = path.read_text(encoding="utf-8")
        assert "Person 30" in text
        for word in ("Who1", "Name1", "About1", "gathered", ".json", "reflection-"):
            assert word not in text


def test_what_is_damaged_keeps_no_other_out(everybody: Path, tmp_path: Path) -> None:
    """The report is written of those that can be read, says how many cannot, and the exit code is 1."""
    (everybody / "bad.json").write_text("{", encoding="utf-8")
    page = tmp_path / "report.html"
    assert run("combine", everybody, "--html", page) == 1
    html = page.read_text(encoding="utf-8")
    assert "The views of 30 people." in html
    assert "One file could not be read" in html


def test_nothing_is_written_over(everybody: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays unless --force is given; a file that is to be read stays even then."""
    page, inside = tmp_path / "report.html", everybody / "inside" / "01.json"
    page.write_text("mine", encoding="utf-8")
    before = inside.read_bytes()
    assert run("combine", everybody, "--html", page, "--csv", tmp_path / "t.csv") == 2
    assert "add --force" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "t.csv").exists()
    assert run("combine", inside, "--html", inside, "--force") == 2
    assert inside.read_bytes() == before
    assert run("combine", everybody, "--html", page, "--csv", page, "--force") == 2
    assert run("combine", everybody, "--html", page, "--force") == 0
    assert "The views of 30" in page.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report.html"]


def test_no_link_leads_what_is_written_elsewhere(everybody: Path, tmp_path: Path) -> None:
    """Whatever lies beside a report that is written over stays as it is; so do the rights of the report."""
    page, other = tmp_path / "report.html", tmp_path / "other.txt"
    page.write_text("old", encoding="utf-8")
    page.chmod(0o640)
    other.write_text("mine", encoding="utf-8")
    (tmp_path / "report.html.part").symlink_to(other)
    assert run("combine", everybody, "--html", page, "--force") == 0
    assert other.read_text(encoding="utf-8") == "mine"
    assert "The views of 30" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o777 == 0o640
    names = {path.name for path in tmp_path.iterdir() if not path.is_dir()}
    assert names == {"report.html", "report.html.part", "other.txt"}


def test_a_report_among_the_files_is_not_read_again(everybody: Path) -> None:
    """Whoever writes the report into the folder can do so twice."""
    page = everybody / "report.html"
    assert run("combine", everybody, "--html", page) == 0
    assert run("combine", everybody, "--html", page, "--force") == 0


def test_where_it_cannot_write_it_says_so(
    everybody: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there is told, and what can be written is."""
    assert run("combine", everybody, "--html", tmp_path / "no" / "r.html", "--csv", tmp_path / "t.csv") == 1
    assert "could not be written" in capsys.readouterr().err
    assert (tmp_path / "t.csv").exists()


def test_nothing_to_combine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If no file can be read, no report is written."""
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    assert run("combine", tmp_path / "bad.json", "--html", tmp_path / "r.html") == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


class Elements(HTMLParser):
    """The names of the elements on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one."""
        self.names.add(tag)


def test_whatever_people_typed_is_only_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No markup in the report, no formula in the table, no command for a terminal."""
    files = [
        saved(tmp_path, f"{place}.json", document(
            id=str(place), name=text, perspective={"who": text},
            ideas={"work": {"evidence": text, "changes": [{"text": text}]}},
        )) for place, text in enumerate(NASTY)
    ]  # fmt: skip
    assert run("combine", *files, "--html", tmp_path / "r.html", "--csv", tmp_path / "t.csv") == 0
    elements = Elements()
    elements.feed((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert not {"img", "script"} & elements.names
    for row in csv.reader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8-sig"), newline="")):
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert run("check", *files) == 0
    assert run("profile", files[7]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_half_an_emoji_stops_nothing(tmp_path: Path) -> None:
    """A text that was cut in the middle of an emoji can be told and written."""
    path = tmp_path / "half.json"
    path.write_text(json.dumps(view("half \ud83d")), encoding="ascii")
    assert run("check", path) == 0
    assert run("combine", path, "--html", tmp_path / "r.html", "--csv", tmp_path / "t.csv") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("check",),
        ("combine", "x.json"),
        ("plan", "x.json", "--today", "soon"),
        ("check", "--x", "y"),
        ("validate", "x", "--today", "2027-01-01"),
    ],
)
def test_what_is_not_understood_is_told(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that makes no sense gets the usage and exit code 2."""
    assert run(*arguments) == 2
    command = arguments[0] if arguments[:1] != ("dance",) and arguments else ""
    assert f"usage: python -m worksheet_py {command}".strip() in capsys.readouterr().err


def test_it_says_which_version_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """As programs do."""
    assert run("--version") == 0
    assert capsys.readouterr().out == f"worksheet-py {__version__}\n"


@pytest.mark.parametrize("command", [(), ("check",), ("profile",), ("plan",), ("combine",), ("validate",)])
def test_help_is_there(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Every command explains itself, exit codes included."""
    assert run(*command, "--help") == 0
    assert "Exit codes: 0" in " ".join(capsys.readouterr().out.split())


@pytest.mark.skipif(sys.platform == "emscripten", reason="a browser has no other processes")
def test_it_runs_as_a_module(saved_folder: Path) -> None:
    """`python -m worksheet_py` works, in UTF-8 also where the system speaks something else."""
    done = subprocess.run(
        [sys.executable, "-m", "worksheet_py", "profile", saved_folder / "reflection-1.json"],
        capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Café Olé".encode() in done.stdout
