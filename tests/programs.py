"""Programs that tests need and that no package of ours brings: found, or installed where that can be done.

`python -m tests.programs nginx libreoffice` is what `make test` calls; to install, it needs root and Debian.
"""

import os
import shutil
import subprocess
import sys

import pytest
from attrs import frozen


@frozen
class Program:
    """The command to look for, and the packages of Debian that bring it."""

    command: str
    packages: tuple[str, ...]


PROGRAMS = {
    "java": Program("java", ("default-jre-headless",)),
    "nginx": Program("nginx", ("nginx-light",)),
    "libreoffice": Program("soffice", ("libreoffice-writer-nogui", "libreoffice-calc-nogui")),
    "firefox": Program("firefox-esr", ("firefox-esr",)),
    # The driver, and what a browser of the tests' own is made with.
    "webkit": Program("WebKitWebDriver", ("webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi")),
    "xvfb": Program("Xvfb", ("xvfb",)),
}


def find(name: str) -> str | None:
    """The program's path; None if it is not on this machine."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    return shutil.which(PROGRAMS[name].command, path=places)


def needed(name: str) -> str:
    """The program's path; skips the test that asks where there is none and `make test` could install none."""
    path = find(name)
    if path is None:
        packages = " ".join(PROGRAMS[name].packages)
        pytest.skip(f"{name} is not on this machine and could not be installed (Debian: {packages})")
    return path


def install(names: list[str]) -> None:
    """Install what is missing, quietly; where that cannot be done, the tests say so."""
    packages = [package for name in names if find(name) is None for package in PROGRAMS[name].packages]
    if not packages or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("Installing for the tests:", " ".join(packages), flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *command], env=environment, check=False, stdout=subprocess.DEVNULL)


def main() -> None:
    """Install what is missing and say what there is."""
    install(sys.argv[1:])
    for name in sys.argv[1:]:
        print(f"{name}: {find(name) or 'none; the tests that need it are left out'}")


if __name__ == "__main__":
    main()
