"""A page of an earlier version, which a cache still has, meets the scripts of this one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.host import Host
from tests.e2e.person import Person, until
from tests.resilience.steps import EVIDENCE
from tests.upgrade.conftest import publishes

# Of the pages alone, which name their script by an address that stays.
PAGES = r"/(\?.*)?$"


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A new profile without a service worker."""
    opened = browser.new_context(locale="en-GB", service_workers="block")
    yield opened
    opened.close()


def writes(person: Person, text: str) -> None:
    """Write, and see that it is kept, whatever the page calls that."""
    person.writes_evidence(text)
    until(person.page, f"JSON.stringify({{ ...localStorage }}).includes({text!r})")


@pytest.mark.parametrize("way", ["by its address", "back"])
def test_it_is_opened_anew(plain: BrowserContext, host: Host, site: Path, way: str) -> None:
    """What was written is there, and what is written now is kept. Where the browser goes back to a page
    that it still has with its scripts and fields, that page goes on."""
    host.lasting = PAGES
    page = plain.new_page()
    person = Person(page, host.base)
    person.goes_to("ideas/assets")
    writes(person, "In the earlier version.")
    page.goto(f"{host.base}sw.js")
    publishes(host, site)
    if way == "back":
        page.go_back()
    else:
        person.goes_to("ideas/assets")
    expect(page.get_by_label(EVIDENCE)).to_have_value("In the earlier version.")
    if way != "back":
        expect(page.locator("html[data-start=open]")).to_have_count(1)
        expect(page.locator("meta[name=earlier]")).not_to_be_attached()
    writes(person, "In this version.")
    page.reload()
    expect(page.locator("meta[name=earlier]")).not_to_be_attached()
    expect(page.get_by_label(EVIDENCE)).to_have_value("In this version.")


@pytest.mark.parametrize("script", ["comes", "is gone"])
def test_where_it_cannot_be_opened_anew_nothing_is_taken_in_vain(
    plain: BrowserContext, host: Host, site: Path, script: str
) -> None:
    """The host still gives the earlier page beside this version's scripts: what is typed is kept, or no field
    takes it."""
    page = plain.new_page()
    person = Person(page, host.base)
    person.goes_to("ideas/assets")
    writes(person, "In the earlier version.")
    earlier = (host.folder / "ideas/assets/index.html").read_text(encoding="utf-8")
    publishes(host, site)
    page.route("**/ideas/assets/", lambda route: route.fulfill(body=earlier, content_type="text/html"))
    if script == "is gone":
        page.route("**/worksheet/page-*.js", lambda route: route.abort())
    with page.expect_request("**/worksheet/page-*.js"):
        person.goes_to("ideas/assets")
    expect(page.locator("meta[name=earlier]")).to_be_attached()
    if script == "comes":
        expect(page.get_by_label(EVIDENCE)).to_have_value("In the earlier version.")
        writes(person, "Kept.")
    else:
        expect(page.get_by_label(EVIDENCE)).to_be_disabled()
        assert person.stored()["ideas"]["assets"]["evidence"] == "In the earlier version."
