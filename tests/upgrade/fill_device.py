"""Fills a device with a version of this site, and keeps what the next versions have to find there.

usage: python -m tests.upgrade.fill_device FOLDER   (a built site of an earlier version)

Writes `saved/device.json` (what a browser holds after the journey below) and `saved/site.tar.xz` (the
pages and scripts that a tab which stays open goes on with). It was run on the site of commit f480554.
"""

import json
import re
import sys
import tarfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from scripts.serve import server, serving
from tests.e2e.chromium import ARGUMENTS, find
from tests.e2e.comparison.test_compare import as_file, starts_ours, view
from tests.e2e.conftest import PREFIX
from tests.e2e.person import Person, until

SAVED = Path(__file__).with_name("saved")
# Pages and scripts of a tab that stays open. The writer of Word files is large, and no tab needs it here.
KEPT = re.compile(
    r"(ideas/(assets|work)|reflections)/index\.html|assets/(worksheet|parts|ease)/.*\.js|sw\.js"
)
LEFT_OUT = re.compile(r".*/docx-\w+\.js")
LONG = " ".join(f"seen{number}" for number in range(60))
# All that the browser holds for the site, but caches.
HELD = """async () => {
  const entries = (area) => Object.fromEntries(Object.entries(area));
  const databases = [];
  for (const { name, version } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    await new Promise((done) => (opening.onsuccess = done));
    const database = opening.result;
    const stores = [];
    for (const store of database.objectStoreNames) {
      const source = database.transaction(store).objectStore(store);
      const all = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)));
      stores.push({
        name: store, keyPath: source.keyPath, autoIncrement: source.autoIncrement,
        keys: await all(source.getAllKeys()), values: await all(source.getAll()),
      });
    }
    database.close();
    databases.push({ name, version, stores });
  }
  return { localStorage: entries(localStorage), sessionStorage: entries(sessionStorage), databases };
}"""


def writes_a_whole_reflection(person: Person) -> None:
    """Four worksheets, a name, an action of its own, an earlier version."""
    page = person.page
    person.fills_in_everything()
    person.goes_to("ideas/assets")
    person.writes_evidence(LONG)
    person.sees_it_saved()
    person.writes_evidence("People say “this works”.")
    person.sees_it_saved()
    until(page, "Object.keys(localStorage).some((key) => key.includes(':history:'))")
    person.goes_to("plan")
    page.get_by_role("button", name="Add an action").click()
    page.locator(".ws-plan-item").last.get_by_label("What").fill("Book the hall")
    person.sees_it_saved()
    person.names_it("Bridge Street")


def has_two_texts_for_one_field(person: Person) -> None:
    """Two tabs write into one field, neither having seen the other's text."""
    other = Person(person.page.context.new_page(), person.base)
    other.page.add_init_script(
        "addEventListener('storage', (event) => window.deaf && event.stopImmediatePropagation())"
    )
    person.goes_to("ideas/work")
    other.goes_to("ideas/work")
    other.page.evaluate("window.deaf = true")
    person.writes_evidence("Ann wrote this")
    until(person.page, "JSON.stringify({ ...localStorage }).includes('Ann wrote this')")
    other.writes_evidence("Bob wrote that")
    other.sees_it_saved()
    other.page.close()


def looks_at_views(person: Person) -> None:
    """Two people's views side by side, and a shared reflection that takes one thing over."""
    page = person.page
    person.goes_to("perspectives")
    files = [as_file(view("Asha", "people", "not-yet")), as_file(view("Tom", "staff", "really-well"))]
    page.get_by_label("Choose files, or drop them here").set_input_files(files)  # type: ignore[arg-type]
    expect(page.get_by_text("2 views are here.")).to_be_visible()
    starts_ours(page)
    page.get_by_role("button", name=re.compile("^Add to ours")).first.click()
    person.sees_it_saved()


def walks(person: Person) -> None:
    """Use all that keeps something, as `docs/privacy.md` lists it."""
    page = person.page
    writes_a_whole_reflection(person)
    has_two_texts_for_one_field(person)
    person.goes_to("ideas/assets")
    person.takes_away()
    person.goes_to("reflections")
    page.get_by_role("button", name="Start the next round of").click()
    expect(page.locator("[data-next-said]")).to_contain_text("is open.")
    person.goes_to("ideas/assets")
    person.writes_evidence("Half a year later.")
    person.sees_it_saved()
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.goes_to("ideas/networks")
    person.writes_evidence("To be deleted.")
    person.sees_it_saved()
    page.evaluate(
        "localStorage.setItem(`coproduction:reflection:${localStorage['coproduction:current']}`, '{')"
    )
    person.writes_evidence("Written after the damage.")
    until(page, "Object.keys(localStorage).some((key) => key.includes(':damaged:'))")
    person.sees_it_saved()
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.goes_to("ideas/reciprocity")
    person.writes_evidence("Deleted, and to be undone.")
    person.sees_it_saved()
    person.goes_to("reflections")
    page.locator(".ws-reflection.ws-is-open").get_by_role("button", name=re.compile("^Delete ")).click()
    looks_at_views(person)
    page.get_by_role("button", name="Display").click()
    page.get_by_role("radio", name="Twice as big").check()
    page.get_by_role("button", name="Done").click()
    page.locator("form[data-md-component=palette] label:visible").click()
    person.goes_to("easy/start")


def filled(page: Page, base: str) -> dict[str, Any]:
    """What the browser holds after the journey."""
    walks(Person(page, base))
    # What was open last is the reflection with most in it.
    person = Person(page, base)
    person.goes_to("reflections")
    page.get_by_role("button", name="Open Bridge Street", exact=True).click()
    person.goes_to("words")
    held: dict[str, Any] = page.evaluate(HELD)
    return held


def without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out whose file it was, and when."""
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


def main() -> None:
    """Fill a device with the site in this folder, and keep it, with the scripts of an open tab."""
    site = Path(sys.argv[1])
    with serving(server(site, prefix=PREFIX)) as top, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = browser.new_context(locale="en-GB", service_workers="block", accept_downloads=True).new_page()
        page.set_default_timeout(15_000)
        held = filled(page, f"{top}{PREFIX[1:]}/")
        browser.close()
    SAVED.mkdir(exist_ok=True)
    (SAVED / "device.json").write_text(
        json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    with tarfile.open(SAVED / "site.tar.xz", "w:xz", preset=9) as archive:
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if KEPT.fullmatch(name) and not LEFT_OUT.fullmatch(name):
                archive.add(path, name, filter=without_owner)


if __name__ == "__main__":
    main()
