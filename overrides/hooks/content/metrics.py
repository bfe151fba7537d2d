"""Puts figures that were measured and tested into pages, so that none is typed by hand.

A figure is written as `<!-- figure:SUITE.NAME -->`, anywhere in a line. `tests/metrics/SUITE.json` holds it:
`make bench` and `make test-full` write these files.
"""

import json
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from overrides.hooks.artifacts import once_per_build
from overrides.hooks.settings import ROOT

FIGURE = re.compile(r"<!--\s*figure:(?P<suite>[\w-]+)\.(?P<name>\w+)\s*-->")
KEPT = ROOT / "tests" / "metrics"


@once_per_build
def figures(suite: str) -> dict[str, str]:
    """Return the figures of one suite, by name; none where it was never run."""
    kept = KEPT / f"{suite}.json"
    return dict(json.loads(kept.read_text(encoding="utf-8"))) if kept.exists() else {}


def insert_metrics(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the page with its figures; stop the build at an unknown name."""

    def figure(found: re.Match[str]) -> str:
        try:
            return figures(found["suite"])[found["name"]]
        except KeyError as error:
            raise PluginError(
                f"{page.file.src_uri}: no figure {found['name']!r} in {found['suite']}.json"
            ) from error

    return FIGURE.sub(figure, markdown)
