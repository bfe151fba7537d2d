"""Builds the pages a second time, to be read from a folder (offline_pages.py), and packs them into a ZIP."""

import atexit
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.artifacts import files_in, write_zip
from overrides.hooks.settings import ROOT, subprocess_environment

NAME = "coproduction-to-read"
CONFIG = ROOT / "mkdocs.offline.yml"

type Running = tuple[TemporaryDirectory[str], subprocess.Popen[str]]
running: list[Running] = []


def start_build(config: MkDocsConfig) -> None:
    """Start to build the pages, beside the build of the site."""
    running.append(build())


def write_offline_zip(config: MkDocsConfig) -> None:
    """Wait for the pages and write the ZIP into the site."""
    pack(running.pop(), Path(config.site_dir) / f"{NAME}.zip")


def build() -> Running:
    """Start a process that builds the pages into a folder of its own."""
    folder = TemporaryDirectory(prefix="offline-pages-")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(CONFIG)]
    process = subprocess.Popen(
        [*command, "-d", folder.name], cwd=ROOT, env=subprocess_environment(),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    atexit.register(process.kill)  # where the build of the site is stopped
    return folder, process


def pack(building: Running, target: Path) -> None:
    """Write a ZIP of the pages, in one folder so that unpacking makes no litter; stop at a fault."""
    folder, process = building
    said = process.communicate()[0]
    if process.returncode:
        raise PluginError(f"the pages to read from a folder could not be built:\n{said}")
    with folder:
        write_zip(target, ((f"{NAME}/{name}", content) for name, content in files_in(Path(folder.name))))
