"""A page and its parts are of one version, whatever a cache still has of another; and nothing typed is lost."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.chromium import ARGUMENTS, find
from tests.e2e.export.test_exports import SAID
from tests.e2e.host import Host, numbers
from tests.e2e.person import Person
from tests.resilience.steps import EVIDENCE

OWN = "127.0.0.1"
# Over http:, browsers give pages of other computers neither a service worker nor hashes.
NEIGHBOUR = "site.test"
ALL = "."
PAGES = r"/(\?.*)?$"


@pytest.fixture(params=[OWN, NEIGHBOUR])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A new profile without a service worker, for a host on the device or beside it."""
    rules = f"--host-resolver-rules=MAP {NEIGHBOUR} 127.0.0.1"
    opened = browser.browser_type.launch(executable_path=find(), args=[*ARGUMENTS, rules])
    context = opened.new_context(locale="en-GB", service_workers="block")
    context.set_default_timeout(30_000)
    yield context
    opened.close()


@pytest.fixture
def person(visitor: BrowserContext, host: Host, request: pytest.FixtureRequest) -> Person:
    """Somebody on that host."""
    name = request.node.callspec.params["visitor"]
    return Person(visitor.new_page(), host.base.replace(OWN, name))


def publishes_another(host: Host, *, keeps: bool) -> None:
    """Publish a version in which a script is another one and a word has another key; `keeps`: old files stay."""
    before = {path: path.read_bytes() for path in host.folder.rglob("*.js") if path.name != "sw.js"}
    host.rename_word("bar", "ready", "prepared")
    host.publish_next()
    for path, content in before.items():
        if keeps and not path.exists():
            path.write_bytes(content)


def writes(person: Person, text: str) -> None:
    """Write, and see that it is kept and there after a reload."""
    person.writes_evidence(text)
    person.sees_it_saved()


def counted(page: Page) -> list[str]:
    """A list of all documents that are opened from now on."""
    opened: list[str] = []
    page.on("framenavigated", lambda frame: opened.append(frame.url))
    return opened


def of_version(page: Page, number: str) -> None:
    """The page is open, and it and its scripts are of this version."""
    expect(page.locator("html[data-start=open]")).to_have_count(1)
    assert numbers(page) == [number, number]


def test_a_cache_gives_no_page_a_part_of_another_version(person: Person, host: Host) -> None:
    """A host lets browsers keep all for an hour. What was visited stays as it was, what was not is new."""
    host.lasting = ALL
    page = person.page
    opened = counted(page)
    person.goes_to("ideas/assets")
    writes(person, "In the first version.")
    of_version(page, "1")
    publishes_another(host, keeps=False)
    person.goes_to("ideas/work")
    of_version(page, "2")
    writes(person, "In the second version.")
    page.go_back()
    of_version(page, "1")
    expect(page.get_by_label(EVIDENCE)).to_have_value("In the first version.")
    writes(person, "In the first version, after going back.")
    page.go_forward()
    of_version(page, "2")
    expect(page.get_by_label(EVIDENCE)).to_have_value("In the second version.")
    page.go_back()
    page.reload()
    of_version(page, "2")
    expect(page.get_by_label(EVIDENCE)).to_have_value("In the first version, after going back.")
    assert len(opened) == 6, "nothing is opened but what was asked for"


@pytest.mark.parametrize("keeps", [True, False], ids=["files kept", "files gone"])
def test_an_old_page_without_its_scripts_takes_nothing_in(person: Person, host: Host, keeps: bool) -> None:
    """Only the page is in the cache. Its own scripts come, or no others: then one press brings the new page."""
    host.lasting = PAGES
    page = person.page
    opened = counted(page)
    person.goes_to("ideas/assets")
    writes(person, "In the first version.")
    publishes_another(host, keeps=keeps)
    page.goto("about:blank")
    page.context.new_cdp_session(page).send("Network.enable")
    person.goes_to("ideas/assets")
    if keeps:
        of_version(page, "1")
    else:
        expect(page.locator("html[data-start=failed]")).to_have_count(1)
        expect(page.get_by_label(EVIDENCE)).to_be_hidden()
        page.get_by_role("button", name="Try again").click()
        of_version(page, "2")
    expect(page.get_by_label(EVIDENCE)).to_have_value("In the first version.")
    writes(person, "And on.")
    assert len(opened) == (3 if keeps else 4), "nothing is opened but what was asked for"


@pytest.mark.parametrize("visitor", [OWN], indirect=True)
def test_a_tab_that_is_open_for_days_goes_on(person: Person, host: Host) -> None:
    """Another version was published, with other modules that write files: words are kept, and no file is made
    by half of each version."""
    page = person.page
    person.goes_to("ideas/assets")
    writes(person, "On Monday.")
    expect(page.locator("[data-engine]").first).to_be_hidden()
    plan = Person(page.context.new_page(), person.base)
    plan.goes_to("plan")
    expect(plan.page.locator("[data-engine]").first).to_be_hidden()
    shutil.copy(host.folder / "runtime/exports-libraries.zip", host.folder / "runtime/exports.zip")
    publishes_another(host, keeps=False)
    with plan.page.expect_console_message(lambda said: "exports.zip is of another version" in said.text):
        plan.page.get_by_role("button", name="A spreadsheet").click()
    expect(plan.page.locator(SAID)).to_contain_text("when you are on the internet")
    writes(person, "On Friday.")
    assert person.stored()["ideas"]["assets"]["evidence"] == "On Friday."
    assert "On Friday." in person.takes_away().read_text(encoding="utf-8")
    page.reload()
    of_version(page, "2")
    expect(page.get_by_label(EVIDENCE)).to_have_value("On Friday.")
