"""Two tabs of one person: which reflection each shows, the field for a new idea, undo.

The rules are in architecture/rules.md.
"""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.person import Person
from tests.e2e.rounds.test_rounds import keep
from tests.unit.factories import document
from worksheet_py.api import tool, words
from worksheet_py.document.serialization import load

NEW_IDEA = "[data-new-change]"
# What another tab wrote in the field for whose view it is.
CLASH = """(text) => {
  const key = `coproduction:reflection:${localStorage.getItem("coproduction:current")}`;
  const { seal, ...kept } = JSON.parse(localStorage.getItem(key));
  const clashes = [{ id: "k1", path: "perspective.who", text }];
  localStorage.setItem(key, JSON.stringify({ ...kept, clashes }));
}"""


def evidence(person: Person) -> Locator:
    """The field for evidence."""
    return person.page.get_by_label("What are people doing or saying")


def test_an_idea_that_another_tab_deletes_is_not_typed_into_nothing(person: Person, other: Person) -> None:
    """The field for a new idea goes on as a new idea, whatever became of the one it had begun."""
    person.goes_to("ideas/assets")
    field = person.page.locator(NEW_IDEA)
    field.press_sequentially("A bench")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    other.page.get_by_role("button", name="Delete: A bench").click()
    other.sees_it_saved()
    field.press_sequentially(" by the door")
    field.press("Enter")
    assert person.ideas() == ["A bench by the door"]
    person.sees_it_saved()
    kept = person.stored()["ideas"]["assets"]["changes"]
    assert [change["text"] for change in kept] == ["A bench by the door"]


def test_words_that_another_tab_adds_to_an_idea_are_not_written_over(person: Person, other: Person) -> None:
    """Type on in the field for a new idea while another tab has made the idea longer: both are kept."""
    person.goes_to("ideas/assets")
    field = person.page.locator(NEW_IDEA)
    field.press_sequentially("A bench")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    field.press_sequentially(" h")
    person.sees_it_saved()
    expect(other.page.locator("[data-list] textarea").first).to_have_value("A bench h")
    other.page.locator("[data-list] textarea").first.fill("A bench h, painted green")
    other.sees_it_saved()
    field.press_sequentially("ere")
    person.sees_it_saved()
    kept = str(person.stored())
    assert "painted green" in kept
    assert "ere" in kept


def test_a_tab_stays_with_its_own_reflection(person: Person, other: Person) -> None:
    """It has only opened what was there. Another tab starts a new one: this one goes on with its own, on the
    next page too."""
    other.names_it("The garden")
    person.goes_to("ideas/work")
    other.goes_to("reflections")
    other.page.get_by_role("button", name="Start a new one").click()
    other.names_it("The kitchen")
    person.goes_to("ideas/assets")
    person.writes_evidence("Of the garden.")
    person.sees_it_saved()
    other.goes_to("ideas/assets")
    expect(evidence(other)).to_have_value("")
    person.goes_to("worksheets")
    expect(person.page.get_by_label("What do you want to call it?")).to_have_value("The garden")


def test_undoing_an_older_deletion_leaves_the_newer_one_to_be_undone(person: Person, page: Page) -> None:
    """Delete two, undo the first: the second can still be brought back after a reload."""
    person.names_it("Alpha")
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.names_it("Beta")
    person.goes_to("reflections")
    for name in ("Alpha", "Beta"):
        page.get_by_role("button", name=f"Delete {name}").click()
    page.locator("[data-undo] > *", has_text="Alpha").get_by_role("button", name="Undo").click()
    expect(page.locator(".ws-reflection")).to_contain_text(["Alpha"])
    page.reload()
    page.locator("[data-undo] > *", has_text="Beta").get_by_role("button", name="Undo").click()
    expect(page.locator(".ws-reflection")).to_have_count(2)


def test_undoing_a_deletion_never_covers_newer_words(person: Person, other: Person) -> None:
    """Another tab keeps it again and writes on; the undo of the deletion leaves that as it is."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Before it was deleted.")
    person.names_it("Alpha")
    other.goes_to("ideas/assets")
    person.goes_to("reflections")
    person.page.get_by_role("button", name="Delete Alpha").click()
    other.page.get_by_role("button", name="Save it here again").click()
    other.writes_evidence("Before it was deleted. And more.")
    other.sees_it_saved()
    person.page.locator("[data-undo]").get_by_role("button", name="Undo").click()
    other.goes_to("ideas/assets")
    expect(evidence(other)).to_have_value("Before it was deleted. And more.")


def test_two_long_lines_are_joined_only_if_that_can_be_read_again(person: Person, page: Page) -> None:
    """Two lines of 1,000 letters do not fit into one: both stay until one is shorter; a space joins them."""
    person.goes_to("worksheets")
    who = page.get_by_label("Who wrote it?")
    who.fill("a" * 1_000)
    person.sees_it_saved()
    page.evaluate(CLASH, "b" * 1_000)
    page.reload()
    both = page.get_by_role("button", name="Keep both, one below the other")
    both.click()
    expect(page.get_by_text("Together, they are too long for this box.")).to_be_visible()
    expect(page.locator("[data-clash]")).to_have_count(1)
    who.fill("a" * 999)
    both.click()
    expect(page.locator("[data-clash]")).to_have_count(0)
    person.sees_it_saved()
    made = person.stored()
    assert made["perspective"]["who"] == f"{'a' * 999} {'b' * 1_000}"
    assert load(made, tool(), words()).perspective.who == made["perspective"]["who"]


def test_what_else_was_written_stands_where_it_was_written_whatever_ids_a_file_gives(
    person: Person, page: Page
) -> None:
    """Not at a record of the same name of another idea, where choosing would change what nobody sees."""
    actions = [{"id": "a1", "change": "c", "who": "Asha"}]
    ideas = {
        name: {"changes": [{"id": "c", "text": name, "chosen": True}], "actions": actions}
        for name in ("assets", "work")
    }
    ideas["work"]["voices"] = [{"id": "c", "text": "Said"}]
    paths = ("ideas.work.actions.a1.who", "ideas.work.voices.c.text")
    clashes = [{"id": f"k{n}", "path": path, "text": "Tom"} for n, path in enumerate(paths)]
    keep(page, person.base, document(id="same", ideas=ideas, clashes=clashes))
    person.goes_to("ideas/assets")
    expect(page.locator("[data-actions] [data-field=who]")).to_have_value("Asha")
    expect(page.locator("[data-clash]")).to_have_count(0)
    for name in ("plan", "ideas/work"):
        person.goes_to(name)
        expect(page.locator("[data-clash]")).to_have_count(1)
    page.locator("[data-choose-text=theirs]").click()
    expect(page.locator("[data-actions] [data-field=who]")).to_have_value("Tom")
