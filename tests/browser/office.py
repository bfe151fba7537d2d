"""What LibreOffice reads in files that other programs wrote."""

import subprocess
from pathlib import Path

from tests.programs import needed

FILTERS = {"txt": "txt:Text (encoded):UTF8", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1"}


def text_of(file: Path, kind: str, folder: Path) -> str:
    """The text in a file, as `kind` (txt or csv); skips the test where there is no LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [needed("libreoffice"), profile, "--headless", "--convert-to", FILTERS[kind]]
    subprocess.run([*command, "--outdir", folder, file], check=True, capture_output=True, timeout=180)
    return (folder / file.with_suffix(f".{kind}").name).read_text(encoding="utf-8-sig")
