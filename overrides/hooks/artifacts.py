"""Files that the build makes: the same bytes every time, and the slow ones kept for the next build."""

import base64
import hashlib
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from jinja2.bccache import BytecodeCache, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.settings import BUILD, OVERRIDES, ROOT, settings, subprocess_environment

CACHE = BUILD / "cache"
# The first day that a ZIP can express.
NO_TIME = (1980, 1, 1, 0, 0, 0)
WEEK = 7 * 24 * 3600

# Made by builds without a cache; removed when the process ends.
NOT_CACHED: list[TemporaryDirectory[str]] = []

# Clears each of the memories of once_per_build.
FORGET: list[Callable[[], None]] = []

type Input = Path | bytes | str


class ProgramError(PluginError):
    """A program that the build needs failed; the text says which, and what it printed. It stops the build."""


def once_per_build[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a function returned until the next build: `make write` builds often in one process."""
    remembering = cache(function)
    FORGET.append(remembering.cache_clear)
    return cast(Callable[P, R], remembering)


def forget_last_build(config: MkDocsConfig) -> None:
    """Forget what was worked out for the build before this one."""
    for forget in FORGET:
        forget()


def sha256_base64(content: bytes) -> str:
    """Return the SHA-256 of the content, as pages and service workers write it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def version(content: bytes) -> str:
    """Return what stands for the content in an address: the first letters of its SHA-256."""
    return sha256_base64(content)[:12].replace("+", "-").replace("/", "_")


def write_zip(target: Path, contents: Iterable[tuple[str, bytes]]) -> Path:
    """Write a ZIP of (name, content) that is the same on every machine and at any time."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in contents:
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, wherever it is made
            archive.writestr(entry, content, compresslevel=9)
    return target


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of all files of a folder, in order, without what Python compiled there."""
    for path in sorted(
        path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"
    ):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def run_program(*command: str | Path, folder: Path = ROOT, silent: bool = False) -> str:
    """Run a program and return what it printed; raise ProgramError if it failed.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        silent: Whether a warning counts as a failure.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True, encoding="utf-8", cwd=folder, check=False, env=subprocess_environment(),
        )  # fmt: skip
    except OSError as error:
        raise ProgramError(f"{command[0]} cannot be run ({error}): run 'make setup' first") from error
    if done.returncode or (silent and done.stderr):
        raise ProgramError(f"{' '.join(map(str, command[:3]))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def run_module(*arguments: str | Path, folder: Path = ROOT) -> str:
    """Run a Python module of this environment."""
    return run_program(sys.executable, "-m", *arguments, folder=folder)


def cached(name: str, inputs: Iterable[Input], make: Callable[[Path], object]) -> Path:
    """Return a folder with what `make` writes into it, made once for the same inputs.

    The key is a hash of everything that goes in: the name, the inputs, the code of this module and of the
    hooks that use it (`bundle/`), the locked packages and Python's version. A file or folder counts with its
    names and bytes, text as it is.

    Args:
        name: What is made, as the beginning of the folder's name.
        inputs: Everything that `make` reads.
        make: Writes into the empty folder that it is given.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    work = TemporaryDirectory(prefix="work-", dir=CACHE)
    if not settings().build_cache:
        NOT_CACHED.append(work)
        make(Path(work.name))
        return Path(work.name)
    folder = CACHE / f"{name}-{key(name, inputs)}"
    with work:
        made = Path(work.name) / name
        if not folder.exists():
            made.mkdir()
            make(made)
            # In one step, so that a build that is stopped leaves no half of it behind. Of two builds at the
            # same time the first wins.
            try:
                made.rename(folder)
            except OSError:
                if not folder.exists():
                    raise
    folder.touch()
    return folder


def key(name: str, inputs: Iterable[Input]) -> str:
    """Return the key of the cache for what is made of these inputs."""
    whole = hashlib.sha256(f"{name}\0{tools()}".encode())
    for one in inputs:
        for part in parts(one):
            whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()[:24]


def parts(one: Input) -> Iterator[bytes]:
    """Yield the bytes that an input consists of."""
    if not isinstance(one, Path):
        yield one.encode() if isinstance(one, str) else one
    elif one.is_dir():
        for name, content in files_in(one):
            yield name.encode()
            yield content
    else:
        yield one.name.encode()
        yield one.read_bytes()


@cache
def tools() -> str:
    """Return a hash of what makes the files: the code, the locked packages, this Python."""
    hooks = OVERRIDES / "hooks"
    code = [Path(__file__), hooks / "settings.py", *sorted((hooks / "bundle").glob("*.py"))]
    whole = hashlib.sha256(sys.version.encode())
    for path in (ROOT / "requirements.lock", ROOT / "package-lock.json", *code):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def template_cache(name: str) -> BytecodeCache | None:
    """Return what keeps compiled templates for the next build; each environment of Jinja needs its own."""
    if not settings().build_cache:
        return None
    folder = CACHE / f"templates-{name}-{tools()[:24]}"
    folder.mkdir(parents=True, exist_ok=True)
    folder.touch()
    return FileSystemBytecodeCache(str(folder))


def prune_cache(config: MkDocsConfig) -> None:
    """Remove what no build has used for a week."""
    for folder in CACHE.glob("*"):
        if folder.stat().st_mtime < time.time() - WEEK:
            shutil.rmtree(folder, ignore_errors=True)
