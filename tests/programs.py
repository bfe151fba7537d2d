"""Programs that tests need and that no package of ours brings: found, or installed where that can be done.

`python -m tests.programs` is what `make test-deps` calls. To install, it needs root and Debian.
"""

import os
import shutil
import subprocess

import pytest
from attrs import frozen


@frozen
class Program:
    """The command to look for, and the packages of Debian that bring it."""

    command: str
    packages: tuple[str, ...]


PROGRAMS = {
    # The browser of the tests without what only a window needs (see tests/e2e/chromium.py).
    "headless": Program("chromium-headless-shell", ("chromium-headless-shell",)),
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
    """The program's path; skips the test that asks where there is none."""
    path = find(name)
    if path is None:
        packages = " ".join(PROGRAMS[name].packages)
        pytest.skip(f"{name} is not on this machine and could not be installed (Debian: {packages})")
    return path


def install() -> None:
    """Install what is missing, quietly and one by one, so that one that does not exist stops no other."""
    missing = [name for name in PROGRAMS if not find(name)]
    if not missing or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    installs = [["install", "-y", "--no-install-recommends", *PROGRAMS[name].packages] for name in missing]
    print("Installing for the tests:", *missing, flush=True)
    for command in (["update"], *installs):
        subprocess.run(["apt-get", "-qq", *command], env=environment, check=False, stdout=subprocess.DEVNULL)


def main() -> None:
    """Install what is missing and say what there is."""
    install()
    for name in PROGRAMS:
        print(f"{name}: {find(name) or 'none; tests that cannot do without it are skipped'}")


if __name__ == "__main__":
    main()
