"""A static host that can be stopped, started again, broken, and given a new version of the site.

It sends no header but type, length and date, as the plainest host does.
"""

import hashlib
import json
import os
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page

from overrides.hooks.outputs.addresses import write_versions
from overrides.hooks.outputs.service_worker import write_service_worker
from scripts.serve import Handler, Server

# What is published, but not for people who visit.
NOT_KEPT = (
    r"sw\.js|sbom\.cdx\.json|404\.html|sitemap.*|.*/screenshot-.*|images/worksheet\.png"
    r"|_headers|\.htaccess|hosting/.*|coproduction.*\.(html|zip)"
)
# Of these, a browser keeps those that it starts Python with.
QUICK = r"runtime/python-(glue|wasm|memory)\.bin"
ORDINARY = (
    r"runtime/(pyodide\.(mjs|asm\.js|asm\.wasm)|python_stdlib\.zip|libraries\.zip"
    r"|manifest\.json|worksheet_py-.*\.whl)"
)

# What comes in place of a file.
NOT_THERE, _, HALF, PORTAL, OTHER = FAULTS = "404", "500", "half of it", "a portal's page", "other bytes"
SIGN_IN = b"<!doctype html><title>Sign in</title><h1>Sign in to the network</h1>"


class Host:
    """A folder, served under a prefix.

    `asked` is what was asked for; what the pattern `faulty` matches is answered by a `fault`. Only what the
    pattern `lasting` matches may be kept by browsers for an hour without asking, if there is one. A host that
    `drops_slash` redirects /x/ to /x; one that `knows_types` not sends all but pages as text; one of
    `any_case` finds folders whose names are written in other letters, as Windows does.
    """

    def __init__(self, folder: Path, prefix: str) -> None:
        self.folder = folder
        self.prefix = prefix
        self.port = 0
        self.asked: list[str] = []
        self.faulty = ""
        self.fault = NOT_THERE
        self.lasting = ""
        self.drops_slash = False
        self.knows_types = True
        self.any_case = False
        self.version = 1
        self.httpd: ThreadingHTTPServer | None = None

    @property
    def base(self) -> str:
        """The address of the start page."""
        return f"http://127.0.0.1:{self.port}{self.prefix}/"

    def start(self) -> None:
        """Listen, at the same port as before."""
        host = self

        class Watched(Handler):
            prefix = host.prefix

            def guess_type(self, path: str | os.PathLike[str]) -> str:
                """Return the type of a file, or that of any text."""
                kind = super().guess_type(path)
                return kind if host.knows_types or kind == "text/html" else "text/plain"

            def do_GET(self) -> None:
                """Note what is asked for, and answer."""
                if host.any_case:
                    folders, slash, name = self.path.rpartition("/")
                    self.path = folders.lower() + slash + name
                host.asked.append(self.path.removeprefix(host.prefix + "/"))
                if host.faulty and re.search(host.faulty, self.path):
                    self.send_fault()
                elif host.drops_slash and (there := host.without_slash(self.path)) != self.path:
                    self.send_response(301)
                    self.send_header("Location", there)
                    self.end_headers()
                else:
                    folder = self.path.partition("?")[0] + "/"
                    if host.drops_slash and Path(self.translate_path(folder)).is_dir():
                        self.path = folder + "index.html"
                    super().do_GET()

            def send_fault(self) -> None:
                """Answer as a broken host, a weak network, a portal or a bad copy does."""
                if host.fault.isdigit():
                    self.send_error(int(host.fault))
                    return
                path = Path(self.translate_path(self.path))
                content = (path / "index.html" if path.is_dir() else path).read_bytes()
                kind, told, sent = self.guess_type(path), len(content), content[: len(content) // 2]
                if host.fault == PORTAL:
                    kind, told, sent = "text/html", len(SIGN_IN), SIGN_IN
                elif host.fault == OTHER:
                    sent = content[:-1] + b"?"
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(told))
                self.end_headers()
                self.wfile.write(sent)
                self.close_connection = True

            def end_headers(self) -> None:
                """Add nothing, but how long it lasts."""
                if host.lasting:
                    lasts = re.search(host.lasting, self.path)
                    self.send_header("Cache-Control", "max-age=3600" if lasts else "no-cache")
                SimpleHTTPRequestHandler.end_headers(self)

        self.httpd = Server(("127.0.0.1", self.port), partial(Watched, directory=str(self.folder)))
        self.port = self.httpd.server_address[1]
        threading.Thread(target=self.httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Be gone, as a network is."""
        if self.httpd:
            self.httpd.shutdown()
            self.httpd.server_close()
            self.httpd = None

    def without_slash(self, address: str) -> str:
        """Return the address less the slash at its end, unless it is that of the host."""
        path, mark, query = address.partition("?")
        return (path.rstrip("/") or "/") + mark + query

    def write(self, name: str, text: str) -> None:
        """Put a file into the site, with a date of its own in each version."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        later = path.stat().st_mtime + 10 * self.version
        os.utime(path, (later, later))

    def script(self, name: str) -> str:
        """The address of a script that has a hash in its name."""
        (found,) = self.folder.glob(f"{name}-*.js")
        return found.relative_to(self.folder).as_posix()

    def rename(self, script: str) -> None:
        """Name a script by what is in it, as the build does, in all that names it."""
        path = self.folder / script
        content = hashlib.sha256(path.read_bytes()).hexdigest()[:8].upper()
        name = f"{path.name.partition('-')[0]}-{content}.js"
        for other in (*self.folder.rglob("*.html"), *self.folder.glob("assets/worksheet/*.js")):
            text = other.read_text(encoding="utf-8")
            if path.name in text:
                self.write(other.relative_to(self.folder).as_posix(), text.replace(path.name, name))
        path.rename(path.with_name(name))

    def rename_word(self, section: str, old: str, new: str) -> None:
        """Let the next version have another key for a word, in its pages and in the page's script."""
        for page in self.folder.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            if found := re.search(r'(id="worksheet-words">)(.*?)(</script>)', text, re.DOTALL):
                words = json.loads(found[2])
                words["words"][section][new] = words["words"][section].pop(old)
                page.write_text(text.replace(found[2], json.dumps(words)), encoding="utf-8")
        script = self.folder / self.script("assets/worksheet/page")
        text = script.read_text(encoding="utf-8")
        assert f'"{section}.{old}"' in text
        script.write_text(text.replace(f'"{section}.{old}"', f'"{section}.{new}"'), encoding="utf-8")

    def publish_next(self) -> None:
        """Publish a version whose pages and scripts carry the next number, where `numbers` finds it."""
        self.version += 1
        for page in self.folder.rglob("*.html"):
            text = re.sub(r'<meta name="number".*?>', "", page.read_text(encoding="utf-8"))
            mark = f'<meta name="number" content="{self.version}">'
            self.write(str(page.relative_to(self.folder)), text.replace("</head>", f"{mark}</head>"))
        for source in ("page", "reading"):
            script = self.script(f"assets/worksheet/{source}")
            text = (self.folder / script).read_text(encoding="utf-8").split("\nglobalThis.number")[0]
            self.write(script, f'{text}\nglobalThis.number = "{self.version}";')
            self.rename(script)
        write_versions(self.folder)
        write_service_worker(self.folder)
        self.write("sw.js", (self.folder / "sw.js").read_text(encoding="utf-8"))
        self.asked.clear()


def numbers(page: Page) -> list[str]:
    """The version of the page and that of its scripts, of a site that `publish_next` published."""
    return page.evaluate(  # type: ignore[no-any-return]
        "[document.querySelector('meta[name=number]')?.content, globalThis.number].map((n) => n ?? '1')"
    )


def differences(page: Page, host: Host, unwanted: str = ORDINARY) -> list[str]:
    """Where what is kept in the browser differs from what is published; nothing if all is whole.

    `unwanted` is the pattern of files that this browser has no use for.
    """
    kept: dict[str, str] = page.evaluate(
        """async () => {
        const found = {};
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            const bytes = await (await cache.match(request)).arrayBuffer();
            const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
            const address = new URL(request.url);
            const key = address.origin + address.pathname;
            const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
            found[key] = (found[key] ?? "") + hash;
          }
        }
        return found;
      }"""
    )
    published = {}
    for path in host.folder.rglob("*"):
        name = path.relative_to(host.folder).as_posix()
        if path.is_file() and not re.fullmatch(f"{NOT_KEPT}|{unwanted}", name):
            address = host.base + re.sub(r"(^|/)index\.html$", r"\1", name)
            published[address] = hashlib.sha256(path.read_bytes()).hexdigest()
    return sorted(key for key in kept | published if kept.get(key) != published.get(key))


def spoil(page: Page, damaged: str, lost: str) -> None:
    """Damage and lose files that are kept in the browser, by patterns for their addresses."""
    # What the browser itself may have of them must not help.
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.evaluate(
        """async ([damaged, lost]) => {
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            if (new RegExp(damaged).test(request.url)) await cache.put(request, new Response("damaged"));
            if (new RegExp(lost).test(request.url)) await cache.delete(request);
          }
        }
      }""",
        [damaged, lost],
    )
