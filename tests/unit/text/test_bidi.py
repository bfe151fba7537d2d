"""A name cannot turn round what stands beside it: the signs in it that do so end with it, in every output."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.test_commands import run
from tests.unit.test_ids import PLAIN, about, answer, requests
from worksheet_py.export.sanitize import clean

TURNING = ["Ann\u202exe.tac", "\u2067Ann\u202b\u2066", "\u2069\u202cAnn\u2069\u2069", "Ann\u202e\nBo\u2066"]


def turned(plain: Any, name: str, key: str = "") -> Any:
    """The same data, in which each person, reflection and service is called so."""
    if isinstance(plain, dict):
        return {part: turned(value, name, part) for part, value in plain.items()}
    if isinstance(plain, list):
        return [turned(value, name, key) for value in plain]
    return name if key in ("name", "who", "about") else plain


def reaches_out(line: str) -> bool:
    """Whether a sign that turns text acts outside of the isolate that it is in."""
    depth = 0
    for sign in line:
        depth += (sign in "\u2066\u2067\u2068") - (sign == "\u2069")
        if depth < 0 or (depth == 0 and sign in "\u202a\u202b\u202c\u202d\u202e"):
            return True
    return depth != 0


def sentences(made: Any, key: str = "") -> Iterator[str]:
    """The lines of an answer in which a name can stand beside something else."""
    if isinstance(made, dict):
        for part, value in made.items():
            yield from sentences(value, part)
    elif isinstance(made, list):
        for value in made:
            yield from sentences(value, key)
    elif isinstance(made, str) and key not in ("name", "who", "about"):
        title = re.findall("(?s)<title>(.*?)</title>", made)
        notes = re.findall("(?m)^DESCRIPTION:.*", made.replace("\r\n ", ""))
        if title or notes:
            yield from (
                f"{line} – a program" for note in (*title, *notes) for line in re.split(r"\\n|\n", note)
            )
        elif not re.search(",|\t|<table>", made):  # tables have a cell for each text
            yield from made.split("\n")


@pytest.mark.parametrize("name", TURNING, ids=range(len(TURNING)))
def test_a_name_turns_nothing_else_round(name: str) -> None:
    """In each sentence, title and line of every answer, unless it stands there alone."""
    alone = {line.strip() for line in (*clean(name).split("\n"), " ".join(clean(name).split()))}
    for request, (action, plain) in requests(PLAIN).items():
        texts: Any = {
            "check": {"text": json.dumps(turned(about(PLAIN), name))},
            "compare texts": {"files": []},
        }
        made = answer(action, texts.get(request) or turned(plain, name))
        made.pop("document", None)
        for line in sentences(made):
            assert line.strip() in alone or not reaches_out(line), (request, line)


@pytest.mark.skipif(sys.platform == "emscripten", reason="the command line is not for browsers")
@pytest.mark.parametrize("name", TURNING, ids=range(len(TURNING)))
def test_a_name_turns_no_line_of_the_command_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the title of where a reflection stands, nor its plan, nor a line on a file."""
    for place in range(2):
        plain = turned(about(PLAIN), name) | {"changed": f"2026-11-2{place}T10:00Z"}
        (tmp_path / f"{place}.json").write_text(json.dumps(plain), encoding="ascii")
    file = tmp_path / "0.json"
    run("profile", file)
    run("plan", file)
    run("check", tmp_path)
    run("combine", tmp_path, "--html", tmp_path / "r.html")
    told = capsys.readouterr()
    assert told.out.count("Ann") > 5
    for line in (told.out + told.err).splitlines():
        assert not reaches_out(line), line
