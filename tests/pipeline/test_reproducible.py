"""Anybody can prove what is published: whoever builds this version gets the same site."""

from pathlib import Path

import pytest

from tests.pipeline.test_edition import build


@pytest.mark.slow
def test_a_second_build_makes_the_same_site(site: Path, tmp_path: Path) -> None:
    """With nothing at hand from an earlier build every file has the same bytes: pages, scripts, the single file,
    the ZIP, and the memory that Python is restored from. Nothing of the day, the hour, the folder or chance gets in."""
    done = build(tmp_path / "site", BUILD_CACHE="0", STRICT_SNAPSHOT="1")
    assert done.returncode == 0, done.stderr
    once, again = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (site, tmp_path / "site")
    )
    assert once.keys() == again.keys()
    assert [name for name in once if once[name] != again[name]] == []
    assert sum(name.startswith("runtime/python-") for name in once) == 3, "the quick start is among them"
