"""A real browser on the built site, served as a static host would, under a sub-path."""

import atexit
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from scripts.serve import server, serving
from tests.e2e.chromium import ARGUMENTS, find
from tests.e2e.host import Host
from tests.e2e.person import Person

PREFIX = "/some/folder"
# Tells of everything that a page's policy has forbidden.
TELL_OF_VIOLATIONS = """
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
    console.error(`policy: ${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`));
"""
# Python takes seconds to start on a slow machine; what is waited for is waited for long enough.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """The address of the site's start page."""
    with serving(server(site, prefix=PREFIX)) as top:
        yield f"{top}{PREFIX[1:]}/"


@pytest.fixture
def top(site: Path) -> Iterator[str]:
    """The address of the site's start page on a host that has it at the top."""
    with serving(server(site)) as address:
        yield address


@cache
def playwright() -> Playwright:
    """The one way to browsers: it cannot be opened twice, and `tests/resilience` uses it too."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    opened = playwright().chromium.launch(executable_path=find(), args=ARGUMENTS)
    yield opened
    opened.close()


@pytest.fixture
def context(browser: Browser, base: str) -> Iterator[BrowserContext]:
    """A new, empty profile that reports requests to other origins, and what a page's policy forbids.

    Without a service worker, which would fetch the whole site for each test; `visitor` has one.
    """
    opened = browser.new_context(
        accept_downloads=True,
        locale="en-GB",
        viewport={"width": 1280, "height": 900},
        service_workers="block",
    )
    strangers: list[str] = []
    forbidden: list[str] = []
    opened.add_init_script(TELL_OF_VIOLATIONS)
    opened.on(
        "console", lambda said: forbidden.append(said.text) if said.text.startswith("policy:") else None
    )
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith((base, "blob:", "data:")) else strangers.append(request.url)
        ),
    )
    yield opened
    opened.close()
    assert not strangers, "nothing is ever asked of another place"
    assert not forbidden, "nothing is tried that the page's policy forbids"


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    """A host of this test's own, with a copy of the site that can be changed."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    opened = Host(folder, PREFIX)
    opened.start()
    yield opened
    opened.stop()


@pytest.fixture
def visitor(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    """A new, empty profile for a site that keeps itself on the device."""
    opened = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test if a script on it fails."""
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(f"{error}\n{error.stack}"))
    yield opened
    assert not faults, "no script on the page fails"


@pytest.fixture
def person(page: Page, base: str) -> Person:
    """Somebody at the page, who does what people do."""
    return Person(page, base)


@pytest.fixture
def other(context: BrowserContext, base: str) -> Person:
    """The same person in another tab."""
    return Person(context.new_page(), base)
