"""How hard the words are to read: `python -m tests.site.reading_age site` prints a line for each page.

Measured by the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers & Chissom 1975, Naval Technical Training Command
Research Branch Report 8-75): 0.39 words/sentence + 11.8 syllables/word - 15.59, as textstat works it out. A grade is a
school year of the United States, in which children are five years older than its number.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import textstat  # type: ignore[import-untyped]  # it comes without types
from attrs import frozen
from bs4 import BeautifulSoup

from tests.conftest import ROOT

OLDEST = 11
EASY = 9  # on Easy Read pages, under this
PROSE = ("p", "li", "td", "dd", "blockquote")
# Repeated, hidden, or not sentences.
APART = "script, style, template, noscript, nav, .ws-paper, label, button, select"
SPOKEN = ("interface", "responses")


@frozen
class Reading:
    """How hard one page is: its words, its reading age in years, and its longest sentence."""

    page: str
    words: int
    age: float
    longest: str


def measure(page: str, blocks: list[str]) -> Reading:
    """The figures for the sentences in these blocks of text."""
    text = " ".join(block if block[-1] in ".!?:…" else f"{block}." for block in blocks)
    sentences = [
        part for block in blocks for part in block.replace("! ", ". ").replace("? ", ". ").split(". ")
    ]
    return Reading(
        page, textstat.lexicon_count(text), textstat.flesch_kincaid_grade(text) + 5,
        max(sentences, key=textstat.lexicon_count),
    )  # fmt: skip


def prose(html: str) -> list[str]:
    """The sentences of a built page, block by block; what has fewer than four words is none."""
    page = BeautifulSoup(html, "html.parser").select_one("article")
    if page is None:
        return []
    for apart in page.select(APART):
        apart.decompose()
    blocks = (" ".join(tag.get_text(" ").split()) for tag in page.find_all(PROSE) if not tag.find(PROSE))
    return [block for block in blocks if len(block.split()) > 3]


def spoken(tree: dict[str, Any]) -> Iterator[str]:
    """Every sentence in a file of words."""
    for value in tree.values():
        if isinstance(value, dict):
            yield from spoken(value)
        elif isinstance(value, str) and len(value.split()) > 3:
            yield value


def readings(site: Path) -> list[Reading]:
    """The figures for each page, and for what buttons, lines and Python say; the hardest first."""
    pages = {str(path.parent.relative_to(site)): path for path in sorted(site.rglob("index.html"))}
    texts = {name: prose(path.read_text(encoding="utf-8")) for name, path in pages.items()}
    found = [measure(name, text) for name, text in texts.items() if text]
    content = ROOT / "worksheet_py" / "content"
    for name in SPOKEN:
        words = tomllib.loads((content / f"{name}.toml").read_text(encoding="utf-8"))
        found.append(measure(f"{name}.toml", list(spoken(words))))
    return sorted(found, key=lambda reading: -reading.age)


def limit(page: str) -> int:
    """The highest reading age that a page may ask for."""
    return EASY if page.startswith("easy/") else OLDEST


def main() -> None:
    """Print the report."""
    print(f"Reading age by page (Flesch-Kincaid grade + 5); the limit is {OLDEST}, for Easy Read {EASY}")
    for one in readings(Path(sys.argv[1])):
        print(f"  {one.page:24}{one.age:5.1f}  {one.words:5} words  limit {limit(one.page)}")


if __name__ == "__main__":
    main()
