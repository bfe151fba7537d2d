"""What people download to have the tool without a network."""

import re
import zipfile
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from overrides.hooks.outputs.downloads import with_links
from overrides.hooks.outputs.offline_zip import NAME
from tests.site.test_pages import Links


@pytest.fixture
def archive(site: Path) -> zipfile.ZipFile:
    """The pages to read from a folder."""
    return zipfile.ZipFile(site / f"{NAME}.zip")


def test_the_page_tells_the_size_of_each_download(site: Path) -> None:
    """The link leads to the file, and the number beside it is the file's."""
    page = (site / "take-away/index.html").read_text(encoding="utf-8")
    found = re.findall(r'href="\.\./(coproduction[\w.-]*)" download>[^<]*?([\d.]+) MB', page)
    assert f"{NAME}.zip" in dict(found)
    for name, size in found:
        assert float(size) == pytest.approx((site / name).stat().st_size / 1e6, abs=0.05)
    assert "<!-- download:" not in page


def test_a_download_that_was_not_made_stops_the_build(tmp_path: Path) -> None:
    """A page never offers what is not there."""
    with pytest.raises(PluginError, match=r"nothing-here\.zip"):
        with_links("<!-- download: nothing-here.zip -->", tmp_path, "./")


def test_downloads_are_in_no_browser_s_copy_of_the_site_and_not_in_themselves(
    site: Path, archive: zipfile.ZipFile
) -> None:
    """Who wants one fetches it; nobody else's hotspot carries it."""
    assert NAME not in (site / "sw.js").read_text(encoding="utf-8")
    assert [name for name in archive.namelist() if name.endswith(".zip")] == []


def test_pages_in_the_zip_hold_together_and_run_nothing_of_forms(
    archive: zipfile.ZipFile, tmp_path: Path
) -> None:
    """Every address in them leads to a file beside them; no Python, no form's script, no service worker."""
    archive.extractall(tmp_path)
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for address in Links(text).addresses:
            path = address.partition("#")[0]
            if path and not re.match(r"(https?|mailto):", path):
                assert (page.parent / path).resolve().is_file(), f"{page}: {address}"
        loaded = re.findall(r'<(?:script|img|link|iframe)\b[^>]*?(?:src|href)="([^"]+)"', text)
        assert [address for address in loaded if ":" in address] == [], page
        assert "worksheet-words" not in text
    names = {path.name for path in tmp_path.rglob("*")}
    assert names.isdisjoint(
        {"runtime", "sw.js", "main.js", "manifest.webmanifest", "404.html", "sitemap.xml"}
    )
