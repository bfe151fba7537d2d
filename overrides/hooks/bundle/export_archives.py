"""Puts what makes files for other programs into the built site, apart: browsers fetch it when it is wanted.

Two archives of bytecode: `exports.zip` is our own part, `exports-libraries.zip` the libraries, with what
these need of Python's own library. Python looks there last, after its memory or its files
(assets/worksheet/python/optional_packages.js).
"""

import zipfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.bundle.runtime import BUILD, compile_archive, standard_library

OWN = "exports.zip"
LIBRARIES = "exports-libraries.zip"
# Parts of Python's own library that are not in the memory of the quick start. tests/pyodide/exports.mjs
# proves that none is missing.
FOR_LIBRARIES = (
    "base64", "bz2", "ctypes/__init__", "ctypes/_endian", "decimal", "encodings/utf_16_le",
    "encodings/utf_8_sig", "fractions", "hashlib", "ipaddress", "random", "shutil", "tempfile",
    "urllib/__init__", "urllib/parse", "uuid", "zipfile",
)  # fmt: skip
# By the name of the distribution.
DISTRIBUTIONS = ("icalendar", "xlsxwriter")
# dateutil's file is in the libraries of the ordinary start; the memory of the quick one has not all of it.
EXTRA = (("python-dateutil", "dateutil/rrule.py"),)
TESTS = ("icalendar/tests/", "icalendar/fuzzing/")

type Contents = Iterable[tuple[str, bytes]]


def write_archives(config: MkDocsConfig) -> None:
    """Write both archives into `runtime/`."""
    target = Path(config.site_dir) / "runtime"
    with (
        zipfile.ZipFile(standard_library()) as standard,
        zipfile.ZipFile(next(target.glob("*.whl"))) as wheel,
    ):
        write(target / OWN, within(wheel, ("worksheet_py/export",)))
        write(target / LIBRARIES, [*within(standard, FOR_LIBRARIES), *distributions()])


def within(archive: zipfile.ZipFile, modules: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the files of these modules and packages."""
    wanted = tuple(modules)
    for name in sorted(archive.namelist()):
        if any(name == f"{module}.pyc" or name.startswith(f"{module}/") for module in wanted):
            yield name, archive.read(name)


def distributions() -> Contents:
    """The compiled modules of the libraries, from this environment."""
    with TemporaryDirectory(dir=BUILD) as folder:
        archive = Path(folder) / "libraries.zip"
        write(archive, sources())
        with zipfile.ZipFile(compile_archive(archive)) as compiled:
            return [(name, compiled.read(name)) for name in sorted(compiled.namelist())]


def sources() -> Iterator[tuple[str, bytes]]:
    """(name, content) of the libraries' modules and licences."""
    for distribution in DISTRIBUTIONS:
        for file in sorted(metadata.files(distribution) or (), key=str):
            name = file.as_posix()
            # Commands for a shell lie outside the folder of libraries.
            module = file.suffix == ".py" and not name.startswith((*TESTS, "../"))
            if module or "licenses/" in name:
                yield name, file.locate().read_bytes()  # type: ignore[attr-defined]
    for distribution, name in EXTRA:
        found = next(file for file in metadata.files(distribution) or () if file.as_posix() == name)
        yield name, found.locate().read_bytes()  # type: ignore[attr-defined]


def write(target: Path, contents: Contents) -> None:
    """An archive with no time of day in it, so that the same sources always make the same site."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
