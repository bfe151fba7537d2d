"""Papers and comments for those who change the site name files, commands and pages that are there."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.older_browsers.chromium_archive import PACKAGES

TOP = Path(__file__).parents[2]
TOP_PAPERS = [TOP / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
PAPERS = [*TOP_PAPERS, *sorted((TOP / "architecture").glob("*.md"))]
# A path or a file's name between backquotes.
NAMED = re.compile(r"`([\w.@-]+(?:/[\w.@-]+)*/?)`")
KINDS = {".py", ".js", ".mjs", ".toml", ".yml", ".json", ".css", ".jinja", ".md", ".html", ".txt", ".lock"}
# What building and running makes.
MADE = {
    "site",
    "build",
    ".venv",
    "node_modules",
    "sw.js",
    "coproduction.html",
    "coproduction-shared.html",
    "runtime",
}
# Also made, or of others: what comments name besides.
IN_COMMENTS = {"CHANGES.md", "index.html", "pyodide.asm.js", "pyodide.mjs"}
SOURCES = ("worksheet_py", "overrides", "scripts", "tests")
PYTHON_COMMENT = re.compile(r'""".*?"""|(?:^|\s)#[^\n]*', re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|(?:^|\s)//[^\n]*|\{#.*?#\}|<!--.*?-->", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"(?<![\w<>{…*:@$.-])([\w-]+(?:[/.][\w-]+)*\.(?:py|m?js|jinja|html|css|toml|md))\b")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def files() -> list[str]:
    """Every file of the repository, also one that is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=TOP, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return listed.stdout.splitlines()


def missing(paper: Path, known: list[str]) -> Iterator[str]:
    """What a paper names and the repository does not have."""
    text = FENCE.sub("", paper.read_text(encoding="utf-8"))
    for name in NAMED.findall(text):
        path = name.rstrip("/")
        is_path = name.endswith("/") or Path(name).suffix in KINDS
        if not is_path or path.split("/")[0] in MADE or name.startswith("exports"):
            continue
        inside = f"/{path}/" if name.endswith("/") else f"/{path}"
        if not any(
            inside in f"/{file}" if name.endswith("/") else f"/{file}".endswith(inside) for file in known
        ):
            yield name
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        if not (paper.parent / link).exists():
            yield link


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(TOP)))
def test_what_a_paper_names_is_there(paper: Path) -> None:
    """Each file, folder and link in it exists, and so does each make target."""
    assert list(missing(paper, files())) == []
    targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", paper.read_text(encoding="utf-8"), re.MULTILINE)
    assert {one or other for one, other in named} <= targets


def test_what_a_comment_names_is_there() -> None:
    """Each file that a comment or docstring of the code names is in the repository, or is made."""
    known = files()
    gone = []
    for name in known:
        path = TOP / name
        is_python = path.suffix == ".py"
        if not (name.startswith(SOURCES) and path.suffix in KINDS and path.is_file()) or "/vendor/" in name:
            continue
        for comment in (PYTHON_COMMENT if is_python else COMMENT).findall(path.read_text(encoding="utf-8")):
            for named in set(FILE.findall(comment)) - MADE - IN_COMMENTS:
                if not any(f"/{file}".endswith(f"/{named}") for file in known):
                    gone.append((name, named))
    assert gone == []


def test_the_guide_is_short() -> None:
    """Whoever wants to change something reads one page first, not a book."""
    assert len((TOP / "CONTRIBUTING.md").read_bytes()) < 8_000


def test_the_page_on_tests_names_the_oldest_browsers_that_the_build_is_made_for() -> None:
    """The list of the build is also that of the lint of scripts and styles, and its oldest Chromium is walked."""
    oldest = dict(name.split() for name in json.loads((TOP / "package.json").read_text())["browserslist"])
    page = (TOP / "docs/trust.md").read_text(encoding="utf-8")
    named = re.search(
        r"from 2020: Chrome and Edge (\d+), Firefox (\d+), and Safari ([\d.]+) .*iOS ([\d.]+)\)", page
    )
    assert named
    assert oldest == dict(zip(("chrome", "firefox", "safari", "ios"), named.groups(), strict=True))
    assert min(PACKAGES) == int(oldest["chrome"])
