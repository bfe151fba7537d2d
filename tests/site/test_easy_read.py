"""Easy Read: nothing of the tool is missing, and every sentence is short."""

import re
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import ROOT
from worksheet_py.questionnaire.tool import default_content, load_tool

TOOL = load_tool(default_content())
IDEAS = [idea.id for idea in TOOL.ideas]
COUNTERPARTS = {"start": "", "words": "words", **{idea: f"ideas/{idea}" for idea in IDEAS}}
MOST_WORDS = 15
# Labels that have to be as they are; what other pages have as well; and what is no sentence.
APART = "script, template, .ws-bar, .ws-offline, .ws-reminder, .ws-paper, .ws-recognised, .ws-undo, nav"
SENTENCES = (
    "p",
    "li",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "span",
    "button",
    "summary",
    "legend",
    "label",
    "td",
    "th",
)


def article(site: Path, page: str) -> Tag:
    """The article of a built page."""
    path = site / page / "index.html"
    found = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select_one("article")
    assert found is not None
    return found


def easy_pages(site: Path) -> Iterator[tuple[str, Tag]]:
    """Every Easy Read page."""
    for path in sorted((site / "easy").glob("*/index.html")):
        yield path.parent.name, article(site, f"easy/{path.parent.name}")


def leaves(table: Any, name: str = "") -> Iterator[str]:
    """Every sentence in a file of Easy Read words."""
    if isinstance(table, bool):
        return
    if isinstance(table, str):
        if name not in ("id", "picture", "show", "place", "beside"):
            yield table
        return
    for key, value in table.items() if isinstance(table, dict) else ((name, value) for value in table):
        yield from leaves(value, key)


def easy_words() -> Iterator[tuple[str, str]]:
    """Every text of the Easy Read words, with the file it stands in."""
    for path in sorted((ROOT / "worksheet_py/content/easy").rglob("*.toml")):
        for text in leaves(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in re.split(r"(?<=[.!?…])\s+", " ".join(text.split())) if part]


@pytest.mark.parametrize("idea", TOOL.ideas, ids=IDEAS)
def test_every_point_of_an_idea_is_there_one_for_one(site: Path, idea: Any) -> None:
    """Each descriptor and quote has a screen of its own, in order, under its stage, with its tick."""
    page = article(site, f"easy/{idea.id}")
    points = [tag["id"] for tag in page.select(".ws-point-text")]
    wanted = [(stage.id, point.id) for stage in idea.stages for point in stage.points]
    assert points == [f"point-{point}" for _, point in wanted]
    for stage, point in wanted:
        text = page.find(id=f"point-{point}")
        assert isinstance(text, Tag)
        assert len(text.get_text().split()) > 3
        screen = text.find_parent("section")
        assert isinstance(screen, Tag)
        assert screen["data-stage"] == stage
        assert len(screen.select(".ws-point-text")) == 1
        tick = screen.select_one("input[data-recognised]")
        assert tick is not None
        assert (tick["value"], tick["aria-describedby"]) == (point, f"point-{point}")
    quotes = [page.select_one(f"#point-{quote.id}") for stage in idea.stages for quote in stage.quotes]
    assert [re.sub(r"\s+", " ", tag.text).count("‘") for tag in quotes if tag] == [1] * len(quotes)
    for name, paragraphs in (("about", idea.about), ("story", idea.story.text)):
        assert len(page.select(f'section[data-place="{name}"]')) == len(paragraphs)


def test_examples_are_there_too(site: Path) -> None:
    """A point with examples has as many of them."""
    for idea in TOOL.ideas:
        page = article(site, f"easy/{idea.id}")
        for stage in idea.stages:
            for point in stage.descriptors:
                assert len(page.select(f"#point-{point.id} li")) == len(point.examples), point.id


@pytest.mark.parametrize(("easy", "ordinary"), COUNTERPARTS.items(), ids=list(COUNTERPARTS))
def test_both_ways_have_the_same_places(site: Path, easy: str, ordinary: str) -> None:
    """Every heading and point of a page leads to a screen, and every screen to a place on the page."""
    there, here = article(site, ordinary), article(site, f"easy/{easy}")
    for apart in there.select(".ws-paper, template, .ws-bar"):
        apart.decompose()
    places = {tag["id"] for tag in there.select(":is(h2, h3, h4)[id], .ws-point-text[id]")}
    ids = {tag["id"] for tag in here.find_all(id=True)}
    assert places - ids == set()
    all_ids = {tag["id"] for tag in there.find_all(id=True)}
    wanted = {str(screen["data-place"]) for screen in here.select("[data-screen]")}
    assert wanted - all_ids - {""} == set()


def test_every_word_that_we_explain_is_explained(site: Path) -> None:
    """The words of the list are the same as on the page in standard words."""
    source = (ROOT / "docs/words.md").read_text(encoding="utf-8")
    listed = source.split("What do the other words mean?")[1]
    wanted = set(re.findall(r"(?m)^- \*\*(.*?)\*\*", listed))
    assert len(wanted) > 20
    assert {tag.get_text(strip=True) for tag in article(site, "easy/words").select("dt")} == wanted


def test_no_sentence_is_long(site: Path) -> None:
    """No sentence on an Easy Read page has more than fifteen words, but the exact names of the ideas."""
    long, count = [], 0
    for name, page in easy_pages(site):
        for apart in page.select(APART):
            apart.decompose()
        for tag in page.find_all(SENTENCES):
            if tag.find(["p", "li", "div", "label", "fieldset"]):
                continue
            for one in sentences(tag.get_text(" ")):
                count += 1
                if len(one.split()) > MOST_WORDS and one.strip("‘’") not in {i.title for i in TOOL.ideas}:
                    long.append((name, one))
    assert long == []
    assert count > 600


def test_every_sentence_stands_on_a_line_of_its_own(site: Path) -> None:
    """A line beside a picture holds one sentence."""
    for name, page in easy_pages(site):
        for line in page.select(".ws-easy-row .ws-easy-words > p"):
            if line.get_text().startswith("‘Idea"):
                continue
            assert len(sentences(line.get_text())) == 1, (name, line.get_text())


def test_easy_read_words_are_written_out() -> None:
    """Numbers are digits, and nothing is drawn together (“don’t”), so that it is easier to read."""
    numbers = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|twice)\b", re.IGNORECASE)
    short = re.compile(r"n’t\b|’(re|ve|ll|m|d)\b|\b(it|that|she|he|there|what|who)’s\b", re.IGNORECASE)
    found = [(file, text) for file, text in easy_words() if numbers.search(text) or short.search(text)]
    assert found == []


def test_every_screen_of_words_has_a_picture(site: Path) -> None:
    """A picture stands before the words of each screen, and screen readers are not told of it twice."""
    for name, page in easy_pages(site):
        for screen in page.select("[data-screen]"):
            pictures = screen.select(".ws-easy-picture")
            assert pictures or screen.select(".ws-easy-list"), name
            assert all(picture["aria-hidden"] == "true" for picture in pictures)
            for row in screen.select(".ws-easy-row"):
                parts = [tag for tag in row.children if isinstance(tag, Tag)]
                assert "ws-easy-picture" in parts[0]["class"]


def test_the_switch_is_on_every_page_that_is_there_in_both_ways(site: Path) -> None:
    """Each Easy Read page, and its counterpart, lead to each other."""
    for path in (site / "easy").glob("*/index.html"):
        link = article(site, f"easy/{path.parent.name}").select_one("[data-ways] a[data-way=standard]")
        assert link is not None
        there = (path.parent / str(link["href"])).resolve()
        back = article(site, str(there.relative_to(site))).select_one("[data-ways] a[data-way=easy]")
        assert back is not None
        assert (there / str(back["href"]).partition("#")[0]).resolve() == path.parent
    hub = article(site, "worksheets").select_one("[data-ways] a")
    assert hub is not None
    assert hub["href"] == "../easy/start/#choose"


def test_python_in_the_browser_does_not_carry_easy_read(site: Path) -> None:
    """What is only said when the site is built takes no room in the memory of browsers."""
    wheel = next((site / "runtime").glob("worksheet_py-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("content/interface.toml") for name in names)
    assert [name for name in names if "content/easy" in name] == []


def test_pages_to_read_from_a_folder_have_easy_read_too(site: Path) -> None:
    """The ZIP has the pages, with a switch that leads to files."""
    with zipfile.ZipFile(site / "coproduction-to-read.zip") as archive:
        page = archive.read("coproduction-to-read/easy/assets.html").decode()
        assert 'href="../ideas/assets.html" data-way="standard"' in page
        assert "We see this here" in page
