"""Byte-compiles the modules in a ZIP: browsers start faster when Python need not compile sources.

usage: python -m overrides.hooks.bundle.compile_python SOURCES.zip COMPILED.zip

It runs in a process of its own, because how Python writes code down depends on what else the process holds.
"""

import marshal
import sys
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path

from overrides.hooks.artifacts import write_zip

CHECKED_HASH = (0b11).to_bytes(4, "little")  # PEP 552: a hash of the source instead of its time


def compiled(name: str, source: bytes) -> bytes:
    """Return the content of the module's .pyc file."""
    # Without docstrings and asserts: nobody reads the former there, and our package has none of the latter.
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    return MAGIC_NUMBER + CHECKED_HASH + source_hash(source) + marshal.dumps(code)


def main(sources: Path, target: Path) -> None:
    """Write the ZIP with .pyc files instead of .py files, and all else as it is."""
    with zipfile.ZipFile(sources) as archive:
        contents = [(name, archive.read(name)) for name in archive.namelist() if not name.endswith(".pyc")]
    write_zip(
        target,
        (
            (f"{name}c", compiled(name, content)) if name.endswith(".py") else (name, content)
            for name, content in contents
        ),
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
