"""Puts figures that `make bench` has taken into pages, so that none is typed by hand.

A figure is written as `<!-- figure:NAME -->`, anywhere in a line. `tests/bench/figures.json` holds them.
"""

import json
import re
from functools import cache

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from overrides.hooks.edition import ROOT

FIGURE = re.compile(r"<!--\s*figure:(\S+)\s*-->")
KEPT = ROOT / "tests" / "bench" / "figures.json"


@cache
def figures() -> dict[str, str]:
    """All figures, by name."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8")))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its figures; a name that is not known stops the build."""

    def figure(found: re.Match[str]) -> str:
        try:
            return figures()[found[1]]
        except KeyError as error:
            raise PluginError(f"{page.file.src_uri}: no figure {found[1]!r} in {KEPT.name}") from error

    return FIGURE.sub(figure, markdown)
