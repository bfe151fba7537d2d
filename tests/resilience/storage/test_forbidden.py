"""The browser forbids its storage, or clears it while a page is open."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.person import Person
from tests.profile import report
from tests.resilience.steps import EVIDENCE, WRITTEN, is_safe, says, steps, without_the_rest

pytestmark = pytest.mark.sampled

FORBIDDEN = "This browser won’t let the site save anything."
DENIED = 'throw new DOMException("denied", "SecurityError");'
WAYS = {
    "reading it throws": f"""
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {{
        Object.defineProperty(window, name, {{ get() {{ {DENIED} }} }});
      }}""",
    "only writing throws": f"Storage.prototype.setItem = () => {{ {DENIED} }};",
    "only writing in localStorage throws": f"""
      const {{ setItem }} = Storage.prototype;
      Storage.prototype.setItem = function (key, value) {{
        if (this === localStorage) {DENIED}
        setItem.call(this, key, value);
      }};""",
    **{
        f"there is {nothing}": f"""
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {{
        Object.defineProperty(window, name, {{ value: {nothing} }});
      }}"""
        for nothing in ("undefined", "null")
    },
}


@pytest.mark.parametrize("way", WAYS)
def test_where_storage_is_forbidden_all_is_on_the_page_and_in_the_file(
    context: BrowserContext, base: str, way: str
) -> None:
    """However a browser forbids storage, the page says so before anything is lost, and gives the file."""
    # A page that does not fail on script faults: the theme's own script stumbles over forbidden storage.
    page = context.new_page()
    without_the_rest(page)
    page.add_init_script(WAYS[way])
    person = Person(page, base)
    person.goes_to("ideas/assets")
    for step in steps(person):
        step()
    says(page, FORBIDDEN)
    is_safe(person, *WRITTEN)
    report("faults", forbidden=len(WAYS))


def test_without_the_second_copy_all_else_is_kept(context: BrowserContext, base: str) -> None:
    """A browser that has no IndexedDB for us, or whose IndexedDB never answers, keeps what is written as it
    always did, and says nothing of it."""
    for way in (
        "Object.defineProperty(window, 'indexedDB', { value: undefined })",
        f"IDBFactory.prototype.open = () => {{ {DENIED} }}",
        "IDBFactory.prototype.open = () => ({})",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }",
    ):
        page = context.new_page()
        without_the_rest(page)
        page.add_init_script(way)
        person = Person(page, base)
        person.goes_to("ideas/assets")
        person.writes_evidence(f"Kept all the same: {way[:30]}")
        person.sees_it_saved()
        page.reload()
        expect(page.get_by_label(EVIDENCE)).to_have_value(f"Kept all the same: {way[:30]}")
        page.close()


@pytest.mark.parametrize("way", ["in another tab", "in this tab"])
def test_storage_that_is_cleared_under_the_page_takes_nothing_from_it(
    context: BrowserContext, base: str, way: str
) -> None:
    """All that the browser kept is cleared while a page is open: what is on the page stays there, a sentence
    says so where the page can know, and one press, or the next letter, keeps all of it again."""
    page, other = context.new_page(), context.new_page()
    for opened in (page, other):
        without_the_rest(opened)
    person = Person(page, base)
    person.goes_to("ideas/assets")
    person.writes_evidence("All of this stays.")
    person.sees_it_saved()
    other.goto(f"{base}words/")
    (page if way == "in this tab" else other).evaluate("localStorage.clear()")
    if way == "in another tab":
        says(page, "Your browser’s saved data was cleared.")
        is_safe(person, "All of this stays.")
        page.get_by_role("button", name="Save it here again").click()
    else:
        person.adds_ideas("One more")
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["evidence"] == "All of this stays."
    other.goto(f"{base}ideas/assets/")
    expect(other.get_by_label(EVIDENCE)).to_have_value("All of this stays.")
    report("faults", cleared=2)


# Somebody deletes what is kept of this reflection just as the page begins to look for what was lost.
DELETED_MEANWHILE = """
  const { getAllKeys } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAllKeys = function () {
    localStorage.removeItem("KEY");
    return getAllKeys.call(this);
  };
"""


def test_what_is_deleted_while_a_page_opens_stays_deleted(person: Person, page: Page) -> None:
    """Of two reflections one was lost, and one is deleted while the page opens: the lost one comes back from
    the second copy, the deleted one does not."""
    without_the_rest(page)
    person.goes_to("ideas/assets")
    person.writes_evidence("Deleted.")
    person.sees_it_saved()
    deleted = f"coproduction:reflection:{person.stored()['id']}"
    person.goes_to("reflections")
    page.get_by_role("button", name="Start a new one").click()
    person.goes_to("ideas/assets")
    person.writes_evidence("Lost.")
    person.sees_it_saved()
    lost = f"coproduction:reflection:{person.stored()['id']}"
    person.goes_to("words")
    page.evaluate("(key) => localStorage.removeItem(key)", lost)
    page.add_init_script(DELETED_MEANWHILE.replace("KEY", deleted))
    person.goes_to("ideas/assets")
    says(page, "We have brought back what you wrote last.")
    expect(page.get_by_label(EVIDENCE)).to_have_value("Lost.")
    kept = page.evaluate("Object.keys(localStorage)")
    assert lost in kept
    assert deleted not in kept
