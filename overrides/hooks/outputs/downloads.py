"""Offers files of the site as downloads, with their size: `<!-- download: NAME -->` on a line of its own.

NAME is a file at the top of the site that another hook has made. Its words stand in interface.toml under
[downloads], by the file's name without its ending. A file that is not there stops the build.
"""

import re
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.content.edition import edition_words

MARKER = re.compile(r"^<!--\s*download:\s*(?P<name>\S+)\s*-->\s*$", re.MULTILINE)


def insert_links(config: MkDocsConfig) -> None:
    """Put a link with the file's size in place of each marker."""
    site = Path(config.site_dir)
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        made = with_links(page, site, "../" * (len(path.relative_to(site).parts) - 1) or "./")
        if made != page:
            path.write_text(made, encoding="utf-8")


def with_links(page: str, site: Path, top: str) -> str:
    """Return the page with a link in place of each marker; `top` leads from it to the top of the site."""
    return MARKER.sub(lambda found: link(site / found["name"], top), page)


def link(file: Path, top: str) -> str:
    """Return a link to the file, with its size; stop the build if there is no such file."""
    if not file.exists():
        raise PluginError(f"a page offers '{file.name}', but the build has made no such file")
    words = edition_words()
    label = words.say(f"downloads.{file.stem}", size=f"{file.stat().st_size / 1e6:.1f}")
    address = f'href="{top}{file.name}" download'
    return f'<p class="ws-download"><a class="ws-button ws-primary" {address}>{escape(label)}</a></p>'
