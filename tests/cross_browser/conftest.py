"""The journeys, each in Firefox and in WebKit, at a host of its own, watched for what must not happen."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cross_browser.blocking_proxy import BlockingProxy
from tests.cross_browser.browser import Browser
from tests.cross_browser.firefox import Firefox
from tests.cross_browser.person import Person
from tests.cross_browser.webkit import WebKit
from tests.e2e.host import Host
from tests.profile import add, report
from tests.programs import needed

PREFIX = "/some/folder"
PROGRAMS = {"firefox": ("firefox",), "webkit": ("webkit", "xvfb")}
WANTED = os.environ.get("ENGINE", "firefox webkit").split()

type Opens = Callable[..., Browser]


@pytest.fixture(scope="session", params=[name for name in PROGRAMS if name in WANTED])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine; what cannot be installed here is skipped."""
    name: str = request.param
    for program in PROGRAMS[name]:
        needed(program)
    return name


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[BlockingProxy]:
    """All places that are not on this machine."""
    opened = BlockingProxy()
    yield opened
    opened.close()


@pytest.fixture
def stranger(elsewhere: BlockingProxy) -> Iterator[BlockingProxy]:
    """All other places, of which nothing may be asked in this test."""
    elsewhere.asked.clear()
    yield elsewhere
    assert elsewhere.asked == [], "nothing is ever asked of another place"


def start(engine: str, profile: Path, stranger: BlockingProxy, **settings: bool) -> Browser:
    """An open browser with this profile."""
    return (Firefox if engine == "firefox" else WebKit)(profile, stranger, **settings)


@pytest.fixture(scope="session")
def shared(
    engine: str, elsewhere: BlockingProxy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """One browser for all journeys that need none of their own.

    Without service workers, which would fetch the whole site for each.
    """
    opened = start(engine, tmp_path_factory.mktemp(engine), elsewhere, workers=False)
    report("engines", **{f"{engine}_version": opened.version})
    yield opened
    opened.close()


@pytest.fixture
def browser(shared: Browser) -> Iterator[Browser]:
    """The browser, with a tab of this test's own; nothing may go wrong in any page."""
    before = len(shared.complaints())
    first = shared.page
    shared.page = shared.new_page()
    yield shared
    for handle in set(first.ask("tabs")) - {first.handle}:
        first.wire.ask("switch", handle=handle)
        first.wire.ask("close")
    first.ask("switch", handle=first.handle)
    shared.page = first
    assert shared.complaints()[before:] == [], "no script fails, and nothing is tried that a policy forbids"


@pytest.fixture
def opens(engine: str, stranger: BlockingProxy, tmp_path: Path) -> Iterator[Opens]:
    """Opens a browser of this test's own, always with the same profile."""
    opened: list[Browser] = []

    def open_browser(**settings: bool) -> Browser:
        opened.append(start(engine, tmp_path / "profile", stranger, **settings))
        return opened[-1]

    yield open_browser
    if opened:
        opened[-1].close()


@pytest.fixture(scope="session")
def used_ports() -> set[int]:
    """The ports at which the shared browser may have kept something."""
    return set()


@pytest.fixture
def host(site: Path, used_ports: set[int]) -> Iterator[Host]:
    """A host at a port of its own: for browsers a new place, where nothing is kept yet.

    The system gives a free port, which may be one that an earlier test had.
    """
    opened = Host(site, PREFIX)
    opened.start()
    while opened.port in used_ports:
        opened.stop()
        opened.port = 0
        opened.start()
    used_ports.add(opened.port)
    yield opened
    opened.stop()


@pytest.fixture
def person(browser: Browser, host: Host, stranger: BlockingProxy) -> Person:
    """Somebody at a page, in this engine."""
    return Person(browser, host.base)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker walk all journeys in an engine: each engine then starts once, beside the other."""
    for item in items:
        called = getattr(item, "callspec", None)
        if called and "engine" in called.params:
            item.add_marker(pytest.mark.xdist_group(called.params["engine"]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Count the journeys that passed, by engine."""
    told = yield
    called = getattr(item, "callspec", None)
    if told.when == "call" and told.passed and called and "engine" in called.params:  # type: ignore[attr-defined]
        add("engines", **{f"{called.params['engine']}_journeys": 1})
    return told
