"""Keeps the memory of a Python that has our package loaded, so that browsers need not start one from nothing.

Node does the work (overrides/runtime); here it is called, and what it made is packed into the site, because
many hosts send such files as they are. SLIM=0 makes the quick start with Pyodide's own files; SNAPSHOT=0
leaves it out, so that browsers start Python the ordinary, slower way.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import deflate

from overrides.hooks.content.edition import ROOT

MAKERS = ROOT / "overrides" / "runtime"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json", "package.json")
# A neutral ending: some hosts unpack files called .gz on the way.
PARTS = ("python-glue", "python-wasm", "python-memory")


class QuickStartError(RuntimeError):
    """The quick start could not be made; the text says why."""


def add_quick_start(
    pyodide: Path, library: Path, archives: Iterable[Path], build: Path, target: Path
) -> None:
    """Write the files of the quick start into `target`; without them if they cannot be made, and says so."""
    if os.environ.get("SNAPSHOT") == "0":
        return
    try:
        with TemporaryDirectory(dir=build) as folder:
            runtime, out = Path(folder) / "runtime", Path(folder) / "out"
            shutil.copytree(slim(pyodide, build) if os.environ.get("SLIM") != "0" else pyodide, runtime)
            shutil.copy(library, runtime)
            out.mkdir()
            node("make.mjs", runtime, out, *archives)
            for name in PARTS:
                (target / f"{name}.bin").write_bytes(packed((out / name).read_bytes(), build))
    except QuickStartError as error:
        # No warning of the build's own: a site whose Python starts slowly is better than no site.
        print(f"Python will start the ordinary, slower way: {error}", file=sys.stderr)


def packed(content: bytes, build: Path) -> bytes:
    """The content as a gzip file, as small as can be; it takes seconds, so once for each content."""
    known = build / f"packed-{hashlib.sha256(content).hexdigest()[:16]}"
    if not known.exists():
        with TemporaryDirectory(dir=build) as folder:
            made = Path(folder) / "packed"
            made.write_bytes(deflate.gzip_compress(content, 12))
            made.replace(known)
    return known.read_bytes()


def node(script: str, *arguments: str | Path) -> None:
    """Run a script of the makers; raises QuickStartError with what it said."""
    own = Path(sys.executable).with_name("node")
    command = [str(own if own.exists() else "node"), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]
    try:
        done = subprocess.run(
            [*command, str(MAKERS / script), *map(str, arguments)],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
    except OSError as error:
        raise QuickStartError(f"node cannot be run ({error})") from error
    if done.returncode:
        raise QuickStartError(f"{script} failed:\n{done.stdout}{done.stderr}")


def slim(pyodide: Path, build: Path) -> Path:
    """A folder with Pyodide's files, less what this site never calls; made once for each version of them."""
    restore = ROOT / "overrides/assets/worksheet/python/snapshot_restore.js"
    scripts = [*sorted(MAKERS.glob("slim*.mjs")), restore]
    sources = [*(pyodide / name for name in PYODIDE_FILES), *scripts, ROOT / "package-lock.json"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    target = build / f"slim-{digest}"
    if not target.exists():
        with TemporaryDirectory(dir=build) as folder:
            made = Path(folder) / "slim"
            node("slim.mjs", pyodide, made)
            # In one step, so that a build that was stopped never leaves half a runtime behind.
            made.rename(target)
    return target
