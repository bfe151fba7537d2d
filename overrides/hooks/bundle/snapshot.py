"""Makes the quick start: the memory of a Python that has our package loaded, for browsers to put back.

Node does the work (overrides/runtime). The files are packed here, because many hosts send such files as they
are. SLIM=0 makes the quick start with Pyodide's own files; SNAPSHOT=0 leaves it out, so that browsers start
Python the ordinary, slower way.
"""

import shutil
import sys
from pathlib import Path

import deflate
from mkdocs.exceptions import PluginError

from overrides.hooks.artifacts import ProgramError, cached, run_program
from overrides.hooks.settings import OVERRIDES, settings

MAKERS = OVERRIDES / "runtime"
PYTHON_IN_BROWSER = OVERRIDES / "assets/worksheet/python"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json", "package.json")
# A neutral ending: some hosts unpack files called .gz on the way.
PARTS = ("python-glue", "python-wasm", "python-memory")


def make_snapshot(pyodide: Path, library: Path, archives: list[Path]) -> list[Path]:
    """Return the files of the quick start.

    None where it is switched off, or where it cannot be made: a site whose Python starts slowly is better
    than no site. With STRICT_SNAPSHOT that stops the build, so that a release never becomes slow unnoticed.
    """
    if not settings().snapshot:
        return []
    try:
        runtime = slim(pyodide) if settings().slim else pyodide
        sources = [*(runtime / name for name in PYODIDE_FILES), library, *archives]

        def make(out: Path) -> None:
            work = out / "runtime"
            work.mkdir()
            for path in sources:
                shutil.copy(path, work)
            node("make.mjs", work, out, *(work / path.name for path in archives))
            shutil.rmtree(work)
            for name in PARTS:
                shutil.copy(packed((out / name).read_bytes()), out / f"{name}.bin")

        return sorted(cached("snapshot", [*sources, MAKERS, PYTHON_IN_BROWSER], make).glob("*.bin"))
    except ProgramError as error:
        if settings().strict_snapshot:
            raise PluginError(f"The quick start of Python could not be made: {error}") from error
        print(f"Python will start the ordinary, slower way: {error}", file=sys.stderr)
        return []


def packed(content: bytes) -> Path:
    """Return a gzip file of the content, as small as can be; that takes seconds."""

    def make(out: Path) -> None:
        (out / "packed").write_bytes(deflate.gzip_compress(content, 12))

    return cached("packed", [content], make) / "packed"


def slim(pyodide: Path) -> Path:
    """Return a folder with Pyodide's files, less what this site never calls."""
    sources = [pyodide / name for name in PYODIDE_FILES]
    makers = [*sorted(MAKERS.glob("*.mjs")), PYTHON_IN_BROWSER / "snapshot_restore.js"]
    return cached("slim", [*sources, *makers], lambda out: node("slim.mjs", pyodide, out))


def node(script: str | Path, *arguments: str | Path) -> None:
    """Run a script of the makers; raise ProgramError with what it said if it fails."""
    run_program("node", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", MAKERS / script, *arguments)
