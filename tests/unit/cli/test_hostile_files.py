"""Folders of strangers on the command line: each file is told or refused by its name, and soon."""

import io
import json
import os
import runpy
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.unit.cli.test_commands import run, saved, view
from tests.unit.factories import Plain, document
from worksheet_py import __main__
from worksheet_py.cli import read_files
from worksheet_py.document.batch import RejectedFile

pytestmark = pytest.mark.skipif(
    sys.platform in ("emscripten", "win32"), reason="needs a disk with links and pipes"
)


def link(path: Path, target: Path | str) -> Path:
    """A link; says the path."""
    path.symlink_to(target)
    return path


def test_links_are_not_followed_in_circles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to the folder it lies in, two that lead to each other, one to nowhere: named or passed over."""
    folder = tmp_path / "given"
    folder.mkdir()
    saved(folder, "good.json", view("Ann"))
    link(folder / "again", folder)
    link(folder / "outside", tmp_path)
    link(folder / "one.json", folder / "other.json")
    link(folder / "other.json", folder / "one.json")
    link(folder / "nowhere.json", folder / "gone.json")
    assert run("validate", folder) == 1
    told = capsys.readouterr()
    assert "1 of 4 files can be read." in told.out
    for name in ("one.json", "other.json", "nowhere.json"):
        assert f"{name}: there is no such file" in told.err
    assert run("check", folder / "one.json") == 1
    assert run("check", link(tmp_path / "direct.json", folder / "good.json")) == 0


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe that nobody writes into, a device without end, a folder with the name of a file."""
    folder = tmp_path / "given"
    folder.mkdir()
    os.mkfifo(folder / "pipe.json")
    link(folder / "endless.json", "/dev/zero")
    (folder / "folder.json").mkdir()
    saved(folder / "folder.json", "inside.json", view("Ann"))
    assert run("validate", folder) == 1
    assert run("check", folder / "pipe.json", "/dev/zero") == 1
    told = capsys.readouterr()
    assert "1 of 3 files can be read." in told.out
    assert told.err.count("not an ordinary file") == 4
    assert told.err.count("To put it right: Leave it out") == 4


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of many gigabytes is refused at once, with how large one can be; the others go on."""
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(50_000_000_000)  # takes no room: nothing is written
    saved(tmp_path, "good.json", view("Ann"))
    assert run("check", tmp_path) == 1
    told = capsys.readouterr()
    assert "good.json: ok" in told.out
    assert "huge.json: This file is too big" in told.err
    assert "20 MB" in told.err
    assert "To put it right: Check that it is the right file" in told.err


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\ngood.json: ok. Nobody.json", "a\ufffdgood.json: ok. Nobody.json"),
        ("b\x1b[2J\x07.json", "b\ufffd[2J\ufffd.json"),
        ("invoice\u202enosj.json", "invoice\ufffdnosj.json"),
        (b"caf\xe9.json", "caf\ufffd.json"),
        ("-rf.json", "-rf.json"),
        ("c\u2028d.json", "c\ufffdd.json"),
    ],
)
def test_the_name_of_a_file_is_only_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str | bytes, shown: str
) -> None:
    """No name makes a second line, a command for a terminal, or letters that run backwards."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + os.fsencode(name)))
    path.write_text(json.dumps(view("Ann")), encoding="utf-8")
    assert run("check", tmp_path) == 0
    path.write_text("{", encoding="utf-8")
    assert run("check", tmp_path) == 1
    told = capsys.readouterr()
    assert f"{shown}: ok" in told.out
    assert f"{shown}: This file is damaged" in told.err
    assert len(told.out.splitlines()) == 3
    assert not set("\x1b\x07\u202e") & set(told.out + told.err)


def test_a_folder_that_cannot_be_looked_into_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not passed over as if nothing were in it."""
    (tmp_path / "locked").mkdir()
    saved(tmp_path, "good.json", view("Ann"))
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert run("validate", tmp_path) == 1
    assert "locked: this file could not be opened (Permission denied)" in capsys.readouterr().err


def fake_document(text: str) -> Plain:
    """A document that says a text."""
    return document(name=text, perspective={"who": text}, actions=[{"what": text, "who": text}])


def test_nobody_s_words_look_like_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names with line ends stay on the line that they belong to, in every answer."""
    fake = "Ann\nother.json: ok. All is well"
    saved(tmp_path, "a.json", fake_document(fake))
    for command in (("check",), ("profile",), ("plan",)):
        assert run(*command, tmp_path / "a.json") == 0
        assert not any(line.startswith("other.json") for line in capsys.readouterr().out.splitlines())
    saved(tmp_path, "b.json", document(**{"x\nother.json: ok": {"y": 1e300}}))
    assert run("check", tmp_path / "b.json") == 1
    assert not any(line.startswith("other.json") for line in capsys.readouterr().err.splitlines())


def test_a_file_that_grows_while_it_is_read_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not its size, but what is read of it is counted."""
    monkeypatch.setattr(read_files, "MAX_FILE_BYTES", 10)
    growing = io.BytesIO(b"x" * 100)
    monkeypatch.setattr(Path, "open", lambda *_: nullcontext(growing))
    found = read_files.read_text(tmp_path / "a.json")
    assert isinstance(found, RejectedFile)
    assert (found.code, growing.tell()) == ("too-big", 11)


def test_who_stops_it_reads_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl and C while it reads: nothing is written, and the exit code is that of what was stopped."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    saved(tmp_path, "a.json", view("Ann"))
    monkeypatch.setattr(Path, "open", stop)
    report = ["--html", str(tmp_path / "r.html")]
    monkeypatch.setattr(sys, "argv", ["", "combine", str(tmp_path / "a.json"), *report])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(__main__.__file__), run_name="__main__")
    assert stopped.value.code == 130
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert capsys.readouterr().err == ""


def test_it_runs_where_nobody_hears_its_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard output was closed before the start."""
    saved(tmp_path, "a.json", view("Ann"))
    monkeypatch.setattr(sys, "stdout", None)
    assert run("check", tmp_path / "a.json") == 0
