"""Hands the scripts of a page with a worksheet what they need: addresses, words, the shape of data."""

import json
from datetime import timedelta
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from overrides.hooks.artifacts import once_per_build
from overrides.hooks.bundle.scripts import shared_parts
from overrides.hooks.content.edition import edition_tool, edition_words
from overrides.hooks.settings import ROOT, settings
from worksheet_py.validation import limits

SCHEMA = ROOT / "worksheet_py" / "schema" / "reflection-1.schema.json"
NAMED = {"properties", "$defs"}
ABOUT = {"$schema", "title", "description", "default", "maxLength", "maxItems", "maxProperties"}
# Words that no script says: they stand in the page's own HTML.
IN_THE_PAGE = {"search", "display", "aloud"}


def add_scripts(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Give pages with a worksheet their scripts' addresses, and the words that these need."""
    if page.meta.get("worksheet"):
        cast(dict[str, object], context).update(
            browser_words=browser_words(),
            browser_modules=shared_parts("assets/worksheet/page", "assets/accessibility/page"),
        )
    return context


@once_per_build
def browser_words() -> dict[str, object]:
    """Return labels by id and the words of the interface, as the scripts have no words of their own."""
    tool = edition_tool()
    labels = {
        "language": tool.language,
        "ideas": [{"id": idea.id, "short": idea.short} for idea in tool.ideas],
        "stages": {stage.id: stage.label for stage in tool.stages},
        "ratings": {rating.id: rating.label for rating in tool.ratings},
        "statuses": {status.id: status.label for status in tool.statuses},
        "focuses": {focus.id: focus.label for focus in tool.focuses},
        "perspectives": {group.id: group.label for group in tool.perspectives},
        "document": shape(json.loads(SCHEMA.read_text(encoding="utf-8"))),
        # Somewhere it is still the day before.
        "built": (settings().built - timedelta(days=1)).isoformat(),
        "limits": {
            "megabytes": limits.MAX_FILE_BYTES // 1_000_000,
            "files": limits.MAX_BATCH_FILES,
            "together": limits.MAX_BATCH_BYTES // 1_000_000,
            "entries": limits.MAX_INPUT_ITEMS,
            "name": limits.MAX_LINE_CHARS,
        },
    }
    words = {name: table for name, table in edition_words().tree.items() if name not in IN_THE_PAGE}
    return {"tool": labels, "words": words}


def shape(schema: Any) -> Any:
    """Return a schema without descriptions, defaults and limits: what the scripts check is the shape."""
    if isinstance(schema, list):
        return [shape(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    # Under `properties` and `$defs` keys are names, and each stands for a schema.
    return {
        key: {name: shape(inner) for name, inner in part.items()} if key in NAMED else shape(part)
        for key, part in schema.items()
        if key not in ABOUT
    }
