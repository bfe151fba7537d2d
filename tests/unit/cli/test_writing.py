"""What the command line writes, and what it leaves alone: files that are read, devices, earlier reports."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.unit.cli.test_commands import run, saved, view
from worksheet_py.cli.output import line

pytestmark = pytest.mark.skipif(
    sys.platform in ("emscripten", "win32"), reason="needs a disk with links, pipes and rights"
)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def gathered(tmp_path: Path) -> Path:
    """A folder with two people's files, one of them damaged, in a folder inside."""
    folder = tmp_path / "gathered" / "inside"
    folder.mkdir(parents=True)
    saved(folder, "one.json", view("Ann"))
    (folder / "damaged.html").write_text("<html>what somebody wrote", encoding="utf-8")
    return folder.parent


def everything(folder: Path) -> dict[str, bytes]:
    """What is in each file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def linked(target: Path, name: Path) -> Path:
    """A symbolic link."""
    name.symlink_to(target)
    return name


def hard_linked(target: Path, name: Path) -> Path:
    """A second name of a file: on the disk it is what another letter case is where that does not count."""
    name.hardlink_to(target)
    return name


# What leads to a file that is read: from the file's path and a folder beside those that are read.
NAMES: dict[str, Callable[[Path, Path], Path]] = {
    "its own": lambda file, _: file,
    "a detour": lambda file, _: file.parent / ".." / "inside" / file.name,
    "a link": lambda file, beside: linked(file, beside / "link.csv"),
    "a link to a link": lambda file, beside: linked(linked(file, beside / "a"), beside / "b"),
    "a folder that is a link": lambda file, beside: linked(file.parent, beside / "folder") / file.name,
    "a second name": lambda file, beside: hard_linked(file, beside / "ONE.JSON"),
}


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("file", ["one.json", "damaged.html"])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_is_never_written_over(
    gathered: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    file: str,
    force: tuple[str],
) -> None:
    """Neither a named file nor one in a folder that is read, sound or damaged, whatever it is called."""
    path = gathered / "inside" / file
    target = NAMES[name](path, tmp_path)
    before = everything(tmp_path)
    for inputs in ((gathered,), (path,), (gathered / "inside", path)):
        for option in ("--csv", "--html"):
            assert run("combine", *inputs, option, target, *force) == 2
            assert "one of the files to be read" in capsys.readouterr().err
    assert everything(tmp_path) == before


def test_only_a_report_of_ours_is_left_out_where_it_lies_among_the_files(
    gathered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is cut off, or a saved copy of the same name, is somebody's file."""
    (gathered / "inside" / "damaged.html").unlink()
    report = gathered / "report.html"
    assert run("combine", gathered, "--html", report) == 0
    assert run("combine", gathered, "--html", report, "--force") == 0
    assert run("combine", report, gathered, "--html", report, "--force") == 2
    whole = report.read_text(encoding="utf-8")
    for other in (whole[:-9], whole.replace("</main>", "</main><script>{}</script>")):
        report.write_text(other, encoding="utf-8")
        assert run("combine", gathered, "--html", report, "--force") == 2
        assert report.read_text(encoding="utf-8") == other


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_only_ordinary_files_are_written(
    gathered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], force: tuple[str]
) -> None:
    """No device, pipe, folder or link is replaced, nor what a link leads to."""
    (other := tmp_path / "other.txt").write_text("mine", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    targets = [
        tmp_path / "pipe", gathered, tmp_path, linked(other, tmp_path / "link"),
        linked(tmp_path / "nowhere", tmp_path / "dangling"), linked(tmp_path / "round", tmp_path / "round"),
        linked(Path("/dev/null"), tmp_path / "null"),
    ]  # fmt: skip
    # A device of its own, as a fault would replace one of the machine's.
    with suppress(PermissionError):
        os.mknod(tmp_path / "device", 0o666 | stat.S_IFCHR, os.makedev(1, 7))
        targets.append(tmp_path / "device")
    before = [target.lstat().st_mode for target in targets]
    for target in targets:
        assert run("combine", gathered, "--csv", target, *force) == 2, target
        assert "not an ordinary file" in capsys.readouterr().err
    assert [target.lstat().st_mode for target in targets] == before
    assert not (tmp_path / "nowhere").exists()
    assert other.read_text(encoding="utf-8") == "mine"


def test_two_targets_are_two_files(gathered: Path, tmp_path: Path) -> None:
    """Names that differ in letter case alone may be one file, and a link may lead to the other."""
    folder = linked(tmp_path, tmp_path / "again")
    for html, csv in (("R.html", tmp_path / "r.HTML"), ("r.html", folder / "r.html")):
        assert run("combine", gathered, "--html", tmp_path / html, "--csv", csv, "--force") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "gathered"]


@pytest.mark.parametrize("length", [255, 256, 300, 5000])
@pytest.mark.parametrize("letter", ["x", "é", "字"])
def test_a_name_that_is_too_long_is_told(
    gathered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], letter: str, length: int
) -> None:
    """Each command says in a sentence that there is no such file, or that it cannot be written."""
    name = letter * length
    for command in (("check",), ("profile",), ("plan",), ("validate",)):
        assert run(*command, tmp_path / name) == 1
        assert "there is no such file" in capsys.readouterr().err
    for force in ((), ("--force",)):
        written = run("combine", gathered / "inside" / "one.json", "--csv", tmp_path / name, *force)
        fits = len(name.encode()) <= 255
        assert written == (0 if fits else 1)
        assert ("could not be written (File name too long)" in capsys.readouterr().err) == (not fits)
        (tmp_path / name).unlink() if fits else None
    assert [path.name for path in tmp_path.iterdir()] == ["gathered"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_cannot_be_written_to_its_end_leaves_all_as_it_was(
    gathered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    step: str, force: tuple[str], error: BaseException,
) -> None:  # fmt: skip
    """Whichever step fails, nothing new is there, and an earlier report is as it was."""

    def fail(*_: object, **__: object) -> None:
        raise error

    target = tmp_path / "report.html"
    if force:
        target.write_text("earlier", encoding="utf-8")
    before = everything(tmp_path)
    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
    if isinstance(error, KeyboardInterrupt):
        with pytest.raises(KeyboardInterrupt):
            run("combine", gathered, "--html", target, *force)
    else:
        assert run("combine", gathered, "--html", target, *force) == 1
        assert "report.html could not be written (No space left on device)" in capsys.readouterr().err
    assert everything(tmp_path) == before


def command_line(*arguments: object, before: str = "", **more: object) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, after some Python."""
    script = f"{before}\nimport sys\nfrom worksheet_py.__main__ import main\nsys.exit(main())"
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=False, text=True, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_disk_that_is_full(gathered: Path, tmp_path: Path, force: tuple[str]) -> None:
    """The system itself refuses after a thousand bytes: said in a sentence, and all is as it was."""
    (earlier := tmp_path / "r.html").write_text("earlier", encoding="utf-8")
    target = earlier if force else tmp_path / "new.html"
    before = everything(tmp_path)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    done = command_line("combine", gathered, "--html", target, *force, before=limit, stdout=subprocess.PIPE)
    assert (done.returncode, everything(tmp_path)) == (1, before)
    assert f"{target.name} could not be written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_an_answer_that_cannot_be_told(gathered: Path) -> None:
    """Where the standard output leads to a full disk, the exit code and a sentence say so."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = command_line("check", gathered / "inside" / "one.json", stdout=full)
    assert done.returncode == 1
    assert done.stderr == line("fault.not_told", reason="No space left on device") + "\n"


def test_a_reader_who_has_had_enough_is_no_fault(gathered: Path) -> None:
    """`head` closes the pipe: the exit code is 0, and nothing is said."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        done = command_line("plan", gathered / "inside" / "one.json", stdout=closed)
    assert (done.returncode, done.stderr) == (0, "")


@contextmanager
def somebody_else() -> Iterator[None]:
    """Act as somebody for whom rights count, if those who run the tests may do everything."""
    everything_goes = os.geteuid() == 0
    if everything_goes:
        os.seteuid(65534)
    try:
        yield
    finally:
        if everything_goes:
            os.seteuid(0)


def test_a_folder_that_nobody_may_write_into(
    gathered: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be written is told, and the earlier report stays."""
    monkeypatch.chdir(gathered)
    Path("report.html").write_text("earlier", encoding="utf-8")
    for path in (gathered, gathered / "inside"):
        path.chmod(0o555)
    before = everything(gathered)
    with somebody_else():
        codes = [run("combine", "inside/one.json", *more) for more in (
            ("--html", "new.html"), ("--html", "report.html", "--force"), ("--csv", "inside/t.csv"),
        )]  # fmt: skip
    assert codes == [1, 1, 1]
    assert capsys.readouterr().err.count("could not be written (Permission denied)") == 3
    assert everything(gathered) == before
    for path in (gathered, gathered / "inside"):
        path.chmod(0o755)


def test_a_name_that_turns_round_is_told_without_that(
    gathered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is said of a target shows no control character of its name."""
    for target in (tmp_path / "a\u202eb.csv", tmp_path / "no\x1b[2J" / "\u202e.csv"):
        run("combine", gathered, "--csv", target)
        run("combine", gathered, "--csv", target)
    told = capsys.readouterr()
    assert not set("\u202e\x1b") & set(told.out + told.err)


def test_help_and_readme_document_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """In the same sentence, with each command."""
    for arguments in (("--help",), ("check", "--help"), ("combine", "--help")):
        assert run(*arguments) == 0
        assert line("help.end") in " ".join(capsys.readouterr().out.split())
    readme = ROOT / "README.md"
    assert not readme.exists() or line("help.end") in " ".join(readme.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_who_ends_it_while_it_writes_finds_nothing_half_done(
    gathered: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """Ctrl and C, the end of the session, a closed terminal: no empty file, no rest, all as it was."""
    (tmp_path / "old.csv").write_text("earlier", encoding="utf-8")
    before = everything(tmp_path)
    script = f"""
import os, runpy, signal, sys
from worksheet_py.export import html_file
# Whatever started the tests may have told them to ignore it.
signal.signal({number}, signal.default_int_handler if {number} == signal.SIGINT else signal.SIG_DFL)
def end(*_):
    os.kill(os.getpid(), {number})
    yield ""
html_file.markup = end
runpy.run_module("worksheet_py", run_name="__main__", alter_sys=True)"""
    for target in ("new.html", "old.csv"):
        done = subprocess.run(
            [sys.executable, "-c", script, "combine", gathered, "--html", tmp_path / target, "--force"],
            cwd=ROOT, check=False, text=True, capture_output=True,
        )  # fmt: skip
        assert (done.returncode, everything(tmp_path)) == (130, before)
        assert "Traceback" not in done.stderr
