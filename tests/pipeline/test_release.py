"""`make release`: version, changelog, one ZIP with checksums; refused where something is not committed."""

import datetime
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from overrides.hooks.settings import RELEASED
from scripts import release
from scripts.release import ReleaseError, git

DAY = datetime.date(2027, 3, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository with a version and a changelog."""
    root = tmp_path / "repository"
    (root / "worksheet_py").mkdir(parents=True)
    (root / release.VERSION_FILE).write_text(
        '"""The package."""\n\n__version__ = "0.9.0"\n', encoding="utf-8"
    )
    (root / release.DAY_FILE).parent.mkdir(parents=True)
    (root / release.DAY_FILE).write_text('RELEASED = "2026-11-01"\n', encoding="utf-8")
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    log = "# Changelog\n\n## Unreleased\n\n- A new page.\n\n## 0.9.0 – 2026-11-01\n\n- The first.\n"
    (root / release.CHANGELOG).write_text(log, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "Somebody")
    git(root, "config", "user.email", "somebody@example.org")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    return root


@pytest.fixture
def _built(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is not built again."""
    monkeypatch.setattr(release, "build", lambda _, target: shutil.copytree(site, target))


@pytest.mark.usefixtures("_built")
def test_a_release_is_one_zip_with_checksums_and_what_has_changed(root: Path, site: Path) -> None:
    """It is committed and tagged, and the next changes have a place."""
    target = release.release(root, "0.10.0", DAY)
    assert {path.name for path in target.iterdir()} == {
        "coproduction-site-0.10.0.zip", "sbom.cdx.json", "CHANGES.md", "READ-ME-FIRST.txt", "SHA256SUMS",
    }  # fmt: skip
    subprocess.run(["sha256sum", "--strict", "--check", "SHA256SUMS"], cwd=target, check=True)
    assert len((target / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == 4
    with zipfile.ZipFile(target / "coproduction-site-0.10.0.zip") as archive:
        published = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
        assert set(archive.namelist()) == published.keys()
        assert archive.read("index.html") == published["index.html"].read_bytes()
    assert (target / "CHANGES.md").read_text(encoding="utf-8") == "# Version 0.10.0\n\n- A new page.\n"
    assert '__version__ = "0.10.0"' in (root / release.VERSION_FILE).read_text(encoding="utf-8")
    assert (root / release.DAY_FILE).read_text(encoding="utf-8") == 'RELEASED = "2027-03-01"\n'
    log = (root / release.CHANGELOG).read_text(encoding="utf-8")
    assert "## Unreleased\n\n## 0.10.0 – 2027-03-01\n\n- A new page.\n\n## 0.9.0" in log
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "tag", "--points-at", "HEAD") == "v0.10.0\n"
    assert not (root / "build/release-site").exists()


def test_the_day_of_the_release_is_where_the_build_reads_it() -> None:
    """From it on a device's clock is believed (see `built` in settings.py)."""
    source = (release.ROOT / release.DAY_FILE).read_text(encoding="utf-8")
    assert release.DAY.findall(source) == [f'RELEASED = "{RELEASED}"']


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("change", ["new.txt", release.CHANGELOG])
def test_a_tree_with_changes_is_refused(root: Path, change: str) -> None:
    """What is released is what is committed."""
    with (root / change).open("a", encoding="utf-8") as file:
        file.write("x\n")
    with pytest.raises(ReleaseError, match="commit or remove"):
        release.release(root, "0.10.0", DAY)
    assert not (root / "build").exists()


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("version", ["0.9.0", "0.8.7", "1.0", "v1.0.0", ""])
def test_a_version_is_a_later_one(root: Path, version: str) -> None:
    """No number is given twice, or in another form."""
    with pytest.raises(ReleaseError, match=r"has to be later|no version"):
        release.release(root, version, DAY)


def test_whoever_git_does_not_know_is_told_before_anything_is_built(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In git's own words, which say what to do; nothing has changed."""
    git(root, "config", "--unset", "user.name")
    git(root, "config", "user.useConfigOnly", "true")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(release, "build", lambda *_: pytest.fail("built"))
    with pytest.raises(ReleaseError, match=r"user\.name"):
        release.release(root, "0.10.0", DAY)
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.usefixtures("_built")
def test_a_release_without_changes_is_refused(root: Path) -> None:
    """Whoever publishes reads what is new."""
    release.release(root, "0.10.0", DAY)
    with pytest.raises(ReleaseError, match="nothing under"):
        release.release(root, "0.11.0", DAY)


@pytest.mark.usefixtures("_built")
def test_a_version_that_is_there_already_is_refused(root: Path) -> None:
    """A tag never comes to mean something else."""
    git(root, "tag", "v0.10.0")
    with pytest.raises(ReleaseError, match="already"):
        release.release(root, "0.10.0", DAY)


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("step", ["build", "write_zip"])
def test_a_release_that_fails_leaves_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The version and the changelog are put back, and nothing is committed."""

    def fails(*_: object) -> None:
        raise subprocess.CalledProcessError(1, step)

    monkeypatch.setattr(release, step, fails)
    before = git(root, "rev-parse", "HEAD")
    with pytest.raises(subprocess.CalledProcessError):
        release.release(root, "0.10.0", DAY)
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "rev-parse", "HEAD") == before
    assert not (root / "build/release/0.10.0").exists()
