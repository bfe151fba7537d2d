"""Mends the theme's menu, search and switch of colours for keyboards, screen readers and the HTML standard.

A patch that finds nothing to patch stops the build: so an upgrade of the theme never undoes one unnoticed.
A label that opens something gets the words for the button that theme_fixes.js puts in its place.
"""

import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from overrides.hooks.artifacts import template_cache
from overrides.hooks.content.edition import edition_words

# What is in the theme's pages, and what stands there instead; {…} is a word of the edition.
PATCHES = (
    # Nothing that opens has no name.
    (r'role="dialog"', r'\g<0> aria-label="{search}"'),
    (r'class="md-search__scrollwrap" tabindex="0"', r'\g<0> role="region" aria-label="{search_results}"'),
    (r'<label class="md-header__button md-icon" for="__drawer"', r'\g<0> data-button="{menu}"'),
    (r'<label class="md-header__button md-icon" for="__search"', r'\g<0> data-button="{search}"'),
    (r'<label class="md-search__icon md-icon" for="__search"', r'\g<0> data-button="{search_toggle}"'),
    # A choice of two says what it is, and not what it would become.
    (r'(data-md-color-scheme="worksheet"[^>]*?) aria-label="[^"]*"', r'\1 aria-label="{is-light}"'),
    (r'(data-md-color-scheme="slate"[^>]*?) aria-label="[^"]*"', r'\1 aria-label="{is-dark}"'),
    # What the standard does not know.
    (r'(<input class="md-toggle" [^>]*) autocomplete="off"', r"\1"),
)

# Where the search's worker answers, and what it answers with: `e` is what somebody typed.
FINDS = r"data:de\.search\(e\)"
SEARCH = (
    "data:((others,asked)=>{"
    'const query=asked.replace(/[^\\s"]+/g,word=>[word].concat(others[word.toLowerCase()]||[]).join(" "));'
    "const found=de.search(query);"
    'return found.items.length?found:de.search(query.replace(/[^\\s"+*~^:-]{5,}(?=\\s|$)/g,"$&~1"))'
    "})(SYNONYMS,e)"
)


def replaced(html: str, pattern: str, instead: str | Callable[[re.Match[str]], str], where: str) -> str:
    """Return the HTML with a pattern replaced wherever it is found; stop the build where it is nowhere."""
    made, count = re.subn(pattern, instead, html)
    if not count:
        raise PluginError(f"{where}: there is no {pattern!r} to patch; has the theme changed?")
    return made


def patched(html: str, where: str) -> str:
    """Return a page of the theme with all patches."""
    for pattern, instead in PATCHES:
        named = re.sub(r"\{([\w-]+)\}", lambda word: escape(edition_words().say(f"theme.{word[1]}")), instead)
        html = replaced(html, pattern, named, where)
    return html


def patch_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Patch a page."""
    return patched(output, page.file.src_uri)


def patch_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Patch the page that stands for pages that are not there."""
    return patched(output_content, template_name) if template_name.endswith(".html") else output_content


def set_up_templates(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep the theme's compiled templates, and let ours put HTML before a piece of the theme's.

    The filter is used as `super() | insert_before(PIECE, HTML)`.
    """
    env.bytecode_cache = template_cache(config.extra["pipeline"])
    env.filters["insert_before"] = lambda html, piece, what: replaced(
        html, re.escape(piece), lambda _: f"{what}{piece}", "main.html"
    )


def patch_search(config: MkDocsConfig) -> None:
    """Let the search know other words for a thing, and forgive a letter where it would find nothing."""
    search = SEARCH.replace("SYNONYMS", json.dumps(edition_words().tree["search"], ensure_ascii=False))
    for path in Path(config.site_dir).glob("assets/javascripts/workers/search.*.js"):
        script = path.read_text(encoding="utf-8")
        path.write_text(replaced(script, FINDS, lambda _: search, path.name), encoding="utf-8")
