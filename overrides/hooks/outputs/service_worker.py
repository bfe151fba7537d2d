"""Makes the built site one that works without a network: a service worker that knows all files, a manifest.

The service worker is Workbox, the list of all files with their hashes, and `overrides/offline/*.js`, one
after the other in one file: whatever changes in the site changes it, and so browsers find out that there is a
new version. Nothing of it comes from another host.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from overrides.hooks.artifacts import sha256_base64
from overrides.hooks.content.edition import OWN_CONTENT, content_folder, edition_tool, edition_words
from overrides.hooks.outputs.addresses import VERSIONED
from overrides.hooks.settings import NPM, OVERRIDES

# Each uses those before it.
WORKBOX = ("core", "routing", "strategies", "precaching")
OWN = ("files.js", "sw.js")
# What no page shows: lists for search engines, settings, pictures for elsewhere, what people download.
LEFT_OUT = re.compile(
    r"sw\.js|sbom\.cdx\.json|404\.html|sitemap\.xml(\.gz)?|assets/images/screenshot-.*|images/worksheet\.png"
    r"|_headers|\.htaccess|hosting/.*|coproduction[\w-]*\.(html|zip)"
)
SOURCE_MAP = re.compile(r"//# sourceMappingURL=.*")
# Python is started in one of two ways, and a browser keeps the files of one (overrides/offline/files.js).
QUICK = re.compile(r"runtime/python-\w+\.bin")
ORDINARY = re.compile(r"runtime/(pyodide\..*|python_stdlib\.zip|libraries\.zip|manifest\.json|.*\.whl)")
# The theme's search would take these for languages other than English. It takes none: it is set up before the
# language of an edition is known.
LANGUAGES = "assets/javascripts/lunr/"
# Hosts do not know all of these, so the service worker says them.
TYPES = {
    "": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".whl": "application/zip",
    ".bin": "application/octet-stream",
}
# As in look.css, which the manifest cannot read.
BACKGROUND = "#fcf8f2"
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable.png", 512, "maskable"))
SCREENSHOTS = (("screenshot-wide.png", "1280x800", "wide"), ("screenshot-narrow.png", "720x1280", "narrow"))


def drop_sources(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the parts of the service worker, which become one file, and what of the theme is not used."""
    for file in list(files):
        if file.src_uri.startswith(("offline/", LANGUAGES)) or file.src_uri.endswith(".map"):
            files.remove(file)
    return files


def write_offline_files(config: MkDocsConfig) -> None:
    """Write the manifest, then the service worker, which has to know the manifest too."""
    site = Path(config.site_dir)
    forget_source_maps(site)
    (site / "manifest.webmanifest").write_text(json.dumps(manifest(), indent=2), encoding="utf-8")
    write_service_worker(site)


def forget_source_maps(site: Path) -> None:
    """Take the mention of source maps, which are not published, out of the theme's scripts."""
    for path in site.glob("assets/javascripts/**/*.js"):
        text = path.read_text(encoding="utf-8")
        bare = SOURCE_MAP.sub("", text)
        if bare != text:
            path.write_text(bare, encoding="utf-8")


def write_service_worker(site: Path) -> None:
    """Write `sw.js` for the files that are in the folder."""
    files = [[*entry, int(bool(VERSIONED.fullmatch(entry[0])))] for entry in entries(site)]
    names = [str(file[0]) for file in files]
    starts = {
        "quick": list(filter(QUICK.fullmatch, names)),
        "ordinary": list(filter(ORDINARY.fullmatch, names)),
    }
    listed = json.dumps({"files": files, "types": types(names), "starts": starts}, separators=(",", ":"))
    parts = [f"const SITE = {listed};"]
    parts += [(OVERRIDES / "offline" / name).read_text(encoding="utf-8") for name in OWN]
    (site / "sw.js").write_text("\n".join([*workbox(), *parts]), encoding="utf-8")


def types(names: list[str]) -> dict[str, str]:
    """Return the types by ending, `html` for pages; stop the build at a file of which none is known."""
    endings = {PurePosixPath(name).suffix if not name.endswith("/") else "" for name in names if name}
    if unknown := endings - set(TYPES):
        raise PluginError(f"the service worker knows no type for files that end in {', '.join(unknown)}")
    return {ending.removeprefix(".") or "html": TYPES[ending] for ending in sorted(endings | {""})}


def workbox() -> Iterator[str]:
    """Yield the scripts of Workbox, with its licence named."""
    yield "// Workbox is copyright Google LLC, under the MIT licence."
    for name in WORKBOX:
        path = NPM / f"workbox-{name}" / "build" / f"workbox-{name}.prod.js"
        if not path.exists():
            raise PluginError("Workbox is not installed: run 'make setup' first")
        yield SOURCE_MAP.sub("", path.read_text(encoding="utf-8"))


def entries(site: Path) -> Iterator[tuple[str, str, int]]:
    """Yield each file's relative address, its SHA-256 in base64, and its size; the smallest first."""
    paths = [path for path in site.rglob("*") if path.is_file()]
    for path in sorted(paths, key=lambda path: (path.stat().st_size, path)):
        name = path.relative_to(site).as_posix()
        if not LEFT_OUT.fullmatch(name):
            content = path.read_bytes()
            digest = sha256_base64(content)
            # Pages are asked for by their folder.
            yield re.sub(r"(^|/)index\.html$", r"\1", name), digest, len(content)


def manifest() -> dict[str, object]:
    """Return what a device needs to install the site: it opens at the list of the four worksheets."""
    tool, words = edition_tool(), edition_words()
    made: dict[str, object] = {
        "name": tool.title,
        "short_name": words.say("offline.short_name"),
        "description": tool.welcome.lead,
        "lang": tool.language,
        "start_url": "worksheets/",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": BACKGROUND,
        "background_color": BACKGROUND,
        "icons": [
            {"src": f"assets/images/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
            for name, size, use in ICONS
        ],
    }
    # Words stand on the pictures, so they are of our own edition only.
    if content_folder() == OWN_CONTENT:
        made["screenshots"] = [
            {
                "src": f"assets/images/{name}",
                "sizes": size,
                "type": "image/png",
                "form_factor": form,
                "label": words.say(f"offline.screenshot_{form}"),
            }
            for name, size, form in SCREENSHOTS
        ]
    return made
