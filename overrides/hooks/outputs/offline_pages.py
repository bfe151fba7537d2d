"""Makes pages that are only to be read and printed, from a folder as well as from a host: no form, no Python.

Used by `mkdocs.offline.yml`. Every sheet for paper is there, blank, as it is where scripts are off.
"""

import re
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from overrides.hooks.bundle.scripts import one_script
from overrides.hooks.content.edition import edition_words
from overrides.hooks.content.markers import linker
from overrides.hooks.outputs.downloads import MARKER
from overrides.hooks.outputs.service_worker import LANGUAGES, forget_source_maps
from overrides.hooks.settings import NPM

# What forms need, or a host, or a browser that installs the site.
LEFT_OUT = re.compile(
    r"assets/(accessibility|worksheet)/.*|offline/.*|.*\.map|assets/images/(icon|screenshot)-.*|images/worksheet\.png"
    r"|sitemap\.xml.*|404\.html"
)
NOSCRIPT = re.compile(r'<noscript[^>]*>\s*<p class="ws-note">.*?</p>\s*</noscript>', re.DOTALL)
# Leads to a page to write on.
SHARED = re.compile(r'<details class="ws-shared-choice.*?</details>', re.DOTALL)
# Browsers let no page in a folder start a worker, which the theme's search is.
SHIM = NPM / "iframe-worker" / "shim" / "index.js"
LICENCE = "// iframe-worker is copyright Martin Donath, under the MIT licence."


def drop_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what these pages have no use for."""
    for file in list(files):
        if LEFT_OUT.fullmatch(file.src_uri) or file.src_uri.startswith(LANGUAGES):
            files.remove(file)
    return files


def replace_downloads(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say where downloads are found, which are not inside themselves."""
    words = escape(edition_words().say("downloads.elsewhere"))
    return MARKER.sub(lambda _: f'<p class="ws-note">{words}</p>', markdown)


def replace_notes(output: str, page: Page, config: MkDocsConfig) -> str:
    """Say in place of a form, or of the note that scripts are off, where one can write."""
    words = edition_words()
    told, where = escape(words.say("downloads.plain")), escape(words.say("downloads.plain_where"))
    note = f'<p class="ws-note">{told} <a href="{linker(page)("take-away")}">{where}</a></p>'
    return SHARED.sub("", NOSCRIPT.sub(lambda _: note, output))


def finish(config: MkDocsConfig) -> None:
    """Add what lets the search work without a host; take out what only a host needs."""
    if not SHIM.exists():
        raise PluginError("iframe-worker is not installed: run 'make setup' first")
    site = Path(config.site_dir)
    shim = f"{LICENCE}\n{SHIM.read_text(encoding='utf-8')}"
    (site / "assets/javascripts/iframe-worker.js").write_text(shim, encoding="utf-8")
    # Nor may a script there fetch its neighbours: what makes pages easier to see and hear becomes one script.
    (site / "assets/ease.js").write_text(one_script("assets/accessibility/page.js"), encoding="utf-8")
    forget_source_maps(site)
    for path in site.rglob("*"):
        if path.is_file() and LEFT_OUT.fullmatch(path.relative_to(site).as_posix()):
            path.unlink()
