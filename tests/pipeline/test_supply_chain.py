"""What the site is made of is locked, checked, listed and licensed."""

import hashlib
import itertools
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from mkdocs.exceptions import PluginError

from overrides.hooks.supply_chain.published import made_of, published
from overrides.hooks.supply_chain.sbom import bill_of_materials
from tests.conftest import ROOT

# Modules in the archives for Python whose part has another name.
MODULES = {
    "attr": "attrs", "cattr": "cattrs", "attrs": "attrs", "dateutil": "python-dateutil", "typing_extensions": "typing-extensions",
}  # fmt: skip


@pytest.fixture(scope="module")
def listed(site: Path) -> dict[str, str]:
    """The parts in the bill of materials, those inside others included, with their licences."""
    made = json.loads((site / "sbom.cdx.json").read_text(encoding="utf-8"))
    whole = [
        inner
        for one in made["components"]
        if one["type"] != "file"
        for inner in (one, *one.get("components", ()))
    ]
    return {one["name"]: json.dumps(one.get("licenses", "")) for one in whole}


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    """Whoever installs gets the bytes that were locked, from wherever they fetch them."""
    python = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    wanted = re.findall(r"^[a-z0-9][^ \n]*.*?(?=^\S|\Z)", python, re.MULTILINE | re.DOTALL)
    assert len(wanted) > 50
    assert [one for one in wanted if "==" not in one or "--hash=sha256:" not in one] == []
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, one in packages.items() if name and not one.get("integrity")] == []
    assert "://" not in python
    assert not [name for name, one in packages.items() if "://" in one.get("resolved", "")]


def test_the_bill_of_materials_is_valid_and_always_the_same(site: Path) -> None:
    """Programs can read it, and the same site has the same bill."""
    text = (site / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert bill_of_materials(site) == text


def test_every_published_file_is_in_the_bill_with_its_hash_and_its_parts(site: Path) -> None:
    """Anybody can check what they are served, and look up who made what is in it. The bill alone is not listed."""
    made = json.loads((site / "sbom.cdx.json").read_text(encoding="utf-8"))
    told = {one["name"]: one["hashes"][0]["content"] for one in made["components"] if one["type"] == "file"}
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    del files["sbom.cdx.json"]
    assert told == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    parts = {one["bom-ref"]: one["name"] for one in made["components"] if one["type"] != "file"}
    of_file = {one["ref"]: one.get("dependsOn", []) for one in made["dependencies"]}
    whole = {ref for refs in of_file.values() for ref in refs if ref in parts}
    assert whole == parts.keys(), "each part is in a file"


def test_what_speaks_of_a_licence_is_made_of_parts(site: Path) -> None:
    """A notice in a file is told of: a file that is said to be ours holds nobody else's."""
    notice = re.compile(rb"copyright|@licen[cs]e|licen[cs]ed under|\(c\) ?(?:19|20)\d\d", re.IGNORECASE)
    marked = {
        name for name, path in published(site, without="sbom.cdx.json") if notice.search(path.read_bytes())
    }
    assert len(marked) > 8
    # Its pages tell of them.
    assert {name for name in marked if not made_of(name)} == set()


def test_a_file_that_nobody_knows_stops_the_build(site: Path) -> None:
    """As does what would stand in a folder where all else is ours."""
    for name in ("assets/javascripts/lunr/tinyseg.js", "assets/parts/left-pad-ABCDEFGH.js", "LICENSE"):
        with pytest.raises(PluginError, match="who made this file"):
            made_of(name)


def test_the_search_asks_for_no_script_that_is_not_published(site: Path) -> None:
    """The theme fetches one for each language but English."""
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["en"]


def test_no_library_is_in_the_site_without_being_listed(site: Path, listed: dict[str, str]) -> None:
    """What runs in Python in the browser, and what is bundled into scripts, is on the list."""
    modules = set()
    for name in ("libraries.zip", "exports-libraries.zip"):
        with zipfile.ZipFile(site / "runtime" / name) as archive:
            modules |= {entry.split("/")[0].removesuffix(".pyc") for entry in archive.namelist()}
    own = {name.split("/")[0] for name in standard_library(site)}
    libraries = {one for one in modules if not one.endswith(".dist-info")} - own
    assert {MODULES.get(one, one) for one in libraries} <= listed.keys()
    assert bundled() <= listed.keys()


def standard_library(site: Path) -> list[str]:
    """The modules of Python's own library."""
    with zipfile.ZipFile(site / "runtime" / "python_stdlib.zip") as archive:
        return [name.removesuffix(".pyc") for name in archive.namelist()]


def bundled() -> set[str]:
    """The npm packages that esbuild puts into the script for Word files."""
    entry = "overrides/assets/worksheet/vendor/docx.js"
    options = ["--bundle", "--format=esm", "--metafile=/dev/stdout", "--outfile=/dev/null"]
    done = subprocess.run(
        [ROOT / "node_modules/.bin/esbuild", entry, *options, "--allow-overwrite", "--log-level=error"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    return set(re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", " ".join(json.loads(done.stdout)["inputs"])))


def test_every_part_has_a_licence_on_the_page(site: Path, listed: dict[str, str]) -> None:
    """The page of licences shows every part once, and the text of every licence, in the site and in the single file."""
    page = BeautifulSoup((site / "licences" / "index.html").read_text(encoding="utf-8"), "html.parser")
    shown = sorted(cell.get_text() for cell in page.select("tbody td:first-child"))
    assert shown == sorted(listed)
    assert all(listed.values())
    told = [summary.get_text().rsplit(" (", 1)[0].split(", ") for summary in page.select("summary")]
    assert sorted(itertools.chain(*told)) == shown
    texts = [text.get_text() for text in page.select("details pre")]
    assert all(len(text) > 500 for text in texts)
    whole = (site / "coproduction.html").read_text(encoding="utf-8")
    assert "Mozilla Public License" in whole
