"""Tells people what the site is made of: `<!-- shipped -->`, alone on a line, becomes a table and texts."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from overrides.hooks.content.edition import edition_words
from overrides.hooks.content.markers import environment
from overrides.hooks.supply_chain.third_party import Component, components

MARKER = re.compile(r"^<!--\s*shipped\s*-->\s*$", re.MULTILINE)


def insert_licences(output: str, page: Page, config: MkDocsConfig) -> str:
    """Return the page with the table and all texts, which the search need not know."""
    return MARKER.sub(lambda _: table(), output)


def table() -> str:
    """Return all components, and each licence's text once, with the components that it is about."""
    texts: dict[str, list[Component]] = {}
    for component in components():
        texts.setdefault(component.text, []).append(component)
    html: str = (
        environment()
        .get_template("site/third_party.jinja")
        .render(components=components(), texts=texts, words=edition_words().tree)
    )
    return html
