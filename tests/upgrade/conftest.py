"""A device and an open tab as an earlier version of this site has left them; see fill_device.py."""

import json
import os
import re
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.e2e.conftest import PREFIX, base, browser, context, page, person, visitor
from tests.e2e.host import Host
from tests.upgrade.fill_device import HELD, SAVED

__all__ = ["base", "browser", "context", "page", "person", "visitor"]

type Held = dict[str, Any]

# Stands in the head of every page of the earlier version.
EARLIER = '<meta name="earlier">'
PUT = """async ({ localStorage: local, sessionStorage: session, databases }) => {
  for (const [key, text] of Object.entries(local)) localStorage.setItem(key, text);
  for (const [key, text] of Object.entries(session)) sessionStorage.setItem(key, text);
  for (const { name, version, stores } of databases) {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const { name: store, keyPath, autoIncrement, keys, values } of stores) {
        const made = opening.result.createObjectStore(store, { keyPath, autoIncrement });
        values.forEach((value, place) => made.put(value, keyPath === null ? keys[place] : undefined));
      }
    };
    await new Promise((done) => (opening.onsuccess = done));
    opening.result.close();
  }
}"""


@pytest.fixture
def left() -> Held:
    """What the earlier version has left on the device."""
    held: Held = json.loads((SAVED / "device.json").read_text(encoding="utf-8"))
    return held


def leaves(context: BrowserContext, base: str, held: Held) -> None:
    """Let a device hold what the earlier version has left, before any page of the site is opened."""
    blank = context.new_page()

    def answer(route: Route) -> None:
        route.fulfill(body="<!doctype html>", content_type="text/html")

    blank.route(f"{base}blank", answer)
    blank.goto(f"{base}blank")
    blank.evaluate(PUT, held)
    assert blank.evaluate(HELD) == held, "the device holds all of it"
    # Each tab has a memory of its own.
    context.add_init_script(
        f"if (!sessionStorage.length) Object.assign(sessionStorage, {json.dumps(held['sessionStorage'])})"
    )
    blank.close()


def lists_what_is_there(folder: Path) -> None:
    """Let the earlier service worker keep what is in this folder, which is not its whole site."""
    worker = folder / "sw.js"
    text = worker.read_text(encoding="utf-8")
    (listed,) = re.findall(r"const SITE = (\{.*?\});", text)
    site = json.loads(listed)
    files = []
    for address, *_ in site["files"]:
        path = folder / (f"{address}index.html" if address.endswith("/") else address)
        if address and path.is_file():
            content = path.read_bytes()
            files.append([address, b64encode(sha256(content).digest()).decode(), len(content)])
    worker.write_text(text.replace(listed, json.dumps(site | {"files": files})), encoding="utf-8")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A host that has the earlier version."""
    folder = tmp_path / "earlier"
    with tarfile.open(SAVED / "site.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    for path in folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8").replace("</head>", f"{EARLIER}</head>")
        path.write_text(html, encoding="utf-8")
    lists_what_is_there(folder)
    # It was published before this one, as its host says.
    for path in folder.rglob("*"):
        os.utime(path, (1e9, 1e9))
    opened = Host(folder, PREFIX)
    opened.start()
    yield opened
    opened.stop()


def publishes(host: Host, site: Path) -> None:
    """Let the host have this version from now on, at the same address."""
    host.stop()
    host.folder = site
    host.start()


def nothing_is_doubted(page: Page, left: Held) -> None:
    """No version takes for damaged what the other has kept."""
    damaged = page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':damaged:'))")
    assert damaged == [key for key in left["localStorage"] if ":damaged:" in key]
