"""Puts into every page what makes it easier to see and to hear: display settings, reading aloud, fonts.

The templates are in `overrides/accessibility/`. Fonts come from npm; only those who choose one fetch it.
"""

from collections.abc import Callable
from pathlib import Path

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from overrides.hooks.artifacts import once_per_build
from overrides.hooks.content.edition import edition_tool, edition_words
from overrides.hooks.content.markers import environment, linker
from overrides.hooks.settings import NPM, OVERRIDES

TEMPLATES = OVERRIDES / "accessibility"
# Where fonts.css finds them, and where they come from.
FONTS = "assets/fonts"
CLEAR = NPM / "@fontsource-variable/atkinson-hyperlegible-next"
HEAVY = NPM / "@fontsource/opendyslexic"
SOURCES = {
    "clear.woff2": CLEAR / "files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "clear-more.woff2": CLEAR / "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "clear-licence.txt": CLEAR / "LICENSE",
    "heavy.woff2": HEAVY / "files/opendyslexic-latin-400-normal.woff2",
    "heavy-licence.txt": HEAVY / "LICENSE",
}


def parts(link: Callable[[str], str]) -> dict[str, Markup]:
    """Return the HTML that every page gets, by name; `link` gives the address of a page by its name."""
    values = {"words": edition_words().tree, "tool": edition_tool(), "link": link}
    made = {
        name: Markup(templates().get_template(f"{name}.jinja").render(values))
        for name in ("open", "start", "panel")
    }
    return {**made, "first": Markup(first())}


@once_per_build
def templates() -> jinja2.Environment:
    """Return the templates of this hook."""
    return environment().overlay(loader=jinja2.FileSystemLoader(TEMPLATES))


@once_per_build
def first() -> str:
    """Return the script that runs before anything is drawn, without its comments."""
    lines = (TEMPLATES / "first.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


def font(name: str) -> Path:
    """Return a font's file, or its licence; stop the build where it is not installed."""
    if not SOURCES[name].exists():
        raise PluginError("the fonts are not installed: run 'make setup' first")
    return SOURCES[name]


def add_fonts(files: Files, config: MkDocsConfig) -> Files:
    """Add the fonts and their licences."""
    for name in SOURCES:
        files.append(File.generated(config, f"{FONTS}/{name}", abs_src_path=str(font(name))))
    return files


def add_parts(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Give the page's template its parts."""
    context["accessibility"] = parts(linker(page))  # type: ignore[typeddict-unknown-key]
    return context


def add_parts_to_template(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Give the same to what is no page, such as the one for a wrong address."""
    context["accessibility"] = parts(lambda target: f"{context['base_url']}/{target}/")  # type: ignore[typeddict-unknown-key]
    return context
