"""How the build makes the files from which Python wakes quickly."""

import shutil
import subprocess
from pathlib import Path

import pytest

from overrides.hooks.bundle.runtime import BUILD, PYODIDE, libraries, wheel
from overrides.hooks.bundle.snapshot import PARTS, add_quick_start
from tests.pyodide.conftest import RunsScript

FILES = tuple(f"{part}.bin" for part in PARTS)


def made(site: Path, target: Path) -> dict[str, bytes]:
    """The files of the quick start, made into `target` from what the site holds."""
    target.mkdir(exist_ok=True)
    runtime = site / "runtime"
    archives = [runtime / "libraries.zip", *runtime.glob("*.whl")]
    add_quick_start(PYODIDE, runtime / "python_stdlib.zip", archives, BUILD, target)
    return {path.name: path.read_bytes() for path in target.glob("*.bin")}


def test_a_second_build_makes_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Nothing of the day, the hour or chance gets into the memory or into the packages in it."""
    again = made(site, tmp_path / "out")
    assert set(again) == set(FILES)
    for name, content in again.items():
        assert content == (site / "runtime" / name).read_bytes(), name
    for make in (libraries, wheel):
        folder = tmp_path / make.__name__
        folder.mkdir()
        package = make(folder)
        assert package.read_bytes() == (site / "runtime" / package.name).read_bytes()


def test_makers_stay_at_home(site: Path) -> None:
    """What makes the runtime is not published with it."""
    names = {path.name for path in (site / "runtime").iterdir()}
    assert not {name for name in names if name.endswith(".py") or name.startswith(("slim", "make"))}


@pytest.mark.xdist_group("exchanges")
@pytest.mark.usefixtures("exchanges")
def test_the_slim_step_can_be_left_out(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passes: RunsScript
) -> None:
    """With Pyodide's own files Python wakes as well; they are only larger."""
    monkeypatch.setenv("SLIM", "0")
    stock = made(site, tmp_path)
    for name in ("python-glue.bin", "python-wasm.bin"):
        assert len(stock[name]) > len((site / "runtime" / name).read_bytes())
    # What nobody imports is out: tables of East Asian letters, a reader of XML, and so on.
    wasm = "python-wasm.bin"
    assert len(stock[wasm]) - len((site / "runtime" / wasm).read_bytes()) > 500_000
    for path in (site / "runtime").iterdir():
        if path.suffix in (".zip", ".whl", ".json"):
            shutil.copy(path, tmp_path)
    passes("woken.mjs", tmp_path)


def test_the_quick_start_can_be_left_out(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flag leaves it out, for who trusts only the ordinary start."""
    monkeypatch.setenv("SNAPSHOT", "0")
    assert made(site, tmp_path) == {}


def test_a_quick_start_that_cannot_be_made_does_not_stop_the_build(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site comes without it, and whoever builds it reads why."""

    def fails(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "out of memory")

    monkeypatch.setattr(subprocess, "run", fails)
    assert made(site, tmp_path) == {}
    said = capsys.readouterr().err
    assert "ordinary, slower way" in said
    assert "out of memory" in said
