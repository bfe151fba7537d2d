"""What the build adds so that the site works without a network and can be installed."""

import json
import re
import struct
from pathlib import Path

from overrides.hooks.outputs.service_worker import entries, write_service_worker


def test_the_manifest_names_pictures_that_are_there_in_their_sizes(site: Path) -> None:
    """Icons and screenshots exist and have the sizes that the manifest says; it starts at a page of the site."""
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (site / manifest["start_url"] / "index.html").exists()
    pictures = manifest["icons"] + manifest["screenshots"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for picture in pictures:
        width, height = struct.unpack(">II", (site / picture["src"]).read_bytes()[16:24])
        assert picture["sizes"] == f"{width}x{height}"


def test_every_page_names_the_manifest_and_no_other_host(site: Path) -> None:
    """From any page the site can be installed; the service worker fetches from nowhere else."""
    for page in site.rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:  # leads to a page at once
            continue
        depth = len(page.relative_to(site).parts) - 1
        link = re.search(r'<link rel="manifest" href="(.*?)">', html)
        assert link
        assert link[1] in ("../" * depth + "manifest.webmanifest", "./manifest.webmanifest")
    assert not re.findall(
        r"importScripts\(|https?://(?!bit\.ly)", (site / "sw.js").read_text(encoding="utf-8")
    )


def test_source_maps_are_not_published(site: Path) -> None:
    """Nobody who reads the site needs them, and no script names one that is not there."""
    assert list(site.rglob("*.map")) == []
    for script in (site / "assets").rglob("*.js"):
        assert "sourceMappingURL" not in script.read_text(encoding="utf-8"), script


def test_each_way_to_start_python_has_its_files_in_the_list(site: Path) -> None:
    """All of `runtime/` that one start needs alone is known as such, so that no browser keeps both."""
    listed = re.search(r"const SITE = (\{.*\});", (site / "sw.js").read_text(encoding="utf-8"))
    assert listed
    starts = json.loads(listed[1])["starts"]
    assert len(starts["quick"]) == 3
    assert {Path(name).suffix for name in starts["ordinary"]} >= {".mjs", ".js", ".wasm", ".zip", ".whl"}
    assert set(starts["quick"]).isdisjoint(starts["ordinary"])


def test_any_change_makes_a_new_service_worker_and_none_makes_none(tmp_path: Path) -> None:
    """One letter in one file is a new version; the same files are the same version, byte for byte."""
    (tmp_path / "plan").mkdir()
    page = tmp_path / "plan" / "index.html"
    made = []
    for text in ("one", "one", "two"):
        page.write_text(text, encoding="utf-8")
        write_service_worker(tmp_path)
        made.append((tmp_path / "sw.js").read_bytes())
    assert made[0] == made[1] != made[2]
    assert [address for address, _, _ in entries(tmp_path)] == ["plan/"]
