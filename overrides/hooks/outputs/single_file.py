"""Makes the single file: all pages as screens of one HTML file, with scripts and Python, to open from a disk.

Everything in it is what the site is made of: the built pages, its styles, its scripts (put together by
esbuild), and the files from which Python is restored. It asks nothing of any other computer; its own rules, a
content security policy, forbid it.
"""

import base64
import re
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from overrides.hooks.bundle.older_browsers import older_styles
from overrides.hooks.bundle.scripts import one_script, worker_file
from overrides.hooks.content.edition import edition_tool, edition_words
from overrides.hooks.content.markers import environment
from overrides.hooks.outputs.single_file_screens import ABOUT, addresses, has_screen, make_screen
from overrides.hooks.page.accessibility import font
from overrides.hooks.page.accessibility import parts as accessibility_parts
from overrides.hooks.page.security_policy import POLICY as SITE_POLICY
from overrides.hooks.page.security_policy import hash_of, with_policy
from overrides.hooks.page.worksheet_data import browser_words
from overrides.hooks.settings import ROOT
from worksheet_py import __version__

NAME = "coproduction.html"
# The same screens with Python from the site, for shared computers: see architecture/single-file.md.
SHARED = "coproduction-shared.html"
SOURCES = ROOT / "overrides" / "onefile"
OWN_STYLES = ROOT / "overrides/assets/stylesheets"
# Its `fetch` gives what is in the file, by name.
WORKER_OPTIONS = ("--inject:onefile/embedded_fetch.js", '--define:RUNTIME_VERSIONS="{}"')
STYLES = ("stylesheets/main.*.min.css", "stylesheets/palette.*.min.css")
FONT = re.compile(r'url\("\.\./fonts/([\w.-]+)"\)')
STYLE = re.compile(
    r'<(?:style|script type="text/plain" id="older-styles")>(.*?)</(?:style|script)>', re.DOTALL
)
# onefile/base85.js unpacks them.
PLAIN_LETTERS = str.maketrans("<>&", ".:,")
POLICY = {
    "default-src": "'none'",
    # Python is WebAssembly; its worker and its glue get addresses of their own when they are started.
    "script-src": "blob: 'wasm-unsafe-eval'",
    "worker-src": "blob:",
    "img-src": "data:",
    "font-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}

built: dict[str, Navigation] = {}


def remember_menu(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Remember the menu, which is the order of the screens."""
    built["nav"] = nav
    return nav


def write_single_files(config: MkDocsConfig) -> None:
    """Write the file into the site."""
    site = Path(config.site_dir)
    (site / NAME).write_text(one_file(site, config), encoding="utf-8")
    (site / SHARED).write_text(one_file(site, config, shared=True), encoding="utf-8")


def one_file(site: Path, config: MkDocsConfig, shared: bool = False) -> str:
    """Return the whole file; `shared` is the page of the site that keeps all in its memory."""
    pages = built["nav"].pages
    known = addresses(pages)
    screens = [make_screen(page, site, known) for page in pages if has_screen(page)]
    words = edition_words()
    values: dict[str, Any] = {
        "tool": edition_tool(),
        "words": words.tree,
        "say": words.say,
        "screens": screens,
        "menu": [(section, list(group)) for section, group in groupby(screens, lambda one: one.section)],
        "about": ABOUT,
        "about_title": words.say("shared.title" if shared else "file.title"),
        "shared": shared,
        "version": __version__,
        "browser_words": browser_words(),
        "accessibility": accessibility_parts(lambda target: f"#{target}/"),
        "styles": styles(site, config),
        "older_styles": older_styles([*(site / path for path in config.extra_css), SOURCES / "file.css"]),
        "noscript": read_styles([OWN_STYLES / "plain.css", OWN_STYLES / "noscript.css"]),
        "logo": base64.b64encode((ROOT / "overrides/assets/images/favicon.svg").read_bytes()).decode(),
        "script": one_script("onefile/file.js", worker_file()),
        "worker": "" if shared else one_script("assets/worksheet/worker.js", *WORKER_OPTIONS),
        "parts": {} if shared else parts(site / "runtime"),
    }
    loader = jinja2.FileSystemLoader([SOURCES, ROOT / "overrides/worksheets", ROOT / "overrides/partials"])
    html = environment().overlay(loader=loader).get_template("file.jinja").render(values)
    # Its styles stand in it too, and are known by hash like its scripts.
    policy = {**SITE_POLICY, "font-src": POLICY["font-src"]} if shared else POLICY
    name = SHARED if shared else NAME
    return with_policy(html, name, {**policy, "style-src": " ".join(map(hash_of, STYLE.findall(html)))})


def styles(site: Path, config: MkDocsConfig) -> str:
    """Return all styles of the site as one, the file's own last."""
    assets = site / "assets"
    paths = [path for pattern in STYLES for path in sorted(assets.glob(pattern))]
    paths += [site / path for path in config.extra_css]
    whole = FONT.sub(lambda found: as_data(found[1]), read_styles([*paths, SOURCES / "file.css"]))
    for address in re.findall(r"url\(['\"]?([^)'\"]*)", whole):
        if not address.startswith(("data:", "#")):
            raise PluginError(f"the single file cannot show {address}, which a style names")
    return whole


def as_data(name: str) -> str:
    """Return a font as a style can hold it."""
    return f"url(data:font/woff2;base64,{base64.b64encode(font(name).read_bytes()).decode()})"


def read_styles(paths: list[Path]) -> str:
    """Return the styles one after the other, without addresses of maps and of each other."""
    whole = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return re.sub(r'/\*# sourceMappingURL=.*?\*/|@import "[\w.]*";', "", whole)


def parts(runtime: Path) -> dict[str, str]:
    """Return the snapshot of Python and its optional packages by file name; empty without a snapshot."""
    snapshot = sorted(runtime.glob("*.bin"))
    paths = [*snapshot, *sorted(runtime.glob("exports*.zip"))] if snapshot else []
    return {path.name: packed(path.read_bytes()) for path in paths}


def packed(content: bytes) -> str:
    """Return bytes as letters, a fifteenth shorter than base64, and none that HTML would have to escape."""
    return base64.b85encode(content).decode("ascii").translate(PLAIN_LETTERS)
