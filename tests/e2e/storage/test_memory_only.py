"""On a shared computer nothing stays, and "delete everything" means everything: proven by looking."""

import json
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.e2e.accessibility.axe import faults
from tests.e2e.chromium import persistent
from tests.e2e.person import BACKUP, Person, until

EVIDENCE = "What are people doing or saying"
MARK = "Quizzical marmalade zeppelin"
# All that a page can find of what a site has kept.
LEFT = """async () => ({
  device: Object.keys(localStorage), tab: Object.keys(sessionStorage), caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(({ name }) => name), cookies: document.cookie,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""

# The names under which something about a reflection is kept.
NAMING = "(id) => Object.keys(localStorage).filter((key) => (key + localStorage[key]).includes(id))"


# The stored text is damaged, and has been before: the second copy is intact.
DAMAGE = """(id) => {
  const key = `coproduction:reflection:${id}`;
  const text = localStorage.getItem(key);
  localStorage.setItem("coproduction:damaged:2026-01-01T10:00:00.000Z", text.slice(0, -40));
  localStorage.setItem(key, text.replace("marmalade", "marmelade"));
}"""


def traces(profile: Path, words: str) -> list[str]:
    """The files of a browser's profile in which the words stand."""
    found = []
    for path in profile.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if words.encode() in content or words.encode("utf-16-le") in content:
                found.append(str(path.relative_to(profile)))
    return found


def keeps_nothing(page: Page) -> None:
    """Go to the page for shared computers."""
    page.get_by_text("Is this a shared computer?").click()
    page.get_by_role("link", name="Keep nothing on this computer").click()


def test_nothing_typed_on_a_shared_computer_is_found_on_its_disk(
    browser: Browser, base: str, tmp_path: Path
) -> None:
    """Somebody writes, reads on other screens and closes the tab: no storage has a key, and no file of the
    browser's profile has the words, neither before nor after the browser is closed."""
    profile = tmp_path / "profile"
    context = persistent(browser, profile, service_workers="block")
    page = context.new_page()
    page.goto(f"{base}worksheets/")
    keeps_nothing(page)
    expect(page.get_by_text("Gone when you close this page.")).to_be_visible()
    person = Person(page, f"{base}coproduction-shared.html#")
    person.goes_to("ideas/assets")
    field = page.get_by_label(EVIDENCE)
    field.press_sequentially(MARK)
    person.chooses_colour("RED")
    expect(page.get_by_text("On this page at").first).to_be_visible()
    person.goes_to("plan")
    person.goes_to("ideas/assets")
    expect(field).to_have_value(MARK)
    left = page.evaluate(LEFT)
    assert [key for key in left["device"] + left["tab"] if "coproduction" in key] == []
    assert (left["caches"], left["cookies"], left["workers"]) == ([], "", 0)
    assert page.evaluate(BACKUP) == []
    page.on("dialog", lambda question: question.accept())
    page.close(run_before_unload=True)
    assert traces(profile, MARK) == []
    context.close()
    assert traces(profile, MARK) == []


def test_what_was_being_written_moves_and_what_others_keep_stays(person: Person, page: Page) -> None:
    """The open reflection goes along with its earlier versions, what was set aside of it and the second copy,
    and leaves the device; another one that is there stays untouched and unseen. Of the one that left, the
    device has no more than its number, among those that began in this copy of the site."""
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
    mine = person.stored()["id"]
    person.takes_away()
    page.get_by_role("button", name="I have it").click()
    person.goes_to("worksheets")
    noted = {"coproduction:copies", "coproduction:places", "coproduction:current"}
    assert noted < set(page.evaluate(NAMING, mine))
    page.evaluate(DAMAGE, mine)
    keeps_nothing(page)
    until(page, f"!JSON.stringify([{{...localStorage}}, {{...sessionStorage}}]).includes({json.dumps(MARK)})")
    assert page.evaluate(NAMING, mine) == ["coproduction:folder"]
    assert {one["id"] for one in page.evaluate(BACKUP)} == {other["id"]}
    assert person.stored() == other
    here = Person(page, f"{person.base}coproduction-shared.html#")
    here.goes_to("ideas/assets")
    expect(page.get_by_label(EVIDENCE)).to_have_value(MARK)
    here.goes_to("reflections")
    expect(page.locator(".ws-reflection")).to_have_count(1)
    expect(page.locator(".ws-versions > summary")).to_have_text("One earlier version")
    expect(page.get_by_role("button", name="Delete everything on this device")).to_have_count(0)


def test_the_browser_asks_before_unsaved_words_are_lost(person: Person, page: Page) -> None:
    """Leaving asks while no copy is saved. Whoever stays has the way to one under the keyboard, and is not
    asked again once they have one. Python thinks along there too."""
    here = Person(page, f"{person.base}coproduction-shared.html#")
    questions: list[str] = []

    def stay(question: Dialog) -> None:
        questions.append(question.type)
        question.dismiss()

    page.on("dialog", stay)
    here.goes_to("ideas/assets")
    here.page.get_by_label(EVIDENCE).press_sequentially(MARK)
    here.chooses_colour("GREEN")
    expect(page.get_by_text("On this page at").first).to_be_visible()
    expect(page.locator("[data-talk] li").first).to_be_visible()
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    expect(page.get_by_label(EVIDENCE)).to_have_value(MARK)
    assert questions == ["beforeunload"]
    expect(page.get_by_text("You haven’t saved all of it yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Save a copy", exact=True).first).to_be_focused()
    file = here.takes_away("Save a copy")
    assert json.loads(file.read_text(encoding="utf-8"))["ideas"]["assets"]["evidence"] == MARK
    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_text("Gone when you close this page.")).to_be_visible()
    person.goes_to("privacy")
    assert questions == ["beforeunload"]


# A device on which a file takes as long to make as the test wants.
SLOW_FILES = """
  const post = Worker.prototype.postMessage;
  const mayGo = new Promise((go) => (globalThis.letFilesBeMade = go));
  Worker.prototype.postMessage = function (message, ...others) {
    const isFile = typeof message === "string" && JSON.parse(message).action === "export";
    (isFile ? mayGo : { then: (go) => go() }).then(() => post.call(this, message, ...others));
  };
"""


def test_a_copy_does_not_count_for_words_typed_while_it_was_made(person: Person, page: Page) -> None:
    """Somebody types on while the file is being made: leaving asks, as the file has not got these words."""
    page.add_init_script(SLOW_FILES)
    here = Person(page, f"{person.base}coproduction-shared.html#")
    here.goes_to("ideas/assets")
    field = page.get_by_label(EVIDENCE)
    field.fill("Only this")
    expect(page.locator("[data-talk] li").first).to_be_visible()
    expect(page.locator("[data-saved=saved]").first).to_be_attached()
    page.get_by_role("button", name="Save a copy", exact=True).first.click()
    field.fill(f"Only this, and {MARK}")
    until(page, "document.querySelector('[data-saved]').dataset.saved === 'saved'")
    with page.expect_download() as waiting:
        page.evaluate("letFilesBeMade()")
    assert MARK not in Path(waiting.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="I have it").click()
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda question: question.dismiss())
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    expect(field).to_have_value(f"Only this, and {MARK}")


def test_the_page_that_keeps_nothing_is_open_to_everyone(browser: Browser, base: str) -> None:
    """axe-core finds nothing, in light and dark, and nothing scrolls sideways at 320 pixels. Tab comes to the
    way to a copy before the page's text."""
    found: dict[str, object] = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(
            color_scheme=scheme,
            locale="en-GB",
            viewport={"width": 320, "height": 640},
            service_workers="block",
        )
        page = context.new_page()
        person = Person(page, f"{base}coproduction-shared.html#")
        person.goes_to("")
        expect(page.get_by_role("button", name="Display")).to_be_visible()
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Save a copy":
                break
        else:
            found[f"{scheme} keyboard"] = "Tab does not come to the way to a copy"
        for name in ("start", "ideas/assets", "reflections", "about-this-file"):
            person.goes_to(name)
            expect(page.get_by_text("Gone when you close this page.")).to_be_visible()
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if seen := faults(page) + ([f"{over} px too wide"] if over > 0 else []):
                found[f"{scheme} {name}"] = seen
        context.close()
    assert found == {}


def test_the_sign_leaves_room_to_write(person: Person, page: Page) -> None:
    """On a phone the header takes no more than a sixth of the height; at 400 % zoom it scrolls away."""
    here = Person(page, f"{person.base}coproduction-shared.html#")
    page.set_viewport_size({"width": 360, "height": 800})
    here.goes_to("ideas/assets")
    header = page.locator("header.ws-file-head")
    expect(page.get_by_text("Gone when you close this page.")).to_be_visible()
    page.get_by_label(EVIDENCE).focus()
    box = header.bounding_box()
    assert box
    assert (box["y"], box["height"] <= 800 / 6) == (0, True)
    page.set_viewport_size({"width": 320, "height": 256})
    page.get_by_label(EVIDENCE).focus()
    page.get_by_label(EVIDENCE).scroll_into_view_if_needed()
    expect(header).not_to_be_in_viewport()


def test_the_way_to_it_is_not_on_paper(person: Person, page: Page) -> None:
    """A printed page offers no page to open."""
    for name in ("", "privacy"):
        person.goes_to(name)
        way = page.get_by_text("Is this a shared computer?")
        page.emulate_media(media="screen")
        expect(way).to_be_visible()
        page.emulate_media(media="print")
        expect(way).to_be_hidden()


def test_how_somebody_sees_comes_along_and_nothing_of_it_stays(person: Person, page: Page) -> None:
    """What was chosen under "Display" holds on the page that keeps nothing; what is chosen there is not
    kept, and another tab does not undo it."""
    person.goes_to("worksheets")
    page.get_by_role("button", name="Display").click()
    page.get_by_role("radio", name="Twice as big").check()
    kept = page.evaluate("localStorage.getItem('coproduction:display')")
    page.get_by_role("button", name="Done").click()
    keeps_nothing(page)
    html = page.locator("html")
    expect(html).to_have_attribute("data-display-size", "biggest")
    page.get_by_role("button", name="Display").click()
    page.get_by_role("radio", name="Yellow on black").check()
    expect(html).to_have_attribute("data-display-contrast", "yellow")
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'coproduction:display' }))")
    expect(html).to_have_attribute("data-display-contrast", "yellow")
    expect(html).to_have_attribute("data-display-size", "biggest")
    assert page.evaluate("localStorage.getItem('coproduction:display')") == kept


def test_deleting_everything_reaches_the_page_that_keeps_nothing(context: BrowserContext, base: str) -> None:
    """Its memory is on the device, too: it is emptied with the other tabs."""
    one, two = context.new_page(), context.new_page()
    here, other = Person(one, f"{base}coproduction-shared.html#"), Person(two, base)
    here.goes_to("ideas/assets")
    here.writes_evidence(MARK)
    expect(one.get_by_text("On this page at").first).to_be_visible()
    other.goes_to("reflections")
    two.get_by_role("button", name="Delete everything on this device").click()
    two.get_by_role("button", name="Yes, delete everything").click()
    expect(one.get_by_label(EVIDENCE)).to_have_value("")
    here.goes_to("reflections")
    expect(one.locator(".ws-reflection")).to_have_count(0)


def test_the_question_names_what_goes_and_offers_a_copy(person: Person, page: Page) -> None:
    """Each reflection is named before it is deleted, with a copy to be had of it then and there."""
    person.goes_to("ideas/assets")
    person.writes_evidence(MARK)
    person.sees_it_saved()
    person.names_it("Bridge Street")
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    page.evaluate("localStorage.setItem('coproduction:damaged:2026-01-01T10:00:00.000Z', 'no document')")
    page.get_by_role("button", name="Delete everything on this device").click()
    dialog = page.get_by_role("dialog", name="Delete everything?")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    expect(dialog).to_contain_text("2 reflections will be deleted.")
    expect(dialog).to_contain_text("One thing that can’t be read will be deleted too.")
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="Save a copy of “Bridge Street”").click()
    assert MARK in Path(waiting.value.path()).read_text(encoding="utf-8")
    expect(dialog.get_by_role("listitem").filter(has_text="Bridge Street")).to_contain_text(
        "Look in your downloads for “coproduction-Bridge-Street"
    )
    assert faults(page) == []
    dialog.get_by_role("button", name="No, keep everything").click()
    expect(page.locator(".ws-reflection")).to_have_count(2)


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
    expect(one.get_by_text("Everything that this site saved on this device is deleted.")).to_be_visible()
    until(two, "!Object.keys(sessionStorage).some((key) => key.startsWith('coproduction'))")
    for page in (one, two):
        left = page.evaluate(LEFT)
        assert [key for key in left["device"] + left["tab"] if "coproduction" in key or "__" in key] == []
        assert (left["caches"], left["databases"], left["cookies"]) == ([], [], "")
