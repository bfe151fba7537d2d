"""Builds the pages a second time, to be read from a folder (see plain_pages.py), and packs them into one ZIP.

The same pages always make the same bytes: files stand in order, and none has a time of day.
"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.content.edition import ROOT

NAME = "coproduction-to-read"
CONFIG = ROOT / "mkdocs.offline.yml"
# The first day that a ZIP can tell of.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def write_zip(config: MkDocsConfig) -> None:
    """Write the ZIP into the site."""
    with TemporaryDirectory() as folder:
        build(Path(folder))
        pack(Path(folder), Path(config.site_dir) / f"{NAME}.zip")


def build(folder: Path) -> None:
    """Build the plain pages into the folder; a fault in them stops the build."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(CONFIG)]
    done = subprocess.run(
        [*command, "-d", str(folder)],
        capture_output=True, text=True, cwd=ROOT, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    if done.returncode:
        raise PluginError(f"the pages to read from a folder could not be built:\n{done.stdout}{done.stderr}")


def pack(folder: Path, target: Path) -> None:
    """Write a ZIP with all files of the folder, inside one folder so that unpacking leaves no litter."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w") as archive:
        for path in files:
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # one number on every machine
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
