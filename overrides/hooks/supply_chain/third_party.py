"""What the built site holds that others made: every component with its version and its licence.

Nothing is listed by hand that a package says of itself: npm packages are those that package.json wants and
what they bring, Python's libraries are those that the hooks for the runtime pack. What stands inside another
component with no package of its own is told of by the theme's source maps, or named in INSIDE.
"""

import json
import re
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen
from mkdocs.exceptions import PluginError

from overrides.hooks.artifacts import once_per_build
from overrides.hooks.bundle.export_archives import DISTRIBUTIONS
from overrides.hooks.bundle.runtime import LIBRARIES, pyodide_info
from overrides.hooks.settings import NPM, ROOT

TEXTS = NPM / "spdx-license-list" / "licenses"
LICENCE_FILE = re.compile(r"licen[cs]e|copying", re.IGNORECASE)
THEME = "mkdocs-material"
# Brought by npm and not in the site: types for editors, and what only Node needs.
NOT_SHIPPED = re.compile(r"@types/.*|undici-types|ws")
# Inside a component, with no package of its own here: (name, licence) by SPDX's short name.
INSIDE = {
    "pyodide": (
        ("CPython", "PSF-2.0"), ("Emscripten", "MIT"), ("bzip2", "bzip2-1.0.6"), ("Expat", "MIT"),
        ("hiwire", "MPL-2.0"), ("libffi", "MIT"), ("zlib", "Zlib"),
    ),
}  # fmt: skip
# In the theme's scripts and styles, as its source maps tell. One that is not known here stops the build.
IN_THEME = {
    "clipboard": "MIT", "escape-html": "MIT", "focus-visible": "W3C", "lunr": "MIT",
    "material-design-color": "MIT", "rxjs": "Apache-2.0", "tslib": "0BSD",
}  # fmt: skip
ICONS = "Material Design Icons"


@frozen
class Component:
    """One thing in the site that others made. `within` names the component that holds it, or is empty."""

    name: str
    version: str
    licence: str
    text: str
    kind: str
    within: str = ""
    integrity: str = ""


@once_per_build
def components() -> tuple[Component, ...]:
    """Return all components of the site; stop the build where a licence or its text is not known."""
    return (*npm_components(), *python_components(), *theme_components())


def npm_components() -> Iterator[Component]:
    """Yield the packages from npm, and what stands inside them."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, locked in lock.items():
        name = path.removeprefix("node_modules/")
        if not path or locked.get("dev") or NOT_SHIPPED.fullmatch(name):
            continue
        package = json.loads((NPM / name / "package.json").read_text(encoding="utf-8"))
        if package["version"] != locked["version"]:
            raise PluginError(f"{name}: {package['version']} is installed, the lock says {locked['version']}")
        licence = package.get("license", "")
        text = own_text(sorted((NPM / name).iterdir())) or standard_text(licence, name)
        yield Component(name, locked["version"], licence, text, "npm", integrity=locked["integrity"])
        for inside, its_licence in INSIDE.get(name, ()):
            version = python_version() if inside == "CPython" else ""
            its_text = python_text() if inside == "CPython" else standard_text(its_licence, inside)
            yield Component(inside, version, its_licence, its_text, "", within=name)


def python_components() -> Iterator[Component]:
    """Yield the libraries that run in Python in the browser."""
    for name in sorted({*LIBRARIES, *DISTRIBUTIONS}):
        yield distribution(name)


def theme_components() -> Iterator[Component]:
    """Yield the theme, what its scripts and styles are put together from, and its icons."""
    yield distribution(THEME)
    folder = Path(next(iter(find_spec("material").submodule_search_locations or ())))  # type: ignore[union-attr]
    for name in sorted(in_theme(folder)):
        if name not in IN_THEME:
            raise PluginError(
                f"the theme holds {name!r}, whose licence is not known (supply_chain/third_party.py)"
            )
        yield Component(name, "", IN_THEME[name], standard_text(IN_THEME[name], name), "", within=THEME)
    licence = (folder / "templates" / ".icons" / "material" / "LICENSE").read_text(encoding="utf-8")
    yield Component(ICONS, "", "Apache-2.0", licence, "", within=THEME)


def in_theme(folder: Path) -> set[str]:
    """Return the npm packages that the theme's scripts and styles were made from."""
    found: set[str] = set()
    for path in (folder / "templates" / "assets").rglob("*.map"):
        for source in json.loads(path.read_text(encoding="utf-8"))["sources"]:
            found |= set(re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)", source))
    return found


def distribution(name: str) -> Component:
    """Return a Python package of this environment."""
    found = metadata.distribution(name)
    about = found.metadata
    licence = about.get("License-Expression") or about.get("License") or ""
    # `found.files` would look at each of the theme's ten thousand files.
    listed = re.findall(r"^[^/,]*\.dist-info/[^,]*", found.read_text("RECORD") or "", re.MULTILINE)
    text = own_text([Path(str(found.locate_file(one))) for one in listed]) or standard_text(licence, name)
    return Component(about["Name"].lower().replace("_", "-"), about["Version"], licence, text, "pypi")


def own_text(files: list[Path]) -> str:
    """Return the text of the licence among a package's files, or nothing."""
    found = [path for path in files if LICENCE_FILE.match(path.name) and path.is_file()]
    return found[0].read_text(encoding="utf-8").strip() if found else ""


def standard_text(licence: str, name: str) -> str:
    """Return the text of a licence as SPDX has it; stop the build where there is none."""
    path = TEXTS / f"{licence}.json"
    if not path.exists():
        raise PluginError(f"{name}: the text of its licence ({licence or 'not named'}) is not known")
    return str(json.loads(path.read_text(encoding="utf-8"))["licenseText"]).strip()


def python_version() -> str:
    """Return the version of the Python that Pyodide is."""
    return pyodide_info()["python"]


def python_text() -> str:
    """Return Python's licence as this Python brings it, with its history; else as SPDX has it."""
    path = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    same = path.exists() and python_version().startswith("{}.{}".format(*sys.version_info))
    return path.read_text(encoding="utf-8").strip() if same else standard_text("PSF-2.0", "CPython")
