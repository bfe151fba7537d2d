"""Mends the theme's menu, search and switch of colours for keyboards, screen readers and the HTML standard.

A label that opens something gets the words for the button that theme_fixes.js puts in its place.
"""

import re
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from overrides.hooks.content.edition import edition_words

# What is in the theme's pages, and what stands there instead; {…} is a word of the edition.
MENDED = (
    # Nothing that opens has no name.
    (r'role="dialog"', 'role="dialog" aria-label="{search}"'),
    (r'class="md-search__scrollwrap" tabindex="0"', r'\g<0> role="region" aria-label="{search_results}"'),
    (r'<label class="md-header__button md-icon" for="__drawer"', r'\g<0> data-button="{menu}"'),
    (r'<label class="md-header__button md-icon" for="__search"', r'\g<0> data-button="{search}"'),
    (r'<label class="md-search__icon md-icon" for="__search"', r'\g<0> data-button="{search_toggle}"'),
    # A choice of two says what it is, and not what it would become.
    (r'(data-md-color-scheme="worksheet"[^>]*?) aria-label="[^"]*"', r'\1 aria-label="{is-light}"'),
    (r'(data-md-color-scheme="slate"[^>]*?) aria-label="[^"]*"', r'\1 aria-label="{is-dark}"'),
    # What the standard does not know.
    (r'(<label [^>]*) tabindex=""', r"\1"),
    (r'(<input class="md-toggle" [^>]*) autocomplete="off"', r"\1"),
)


def mended(page: str) -> str:
    """The page with its furniture mended."""
    words = edition_words()
    for pattern, instead in MENDED:
        named = re.sub(r"\{([\w-]+)\}", lambda found: escape(words.say(f"theme.{found[1]}")), instead)
        page = re.sub(pattern, named, page)
    return page


def patch_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend a page."""
    return mended(output)


def patch_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend the page that stands for pages that are not there."""
    return mended(output_content) if template_name.endswith(".html") else output_content
