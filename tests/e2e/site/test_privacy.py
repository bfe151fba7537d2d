"""The privacy page names all that is kept on a device and nothing else; what the disk still has of it."""

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.conftest import ROOT
from tests.e2e.chromium import persistent
from tests.e2e.host import Host
from tests.e2e.person import Person, until
from tests.e2e.site.test_offline import line, visit
from tests.e2e.storage.test_memory_only import MARK, keeps_nothing, traces

ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
# Tells of everything that a page keeps, also of what is there for a moment only.
TELL = """
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    console.debug(`kept: ${key}`);
    return setItem.call(this, key, text);
  };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, ...others) {
    console.debug(`kept: ${name}`);
    return open.call(this, name, ...others);
  };
"""
# What lies there now, however it came there.
THERE = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys()),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.active.scriptURL.split("/").pop()),
]"""


def listed() -> dict[str, re.Pattern[str]]:
    """The rows of the table on the privacy page, each with what it stands for."""
    names = ROW.findall((ROOT / "docs/privacy.md").read_text(encoding="utf-8"))
    found = {name: re.compile(re.sub(r"<\w+>", ".+", name.replace(".", r"\."))) for name in names}
    # The theme puts the site's folder in front of its own.
    theme = next(name for name in names if "palette" in name)
    return {**found, theme: re.compile(f".*{found[theme].pattern}")}


def uses_everything(person: Person, host: Host) -> set[str]:
    """Walk through all that keeps something; gives what lay there on the way."""
    page, there = person.page, set[str]()

    def looks() -> None:
        there.update(page.evaluate(THERE))

    person.writes_evidence(f"{MARK} " * 110)
    person.sees_it_saved()
    looks()
    file = person.takes_away()
    page.get_by_role("button", name="I have it").click()
    person.writes_evidence(MARK)
    until(page, "Object.keys(localStorage).some((key) => key.includes(':history:'))")
    person.sees_it_saved()
    page.get_by_role("button", name="Display").click()
    page.get_by_role("radio", name="Twice as big").check()
    page.get_by_role("button", name="Done").click()
    page.locator("form[data-md-component=palette] label:visible").click()
    person.goes_to("easy/start")
    person.goes_to("perspectives")
    page.get_by_label("Choose files").set_input_files(file)
    until(page, "sessionStorage.getItem('coproduction:views') !== null")
    looks()
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    page.get_by_role("button", name="Delete My reflection").first.click()
    person.goes_to("ideas/assets")
    person.writes_evidence("First")
    person.sees_it_saved()
    page.evaluate(
        "localStorage.setItem(`coproduction:reflection:${localStorage['coproduction:current']}`, '{')"
    )
    person.writes_evidence("Second")
    until(page, "Object.keys(localStorage).some((key) => key.includes(':damaged:'))")
    host.publish_next()
    page.reload()
    expect(line(page)).to_contain_text("A new version of this site is ready.")
    page.get_by_role("button", name="Later").click()
    looks()
    person.goes_to("worksheets")
    keeps_nothing(page)
    expect(page.get_by_text("Gone when you close this page.")).to_be_visible()
    looks()
    page.once("dialog", lambda question: question.accept())
    person.goes_to("reflections")
    page.get_by_role("button", name="Delete everything on this device").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_text("Everything that this site saved on this device is deleted.")).to_be_visible()
    return there


@pytest.mark.slow
def test_the_privacy_page_names_all_that_is_kept(visitor: BrowserContext, host: Host) -> None:
    """Whatever a walk through the whole tool keeps has a row on the privacy page, and each row occurs; there
    is no cookie; and at the end nothing is left."""
    told: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.text.startswith("kept: "):
            told.append(said.text.removeprefix("kept: "))

    visitor.add_init_script(TELL)
    visitor.on("console", hear)
    person = visit(visitor, host, "ideas/assets")
    there = uses_everything(person, host)
    seen = {*there, *told}
    rows = listed()
    unlisted = sorted(name for name in seen if not any(row.fullmatch(name) for row in rows.values()))
    never = [name for name, row in rows.items() if not any(row.fullmatch(one) for one in seen)]
    assert unlisted == [], "this is kept, and has no row on the privacy page"
    assert never == [], "this has a row on the privacy page, and was never kept"
    assert visitor.cookies() == []
    assert person.page.evaluate(THERE) == []


def test_what_is_deleted_may_lie_in_the_browsers_own_files_only(
    browser: Browser, base: str, tmp_path: Path
) -> None:
    """Once everything is deleted no page finds a word of it. The browser may keep some in the files of its
    storage until it tidies up, as the privacy page says, and nowhere else."""
    profile = tmp_path / "profile"
    opened = partial(persistent, browser, profile, service_workers="block")
    context = opened()
    person = Person(context.new_page(), base)
    person.goes_to("ideas/assets")
    person.writes_evidence(MARK)
    person.sees_it_saved()
    context.close()
    assert traces(profile, MARK) != [], "it was on the disk"
    context = opened()
    page = context.new_page()
    person = Person(page, base)
    person.goes_to("reflections")
    page.get_by_role("button", name="Delete everything on this device").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_text("Everything that this site saved on this device is deleted.")).to_be_visible()
    assert page.evaluate(THERE) == []
    context.close()
    places = {Path(path).parts[1] for path in traces(profile, MARK)}
    assert places <= {"Local Storage", "Session Storage", "IndexedDB", "Sessions"}
    context = opened()
    assert everything(context, base) == []
    context.close()


def everything(context: BrowserContext, base: str) -> list[str]:
    """All that a page finds there when it is opened anew, but for what the theme writes at once."""
    page: Page = context.new_page()
    page.goto(f"{base}privacy/")
    return [name for name in page.evaluate(THERE) if "palette" not in name]
