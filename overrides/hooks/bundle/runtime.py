"""Puts Python for the browser into the built site: the runtime, our package as a wheel, its libraries.

All Python is byte-compiled, because compiling sources at each start is what makes a plain Pyodide slow.
Nothing is downloaded: the runtime comes from npm, the libraries from this environment.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.artifacts import cached, files_in, once_per_build, run_module, write_zip
from overrides.hooks.bundle.snapshot import make_snapshot
from overrides.hooks.content.edition import content_folder
from overrides.hooks.settings import NPM, ROOT

PYODIDE = NPM / "pyodide"
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")
# What worksheet_py imports, by the name of the distribution.
LIBRARIES = ("attrs", "cattrs", "typing_extensions", "python-dateutil")
PROJECT = ("pyproject.toml", "README.md", "LICENSE")


def write_runtime(config: MkDocsConfig) -> None:
    """Write `runtime/` into the site."""
    target = Path(config.site_dir) / "runtime"
    target.mkdir(parents=True, exist_ok=True)
    for path in runtime_files():
        shutil.copy(path, target)
    schemas = Path(config.site_dir) / "schema"
    shutil.copytree(ROOT / "worksheet_py" / "schema", schemas, dirs_exist_ok=True)


@once_per_build
def runtime_files() -> list[Path]:
    """Return the files of Python as it starts."""
    library, packages = standard_library(), [libraries(), wheel()]
    quick_start = make_snapshot(PYODIDE, library, packages)
    return [*(PYODIDE / name for name in RUNTIME_FILES), library, *packages, *quick_start, manifest(packages)]


def manifest(packages: list[Path]) -> Path:
    """Return the file that says what is loaded at the ordinary start."""
    lock = {"info": pyodide_info(), "packages": {}}
    text = json.dumps({"lock": lock, "packages": [path.name for path in packages]})
    folder = cached("manifest", [text], lambda out: (out / "manifest.json").write_text(text))
    return folder / "manifest.json"


def pyodide_info() -> dict[str, str]:
    """Return what Pyodide says of itself; stop the build where it runs another Python than this one."""
    if not PYODIDE.exists():
        raise PluginError("the Python runtime is not installed: run 'make setup' first")
    info: dict[str, str] = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    if not info["python"].startswith("{}.{}.".format(*sys.version_info)):
        raise PluginError(f"Pyodide runs Python {info['python']}, so the site must be built with the same")
    return info


def standard_library() -> Path:
    """Return the standard library with bytecode."""
    source = PYODIDE / "python_stdlib.zip"
    folder = cached("stdlib", [source], lambda out: compile_zip(source, out / source.name))
    return folder / source.name


def libraries() -> Path:
    """Return one ZIP of the libraries that our package imports, taken from this environment."""
    sources = list(library_sources())
    name = "libraries.zip"
    return cached("libraries", flat(sources), lambda out: compile_contents(sources, out / name)) / name


def library_sources() -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of the modules of these libraries, with what says who made them."""
    for distribution in LIBRARIES:
        for file in sorted(metadata.files(distribution) or (), key=str):
            if file.suffix == ".py" or ".dist-info" in file.parts[0] or file.name == "py.typed":
                yield file.as_posix(), Path(str(file.locate())).read_bytes()


def wheel() -> Path:
    """Return our package as a compiled wheel, with the words of the edition that is being built."""
    package, words = files_in(ROOT / "worksheet_py"), files_in(content_folder())
    contents = [(f"worksheet_py/{name}", code) for name, code in package if not name.startswith("content/")]
    # Easy Read is made when the site is built: Python has no use for its words.
    contents += [
        (f"worksheet_py/content/{name}", text) for name, text in words if not name.startswith("easy/")
    ]
    contents += [(name, (ROOT / name).read_bytes()) for name in PROJECT]

    def make(out: Path) -> None:
        stage = out / "stage"
        for name, content in contents:
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(content)
        run_module("hatchling", "build", "-t", "wheel", "-d", out / "sources", folder=stage)
        source = next((out / "sources").glob("*.whl"))
        compile_zip(source, out / source.name.replace("-py3-", "-cp{}{}-".format(*sys.version_info)))

    return next(cached("wheel", flat(contents), make).glob("*.whl"))


def compile_contents(sources: list[tuple[str, bytes]], target: Path) -> None:
    """Write a ZIP of byte-compiled modules."""
    compile_zip(write_zip(target.with_suffix(".sources"), sources), target)


def compile_zip(sources: Path, target: Path) -> None:
    """Write a ZIP with bytecode instead of sources."""
    run_module("overrides.hooks.bundle.compile_python", sources, target)


def flat(contents: list[tuple[str, bytes]]) -> Iterator[str | bytes]:
    """Yield names and contents one after the other, as inputs of the cache."""
    for name, content in contents:
        yield name
        yield content
