"""The built pages: whole, findable, from one source, and asking nothing of any other host."""

import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT
from worksheet_py.questionnaire.tool import default_content, load_tool

TOOL = load_tool(default_content())
IDEAS = [idea.id for idea in TOOL.ideas]


class Links(HTMLParser):
    """Collects every address that a page loads or links to, and every id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is addressed."""
        found = dict(attrs)
        self.addresses += [value for name in ("href", "src") if (value := found.get(name))]
        self.ids += [value for name in ("id",) if (value := found.get(name))]


def pages(site: Path) -> list[Path]:
    """Every page of the site."""
    return sorted(site.rglob("*.html"))


def text_of(html: str) -> str:
    """The words of a page without its markup."""
    body = re.sub(r"(?s)<(script|style|template)\b.*?</\1>", " ", html)
    body = re.sub(r"</?strong>", "", body)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body).replace("&amp;", "&"))


@pytest.mark.parametrize("idea", TOOL.ideas, ids=IDEAS)
def test_every_point_of_an_idea_is_on_its_page(site: Path, idea: object) -> None:
    """About, story, every descriptor with its examples, every quote: the page has them all, in order."""
    assert idea in TOOL.ideas
    known = next(known for known in TOOL.ideas if known is idea)
    text = text_of((site / "ideas" / known.id / "index.html").read_text(encoding="utf-8"))
    points = [*known.about]
    for stage in known.stages:
        for descriptor in stage.descriptors:
            points += [descriptor.text, *descriptor.examples]
        points += [quote.text for quote in stage.quotes]
    place = 0
    for point in points:
        place = text.find(point, place)
        assert place >= 0, f"{known.id}: {point!r} is missing or out of order"
    for paragraph in known.story.text:
        assert paragraph in text


def test_what_is_stressed_is_strong_and_no_mark_of_it_is_seen(site: Path) -> None:
    """What the content stresses is strong on pages, sheets and in Easy Read; nobody meets the marks that say so."""
    files = [*pages(site), site / "search/search_index.json"]
    licences = re.compile(r"(?s)<pre>.*?</pre>")
    marked = [one for one in files if "**" in text_of(licences.sub("", one.read_text(encoding="utf-8")))]
    assert marked == []
    page = BeautifulSoup((site / "ideas/work/index.html").read_text(encoding="utf-8"), "html.parser")
    for place in ("#point-placed-with-us", ".ws-paper [data-point=placed-with-us]"):
        found = page.select_one(place)
        assert found is not None
        assert [tag.text for tag in found.find_all("strong")] == ["placed in our service", "our job"]
    easy = BeautifulSoup((site / "easy/work/index.html").read_text(encoding="utf-8"), "html.parser")
    found = easy.select_one("#point-placed-with-us")
    assert found is not None
    assert [tag.text for tag in found.find_all("strong")] == ["placed in our service", "our job"]


def test_the_authors_are_named_and_so_is_what_this_edition_added(site: Path) -> None:
    """Under the title, at the foot of each page and on each sheet; notes stand beside their sign, on paper too."""
    start = text_of((site / "index.html").read_text(encoding="utf-8"))
    assert start.count(TOOL.credit) == 2
    page = BeautifulSoup((site / "ideas/work/index.html").read_text(encoding="utf-8"), "html.parser")
    assert TOOL.credit in page.select_one("footer").text  # type: ignore[union-attr]
    paper = page.select_one(".ws-paper")
    assert paper is not None
    assert TOOL.credit in paper.text
    work = TOOL.idea("work")
    for section in (*work.between, *work.after):
        assert section.heading in paper.text
        assert section.note in paper.text
    note = next(point.note for stage in work.stages for point in stage.descriptors if point.note)
    assert note in paper.select_one("[data-point=expenses-and-fee]").text  # type: ignore[union-attr]
    sign = page.select_one("li:has(> #point-expenses-and-fee)")
    assert sign is not None
    assert note in sign.text
    assert note not in page.select_one("#point-expenses-and-fee").text  # type: ignore[union-attr]


def test_stages_can_be_found_by_search_and_in_the_contents(site: Path) -> None:
    """Somebody who searches for a stage's words, or looks at the page's contents, finds the stage."""
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    found = {entry["location"]: entry for entry in index}
    for idea in TOOL.ideas:
        html = (site / "ideas" / idea.id / "index.html").read_text(encoding="utf-8")
        contents = html[html.index('<nav class="md-nav md-nav--secondary"') :]
        for stage in idea.stages:
            entry = found[f"ideas/{idea.id}/#{stage.id}"]
            assert stage.descriptors[0].text in entry["text"]
            assert f'href="#{stage.id}"' in contents
    everything = " ".join(entry["text"] for entry in index)
    assert "We recognise this" not in everything, "buttons are no text to find"


def test_no_page_asks_anything_of_another_host(site: Path) -> None:
    """No font, script, picture or style comes from elsewhere."""
    for page in pages(site):
        html = page.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)="([^"]+)"', html)
        strangers = [address for address in loaded if re.match(r"(?:https?:)?//", address)]
        assert strangers == [], page
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", style.read_text(encoding="utf-8")), style


def test_every_address_on_a_page_leads_somewhere(site: Path) -> None:
    """Links between pages and to places on them, under whatever folder the site is put."""
    ids = {page: set(Links(page.read_text(encoding="utf-8")).ids) for page in pages(site)}
    for page in pages(site):
        if page.name == "404.html":
            continue
        for address in Links(page.read_text(encoding="utf-8")).addresses:
            if re.match(r"[a-z]+:", address):
                continue
            assert not address.startswith("/"), f"{page}: {address} works only at the top of a host"
            path, _, anchor = address.partition("#")
            path, anchor = path.partition("?v=")[0], unquote(anchor)
            target = (page.parent / path).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), f"{page}: {address}"
            if anchor and target.suffix == ".html":
                assert anchor in ids[target] or anchor == "__skip", f"{page}: {address}"


@pytest.mark.parametrize("way", ["the site", "the pages to read"])
def test_a_folder_leads_to_its_first_page(site: Path, tmp_path: Path, way: str) -> None:
    """An address that was shortened finds no error and no list of files, with scripts off too."""
    if way == "the pages to read":
        with zipfile.ZipFile(site / "coproduction-to-read.zip") as archive:
            archive.extractall(tmp_path)
        site = tmp_path / "coproduction-to-read"
    for folder, first in (("easy", "start"), ("ideas", "assets")):
        page = (site / folder / "index.html").read_text(encoding="utf-8")
        (address,) = Links(page).addresses
        assert f'content="0; url={address}"' in page
        assert PurePosixPath(address).stem == first
        assert (site / folder / address).exists()
    folders = {path.parent for path in pages(site)} | {path.parent.parent for path in pages(site)}
    assert [
        folder for folder in folders if folder.is_relative_to(site) and not (folder / "index.html").exists()
    ] == []


def test_ids_are_used_once_on_a_page(site: Path) -> None:
    """Labels and links point at one thing only."""
    for page in pages(site):
        ids = [name for name in Links(page.read_text(encoding="utf-8")).ids if "__ID__" not in name]
        assert sorted(set(ids)) == sorted(ids), page


def test_the_schema_is_published(site: Path) -> None:
    """Whoever reads saved files elsewhere finds what they look like."""
    schema = json.loads((site / "schema/reflection-1.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["version"]


def test_a_worksheet_asks_for_few_scripts(site: Path) -> None:
    """Fifty files one after the other keep a weak network busy: a worksheet names all it starts with, in a few."""
    page = (site / "ideas/assets/index.html").read_text(encoding="utf-8")
    addresses = re.findall(
        r'<(?:link rel="modulepreload"|script type="module")[^>]*(?:href|src)="([^"]*)"', page
    )
    assert len(addresses) <= 6
    named = {(site / "ideas/assets" / address).resolve() for address in addresses}
    for script in named:
        for imported in re.findall(r'(?:import|from)"(\.[^"]+)"', script.read_text(encoding="utf-8")):
            assert (script.parent / imported).resolve() in named
    assert not (site / "assets/worksheet/ui").exists(), "what is in another script is not published twice"


def test_scripts_hold_no_words() -> None:
    """Every word on screen comes from the edition: the scripts say nothing of their own."""
    for script in (ROOT / "overrides").rglob("*.js"):
        code = re.sub(
            r"(?m)//.*$|/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
        )
        for line in code.splitlines():
            if "throw new Error" in line or "console." in line:
                continue
            sentences = re.findall(r'"([A-Z][a-z]+ [a-z]+ [^"]*)"', line)
            assert sentences == [], f"{script.name}: {sentences}"


def test_a_wrong_address_has_ways_home(site: Path) -> None:
    """The page for wrong addresses says so in plain words, and leads to the start, the worksheets and Easy Read."""
    page = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "html.parser").select_one("article")
    assert page is not None
    assert page.select_one("h1").text == "There is no page here"  # type: ignore[union-attr]
    ways = [str(link["href"]) for link in page.select("li a")]
    assert [way.split("/", 1)[1] for way in ways] == ["./", "worksheets/", "easy/start/"]


def test_an_old_address_leads_to_where_its_words_are_now(site: Path) -> None:
    """A page that became part of another is not in the menu; all it says is where to go."""
    page = BeautifulSoup((site / "more/index.html").read_text(encoding="utf-8"), "html.parser")
    assert page.select_one('article a[href="../edition/"]') is not None
    assert page.select_one('nav a[href$="more/"]') is None


def test_what_only_the_build_reads_is_not_published(site: Path) -> None:
    """Templates, makers and rooms that are put together stay at home; only `assets/` goes as it is, and the
    theme makes a page of `404.html`."""
    paths = [path for path in (ROOT / "overrides").rglob("*") if path.is_file() and path.name != "404.html"]
    own = [path.relative_to(ROOT / "overrides") for path in paths]
    assert [str(path) for path in own if path.parts[0] != "assets" and (site / path).exists()] == []
