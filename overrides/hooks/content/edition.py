"""Brings an edition into the build: its pages, its name, its language and its menu.

An edition is a folder with `content/` (words as data) and `docs/` (pages). The one in this repository is used
unless the environment variable EDITION names another folder.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section

from overrides.hooks.artifacts import once_per_build
from overrides.hooks.settings import ROOT, settings, tell_day
from worksheet_py.questionnaire.tool import Tool, ToolError, load_tool
from worksheet_py.text.messages import Words, WordsError, load_words

OWN_CONTENT = ROOT / "worksheet_py" / "content"
WORD_FILES = ("interface", "responses", "when")


def content_folder() -> Path:
    """Return the folder with the edition's words."""
    edition = settings().edition
    return edition / "content" if edition else OWN_CONTENT


@once_per_build
def edition_tool() -> Tool:
    """Return the edition's tool, checked; stop the build at a fault, with file and key."""
    try:
        return load_tool(content_folder())
    except ToolError as error:
        raise PluginError(str(error)) from error


@once_per_build
def edition_words() -> Words:
    """Return the words of the interface; stop the build where the edition lacks some that the site needs."""
    try:
        for name in WORD_FILES:
            missing = load_words(OWN_CONTENT, name).keys() - load_words(content_folder(), name).keys()
            if missing:
                raise WordsError(f"{name}.toml: missing {', '.join(repr(key) for key in sorted(missing))}")
        return load_words(content_folder(), "interface")
    except WordsError as error:
        raise PluginError(str(error)) from error


def configure(config: MkDocsConfig) -> MkDocsConfig:
    """Point the build at the edition's pages and give the theme the edition's words."""
    tool, words = edition_tool(), edition_words()
    if edition := settings().edition:
        config.docs_dir = str(edition / "docs")
    config.site_name = tool.title
    config.site_author = ", ".join(tool.authors)
    config.site_description = tool.welcome.lead
    config.theme["language"] = tool.language.split("-")[0]
    for scheme in config.theme["palette"]:
        scheme["toggle"]["name"] = words.say("theme." + scheme["toggle"]["name"])
    config.extra["credit"] = tool.credit
    config.extra["missing"] = words.tree["missing"]
    return config


def set_address(config: MkDocsConfig) -> None:
    """Tell MkDocs the site's final address, if it is known, and the day on which the site was made."""
    tell_day()
    address = settings().site_url
    if address and not address.startswith(("https://", "http://")):
        raise PluginError(f"SITE_URL must be an address that begins with https://, and not {address!r}")
    if address:
        config.site_url = address.rstrip("/") + "/"


def drop_build_sources(files: Files, config: MkDocsConfig) -> Files:
    """Leave out of the site the parts of the theme's folder that serve the build: templates, scripts."""
    sources = ("worksheets/", "runtime/", "onefile/", "accessibility/", "hooks/", "older_browsers/", "types/")
    for file in list(files):
        if file.src_uri.startswith(sources):
            files.remove(file)
    return files


def name_sections(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give each section of the menu its name."""
    words = edition_words()
    for item in nav.items:
        if isinstance(item, Section):
            item.title = words.say("nav." + item.title)
    return nav
