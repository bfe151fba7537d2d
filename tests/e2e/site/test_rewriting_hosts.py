"""Hosts that change addresses: without the slash at the end, with the file's name, a query, other letters' case."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.host import Host
from tests.e2e.person import Person
from tests.e2e.site.test_offline import READY, line
from tests.resilience.steps import EVIDENCE


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A new profile without a service worker."""
    opened = browser.new_context(locale="en-GB", service_workers="block")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "address", ["ideas/assets/", "ideas/assets", "ideas/assets/index.html", "ideas/assets/?x=1#evidence"]
)
def test_a_host_that_takes_the_slash_away_has_a_working_site(
    plain: BrowserContext, host: Host, address: str
) -> None:
    """Pages have their look and their scripts, links lead on, words are kept, also after opening anew."""
    host.drops_slash = True
    page = plain.new_page()
    person = Person(page, host.base)
    page.goto(host.base + address)
    person.writes_evidence("On a host with ideas of its own.")
    person.sees_it_saved()
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()
    page.reload()
    expect(page.get_by_label(EVIDENCE)).to_have_value("On a host with ideas of its own.")
    if address.endswith("#evidence"):
        assert page.url.endswith("/ideas/assets/?x=1#evidence")
    page.get_by_role("link", name="All four worksheets").click()
    expect(page.get_by_role("heading", name="Worksheets", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Carry on where you left off")).to_be_visible()
    missing = page.evaluate(
        "[...document.styleSheets].filter((sheet) => !sheet.cssRules.length).map((sheet) => sheet.href)"
    )
    assert missing == []


def test_such_a_host_can_be_read_without_a_network(visitor: BrowserContext, host: Host) -> None:
    """All is kept under the addresses that pages name, and found by those that the host makes of them."""
    host.drops_slash = True
    page = visitor.new_page()
    person = Person(page, host.base)
    person.goes_to("worksheets")
    expect(line(page)).to_have_text(READY)
    host.stop()
    for address in ("ideas/assets", "ideas/assets/index.html", "ideas/assets/", "ideas/assets/?x=1"):
        page.goto(host.base + address)
        expect(page.get_by_label(EVIDENCE)).to_be_enabled()


def test_without_a_slash_the_start_page_works_too(plain: BrowserContext, host: Host) -> None:
    """In a folder of a host, the address of the start page is that of the folder."""
    host.drops_slash = True
    page = plain.new_page()
    page.goto(host.base)
    page.get_by_role("link", name="Start your reflection").click()
    expect(page.locator("html[data-start=open]")).to_have_count(1)


@pytest.mark.parametrize("address", ["/Some/FOLDER/ideas/assets/", "/some/folder/Ideas/ASSETS/"])
def test_a_host_may_take_letters_of_any_case(visitor: BrowserContext, host: Host, address: str) -> None:
    """As Windows does: whoever comes by a link that writes the folder otherwise has the same site and the same words,
    and keeps the site for when there is no network."""
    host.any_case = True
    page = visitor.new_page()
    person = Person(page, host.base)
    person.goes_to("ideas/assets")
    person.writes_evidence("By one address")
    person.sees_it_saved()
    other = host.base.removesuffix("/some/folder/") + address
    page.goto(other)
    expect(page.get_by_label(EVIDENCE)).to_have_value("By one address")
    page.get_by_label(EVIDENCE).fill("By the other")
    person.sees_it_saved()
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()
    page.get_by_role("link", name="All four worksheets").click()
    expect(line(page)).to_have_text(READY)
    host.stop()
    page.goto(host.base + "ideas/assets/")
    expect(page.get_by_label(EVIDENCE)).to_have_value("By the other")
