"""The switch between Easy Read and the ordinary words, on every page that is there in both.

A page names its counterpart in front matter: `other_way: easy/assets.md`, or `easy/start.md#choose`.
"""

import re
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from overrides.hooks.content.edition import content_folder
from overrides.hooks.page.theme_patches import replaced
from worksheet_py.text.messages import load_words

ARTICLE = '<article class="md-content__inner md-typeset">'


def find_counterpart(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Find the page's counterpart; stop the build where there is none."""
    if other := page.meta.get("other_way"):
        path, _, place = other.partition("#")
        file = files.get_file_from_path(path)
        if file is None:
            raise PluginError(f"{page.file.src_uri}: other_way: there is no page {path}")
        address = get_relative_url(file.url, page.url)
        page.meta["ways"] = switch(page, f"{address}#{place}" if place else address)
    return markdown


def switch(page: Page, address: str) -> str:
    """Return the switch, as HTML."""
    words = load_words(content_folder(), "easy/interface")
    here = "easy" if page.file.src_uri.startswith("easy/") else "standard"
    links = []
    for way in ("easy", "standard"):
        name = escape(words.say(f"ways.{way}"))
        if way == here:
            links.append(f'<span aria-current="true">{name}</span>')
        else:
            links.append(f'<a href="{escape(address)}" data-way="{way}">{name}</a>')
    label = escape(words.say("ways.label"))
    return f'<nav class="ws-ways" data-ways="{here}" aria-label="{label}">{"".join(links)}</nav>'


def insert_switch(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the switch at the top of the page, after the search index has read it."""
    switch = page.meta.get("ways", "")
    return replaced(output, re.escape(ARTICLE), lambda found: found[0] + switch, page.file.src_uri)
