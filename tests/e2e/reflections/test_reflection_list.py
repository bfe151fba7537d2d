"""Several reflections on one device: name, open, rename, copy, delete, and leave nothing behind."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.person import BACKUP, Person, until
from tests.resilience.storage.test_full import EMPTIED, FILLED, NO_ROOM

# Whether nothing of a reflection is in the backup any more.
BACKUP_IS_EMPTY = f"({BACKUP})().then((kept) => kept.length === 0)"


def cards(page: Page) -> Locator:
    """The reflections in the list."""
    return page.locator(".ws-reflection")


def start_two(person: Person, page: Page) -> None:
    """Leave two named reflections on the device, the second one open."""
    person.names_it("Bridge Street")
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.names_it("The hospital")
    person.goes_to("reflections")
    expect(cards(page)).to_have_count(2)


def test_a_reflection_has_a_name_a_subject_and_a_voice(person: Person, page: Page) -> None:
    """Name, what it looks at and whose view it is are kept, and shown in the list."""
    person.goes_to("worksheets")
    page.get_by_label("What do you want to call it?").fill("Bridge Street, spring")
    page.get_by_label("One service or support").check()
    page.get_by_label("Which one?").fill("The day centre")
    page.get_by_label("The view of").select_option(label="Staff")
    page.get_by_label("Who wrote it?").fill("Asha and Tom")
    person.sees_it_saved()
    person.goes_to("reflections")
    expect(cards(page)).to_contain_text("Bridge Street, spring")
    expect(cards(page)).to_contain_text("One service or support: The day centre · Staff: Asha and Tom")
    person.goes_to("worksheets")
    page.get_by_role("button", name="Undo this choice").click()
    person.sees_it_saved()
    assert person.stored()["focus"] == {"kind": None, "about": "The day centre"}


def test_reflections_are_opened_renamed_and_copied(person: Person, page: Page) -> None:
    """Each can be opened, given another name, and copied; the first is unchanged by its copy."""
    start_two(person, page)
    page.get_by_role("button", name="Open Bridge Street").click()
    expect(page.locator(".ws-reflection.ws-is-open")).to_contain_text("Bridge Street")
    expect(page.get_by_text("“Bridge Street” is open.")).to_be_visible()
    expect(page.get_by_role("link", name="Carry on with Bridge Street")).to_be_focused()
    page.get_by_role("button", name="Rename Bridge Street").click()
    expect(page.get_by_text("“Bridge Street” is open.")).to_have_count(0)
    page.get_by_role("textbox", name="New name").fill("Bridge Street, autumn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bridge Street, autumn")).to_be_visible()
    page.get_by_role("button", name="Make a copy of Bridge Street, autumn").click()
    expect(cards(page)).to_have_count(3)
    expect(page.get_by_role("heading", name="Bridge Street, autumn (copy)")).to_be_visible()
    page.get_by_role("link", name="Carry on with Bridge Street").click()
    expect(page.get_by_label("What do you want to call it?")).to_have_value("Bridge Street, autumn")


def test_reflections_are_told_apart_by_themselves(person: Person, page: Page) -> None:
    """Who begins is asked what it is about and whose view it is, until something is written. The second one
    on a day has a name of its own, a card says what is inside, and the file whose view it is and one date."""
    person.goes_to("ideas/work")
    question = page.get_by_text("What is this about, and whose view is it?")
    question.click()
    page.get_by_label("The view of").select_option(label="Staff")
    page.get_by_label("Who wrote it?").fill("Asha")
    person.chooses_stage("You’ve got the basics")
    person.adds_ideas("Ask people", "Meet")
    person.will_do(1)
    person.sees_it_saved()
    person.goes_to("ideas/assets")
    expect(question).to_be_hidden()
    person.goes_to("reflections")
    expect(cards(page)).to_contain_text("Staff: Asha")
    expect(cards(page)).to_contain_text("Ideas with a stage: 1 · Actions in the plan: 1")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save a copy of My reflection").click()
    assert re.fullmatch(
        r"coproduction-My-reflection-Staff-Asha-\d{4}-\d\d-\d\d\.(html|json)",
        waiting.value.suggested_filename,
    )
    page.get_by_role("button", name="Start a new one").click()
    opened = page.locator(".ws-is-open").get_by_role("heading")
    expect(opened).to_have_text(re.compile(r"^My reflection, .* \(2\)$"))


def test_a_deleted_reflection_comes_back_even_after_a_reload(person: Person, page: Page) -> None:
    """Deleting offers an undo, also when the page is opened again, and until there is room for it; the
    keyboard is never lost."""
    start_two(person, page)
    page.get_by_role("button", name="Delete Bridge Street").click()
    expect(cards(page)).to_have_count(1)
    expect(page.get_by_role("link", name="Carry on with The hospital")).to_be_focused()
    page.reload()
    undo = page.get_by_role("button", name="Undo", exact=True)
    page.evaluate(FILLED)
    undo.click()
    expect(page.get_by_text(NO_ROOM)).to_be_visible()
    expect(page.get_by_text("“Bridge Street” is back")).to_be_hidden()
    page.evaluate(EMPTIED)
    undo.click()
    expect(cards(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Open Bridge Street")).to_be_focused()
    expect(page.get_by_role("heading", name="Bridge Street")).to_be_visible()


def test_the_open_reflection_can_be_deleted_and_writing_goes_on(person: Person, page: Page) -> None:
    """After the open one is deleted nothing brings it back by itself, and what is written next is kept.
    Brought back at once, it is the open one again."""
    start_two(person, page)
    page.get_by_role("button", name="Delete The hospital").click()
    expect(cards(page)).to_have_count(1)
    expect(page.get_by_text("This one is open")).to_be_hidden()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("link", name="Carry on with The hospital")).to_be_focused()
    page.get_by_role("button", name="Delete The hospital").click()
    expect(cards(page)).to_have_count(1)
    person.goes_to("ideas/assets")
    expect(page.get_by_label("What are people doing or saying")).to_have_value("")
    person.writes_evidence("New thoughts")
    person.sees_it_saved()
    person.goes_to("reflections")
    expect(cards(page)).to_have_count(2)
    expect(page.get_by_role("heading", name="The hospital")).to_have_count(0)


def test_everything_on_the_device_is_deleted_only_when_asked_twice(person: Person, page: Page) -> None:
    """No keeps everything; yes leaves no key of ours behind."""
    start_two(person, page)
    page.get_by_role("button", name="Delete everything on this device").click()
    dialog = page.get_by_role("dialog", name="Delete everything?")
    expect(dialog).to_contain_text("2 reflections will be deleted.")
    expect(dialog.get_by_role("button", name="No, keep everything")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cards(page)).to_have_count(2)
    page.get_by_role("button", name="Delete everything on this device").click()
    dialog.get_by_role("button", name="Yes, delete everything").click()
    expect(cards(page)).to_have_count(0)
    expect(page.get_by_text("Everything that this site saved on this device is deleted.")).to_be_visible()
    left = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert [key for key in left if "coproduction" in key] == []
    person.goes_to("worksheets")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('coproduction'))") == []


@pytest.mark.parametrize(("method", "fails", "said", "left"), [
    ("setItem", "throw new DOMException('no', 'SecurityError')", "Everything that this site saved", 0),
    ("setItem", "return", "Everything that this site saved", 0),
    ("removeItem", "throw new DOMException('no', 'SecurityError')", "won’t let the site delete", 2),
    ("removeItem", "return", "won’t let the site delete", 2),
])  # fmt: skip
def test_nothing_is_called_deleted_that_is_not(
    person: Person, page: Page, method: str, fails: str, said: str, left: int
) -> None:
    """A browser that has come to forbid writing still deletes; one that does not delete is told of."""
    start_two(person, page)
    page.evaluate(f"() => void (Storage.prototype.{method} = () => {{ {fails}; }})")
    page.get_by_role("button", name="Delete everything on this device").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_text(said)).to_be_visible()
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':reflection:')).length")
        == left
    )
    expect(cards(page)).to_have_count(left)


def test_nothing_is_called_deleted_that_the_second_copy_has(person: Person, page: Page) -> None:
    """It would be back on the next page."""
    start_two(person, page)
    until(page, f"({BACKUP})().then((kept) => kept.length === 2)")
    page.evaluate("""() => {
      IDBObjectStore.prototype.clear = IDBFactory.prototype.deleteDatabase = () => {
        throw new DOMException("no", "UnknownError");
      };
    }""")
    page.get_by_role("button", name="Delete everything on this device").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_text("won’t let the site delete")).to_be_visible()


# From now on the device takes no more than it has.
TAKES_NO_MORE = """() => {
  const { setItem } = Storage.prototype;
  const size = () => Object.entries(localStorage).join("").length;
  const most = size();
  Storage.prototype.setItem = function (key, text) {
    const more = key.length + text.length - (key in this ? key.length + this[key].length : 0);
    if (this === localStorage && size() + more > most) throw new DOMException("", "QuotaExceededError");
    setItem.call(this, key, text);
  };
}"""
STORED = "JSON.stringify(Object.entries({ ...localStorage }).sort())"


def test_each_button_says_when_there_is_no_room(person: Person, page: Page) -> None:
    """Nothing is begun, copied, renamed or carried on with; it says why, and what is there stays."""
    start_two(person, page)
    page.evaluate(TAKES_NO_MORE)
    before = page.evaluate(STORED)
    page.get_by_role("button", name="Rename Bridge Street").click()
    page.get_by_role("textbox", name="New name").fill("x" * 500)
    said = page.locator("[data-show=reflections-said]")
    for name in (
        "Start a new one",
        "Make a copy of Bridge Street",
        "Save the new name",
        "Start the next round of Bridge Street",
    ):
        said.evaluate("(line) => { line.textContent = ''; }")
        page.get_by_role("button", name=name, exact=True).click()
        expect(said, name).to_contain_text(NO_ROOM)
        assert page.evaluate(STORED) == before, name
        expect(cards(page)).to_have_count(2)


def test_what_was_deleted_stays_deleted_in_every_tab(context: BrowserContext, base: str) -> None:
    """Another tab that still shows it says so, brings nothing back unasked, and can keep it again."""
    one, two = context.new_page(), context.new_page()
    first, second = Person(one, base), Person(two, base)
    first.goes_to("ideas/assets")
    first.writes_evidence("On a shared tablet")
    first.sees_it_saved()
    second.goes_to("reflections")
    two.get_by_role("button", name="Delete My reflection").click()
    expect(one.get_by_text("This reflection was deleted in another tab.")).to_be_visible()
    first.chooses_colour("RED")
    first.goes_to("words")
    expect(two.locator(".ws-reflection")).to_have_count(0)
    two.get_by_role("button", name="Undo", exact=True).click()
    first.goes_to("ideas/assets")
    # Only a tab that has opened it can miss it.
    expect(one.get_by_label("What are people doing or saying")).to_have_value("On a shared tablet")
    second.goes_to("reflections")
    two.get_by_role("button", name="Delete My reflection").click()
    one.get_by_role("button", name="Save it here again").click()
    first.sees_it_saved()
    assert first.stored()["ideas"]["assets"]["evidence"] == "On a shared tablet"

    two.get_by_role("button", name="Delete everything on this device").click()
    two.get_by_role("button", name="Yes, delete everything").click()
    expect(one.get_by_text("Everything on this device was deleted.")).to_be_visible()
    expect(one.get_by_label("What are people doing or saying")).to_have_value("")
    one.reload()
    # A page that starts tries for a moment whether anything can be stored.
    until(two, "Object.keys(localStorage).every((key) => !key.includes('coproduction'))")


def test_what_cannot_be_read_is_kept_and_offered(person: Person, page: Page) -> None:
    """A damaged reflection is never thrown away: it can be downloaded as it is."""
    start_two(person, page)
    page.evaluate("localStorage.setItem('coproduction:reflection:odd', '{\"type\": \"coproduction-refl')")
    page.reload()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download what was saved").click()
    assert waiting.value.path().read_text() == '{"type": "coproduction-refl'
    odd = '{"type": "coproduction-reflection", "version": 1, "id": "k", "ideas": {"assets": {"changes": 1}}}'
    page.evaluate("(odd) => localStorage.setItem('coproduction:reflection:k', odd)", odd)
    page.evaluate("sessionStorage.setItem('coproduction:current', 'k')")
    person.goes_to("ideas/assets")
    expect(page.get_by_text("A saved reflection can’t be read. It is kept")).to_be_visible()
    person.writes_evidence("Written all the same")
    person.sees_it_saved()
    assert page.evaluate("localStorage.getItem('coproduction:reflection:k')") == odd
    person.goes_to("reflections")
    page.evaluate("localStorage.removeItem('coproduction:reflection:k')")
    page.reload()
    expect(cards(page)).to_have_count(3)


def test_what_was_deleted_stays_deleted_if_the_page_is_left_at_once(person: Person, page: Page) -> None:
    """The backup may not have heard of it: what was deleted does not come back by itself, only by Undo."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Deleted on purpose")
    person.sees_it_saved()
    person.goes_to("reflections")
    # As if the page were gone before the transaction is done.
    page.evaluate("IDBObjectStore.prototype.delete = () => {}")
    page.get_by_role("button", name="Delete My reflection").click()
    expect(cards(page)).to_have_count(0)
    person.goes_to("ideas/work")
    until(page, BACKUP_IS_EMPTY)
    person.goes_to("reflections")
    expect(cards(page)).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(cards(page)).to_have_count(1)
    person.goes_to("ideas/assets")
    expect(page.get_by_label("What are people doing or saying")).to_have_value("Deleted on purpose")
