"""What the command line holds of many files: the largest in memory, and the rest where there is room."""

import gc
import os
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path

import pytest

from tests.unit.cli.test_commands import run, saved, view
from tests.unit.cli.test_writing import command_line, everything
from tests.unit.factories import several
from worksheet_py.cli import commands, read_files

pytestmark = pytest.mark.skipif(sys.platform in ("emscripten", "win32"), reason="needs files without names")


def peak(*arguments: object) -> int:
    """The most memory that was in use during a command, in bytes."""
    gc.collect()
    tracemalloc.start()
    try:
        assert run(*arguments) == 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_is_that_of_the_largest_file_and_not_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times as many files of 200 kB need no more memory, for a report and a table of all texts too."""
    for module in (read_files, commands):  # so much is taken before a file is read, or texts are set aside
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 250_000)
    folders = {number: tmp_path / str(number) for number in (4, 40)}
    for number, folder in folders.items():
        folder.mkdir()
        for place, plain in enumerate(several(number)):
            for answers in plain["ideas"].values():
                answers["evidence"] = f"{place} what we did " * 1_250
                answers["changes"] = [{"id": "c", "text": f"{place} what we want " * 1_250}]
            saved(folder, f"{place:02}.json", plain)
    target = tmp_path / "r"
    report = ("combine", "--force", "--html", target, "--csv", f"{target}2")
    for command in (("check",), ("validate",), report, (*report, "--anonymous")):
        run(*command, folders[4])  # what is read only once, such as the words
        few, many = (peak(*command, folder) for folder in folders.values())
        # Some of what is done with is let go of late; all files together would be seven times as much.
        assert many < 2 * few, (command, few, many)
    assert target.stat().st_size > 40 * 150_000


def test_what_a_report_does_not_show_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What else a file holds beside the subject and the view, in parts that we do not know."""
    for module in (read_files, commands):
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 350_000)
    folders = {number: tmp_path / str(number) for number in (4, 40)}
    for number, folder in folders.items():
        folder.mkdir()
        for place, plain in enumerate(several(number)):
            plain["focus"]["of_another_edition"] = plain["perspective"]["more"] = f"{place} " * 50_000
            saved(folder, f"{place:02}.json", plain)
    report = ("combine", "--force", "--html", tmp_path / "r")
    run(*report, folders[4])
    few, many = (peak(*report, folder) for folder in folders.values())
    assert many < 2 * few, (few, many)


def test_what_cannot_be_set_aside_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the disk has no room for what a report will show, nothing is written, and nothing left."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(commands, "MAX_FILE_BYTES", 100)
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    file = saved(tmp_path, "one.json", view("Ann"))
    before = everything(tmp_path)
    assert run("combine", file, "--html", tmp_path / "report.html") == 1
    assert "could not be set aside while the report is made (No space left" in capsys.readouterr().err
    assert everything(tmp_path) == before


@pytest.mark.skipif(sys.platform != "linux", reason="looks there for the files that are open")
def test_what_is_set_aside_is_gone_with_the_process(tmp_path: Path) -> None:
    """Even where it is killed while the report is made: no name in the folder for such files leads to it."""
    file = saved(tmp_path, "one.json", view("Ann"))
    (aside := tmp_path / "aside").mkdir()
    killed = """
import os
from worksheet_py.cli import combine, commands
commands.MAX_FILE_BYTES = 100
def die(*_):
    places = [os.readlink(f"/proc/self/fd/{one}") for one in sorted(os.listdir("/proc/self/fd"))[:-1]]
    print(sum(os.environ["TMPDIR"] in place for place in places), flush=True)
    os.kill(os.getpid(), 9)
combine.report = die"""
    env = {**os.environ, "TMPDIR": str(aside)}
    done = command_line(
        "combine", file, "--html", tmp_path / "r.html", before=killed, env=env, stdout=subprocess.PIPE
    )
    assert (done.returncode, done.stdout, [*aside.iterdir()]) == (-9, "1\n", [])
