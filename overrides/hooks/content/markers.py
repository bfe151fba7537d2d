"""Turns markers in the pages into forms, sheets and text, from the edition's words.

A marker is a comment on a line of its own: `<!-- worksheet:NAME [IDEA] -->`. NAME is a template in
one of the rooms of `overrides/worksheets/`; IDEA is the id of an idea. An unknown marker or idea stops the
build.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from overrides.hooks.artifacts import once_per_build, template_cache
from overrides.hooks.content.easy_read_screens import edition_easy
from overrides.hooks.content.edition import edition_tool, edition_words
from overrides.hooks.settings import OVERRIDES, settings
from worksheet_py.validation import limits

TEMPLATES = OVERRIDES / "worksheets"
PICTURES = TEMPLATES / "pictures"
MARKER = re.compile(r"^<!--\s*worksheet:(?P<name>\S+)(?:\s+(?P<idea>\S+))?\s*-->\s*$", re.MULTILINE)
ANY_MARKER = re.compile(r"<!--\s*worksheet:.*?-->", re.DOTALL)
# Pure forms: they come into the page after the search index has read it.
LATE = {"hub", "plan", "profile", "reflections", "rounds", "transfer", "printing", "perspectives", "shared"}
# What a page needs on paper: marker on the page -> sheets that take the page's place in print.
PAPER_HERE = "<!-- sheets for paper -->"
PAPER = {"questions": ("sheet",), "plan": ("plan_sheet",), "printing": ("all_sheets",)}


@once_per_build
def environment() -> jinja2.Environment:
    """Return the templates, with a missing word as an error and all text escaped."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=template_cache("worksheets"),
    )
    # How much a field takes.
    made.globals["limits"] = {
        "text": limits.MAX_INPUT_CHARS,
        "line": limits.MAX_INPUT_LINE_CHARS,
        "file": limits.MAX_FILE_BYTES,
    }
    return made


@once_per_build
def templates() -> dict[str, str]:
    """Return the template of each marker, by its name: a marker does not say in which room it is."""
    paths = [path for path in sorted(TEMPLATES.glob("*/*.jinja")) if path.parent != PICTURES]
    found = {path.stem: path.relative_to(TEMPLATES).as_posix() for path in paths}
    if len(found) < len(paths):
        raise PluginError(f"two templates in {TEMPLATES} have the same name")
    return found


def render(name: str, idea_id: str | None, page: Page) -> str:
    """Return the marker's HTML; stop the build if there is no such template or idea."""
    where = f"{page.file.src_uri}: marker 'worksheet:{name}'"
    tool, words = edition_tool(), edition_words()
    idea = next((i for i in tool.ideas if i.id == idea_id), None)
    if idea_id and idea is None:
        raise PluginError(f"{where}: unknown idea '{idea_id}' (known: {', '.join(i.id for i in tool.ideas)})")
    if name not in templates():
        raise PluginError(f"{where}: no such marker (known: {', '.join(templates())})")
    try:
        template = environment().get_template(templates()[name])
        easy = edition_easy() if name.startswith("easy_") else None
        html: str = template.render(
            tool=tool,
            idea=idea,
            words=words.tree,
            say=words.say,
            link=linker(page),
            easy=easy,
            contact=settings().contact,
        )
        return html
    except jinja2.UndefinedError as error:
        raise PluginError(f"{where}: {error.message}") from error


def linker(page: Page) -> Callable[[str], str]:
    """Return a function from a page's name (without '.md') to its address relative to this page."""
    top = "../" * page.url.count("/") or "./"
    ending = "/" if page.file.use_directory_urls else ".html"
    return lambda target: f"{top}{target}{'' if '.' in target else ending}"


def check_markers(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Refuse markers that are not alone on their line, so that none is ever passed over in silence."""
    for found in ANY_MARKER.finditer(markdown):
        if not MARKER.fullmatch(found.group()) or not MARKER.search(markdown, found.start()):
            raise PluginError(f"{page.file.src_uri}: cannot read the marker {found.group()!r}")
    return markdown


def render_markers(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the templates in place of the markers, add the sheets for paper, and list all headings."""
    found = [(m["name"], m["idea"]) for m in MARKER.finditer(html)]
    paper = [render(sheet, idea, page) for name, idea in found for sheet in PAPER.get(name, ())]
    whole = MARKER.sub(lambda m: render(m["name"], m["idea"], page), html)
    page.toc = contents(whole)
    page.meta["worksheet"] = bool(found)
    html = MARKER.sub(lambda m: m[0] if m["name"] in LATE else render(m["name"], m["idea"], page), html)
    if not paper:
        return html
    page.meta["paper"] = "\n".join(paper)
    return f'<div class="ws-screen">\n{html}\n</div>\n<div class="ws-paper">{PAPER_HERE}</div>'


def render_late_markers(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put in what the search index must not hold: forms, which are no text, and sheets, which repeat it."""
    output = MARKER.sub(lambda m: render(m["name"], m["idea"], page), output)
    return output.replace(PAPER_HERE, page.meta.get("paper", ""))


class Headings(HTMLParser):
    """Collects (level, id, text) of every h1 to h4 that has an id, but those kept out of the search too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, str]] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a heading."""
        known = dict(attrs)
        name = known.get("id")
        if re.fullmatch("h[1-4]", tag) and name and "data-search-exclude" not in known:
            self.found.append((int(tag[1]), name, ""))
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if re.fullmatch("h[1-4]", tag):
            self.open = False

    def handle_data(self, data: str) -> None:
        """Add to its text."""
        if self.open:
            level, name, text = self.found[-1]
            self.found[-1] = (level, name, text + data)


def contents(html: str) -> TableOfContents:
    """Return the page's table of contents: its headings, nested by level."""
    parser = Headings()
    parser.feed(html)
    top: list[AnchorLink] = []
    path: list[AnchorLink] = []
    for level, name, text in parser.found:
        link = AnchorLink(title=" ".join(text.split()), id=name, level=level)
        while path and path[-1].level >= level:
            path.pop()
        (path[-1].children if path else top).append(link)
        path.append(link)
    return TableOfContents(top)
