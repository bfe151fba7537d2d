"""Fetches real Chromium builds of earlier years, which some npm packages carry for other purposes.

They have known holes, so they visit nothing but this machine. Kept in `build/older-browsers`.
"""

import base64
import hashlib
import platform
import tarfile
from pathlib import Path

import pytest

from overrides.hooks.artifacts import ProgramError, run_program

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "older-browsers"
# Version -> the package that carries it, and the SHA-512 of its archive.
PACKAGES = {
    83: (
        "chrome-aws-lambda@3.1.1",
        "ikOcpFgobiiUvDXtBft+jxVz2CsauRV58owDtVyF1ocl/YN+/eqdIrrmbItm3yeJGnb9RtKxzFAqGcpBTQbTCA==",
    ),
    92: (
        "chrome-aws-lambda@10.1.0",
        "NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==",
    ),
    # The last for Windows 7 and 8.1.
    109: (
        "@sparticuz/chromium@109.0.6",
        "9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==",
    ),
}
UNPACK = """
const { brotliDecompressSync } = require("node:zlib"), { readFileSync, writeFileSync } = require("node:fs");
writeFileSync(process.argv[2], brotliDecompressSync(readFileSync(process.argv[1])), { mode: 0o755 });
"""


def chromium(version: int) -> Path:
    """Return the path of a Chromium of this version; skip the test where it cannot be had."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        pytest.skip("the packages carry browsers for Linux on x86-64 only")
    browser = KEPT / str(version) / "chromium"
    if not browser.exists():
        try:
            fetch(version, browser)
        except ProgramError as error:
            pytest.skip(f"Chromium {version} could not be fetched: {error}")
    return browser


def fetch(version: int, browser: Path) -> None:
    """Download the package, compare its hash, and unpack the browser.

    Raises:
        ValueError: The archive is not the one that was looked at when its hash was written down.
    """
    package, expected = PACKAGES[version]
    folder = browser.parent
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / run_program("npm", "pack", "--silent", package, folder=folder).strip()
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != expected:
        raise ValueError(f"{package} has changed: its SHA-512 is {found}")
    with tarfile.open(archive) as packed:
        packed.extract("package/bin/chromium.br", folder, filter="data")
    part = browser.with_suffix(".part")
    run_program("node", "-e", UNPACK, folder / "package/bin/chromium.br", part)
    part.rename(browser)
    archive.unlink()
