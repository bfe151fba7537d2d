"""The settings for hosts that come with the site, on a real nginx."""

import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from overrides.hooks.outputs.host_settings import HEADERS, apache, netlify, nginx
from tests.e2e.person import Person
from tests.programs import needed

SETTINGS = """
daemon off; master_process off; pid {work}/pid; error_log stderr;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
  uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; include {site}/hosting/nginx.conf; }}
}}
"""


@pytest.fixture
def address(site: Path, tmp_path: Path) -> Iterator[str]:
    """The site's address on an nginx that includes the site's own settings."""
    program = needed("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    types = tmp_path / "mime.types"
    shutil.copy("/etc/nginx/mime.types", types)
    settings = tmp_path / "nginx.conf"
    settings.write_text(SETTINGS.format(work=tmp_path, port=port, site=site), encoding="utf-8")
    assert subprocess.run([program, "-t", "-q", "-c", settings], check=False).returncode == 0
    running = subprocess.Popen([program, "-c", settings], stderr=subprocess.DEVNULL)
    try:
        # Until it listens, a connection is refused at once.
        while running.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait()


def test_nginx_sends_the_headers_types_and_packed_files(address: str) -> None:
    """Each header on each answer; WebAssembly named as such, so that it compiles on the way; text packed."""
    for name, kind in (
        ("", "text/html"),
        ("runtime/pyodide.mjs", "text/javascript"),
        ("runtime/pyodide.asm.wasm", "application/wasm"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("no-such-file", "text/html"),
    ):
        request = urllib.request.Request(address + name, headers={"Accept-Encoding": "gzip"})
        try:
            answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as error:
            answer = error
        sent = answer.headers
        assert sent["Content-Type"].split(";")[0] == kind
        assert {header: sent[header] for header in HEADERS} == HEADERS
        assert answer.status == 404 or sent["Content-Encoding"] == "gzip"


def test_the_whole_site_works_under_these_headers(address: str, browser: Browser) -> None:
    """Python starts, writing is kept, and the site is ready to use without a network."""
    context = browser.new_context(locale="en-GB")
    person = Person(context.new_page(), address)
    person.goes_to("ideas/assets")
    person.chooses_stage("You’ve got the basics")
    person.sees_it_saved()
    expect(person.page.locator(".ws-talk li").first).to_be_visible()
    expect(person.page.get_by_text("Ready to use without the internet.")).to_be_visible()
    context.close()


def test_all_three_say_the_same() -> None:
    """What one host is told, the others are told too."""
    for text in (netlify(), apache(), nginx()):
        for name, value in HEADERS.items():
            assert name in text
            assert value in text
