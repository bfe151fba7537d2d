"""Puts Python for the browser into the built site: the runtime, our package as a wheel, its libraries.

Everything is byte-compiled with pyodide-build, because compiling sources at each start is what makes a plain
Pyodide slow. Nothing is downloaded here: the runtime comes from npm, the libraries from this environment.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.bundle.snapshot import add_quick_start
from overrides.hooks.content.edition import ROOT, content_folder

PYODIDE = ROOT / "node_modules" / "pyodide"
BUILD = ROOT / "build"
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")
# What worksheet_py imports, by the name of the distribution.
LIBRARIES = ("attrs", "cattrs", "typing_extensions", "python-dateutil")


def run(*arguments: str | Path) -> None:
    """Run a Python module of this environment; stop the build with its output if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        capture_output=True, text=True, cwd=ROOT, check=False, env=os.environ | {"SOURCE_DATE_EPOCH": "0"},
    )  # fmt: skip
    if done.returncode:
        raise PluginError(f"{arguments[0]} failed:\n{done.stdout}{done.stderr}")


def compile_archive(archive: Path) -> Path:
    """The archive with bytecode in place of sources (a wheel gets a new name, a zip keeps its own)."""
    before = set(archive.parent.iterdir())
    run("pyodide_cli", "py-compile", "--silent", archive)
    made = set(archive.parent.iterdir()) - before - {archive.with_name(archive.name + ".old")}
    return undated(made.pop() if made else archive)


def undated(archive: Path) -> Path:
    """The archive with no time of day in it, so that the same sources always make the same site."""
    with zipfile.ZipFile(archive) as zipped:
        contents = [(name, zipped.read(name)) for name in zipped.namelist()]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in contents:
            zipped.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return archive


def standard_library() -> Path:
    """The standard library with bytecode, made once for each version of the runtime."""
    source = PYODIDE / "python_stdlib.zip"
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    folder = BUILD / f"stdlib-{digest}"
    target = folder / source.name
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=BUILD) as work:
            made = Path(work) / source.name
            shutil.copy(source, made)
            compile_archive(made)
            # In one step, so that a build that was stopped never leaves half a library behind.
            made.replace(target)
    return target


def libraries(folder: Path) -> Path:
    """One zip of the libraries that our package imports, taken from this environment."""
    target = folder / "libraries.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in LIBRARIES:
            for file in sorted(metadata.files(name) or (), key=str):
                if file.suffix == ".py" or ".dist-info" in file.parts[0] or file.name == "py.typed":
                    archive.write(str(file.locate()), str(file))
    return compile_archive(target)


def wheel(folder: Path) -> Path:
    """Our package as a compiled wheel, with the words of the edition that is being built."""
    stage = folder / "stage"
    ignore = shutil.ignore_patterns("__pycache__", "content")
    shutil.copytree(ROOT / "worksheet_py", stage / "worksheet_py", ignore=ignore)
    # Easy Read is made when the site is built: Python says nothing of it.
    shutil.copytree(
        content_folder(), stage / "worksheet_py" / "content", ignore=shutil.ignore_patterns("easy")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, stage)
    out = folder / "wheel"
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=stage, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise PluginError(f"the wheel could not be built:\n{done.stdout}{done.stderr}")
    return compile_archive(next(out.glob("*.whl")))


def write_runtime(config: MkDocsConfig) -> None:
    """Write `runtime/` into the site."""
    if not PYODIDE.exists():
        raise PluginError("the Python runtime is not installed: run 'make setup' first")
    target = Path(config.site_dir) / "runtime"
    target.mkdir(parents=True, exist_ok=True)
    for name in RUNTIME_FILES:
        shutil.copy(PYODIDE / name, target)
    library = standard_library()
    shutil.copy(library, target)
    with TemporaryDirectory(dir=BUILD) as folder:
        work = Path(folder)
        packages = [Path(shutil.copy(path, target)) for path in (libraries(work), wheel(work))]
    add_quick_start(PYODIDE, library, packages, BUILD, target)
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    (target / "manifest.json").write_text(
        json.dumps(
            {"lock": {"info": lock["info"], "packages": {}}, "packages": [path.name for path in packages]}
        ),
        encoding="utf-8",
    )
    schemas = Path(config.site_dir) / "schema"
    shutil.copytree(ROOT / "worksheet_py" / "schema", schemas, dirs_exist_ok=True)
