"""Turns the built pages into screens of the single file: addresses lead inside it, no id is there twice.

A page's screen is named by its address (`ideas/assets/`). In front matter, `one_file: plan` says that another
screen takes the page's place there, and `one_file: false` that the page is left out.
"""

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

FIRST = "start/"
ABOUT = "about-this-file/"
ARTICLE = re.compile(r'(?s)<article class="md-content__inner md-typeset">(.*)</article>')
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
POINTING = re.compile(
    r'(?<=\s)(id|for|aria-labelledby|aria-describedby|aria-controls|list|headers)="([^"]*)"'
)
LINK = re.compile(r'\shref="([^"]*)"')
SOURCE = re.compile(r'\ssrc(?:set)?="(?!data:)')
ELSEWHERE = re.compile(r"[a-z]+:")


@frozen
class Screen:
    """One screen: its address in the file, what it is called, and its HTML."""

    name: str
    title: str
    html: str
    section: str | None = None  # of the menu


def name_of(page: Page) -> str:
    """Return the address of the page's screen."""
    return FIRST if page.is_homepage else page.url


def addresses(pages: Iterable[Page]) -> dict[str, str]:
    """Return the way from pages' addresses on the site to the screens that are there for them."""
    found = {}
    for page in pages:
        if instead := page.meta.get("one_file", name_of(page)):
            found[posixpath.normpath(page.url)] = f"{instead.rstrip('/')}/"
    return found


def has_screen(page: Page) -> bool:
    """Return whether the page is a screen itself."""
    return "one_file" not in page.meta


def make_screen(page: Page, site: Path, known: dict[str, str]) -> Screen:
    """Return the screen of a page; stop the build where it needs a file that is not in the single file."""
    built = (site / page.file.dest_uri).read_text(encoding="utf-8")
    article = ARTICLE.search(built)
    if article is None:
        raise PluginError(f"{page.file.src_uri}: the built page has no article for the single file")
    section = page.parent.title if page.parent else None
    return Screen(name_of(page), str(page.title), rewrite(article[1], page, known), section)


def rewrite(html: str, page: Page, known: dict[str, str]) -> str:
    """Return the HTML with addresses and ids as they are in the single file."""
    name = name_of(page)

    def point(found: re.Match[str]) -> str:
        # Ids in templates are made when they are copied.
        ids = [one if "__ID__" in one else f"{name}#{one}" for one in found[2].split()]
        return f'{found[1]}="{" ".join(ids)}"'

    def lead(found: re.Match[str]) -> str:
        address = found[1]
        if not address or ELSEWHERE.match(address):
            return found[0]
        path, _, place = address.partition("#")
        page_there = posixpath.normpath(posixpath.join(page.url, path))
        target = known.get(page_there) if path else name
        # A screen that stands for a page has none of its places.
        if path and target not in (FIRST, f"{page_there}/"):
            place = ""
        # A link to what is not in the file becomes plain text.
        return f' href="#{target}{"%23" if place else ""}{place}"' if target else ""

    def tag(found: re.Match[str]) -> str:
        if SOURCE.search(found[0]):
            raise PluginError(f"{page.file.src_uri}: the single file cannot show {found[0]}")
        return LINK.sub(lead, POINTING.sub(point, found[0]))

    return TAG.sub(tag, html)
