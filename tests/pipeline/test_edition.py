"""An edition takes the place of the words, and a fault in one stops the build with file and key."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_pages
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import ROOT
from worksheet_py.text.messages import load_words

# The name of a word as code writes it: words.form.jump, `bar.${code}`, f"page.{name}", words.display[name], "theme." + name.
WORD = re.compile(r"""\b([a-z]+)(?:\.((?:[\w-]|\$?\{[^{}]*\})*)|(?=\[))(["'`] [~+]|\[)?""")


def build(target: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Build the site with these environment variables; gives the finished process with all it printed."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | variables
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of this edition to change."""
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "worksheet_py/content", folder / "content")
    shutil.copytree(ROOT / "docs", folder / "docs")
    return folder


def change(file: Path, before: str, after: str) -> None:
    """Put other words into a file."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.slow
def test_a_tiny_second_edition_takes_the_place_of_the_words(edition: Path, tmp_path: Path) -> None:
    """Another folder of words gives another site: pages, menu, forms, scripts and Python say its words."""
    for page in (edition / "docs").rglob("*.md"):
        markers = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("<!--")]
        page.write_text(f"# Seite {page.stem}\n\n" + "\n\n".join(markers), encoding="utf-8")
    change(edition / "content/tool.toml", "Co-production – how are you doing?", "Wie läuft es bei euch?")
    change(edition / "content/tool.toml", 'language = "en-GB"', 'language = "de-DE"')
    change(
        edition / "content/tool.toml", 'label = "You’ve got the basics"', 'label = "Der Anfang ist gemacht"'
    )
    change(edition / "content/interface.toml", '"We recognise this"', '"Das kennen wir"')
    done = build(tmp_path / "site", EDITION=str(edition), SNAPSHOT="0")
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site/ideas/assets/index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in html
    for words in ("Wie läuft es bei euch?", "Der Anfang ist gemacht", "Das kennen wir"):
        assert words in html
    assert "You’ve got the basics<" not in html
    assert "We recognise this" not in html
    assert (tmp_path / "site/ideas/work/index.html").exists()
    says = (
        "import sys, zipfile; name = next(n for n in zipfile.ZipFile(sys.argv[1]).namelist()"
        " if n.endswith('content/tool.toml')); print(zipfile.ZipFile(sys.argv[1]).read(name).decode())"
    )
    wheel = next((tmp_path / "site/runtime").glob("worksheet_py-*.whl"))
    inside = subprocess.run(
        [sys.executable, "-c", says, str(wheel)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "Der Anfang ist gemacht" in inside.stdout


@pytest.fixture
def stopped(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Callable[[], str]:
    """Builds the changed edition in this process, which has to stop; gives what it said."""

    def build_until_it_stops() -> str:
        monkeypatch.setenv("EDITION", str(edition))
        config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(tmp_path / "site"))
        with pytest.raises(Abort):
            build_pages(config)
        return caplog.text

    return build_until_it_stops


@pytest.mark.parametrize(("file", "before", "after", "said"), [
    ("docs/plan.md", "<!-- worksheet:plan -->", "<!-- worksheet:plam -->", "plan.md: marker 'worksheet:plam': no such"),
    ("docs/ideas/work.md", "worksheet:about work", "worksheet:about werk", "ideas/work.md: marker 'worksheet:about': unknown idea"),
    ("docs/plan.md", "<!-- worksheet:plan -->", "The plan: <!-- worksheet:plan -->", "plan.md: cannot read the marker"),
    ("docs/publishing.md", "figure:bench.bytes_ours", "figure:bench.bites", "publishing.md: no figure 'bites'"),
    ("content/ideas/work.toml", 'id = "getting-there"', 'id = "nearly-there"', "ideas/work.toml"),
    ("content/ideas/networks.toml", "[story]", "[tale]", "ideas/networks.toml"),
    ("content/interface.toml", 'recognise = "We recognise this"', "", "interface.toml: missing 'form.recognise'"),
    ("content/easy/interface.toml", 'tick = "We see this here"', "", "easy/interface.toml: missing 'form.tick'"),
    ("content/easy/ideas/work.toml", "[points.certificate]", "[points.certified]", "easy/ideas/work.toml: points lacks 'certificate'"),
    ("content/easy/ideas/assets.toml", 'picture = "label"', 'picture = "lable"', "easy/ideas/assets.toml: there is no picture 'lable'"),
    ("content/easy/start.toml", 'heading = "Be honest"', "", "easy/start.toml: screens[15].heading is missing"),
    ("docs/easy/plan.md", "other_way: plan.md", "other_way: plans.md", "easy/plan.md: other_way: there is no page plans.md"),
    ("content/tool.toml", 'label = "RED"', 'label = ""', "tool.toml"),
])  # fmt: skip
def test_a_fault_in_an_edition_stops_the_build(
    stopped: Callable[[], str], edition: Path, file: str, before: str, after: str, said: str
) -> None:
    """An unknown marker, a missing stage, an empty text: the build stops and names file and key."""
    change(edition / file, before, after)
    assert said in stopped()


def test_an_empty_descriptor_stops_the_build(stopped: Callable[[], str], edition: Path) -> None:
    """A stage whose descriptor says nothing is named by file and place."""
    file = edition / "content/ideas/assets.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    place = next(i for i, line in enumerate(lines) if line == "[[stages.descriptors]]")
    text = next(i for i in range(place, len(lines)) if lines[i].startswith("text = "))
    lines[text] = 'text = ""'
    file.write_text("\n".join(lines), encoding="utf-8")
    said = stopped()
    assert "ideas/assets.toml" in said
    assert "stages[0].descriptors[0].text" in said or "not-yet" in said


@pytest.mark.parametrize("folder", ["content", "content/easy"])
def test_no_word_of_pages_is_left_over(folder: str) -> None:
    """Each name in `interface.toml` is written somewhere in the code, in whole or put together there."""
    sources = [
        path for top in ("overrides", "worksheet_py", "mkdocs.yml") for path in (ROOT / top).rglob("*")
    ]
    code = " ".join(
        path.read_text(encoding="utf-8").replace("words.", "")
        for path in (*sources, ROOT / "mkdocs.yml")
        if path.suffix in (".py", ".js", ".jinja", ".html", ".yml") and "vendor" not in path.parts
    )
    names = {
        rf"{section}\." + r"[\w-]+".join(re.split(r"\$?\{[^{}]*\}", name + ("{}" if goes_on else "")))
        for section, name, goes_on in WORD.findall(code)
    }
    used = re.compile("|".join(sorted(names)))
    # What people search for is read as a table.
    keys = load_words(ROOT / "worksheet_py" / folder, "interface").keys()
    words = [word for word in keys if not word.startswith("search.")]
    forms = {word: {word, re.sub("_(one|other)$", "", word)} for word in words}
    assert [word for word in sorted(words) if not any(map(used.fullmatch, forms[word]))] == []
