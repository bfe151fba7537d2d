"""How the build makes the files from which Python is restored."""

import shutil
import subprocess
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from overrides.hooks.bundle.runtime import PYODIDE
from overrides.hooks.bundle.snapshot import make_snapshot
from tests.pyodide.conftest import RunsScript


@pytest.fixture(autouse=True)
def _made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing comes from an earlier build, and nothing of these tests stays for a later one."""
    monkeypatch.setenv("BUILD_CACHE", "0")
    monkeypatch.setenv("STRICT_SNAPSHOT", "1")


def made(site: Path) -> list[Path]:
    """The files of the quick start, made of what the site holds."""
    runtime = site / "runtime"
    archives = [runtime / "libraries.zip", *runtime.glob("*.whl")]
    return make_snapshot(PYODIDE, runtime / "python_stdlib.zip", archives)


def test_makers_stay_at_home(site: Path) -> None:
    """What makes the runtime is not published with it."""
    names = {path.name for path in (site / "runtime").iterdir()}
    assert not {name for name in names if name.endswith(".py") or name.startswith(("slim", "make"))}


@pytest.mark.xdist_group("exchanges")
@pytest.mark.usefixtures("exchanges")
def test_the_slim_step_can_be_left_out(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passes: RunsScript
) -> None:
    """With Pyodide's own files Python is restored as well; they are only larger."""
    monkeypatch.setenv("SLIM", "0")
    for path in made(site):
        shutil.copy(path, tmp_path)
    for name in ("python-glue.bin", "python-wasm.bin"):
        assert (tmp_path / name).stat().st_size > (site / "runtime" / name).stat().st_size
    # What nobody imports is out: tables of East Asian letters, what only dynamic libraries call, and so on.
    wasm = "python-wasm.bin"
    assert (tmp_path / wasm).stat().st_size - (site / "runtime" / wasm).stat().st_size > 500_000
    for path in (site / "runtime").iterdir():
        if path.suffix in (".zip", ".whl", ".json"):
            shutil.copy(path, tmp_path)
    passes("snapshot.mjs", tmp_path)


def test_the_quick_start_can_be_left_out(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flag leaves it out, for who trusts only the ordinary start."""
    monkeypatch.setenv("SNAPSHOT", "0")
    assert made(site) == []


@pytest.fixture
def _no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program that the build starts fails."""

    def fails(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "out of memory")

    monkeypatch.setattr(subprocess, "run", fails)


@pytest.mark.usefixtures("_no_node")
def test_at_home_a_quick_start_that_cannot_be_made_does_not_stop_the_build(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site comes without it, and whoever builds it reads why."""
    monkeypatch.delenv("STRICT_SNAPSHOT")
    monkeypatch.delenv("CI", raising=False)
    assert made(site) == []
    said = capsys.readouterr().err
    assert "ordinary, slower way" in said
    assert "out of memory" in said


@pytest.mark.parametrize("variable", ["STRICT_SNAPSHOT", "CI"])
@pytest.mark.usefixtures("_no_node")
def test_a_release_never_becomes_slow_unnoticed(
    site: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Where CI builds, or who wants it so, a quick start that cannot be made stops the build."""
    monkeypatch.delenv("STRICT_SNAPSHOT")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv(variable, "true")
    with pytest.raises(PluginError, match=r"(?s)quick start .*out of memory"):
        made(site)
