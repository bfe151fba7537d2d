"""What LibreOffice reads in files that other programs wrote."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.programs import needed

FILTERS = {
    "txt": "txt:Text (encoded):UTF8",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1",
    "xlsx": "xlsx",
    "fods": "fods",
}


def text_of(file: Path, kind: str, folder: Path) -> str:
    """The text in a file, as `kind` (txt or csv); skips the test where there is no LibreOffice."""
    (made,) = opened([file], kind, folder)
    return made.read_text(encoding="utf-8-sig")


def opened(files: Sequence[Path], kind: str, folder: Path, separator: str = ",") -> list[Path]:
    """The files as LibreOffice understands them, written as `kind` into a folder of its own in `folder`.

    `separator` is what it takes to stand between the cells of a CSV file.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [needed("libreoffice"), profile, "--headless", "--convert-to", FILTERS[kind]]
    if files[0].suffix == ".csv":
        command.append(f"--infilter=Text - txt - csv (StarCalc):{ord(separator)},34,76,1")
    if files[0].suffix == ".html":
        command.append("--infilter=calc_HTML_WebQuery")
    target = folder / f"{kind} by office"
    subprocess.run([*command, "--outdir", target, *files], check=True, capture_output=True, timeout=180)
    return [target / file.with_suffix(f".{kind}").name for file in files]
