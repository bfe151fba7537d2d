"""The host of the benchmark: the site, Pyodide as npm gives it, and some small pages, all from one server."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from scripts.serve import Handler, Server, serving
from tests.conftest import ROOT

PAGES = Path(__file__).parent / "pages"
PYODIDE = ROOT / "node_modules" / "pyodide"
# Also what keeps the fields closed until our scripts have come.
OUR_SCRIPTS = re.compile(
    r'<link rel="modulepreload"[^>]*>|<script type="module"[^>]*></script>'
    r"|<script>(?:(?!</script>).)*setStartState.*?</script>|(?<=data-fields) disabled",
    re.DOTALL,
)


@cache
def packed(path: Path) -> bytes:
    """The file as a compressing host sends it."""
    return gzip.compress(path.read_bytes(), 9)


class Bench(Handler):
    """`/bench/` small pages, `/npm/` Pyodide, `/plain/` the site less our scripts, else the site."""

    def do_GET(self) -> None:
        """Answer; Pyodide's files go out compressed, as ours are by themselves."""
        path = self.path.partition("?")[0]
        if path.startswith("/plain/") and path.endswith("/"):
            page = Path(self.directory, path.removeprefix("/plain/"), "index.html").read_text(
                encoding="utf-8"
            )
            self.answer(OUR_SCRIPTS.sub("", page).encode(), "text/html")
        elif not path.startswith("/npm/"):
            super().do_GET()
        elif self.headers["If-Modified-Since"]:
            self.send_response(304)
            self.end_headers()
        else:
            file = PYODIDE / path.removeprefix("/npm/")
            self.answer(packed(file), self.guess_type(file.name), encoding="gzip")

    def answer(self, body: bytes, kind: str, encoding: str = "") -> None:
        """Send a body."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(0))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        """The file for an address."""
        path = path.partition("?")[0]
        if path.startswith("/bench/"):
            return str(PAGES / path.removeprefix("/bench/"))
        return super().translate_path(path.removeprefix("/plain"))


@contextmanager
def host(site: Path) -> Iterator[str]:
    """The address of a running host."""
    httpd = Server(("127.0.0.1", 0), partial(Bench, directory=str(site)))
    with serving(httpd) as address:
        yield address
