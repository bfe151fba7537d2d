"""Serves a folder over HTTP on this machine, as a static host would, optionally under a sub-path."""

import argparse
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Static files, quietly, under `prefix`."""

    prefix = ""
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def translate_path(self, path: str) -> str:
        """Return the file for an address; anything outside the prefix is not found."""
        if not path.startswith(self.prefix + "/"):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path(path.removeprefix(self.prefix))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the address is printed once, and faults show in the browser."""

    def end_headers(self) -> None:
        """Let the browser ask again each time, so that a rebuilt page is seen."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class Server(ThreadingHTTPServer):
    """A server that takes it calmly when a browser leaves in the middle of a download."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Report every fault but that one."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def server(folder: Path, port: int = 0, prefix: str = "") -> ThreadingHTTPServer:
    """Return a server for `folder`, listening on this machine only; port 0 takes any free one."""
    kind = type("PrefixHandler", (Handler,), {"prefix": prefix})
    return Server(("127.0.0.1", port), partial(kind, directory=str(folder)))


@contextmanager
def serving(httpd: ThreadingHTTPServer) -> Iterator[str]:
    """Serve in the background; yield the address of the top."""
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}/"
    httpd.shutdown()
    httpd.server_close()


def main() -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--open", action="store_true", help="open a browser, if there is one")
    options = parser.parse_args()
    try:
        httpd = server(options.folder, options.port)
    except OSError:
        httpd = server(options.folder)
        print(f"Port {options.port} is taken, so another one is used.")
    address = f"http://127.0.0.1:{httpd.server_address[1]}/"
    print(f"The site is at {address}  (Ctrl+C stops it)", flush=True)
    if options.open:
        # In the background: looking for a browser must not keep the site waiting.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
