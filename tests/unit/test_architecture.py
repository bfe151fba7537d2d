import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.resources import files
from pathlib import Path

import pytest

from worksheet_py import api
from worksheet_py.cli.commands import COMMANDS
from worksheet_py.document.reflection import IdeaAnswers, Reflection
from worksheet_py.export.sheets import VIEWS_COLUMNS
from worksheet_py.questionnaire.tool import default_content
from worksheet_py.review.plan import NOTES
from worksheet_py.review.prompts import idea_rules, key, whole_rules
from worksheet_py.text.messages import load_words

PACKAGE = Path(str(files("worksheet_py")))
MODULES = sorted(PACKAGE.rglob("*.py"))
LIBRARIES = {"attrs", "cattrs", "dateutil"}
STANDARD = {
    "binascii", "collections", "contextlib", "datetime", "functools", "gc", "importlib", "io", "itertools",
    "json", "math", "pathlib", "re", "string", "sys", "tomllib", "traceback", "typing",
}  # fmt: skip
# Each room and the rooms that it may import. What stands at the top of the package comes last.
ROOMS = {
    "text": "",
    "validation": "",
    "questionnaire": "text validation",
    "dates": "text",
    "document": "questionnaire text validation",
    "comparison": "document questionnaire text",
    "review": "dates document questionnaire text",
    "rounds": "document questionnaire review text validation",
    "requests": "comparison document questionnaire rounds text validation",
    "api": "dates document questionnaire requests review text validation",
    "export": "comparison dates document questionnaire requests review text",
    "cli": "api comparison document export questionnaire requests review text validation",
    "__main__": "cli",
    "__init__": "",
}
ROOT = Path(__file__).parents[2]
MAX_FILES = 14
CODE = {".py", ".js", ".mjs", ".jinja", ".css", ".html", ".sh", ""}
# Drawings, one in each file.
CROWDED = {"overrides/worksheets/pictures"}
# Modules for the command line alone.
COMMAND = {"argparse", "hashlib", "os", "shutil", "signal", "stat", "tempfile"}


def imports(module: Path) -> Iterator[str]:
    """The modules that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name}: imports are written in full"
            if node.module == "worksheet_py":
                yield from (f"worksheet_py.{name.name}" for name in node.names)
            else:
                yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def dotted(module: Path) -> str:
    """The name of a module within the package: `api`, `export.formats`."""
    return ".".join(module.relative_to(PACKAGE).with_suffix("").parts)


def room(name: str) -> str:
    """The room of a module, or the module itself where it stands at the top of the package."""
    return name.partition(".")[0]


def is_command(name: str) -> bool:
    """Whether a module belongs to the command line, which browsers never load."""
    return name == "__main__" or name.startswith("cli.")


# A wheel that was compiled for the browser has no sources to look at.
needs_sources = pytest.mark.skipif(not MODULES, reason="the package is installed without its sources")


@needs_sources
@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_uses_only_what_its_row_allows(module: Path) -> None:
    """A module uses its own room, the rooms in its row, three libraries, and no network, clock or browser."""
    name_of = dotted(module)
    own = room(name_of)
    usable = {own, "__version__", *ROOMS[own].split()}
    allowed = LIBRARIES | STANDARD | (COMMAND if is_command(name_of) else set())
    for name in imports(module):
        top, _, inner = name.partition(".")
        if top == "worksheet_py":
            assert room(inner) in usable, f"{module.name} imports {name}"
        else:
            assert top in allowed, f"{module.name} imports {name}"


@needs_sources
def test_rooms_and_modules_stand_in_no_circle() -> None:
    """A row names only rows before it, each room there is has a row, and no modules import each other."""
    before: set[str] = set()
    for name, usable in ROOMS.items():
        assert set(usable.split()) <= before, f"{name} may use a room of its own floor or above"
        before.add(name)
    assert {room(dotted(module)) for module in MODULES} == ROOMS.keys()
    ours = "worksheet_py."
    graph = {
        dotted(module): [name.removeprefix(ours) for name in imports(module) if name.startswith(ours)]
        for module in MODULES
    }
    TopologicalSorter(graph).prepare()


@pytest.mark.skipif(not (ROOT / "overrides").is_dir(), reason="only the package is here")
def test_no_folder_is_crowded() -> None:
    """No folder has more files of code at its top than can be taken in at a glance."""
    tops = (ROOT / name for name in ("worksheet_py", "overrides", "scripts", "tests"))
    folders = (folder for top in tops for folder, _, _ in top.walk() if folder.name != "__pycache__")
    crowded = {
        folder.relative_to(ROOT).as_posix(): number
        for folder in folders
        if (number := sum(is_code(path) for path in folder.iterdir())) > MAX_FILES
    }
    assert crowded.keys() <= CROWDED, crowded


def is_code(path: Path) -> bool:
    """Whether a path is a file that somebody may have to read and change."""
    return path.is_file() and path.suffix in CODE and path.name not in ("__init__.py", ".gitignore")


@needs_sources
@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_clock_is_hidden(module: Path) -> None:
    """What day it is comes from the page, or from the command line's one look at the clock."""
    text = module.read_text(encoding="utf-8")
    assert dotted(module) == "__main__" or not re.search(r"\b(today|now|utcnow|localtime|time)\(\)", text)


@needs_sources
def test_every_sentence_that_may_be_asked_for_is_there() -> None:
    """Each rule, note and refusal has its sentence, and there is none that nothing asks for."""
    words, tool = api.words(), api.tool()
    sections = "|".join(words.tree)
    blank = Reflection(ideas={idea.id: IdeaAnswers() for idea in tool.ideas})
    rules = idea_rules(tool.ideas[0], IdeaAnswers(), tool) | whole_rules(blank, tool)
    wanted = {key(code) for code in rules} | {"plan." + code.replace("-", "_") for code in NOTES}
    wanted |= {f"export.{column}" for column in VIEWS_COLUMNS}
    kinds = {"repeated_id", "not_a_version", "missing"}
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        if not is_command(dotted(module)):
            for count, name in re.findall(rf'(\.count\()?"((?:{sections})\.[a-z_]+)"', text):
                wanted |= {f"{name}_one", f"{name}_other"} if count else {name}
        if module.stem in ("strict_converter", "serialization", "limits"):
            asked = r'(?:Refused\(|only\(\w+, |add\(found, trail(?:\[:-1\])?, )"([a-z_]+)"'
            kinds |= set(re.findall(asked, text)) - {"too_big"}
    wanted |= {f"place.{kind}" for kind in kinds}
    wanted |= {f"json.{kind}" for kind in ("empty", "syntax", "too_deep", "repeated_key", "not_a_number")}
    wanted |= {f"json.{kind}" for kind in ("too_big", "no_document", "two_documents")}
    wanted |= {f"blank.{question}" for question in ("stage", "evidence", "rating", "change")}
    wanted |= {f"spread.{band}" for band in ("few", "close", "apart", "far")}
    wanted |= {f"request.{code}" for code in ("bad_request", "unknown_action")}
    assert wanted == words.keys()


@needs_sources
def test_the_command_line_has_all_its_words_and_no_others() -> None:
    """Each sentence of command.toml is used, and none is missing."""
    lines = load_words(default_content(), "command")
    texts = [
        module.read_text(encoding="utf-8")
        for module in MODULES
        if is_command(dotted(module)) or dotted(module).startswith("export.")
    ]
    tables = "help|checked|fault|profile|plan|report|written"
    wanted = {key for text in texts for key in re.findall(rf'"((?:{tables})\.[a-z_0-9]+)"', text)}
    wanted |= {f"{key}_{form}" for key in ("report.shown", "report.refused") for form in ("one", "other")}
    wanted -= {"report.shown", "report.refused"}
    wanted |= {f"help.{name}" for name in COMMANDS}
    wanted |= {f"fault.{reason}" for reason in ("exists", "is_input", "no_target", "same")}
    wanted |= {f"report.{column}" for column in VIEWS_COLUMNS} | {"report.chosen"}
    codes = (
        "empty",
        "not_json",
        "not_ours",
        "newer",
        "invalid",
        "missing",
        "unreadable",
        "not_utf8",
        "too_big",
        "not_a_file",
    )
    assert wanted | {f"mend.{code}" for code in codes} == lines.keys()
