"""How the build is put together: rooms, settings, and patches of the theme that find what they patch."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import fields
from mkdocs.exceptions import PluginError

from overrides.hooks import artifacts
from overrides.hooks.content.edition import edition_words
from overrides.hooks.page import theme_patches
from overrides.hooks.settings import Settings, settings
from tests.conftest import ROOT

HOOKS = ROOT / "overrides" / "hooks"
MODULES = sorted(HOOKS.rglob("*.py"))
# Each room and the rooms it may use: those before it. What stands at the top is a room of its own.
ROOMS = {
    "settings": "",
    "artifacts": "settings",
    "content": "artifacts settings",
    "bundle": "artifacts content settings",
    "page": "artifacts bundle content settings",
    "supply_chain": "artifacts bundle content settings",
    "outputs": "artifacts bundle content page settings",
    "build": "artifacts bundle content outputs page supply_chain",
}
# Reads of the environment, in any language of the build.
ENVIRONMENT = re.compile(r"\benviron\b|\bgetenv\b|!ENV\b|process\.env\.(?!TZ = )")


def imports(module: Path) -> Iterator[str]:
    """The hooks' modules that a module imports, from the name of the room on."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("overrides.hooks"):
            rest = (node.module or "").removeprefix("overrides.hooks").removeprefix(".")
            yield from [rest] if rest else [name.name for name in node.names]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_a_room_of_the_build_uses_only_what_its_row_allows(module: Path) -> None:
    """So that nobody has to read all hooks to change one, and no circle comes about."""
    own = module.relative_to(HOOKS).with_suffix("").parts[0]
    used = {name.partition(".")[0] for name in imports(module)} - {own}
    assert used <= set(ROOMS[own].split())


def test_rooms_stand_in_the_order_of_use() -> None:
    """Each row names rows above it."""
    order = list(ROOMS)
    assert [
        (name, one)
        for name, row in ROOMS.items()
        for one in row.split()
        if order.index(one) >= order.index(name)
    ] == []


def test_the_environment_is_read_in_one_place() -> None:
    """Every variable is read, and described, in settings.py."""
    sources = [*MODULES, *ROOT.glob("mkdocs*.yml"), *(ROOT / "overrides" / "runtime").iterdir()]
    readers = [
        path.name
        for path in sources
        if path.is_file() and ENVIRONMENT.search(path.read_text(encoding="utf-8"))
    ]
    assert readers == ["settings.py"]
    text = (HOOKS / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'(?:environ\.get|switch)\("([A-Z_]+)"', text)) - {"PATH", "CI"}
    assert read == {field.name.upper() for field in fields(Settings)}
    for field in fields(Settings):
        assert re.search(rf"^ *{field.name}: .+", Settings.__doc__ or "", re.MULTILINE), field.name


def test_a_switch_is_off_when_it_is_0_or_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """And on for all else; without it its default counts."""
    for name in [name for name in os.environ if name in ("SNAPSHOT", "CI", "STRICT_SNAPSHOT")]:
        monkeypatch.delenv(name)
    assert (settings().snapshot, settings().strict_snapshot) == (True, False)
    for said, on in (("0", False), ("", False), ("1", True), ("no", True)):
        monkeypatch.setenv("SNAPSHOT", said)
        assert settings().snapshot is on
    monkeypatch.setenv("CI", "true")
    assert settings().strict_snapshot
    monkeypatch.setenv("STRICT_SNAPSHOT", "0")
    assert not settings().strict_snapshot


@pytest.fixture(scope="module")
def theme_page() -> str:
    """A page as the theme makes it: one place for each patch."""
    return """
        <div role="dialog"></div><div class="md-search__scrollwrap" tabindex="0"></div>
        <label class="md-header__button md-icon" for="__drawer"></label>
        <label class="md-header__button md-icon" for="__search"></label>
        <label class="md-search__icon md-icon" for="__search"></label>
        <input data-md-color-scheme="worksheet" aria-label="to">
        <input data-md-color-scheme="slate" aria-label="to">
        <input class="md-toggle" type="checkbox" autocomplete="off">
    """


def test_patches_give_the_theme_the_edition_s_words(theme_page: str) -> None:
    """A page of the theme with all places is patched in all of them."""
    made = theme_patches.patched(theme_page, "a page")
    assert f'role="dialog" aria-label="{edition_words().say("theme.search")}"' in made
    assert made.count("data-button=") == 3
    assert not re.search('autocomplete=|aria-label="to"', made)


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in theme_patches.PATCHES])
def test_a_patch_that_finds_nothing_stops_the_build(theme_page: str, pattern: str) -> None:
    """An upgrade of the theme never undoes a mended fault without a word."""
    gone = re.sub(pattern, "", theme_page)
    assert gone != theme_page
    with pytest.raises(PluginError, match=r"a page: there is no .* to patch"):
        theme_patches.patched(gone, "a page")


def test_what_is_kept_for_the_next_build_is_known_by_all_that_goes_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same inputs are made once; other content, another name or another order is made anew."""
    monkeypatch.setattr(artifacts, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("BUILD_CACHE", "1")
    source = tmp_path / "a.txt"
    made: list[bytes] = []

    def make(out: Path) -> None:
        made.append(source.read_bytes())
        (out / "copy").write_bytes(made[-1])

    source.write_text("one", encoding="utf-8")
    first = artifacts.cached("copy", [source], make)
    assert artifacts.cached("copy", [source], make) == first
    source.write_text("two", encoding="utf-8")
    second = artifacts.cached("copy", [source], make)
    assert ((first / "copy").read_text(), (second / "copy").read_text()) == ("one", "two")
    assert made == [b"one", b"two"]
    keys = {
        artifacts.key("a", inputs)
        for inputs in ([source], ["x", "y"], ["y", "x"], ["xy"], [b"two"], [tmp_path])
    }
    assert len(keys) == 6
