"""Makes a release: `make release VERSION=1.2.0`.

Writes the version and the day into source and changelog, builds the site from scratch, and packs it into
`build/release/VERSION/` with checksums, its bill of materials and what has changed. Then it commits and tags.
Whoever puts the site on the web needs the ZIP alone. Nothing is sent anywhere.
"""

import argparse
import datetime
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from overrides.hooks.artifacts import files_in, write_zip

ROOT = Path(__file__).parents[1]
NAME = "coproduction-site"
VERSION_FILE = "worksheet_py/__init__.py"
VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
DAY_FILE = "overrides/hooks/settings.py"
DAY = re.compile(r'^RELEASED = ".+"$', re.MULTILINE)
CHANGELOG = "CHANGELOG.md"
UNRELEASED = re.compile(r"^## Unreleased\n+(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
HOW_TO = """\
{name}.zip is the whole site. To put it on the web, unpack it and upload what is in it to your
web space, in any folder; some hosts take the ZIP as it is. If an older version is there, write
over it at the same address, and upload the file sw.js last.

SHA256SUMS lets you check that all files have come as they were made (sha256sum -c SHA256SUMS).
sbom.cdx.json lists what the site is made of. CHANGES.md tells what is new.
"""


class ReleaseError(Exception):
    """A release that cannot be made; the text says why, and what to do."""


def git(root: Path, *arguments: str) -> str:
    """Run git in the folder and return what it printed; raise ReleaseError with its words if it fails."""
    done = subprocess.run(["git", *arguments], cwd=root, check=False, capture_output=True, text=True)
    if done.returncode:
        raise ReleaseError(f"git {arguments[0]} failed:\n{done.stderr.strip()}")
    return done.stdout


def number(version: str) -> tuple[int, ...]:
    """Return the parts of a version such as 1.2.0; raise ReleaseError if it is none."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ReleaseError(f"{version!r} is no version; write three numbers, such as 1.2.0")
    return tuple(map(int, version.split(".")))


def set_version(root: Path, version: str, day: datetime.date) -> str:
    """Write the version and the day into the source and the changelog.

    Args:
        root: The repository.
        version: The version to be released.
        day: The day of the release.

    Returns:
        What the changelog says of this version.

    Raises:
        ReleaseError: Something is not committed, the version is not a later one, or nothing has changed.
    """
    if git(root, "status", "--porcelain"):
        raise ReleaseError("commit or remove first what 'git status' shows")
    package, settings, changelog = root / VERSION_FILE, root / DAY_FILE, root / CHANGELOG
    code, days, log = (path.read_text(encoding="utf-8") for path in (package, settings, changelog))
    current = VERSION.search(code)
    if current is None or number(version) <= number(current[1]):
        raise ReleaseError(
            f"{version} has to be later than {current and current[1]}, the version in {VERSION_FILE}"
        )
    changes = UNRELEASED.search(log)
    if changes is None or not changes[1].strip():
        raise ReleaseError(f"{CHANGELOG} says nothing under '## Unreleased'")
    package.write_text(VERSION.sub(f'__version__ = "{version}"', code), encoding="utf-8")
    settings.write_text(DAY.sub(f'RELEASED = "{day.isoformat()}"', days), encoding="utf-8")
    heading = f"## Unreleased\n\n## {version} – {day.isoformat()}\n\n"
    changelog.write_text(log.replace(changes[0], heading + changes[1]), encoding="utf-8")
    return changes[1].strip() + "\n"


def pack(site: Path, changes: str, version: str, target: Path) -> None:
    """Write the files of a release into an empty folder."""
    name = f"{NAME}-{version}"
    target.mkdir(parents=True)
    write_zip(target / f"{name}.zip", files_in(site))
    shutil.copy(site / "sbom.cdx.json", target)
    (target / "CHANGES.md").write_text(f"# Version {version}\n\n{changes}", encoding="utf-8")
    (target / "READ-ME-FIRST.txt").write_text(HOW_TO.format(name=name), encoding="utf-8")
    sums = [f"{hashlib.sha256(content).hexdigest()}  {file}\n" for file, content in files_in(target)]
    (target / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def build(root: Path, site: Path) -> None:
    """Build the site with nothing kept from earlier builds; a quick start that fails is an error."""
    switches = {"BUILD_CACHE": "0", "STRICT_SNAPSHOT": "1", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=root, env=os.environ | switches, check=True)


def release(root: Path, version: str, day: datetime.date) -> Path:
    """Make the release and return its folder; where that fails, leave the repository as it was."""
    # Nobody waits for a build to hear that git does not know who they are.
    git(root, "var", "GIT_COMMITTER_IDENT")
    target, site = root / "build" / "release" / version, root / "build" / "release-site"
    if target.exists() or git(root, "tag", "--list", f"v{version}"):
        raise ReleaseError(f"there is a version {version} already, as a tag or in {target}")
    changes = set_version(root, version, day)
    try:
        build(root, site)
        pack(site, changes, version, target)
        git(root, "commit", "--quiet", "--all", "--message", f"Release {version}")
        git(root, "tag", f"v{version}")
    except BaseException:
        git(root, "checkout", "--quiet", VERSION_FILE, DAY_FILE, CHANGELOG)
        shutil.rmtree(target, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(site, ignore_errors=True)
    return target


def main() -> int:
    """Make a release as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("version", help="such as 1.2.0")
    try:
        target = release(ROOT, parser.parse_args().version, datetime.datetime.now(datetime.UTC).date())
    except (ReleaseError, subprocess.CalledProcessError) as error:
        print(f"No release: {error}", file=sys.stderr)
        return 1
    print(f"{target.relative_to(ROOT)} holds the release; it is committed and tagged here, and sent nowhere.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
