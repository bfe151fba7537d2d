"""Atheris looks for input that breaks the readers of files and of days, led by the lines it reaches."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.profile import draw, report
from tests.unit.mutations import PIECES, REAL, WORDS, page_of
from tests.unit.payloads import laden

pytest.importorskip("atheris", reason="atheris is made for Linux on x86-64 only", exc_type=ImportError)

RUNS = draw(10_000, 1_000_000)
DAYS = [
    "30 June 2027",
    "30/6/27",
    "end of June",
    "next spring",
    "before Easter 2027",
    "in three weeks",
    "Q2 2027",
]
FOUND = Path(__file__).with_name("found")


def seeds(folder: Path) -> None:
    """What atheris starts from: real files, saved copies, days, and every input that was once a fault."""
    short = {"type": "coproduction-reflection", "version": 1, "actions": [{"id": "a", "when": "June"}]}
    texts = [f"f{json.dumps(plain)}" for plain in (*REAL, laden("x"), short)]
    texts += [f"f{page_of(plain)}" for plain in (REAL[0], short)]
    texts += [f"j{json.dumps(short)}", f"h{page_of(short)}", *(f"w{day}" for day in DAYS)]
    for number, text in enumerate(texts):
        (folder / f"seed-{number}").write_text(text, encoding="utf-8")
    for path in FOUND.glob("*"):
        (folder / path.name).write_bytes(path.read_bytes())


def words(path: Path) -> None:
    """The pieces that inputs are likely to be made of."""
    lines = []
    for piece in [*PIECES, *WORDS, *DAYS, '"ideas":{', '"changes":[', '"actions":[', '"id":', '"written":']:
        encoded = piece.encode("utf-8", "surrogatepass")
        if len(encoded) <= 60:
            lines.append('"' + "".join(f"\\x{byte:02x}" for byte in encoded) + '"')
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


@pytest.mark.sampled
def test_no_input_breaks_a_reader(tmp_path: Path) -> None:
    """No bytes bring anything but a reading or a refusal, and none takes longer than a second."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    seeds(corpus)
    words(tmp_path / "words")
    done = subprocess.run(
        [
            sys.executable, "-m", "tests.fuzz.target", f"-runs={RUNS}", f"-dict={tmp_path / 'words'}",
            "-timeout=1", "-max_len=20000", "-seed=1", "-print_final_stats=1",
            f"-artifact_prefix={tmp_path}/", str(corpus),
        ],
        cwd=ROOT, capture_output=True, check=False, text=True, errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    (runs,) = re.findall(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    assert int(runs) >= RUNS
    report("hostile", atheris_runs=f"{int(runs):,}")
