"""Shown inside somebody else's page, where a host sends no headers that forbid it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Frame, Page, expect

from overrides.hooks.outputs.single_file import NAME, SHARED
from scripts.serve import server, serving
from tests.e2e.accessibility.axe import faults
from tests.e2e.accessibility.states import NO_ANSWER, SAVED, address, keep_on_device, site_pages

MESSAGE = "This page is shown inside another website"
OPEN = "Open it on its own"


@frozen
class Hosts:
    """A host with the site in a folder and another page beside it, and a second host with that page."""

    folder: Path
    own: str
    stranger: str

    @property
    def base(self) -> str:
        """The address of the site."""
        return f"{self.own}tool/"

    def frame(self, page: Page, outer: str, inner: str) -> Frame:
        """Let the other page show `inner`, and open it on this host; gives the frame."""
        html = f'<!doctype html><title>Another</title><iframe src="{inner}" width=900 height=700></iframe>'
        (self.folder / "other.html").write_text(html, encoding="utf-8")
        page.goto(f"{outer}other.html")
        return page.frames[1]


@pytest.fixture
def hosts(site: Path, tmp_path: Path) -> Iterator[Hosts]:
    """Both are of the same site to browsers, so that a frame is given what the site has kept."""
    (tmp_path / "tool").symlink_to(site)
    with serving(server(tmp_path)) as one, serving(server(tmp_path)) as other:
        yield Hosts(tmp_path, one, other)


@pytest.fixture
def page(browser: Browser, hosts: Hosts) -> Iterator[Page]:
    """A page of somebody who has a reflection on this device."""
    context = browser.new_context(locale="en-GB", service_workers="block")
    opened = context.new_page()
    opened.add_init_script(NO_ANSWER)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    keep_on_device(opened, hosts.base)
    yield opened
    context.close()
    assert faults == []


def test_nothing_of_a_reflection_is_shown_in_a_frame(page: Page, hosts: Hosts, site: Path) -> None:
    """On every page that has one: a sentence and a link, no field, no script that ran after the sentence."""
    names = [*site_pages(site), NAME, SHARED]
    shown = {}
    for name in names:
        path = site / name if name.endswith(".html") else site / name / "index.html"
        if 'id="start-failed"' not in path.read_text(encoding="utf-8"):
            continue
        inside = hosts.frame(page, hosts.stranger, address(hosts.base, name))
        shown[name] = " ".join(inside.locator("body").inner_text().split())
        assert inside.evaluate("() => document.querySelectorAll('textarea, input, [data-start]').length") == 0
    assert len(shown) > 20
    assert {
        name: text for name, text in shown.items() if not re.fullmatch(f"{MESSAGE} .* {OPEN}", text)
    } == {}


@pytest.mark.parametrize("outer", ["own", "stranger"])
def test_the_link_opens_the_page_on_its_own(page: Page, hosts: Hosts, outer: str) -> None:
    """Also from a page of the same host that is not the site's; by keyboard; at the same place, with the words."""
    inside = hosts.frame(page, getattr(hosts, outer), f"{hosts.base}ideas/assets/?x=1#evidence")
    assert faults(inside) == []
    inside.get_by_role("link", name=OPEN).press("Enter")
    page.wait_for_url(f"{hosts.base}ideas/assets/?x=1#evidence")
    expect(page.get_by_label("What are people doing or saying")).to_have_value(
        SAVED["ideas"]["assets"]["evidence"]
    )


def test_a_page_to_read_may_be_shown_in_a_frame(page: Page, hosts: Hosts) -> None:
    """It holds nothing of anybody, so a facilitator can put it into a page of their own."""
    inside = hosts.frame(page, hosts.stranger, f"{hosts.base}session/")
    expect(inside.get_by_role("heading", name="Running a session with a group")).to_be_visible()
    assert inside.locator("textarea").count() == 0
