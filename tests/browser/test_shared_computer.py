"""On a shared computer nothing stays, and "delete everything" means everything: proven by looking."""

import json
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.person import Person, until

EVIDENCE = "What are people doing or saying"
MARK = "Quizzical marmalade zeppelin"
# All that a page can find of what a site has kept.
LEFT = """async () => ({
  device: Object.keys(localStorage), tab: Object.keys(sessionStorage), caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(({ name }) => name), cookies: document.cookie,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def traces(profile: Path, words: str) -> list[str]:
    """The files of a browser's profile in which the words stand."""
    found = []
    for path in profile.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if words.encode() in content or words.encode("utf-16-le") in content:
                found.append(str(path.relative_to(profile)))
    return found


def test_nothing_typed_on_a_shared_computer_is_found_on_its_disk(
    browser: Browser, base: str, tmp_path: Path
) -> None:
    """Somebody writes, reads on other screens and closes the tab: no storage has a key, and no file of the
    browser's profile has the words, neither before nor after the browser is closed."""
    profile = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=find(), args=ARGUMENTS, locale="en-GB", service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{base}worksheets/")
    page.get_by_role("link", name="Keep nothing on this computer").click()
    expect(page.get_by_text("Nothing is kept after you close this page.")).to_be_visible()
    person = Person(page, f"{base}coproduction-shared.html#")
    person.goes_to("ideas/assets")
    field = page.get_by_label(EVIDENCE)
    field.press_sequentially(MARK)
    person.chooses_colour("RED")
    expect(page.get_by_text("Held in this page at").first).to_be_visible()
    person.goes_to("plan")
    person.goes_to("ideas/assets")
    expect(field).to_have_value(MARK)
    left = page.evaluate(LEFT)
    assert [key for key in left["device"] + left["tab"] if "coproduction" in key] == []
    assert (left["caches"], left["databases"], left["cookies"], left["workers"]) == ([], [], "", 0)
    page.on("dialog", lambda question: question.accept())
    page.close(run_before_unload=True)
    assert traces(profile, MARK) == []
    context.close()
    assert traces(profile, MARK) == []


def test_what_was_being_written_moves_and_what_others_keep_stays(person: Person, page: Page) -> None:
    """The open reflection goes along with its earlier versions and leaves the device; another one that is
    there stays untouched and unseen."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Of somebody else")
    person.sees_it_saved()
    other = person.stored()
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.goes_to("ideas/assets")
    person.writes_evidence(f"{MARK} with ten and more words that will go in a moment")
    person.sees_it_saved()
    person.writes_evidence(MARK)
    until(page, "Object.keys(localStorage).some((key) => key.includes(':history:'))")
    person.sees_it_saved()
    person.goes_to("worksheets")
    page.get_by_role("link", name="Keep nothing on this computer").click()
    until(page, f"!JSON.stringify([{{...localStorage}}, {{...sessionStorage}}]).includes({json.dumps(MARK)})")
    kept = page.evaluate("Object.keys(localStorage).filter((key) => /reflection:|history:/.test(key))")
    assert kept == [f"coproduction:reflection:{other['id']}"]
    assert person.stored() == other
    here = Person(page, f"{person.base}coproduction-shared.html#")
    here.goes_to("ideas/assets")
    expect(page.get_by_label(EVIDENCE)).to_have_value(MARK)
    here.goes_to("reflections")
    expect(page.locator(".ws-reflection")).to_have_count(1)
    expect(page.locator(".ws-versions > summary")).to_have_text("One earlier version")
    expect(page.get_by_role("button", name="Delete everything on this device")).to_have_count(0)


def test_the_browser_asks_before_unsaved_words_are_lost(person: Person, page: Page) -> None:
    """Leaving asks while no copy is saved, and does not once one is. Python thinks along there too."""
    here = Person(page, f"{person.base}coproduction-shared.html#")
    questions: list[str] = []

    def stay(question: Dialog) -> None:
        questions.append(question.type)
        question.dismiss()

    page.on("dialog", stay)
    here.goes_to("ideas/assets")
    here.page.get_by_label(EVIDENCE).press_sequentially(MARK)
    here.chooses_colour("GREEN")
    expect(page.get_by_text("Held in this page at").first).to_be_visible()
    expect(page.locator("[data-talk] li").first).to_be_visible()
    page.close(run_before_unload=True)
    until(page, "document.readyState === 'complete'")
    expect(page.get_by_label(EVIDENCE)).to_have_value(MARK)
    assert questions == ["beforeunload"]
    file = here.takes_away("Save a copy")
    assert json.loads(file.read_text(encoding="utf-8"))["ideas"]["assets"]["evidence"] == MARK
    person.goes_to("privacy")
    assert questions == ["beforeunload"]


def test_everything_is_deleted_in_every_tab(context: BrowserContext, base: str) -> None:
    """Another tab that shows a page to read, with views side by side in its storage, is emptied too."""
    one, two = context.new_page(), context.new_page()
    first, second = Person(one, base), Person(two, base)
    first.goes_to("ideas/assets")
    first.writes_evidence(f"{MARK} and ten words more that are going to go in a moment")
    first.sees_it_saved()
    file = first.takes_away()
    first.writes_evidence(MARK)
    first.sees_it_saved()
    second.goes_to("perspectives")
    two.get_by_label("Choose files").set_input_files(file)
    until(two, "sessionStorage.getItem('coproduction:views') !== null")
    second.goes_to("words")
    first.goes_to("reflections")
    one.get_by_role("button", name="Delete everything on this device").click()
    dialog = one.get_by_role("dialog", name="Delete everything?")
    dialog.get_by_role("button", name="Yes, delete everything").click()
    expect(one.get_by_text("Everything that this site kept on this device is deleted.")).to_be_visible()
    until(two, "!Object.keys(sessionStorage).some((key) => key.startsWith('coproduction'))")
    for page in (one, two):
        left = page.evaluate(LEFT)
        assert [key for key in left["device"] + left["tab"] if "coproduction" in key or "__" in key] == []
        assert (left["caches"], left["databases"], left["cookies"]) == ([], [], "")
