"""Holds what is built into the site against what was locked: a file that somebody changed stops the build.

Installers check packages by hash when they fetch them; what lies in `.venv` and `node_modules` afterwards
could be changed by anything. So the packages from npm are checked against `npm_hashes.json` beside this file
(written by `scripts/lock`), and Python's libraries against the hashes that came with them.

`python -m overrides.hooks.supply_chain.integrity_check` writes the file anew.
"""

import base64
import csv
import hashlib
import json
from importlib import metadata
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.settings import NPM
from overrides.hooks.supply_chain.third_party import Part, parts

LOCK = Path(__file__).with_name("npm_hashes.json")
MEND = "delete node_modules and .venv and run 'make setup'"


def verify_packages(config: MkDocsConfig) -> None:
    """Stop the build where something is not what was locked."""
    locked = json.loads(LOCK.read_text(encoding="utf-8"))
    for part in parts():
        if part.kind == "npm" and (found := digest(NPM / part.name)) != locked.get(named(part)):
            known = "has changed since it was locked" if named(part) in locked else "is not locked"
            raise PluginError(f"npm package {named(part)} {known} ({found}): {MEND}")
        if part.kind == "pypi" and (changed := changed_files(part.name)):
            raise PluginError(f"Python package {named(part)}: {changed[0]} has changed since: {MEND}")


def named(part: Part) -> str:
    """The part with its version."""
    return f"{part.name}@{part.version}"


def digest(folder: Path) -> str:
    """The SHA-256 of all files below a folder, with their names."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        whole.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()


def changed_files(name: str) -> list[str]:
    """Return the files of a Python package whose hash is not the one that came with it."""
    package = metadata.distribution(name)
    rows = csv.reader((package.read_text("RECORD") or "").splitlines())
    return [
        path for path, kept, _ in rows if kept and kept != record_hash(Path(str(package.locate_file(path))))
    ]


def record_hash(path: Path) -> str:
    """Return the hash of a file as a Python package's list of files has it."""
    found = hashlib.sha256(path.read_bytes()).digest()
    return f"sha256={base64.urlsafe_b64encode(found).decode().rstrip('=')}"


def main() -> None:
    """Write the lock for what is installed now."""
    locked = {named(part): digest(NPM / part.name) for part in parts() if part.kind == "npm"}
    LOCK.write_text(json.dumps(locked, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
