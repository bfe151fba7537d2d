"""Anybody can prove what is published: whoever builds this version gets the same site."""

import contextlib
import gzip
import os
import shutil
import socketserver
import subprocess
import threading
from pathlib import Path

import pytest

from overrides.hooks.settings import settings
from scripts import verify
from scripts.serve import server
from tests.conftest import ROOT

# A machine of somebody else.
ELSEWHERE = {
    "BUILD_CACHE": "0", "STRICT_SNAPSHOT": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo",
    "LC_ALL": "de_DE.UTF-8", "USER": "somebody", "COLUMNS": "40",
}  # fmt: skip


def link(source: str, target: str) -> None:
    """Give a file a second place, without a copy where the disk can do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The project with all that is installed in it, in a folder with another and longer name."""
    folder = tmp_path / "a folder of somebody else" / "coproduction"
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for installed in (".venv", "node_modules"):
        shutil.copytree(ROOT / installed, folder / installed, symlinks=True, copy_function=link)
    return folder


@pytest.mark.slow
def test_a_second_build_makes_the_same_site(site: Path, elsewhere: Path) -> None:
    """In another folder, for other people, with nothing at hand from an earlier build, every file has the same bytes:
    pages, scripts, the single file, the ZIP, and the memory that Python is restored from."""
    done = subprocess.run(
        [".venv/bin/python", "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "site"],
        cwd=elsewhere, env=os.environ | ELSEWHERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    once, again = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (site, elsewhere / "site")
    )
    assert once.keys() == again.keys()
    assert [name for name in once if once[name] != again[name]] == []
    assert sum(name.startswith("runtime/python-") for name in once) == 3, "the quick start is among them"


def test_the_list_for_search_engines_is_dated_by_the_release(site: Path) -> None:
    """And not by the day of the build, which MkDocs takes."""
    packed = (site / "sitemap.xml.gz").read_bytes()
    assert int.from_bytes(packed[4:8], "little") == settings().source_date_epoch
    assert gzip.decompress(packed) == (site / "sitemap.xml").read_bytes()


@pytest.mark.parametrize("change", ["", "plan/index.html", "sw.js"])
def test_a_published_site_can_be_compared_with_its_source(
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: str,
) -> None:
    """One letter that was changed in one file is found and named, and so is a file that is missing."""
    copy = tmp_path / "published"
    shutil.copytree(site, copy)
    # No host shows it.
    (copy / ".htaccess").unlink()
    if change == "sw.js":
        (copy / change).unlink()
    elif change:
        (copy / change).write_bytes((copy / change).read_bytes() + b" ")
    httpd = server(copy, prefix="/tool")
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{httpd.server_address[1]}/tool"
    monkeypatch.setattr("sys.argv", ["verify", str(site), address])
    result = verify.main()
    httpd.shutdown()
    httpd.server_close()
    said = capsys.readouterr().out
    assert result == (1 if change else 0)
    assert said.startswith(f"{change}: " if change else "All ")
    assert len(said.splitlines()) == 1


# What a host that is broken, or does not want to be compared, answers again and again.
ANSWERS = {
    "breaks off": (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhel", b""),
    "no HTTP": (b"\x00\xff\r\n\r\n", b""),
    "heads without end": (b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
    "never ends": (b"HTTP/1.1 200 OK\r\n\r\nhello", b"x" * 65536),
    "never ends, slowly": (b"HTTP/1.1 200 OK\r\n\r\n", b"h"),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_host_that_breaks_off_or_never_ends_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Whatever a host sends, the comparison ends and names the file."""
    (tmp_path / "a.txt").write_text("hello" * 1000, encoding="ascii")
    monkeypatch.setattr(verify, "SECONDS", 0.2)
    monkeypatch.setattr(verify, "SLOWEST", 1e9)
    left = threading.Event()

    class Host(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(9999)
            begin, again = ANSWERS[answer]
            with contextlib.suppress(OSError):
                self.request.sendall(begin)
                while again and not left.wait(0.05 if len(again) == 1 else 0):
                    self.request.sendall(again)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Host) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        said = verify.fault(tmp_path, f"http://127.0.0.1:{host.server_address[1]}/", "a.txt")
        left.set()
        host.shutdown()
    assert (said or "").startswith("a.txt: ")
