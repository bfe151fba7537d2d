"""Puts what makes files for other programs into the built site, apart: browsers fetch it when it is wanted.

Two archives of bytecode: `exports.zip` is our own part, `exports-libraries.zip` the libraries, with what
these need of Python's own library. Python looks there last, after its memory or its files
(assets/worksheet/python/optional_packages.js).
"""

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.artifacts import cached, once_per_build, write_zip
from overrides.hooks.bundle.runtime import compile_contents, flat, standard_library, wheel

OWN = "exports.zip"
LIBRARIES = "exports-libraries.zip"
# Parts of Python's own library that are not in the memory of the quick start. tests/pyodide/exports.mjs
# proves that none is missing.
FOR_LIBRARIES = (
    "_sysconfigdata__emscripten_wasm32-emscripten", "base64", "bz2", "ctypes/__init__", "ctypes/_endian",
    "decimal", "encodings/utf_16_le", "encodings/utf_8_sig", "fractions", "hashlib", "ipaddress", "numbers",
    "random", "shutil", "sysconfig", "tempfile", "urllib/__init__", "urllib/parse", "uuid", "zipfile",
    "zoneinfo",
)  # fmt: skip
# By the name of the distribution.
# dateutil comes with the package, but the memory of the quick start holds only what has been imported.
DISTRIBUTIONS = ("icalendar", "xlsxwriter", "python-dateutil")
UNUSED = ("icalendar/tests/", "icalendar/fuzzing/", "dateutil/parser/", "dateutil/zoneinfo/")


def write_archives(config: MkDocsConfig) -> None:
    """Write both archives into `runtime/`."""
    for path in archives():
        shutil.copy(path, Path(config.site_dir) / "runtime")


@once_per_build
def archives() -> list[Path]:
    """Return both archives."""
    package = wheel()

    def make(out: Path) -> None:
        write_zip(out / OWN, modules(package, ("worksheet_py/export",)))

    return [cached("exports", [package], make) / OWN, libraries()]


def libraries() -> Path:
    """Return the archive of the libraries, with what these need of Python's own."""
    standard, sources = standard_library(), list(library_sources())

    def make(out: Path) -> None:
        compile_contents(sources, out / "compiled.zip")
        with zipfile.ZipFile(out / "compiled.zip") as compiled:
            contents = [(name, compiled.read(name)) for name in sorted(compiled.namelist())]
        write_zip(out / LIBRARIES, [*modules(standard, FOR_LIBRARIES), *contents])

    return cached("exports-libraries", [standard, *flat(sources)], make) / LIBRARIES


def modules(path: Path, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of the files of these modules and packages in an archive."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if any(name == f"{module}.pyc" or name.startswith(f"{module}/") for module in wanted):
                yield name, archive.read(name)


def library_sources() -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of the libraries' modules and licences."""
    for distribution in DISTRIBUTIONS:
        for file in sorted(metadata.files(distribution) or (), key=str):
            name = file.as_posix()
            # Commands for a shell lie outside the folder of libraries.
            module = file.suffix == ".py" and not name.startswith((*UNUSED, "../"))
            if module or "licenses/" in name:
                yield name, Path(str(file.locate())).read_bytes()
