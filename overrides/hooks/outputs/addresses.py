"""Adds to the address of each style and script in a page what stands for its content: `look.css?v=…`.

So no cache gives a page the style of another version. What has a hash in its name needs no other.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.artifacts import version
from overrides.hooks.outputs.single_file import NAME, SHARED

# In a page, its attribute or its first script; in a style.
IN_PAGE = re.compile(
    r'(?P<before>\b(?:href|src)=")(?P<address>[^":?]*\.(?:css|js))(?:\?v=[\w-]*)?(?P<after>")'
)
IN_STYLE = re.compile(r'(?P<before>url\("|@import ")(?P<address>[^":?]*\.\w+)(?:\?v=[\w-]*)?(?P<after>")')
# What is asked for by version: this, and Python's files by its worker (worker.js).
VERSIONED = re.compile(r"runtime/.+|assets/(?:stylesheets|older|fonts|javascripts)/[\w-]+\.(?:css|js|woff2)")
# As esbuild and the theme write it.
HASHED = re.compile(r".*[-.](?:[A-Z0-9]{8}|[0-9a-f]{8}\.min)\.(?:css|js)")


def add_versions(config: MkDocsConfig) -> None:
    """Add versions in all pages, and in the site's own styles, which name fonts and each other."""
    write_versions(Path(config.site_dir))


def write_versions(site: Path) -> None:
    """Do so in the files of a folder; what they had before is replaced."""
    # A style that names another comes after it.
    styles = sorted(
        site.glob("assets/stylesheets/*.css"), key=lambda path: "@import" in path.read_text("utf-8")
    )
    for path in styles:
        rewrite(path, IN_STYLE, site)
    for path in sorted(site.rglob("*.html")):
        # What is one file names no other.
        if path.name not in (NAME, SHARED):
            rewrite(path, IN_PAGE, site)


def rewrite(path: Path, pattern: re.Pattern[str], site: Path) -> None:
    """Write a file anew, if it names files of the site."""

    def named(found: re.Match[str]) -> str:
        address = found["address"]
        # The page for wrong addresses names files from the top of the host.
        there = site / address[address.index("assets/") :] if "assets/" in address else path.parent / address
        if HASHED.fullmatch(address) or not there.is_file():
            return found[0]
        return f"{found['before']}{address}?v={version(there.read_bytes())}{found['after']}"

    text = path.read_text(encoding="utf-8")
    made = pattern.sub(named, text)
    if made != text:
        path.write_text(made, encoding="utf-8")
