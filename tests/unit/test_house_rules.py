import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from worksheet_py import api
from worksheet_py.plan import NOTES
from worksheet_py.talk import IDEA_RULES, WHOLE_RULES, sentence

PACKAGE = Path(str(files("worksheet_py")))
MODULES = sorted(PACKAGE.rglob("*.py"))
LIBRARIES = {"attrs", "cattrs", "dateutil"}
STANDARD = {
    "collections", "datetime", "functools", "importlib", "itertools", "json", "math", "pathlib", "re",
    "string", "sys", "tomllib", "traceback", "typing",
}  # fmt: skip
# Each layer may use those before it; a module that is not named here belongs to no layer yet.
LAYERS = [
    {"words", "faults"},
    {"strict", "json_text", "ids", "versions", "frame", "idea", "when_words", "when_spans"},
    {"content_file", "when_dates"},
    {"when_readers"},
    {"when", "tool"},
    {"reflection"},
    {"consensus", "mentions", "saved", "plan", "talk"},
    {"spread", "taken_in", "profile", "summary"},
    {"differences", "twins", "rounds", "round_facts"},
    {"people", "look_back"},
    {"points"},
    {"perspectives", "payload"},
    {"api"},
]


def imports(module: Path) -> Iterator[str]:
    """The modules that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name}: imports are written in full"
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


# A wheel that was compiled for the browser has no sources to look at.
needs_sources = pytest.mark.skipif(not MODULES, reason="the package is installed without its sources")


@needs_sources
@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way_and_never_to_the_browser(module: Path) -> None:
    """A module uses layers below it, three libraries, and no network, clock or browser."""
    layer = {name: number for number, names in enumerate(LAYERS) for name in names}
    own = layer.get(module.stem, -1)
    for name in imports(module):
        top, _, inner = name.partition(".")
        if top == "worksheet_py":
            assert layer[inner] < own or (layer[inner] == own and own <= 1), f"{module.name} imports {name}"
        else:
            assert top in LIBRARIES | STANDARD, f"{module.name} imports {name}"


@needs_sources
@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_clock_is_hidden(module: Path) -> None:
    """What day it is comes from the page."""
    assert not re.search(r"\b(today|now|utcnow|localtime|time)\(\)", module.read_text(encoding="utf-8"))


def test_every_sentence_that_may_be_asked_for_is_there() -> None:
    """Each rule, note and refusal has its sentence, and there is none that nothing asks for."""
    words = api.words()
    wanted = {sentence(code) for code in (*IDEA_RULES, *WHOLE_RULES)}
    wanted |= {"plan." + code.replace("-", "_") for code in NOTES} | {"plan.no_words"}
    kinds = {"repeated_id", "not_a_version", "missing"}
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        wanted |= {
            key for key in re.findall(r'words(?:\(\))?\.say\(\s*"([a-z_.]+)"', text) if not key.endswith(".")
        }
        for key in re.findall(r'words\.count\("([a-z_.]+)"', text):
            wanted |= {f"{key}_one", f"{key}_other"}
        if module.stem in ("strict", "saved"):
            kinds |= set(re.findall(r'(?:Refused\(|only\(\w+, |guarded\(\w+, )"([a-z_]+)"', text))
    wanted |= {f"place.{kind}" for kind in kinds}
    wanted |= {f"json.{kind}" for kind in ("empty", "syntax", "too_deep", "repeated_key", "not_a_number")}
    wanted |= {f"blank.{question}" for question in ("stage", "evidence", "rating", "change")}
    wanted |= {"rounds.months"}
    wanted |= {f"spread.{band}" for band in ("few", "close", "apart", "far")}
    wanted |= {f"request.{code}" for code in ("bad_request", "unknown_action")}
    if MODULES:
        assert wanted == words.keys()
