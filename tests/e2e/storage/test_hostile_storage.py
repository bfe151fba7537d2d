"""What another page of the same host may have put into storage: whatever stands there, every page starts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from overrides.hooks.outputs.single_file import SHARED
from tests.e2e.accessibility.states import NO_ANSWER, keep_on_device
from tests.e2e.conftest import PREFIX
from tests.e2e.person import Person
from tests.e2e.site.test_hostile_addresses import STARTED
from tests.unit.factories import document

# Values of every kind of JSON, wrong in each part that a script looks at; and what is no JSON.
VALUES = [
    "",
    "{",
    "null",
    "0",
    '"text"',
    "[]",
    "{}",
    "[null, 1, {}]",
    '{"__proto__": null, "constructor": 1}',
    '{"index": 0.5, "color": {"scheme": "slate"}}',
    '{"index": 0, "color": {"scheme": "slate", "a b": "c"}}',
    '{"index": 1, "color": {"scheme": "slate", "media": "(prefers-color-scheme)"}}',
    '{"folder": 1, "begun": {}, "others": "x", "settings": 1, "shared": {}, "by": [], "key": 1, "taken": 2}',
]
# Every name under which something is kept gets the value, also those that only the theme knows.
PUTS = """([value, theme]) => {
  for (const place of [localStorage, sessionStorage]) {
    for (const name of [...Object.keys(place), ...theme]) place.setItem(name, value);
  }
}"""
KEPT = ["display", "reading", "places", "copies", "deleted", "folder", "views", "views-choices", "moving",
        "later", "checked", "asked", "history:x:1", "damaged:x", "reflection:",
        "reflection:__proto__"]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_every_page_starts_whatever_is_stored(browser: Browser, base: str, value: str) -> None:
    """No script fails, neither one of ours nor one of the theme's."""
    context = browser.new_context(locale="en-GB", service_workers="block")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url} {error}"))
    page.add_init_script(NO_ANSWER)
    keep_on_device(page, base)
    theme = [
        f"{PREFIX}/.__{name}" for name in ("palette", "tabs", "announce", "consent", "outdated", "source")
    ]
    page.evaluate(PUTS, [value, [*theme, *(f"coproduction:{name}" for name in KEPT)]])
    assert page.evaluate("() => localStorage.getItem('coproduction:current')") == value
    for name in ("words/", "ideas/assets/", "easy/assets/", SHARED, "reflections/", "perspectives/"):
        page.goto(f"{base}{name}")
        expect(page.locator(STARTED.get(name, "html[data-start=open]")), name).not_to_have_count(0)
    context.close()
    assert faults == []


BARE = {
    name: [{"id": "a"}, {"id": "b", "chosen": True, "change": "a", "source": {}, "path": "name"}]
    for name in ("changes", "actions", "voices", "clashes")
}
DOCUMENTS = [
    document(id="nothing"),
    document(
        id="bare", series="nothing", round=2, **BARE, ideas={"assets": {**BARE, "earlier": {}}, "work": {}}
    ),
    document(
        id="strange",
        changes=[None],
        earlier="x",
        clashes=[{"id": "k", "path": "ideas.later.actions.a1.what", "text": "t"}],
        ideas={"later": {"actions": [None]}, "older": None, "work": {"clashes": 5}},
    ),
]
# In every place in which a reflection is kept.
KEEPS = """(documents) => {
  for (const one of documents) {
    const text = JSON.stringify(one);
    localStorage.setItem(`coproduction:reflection:${one.id}`, text);
    localStorage.setItem(`coproduction:history:${one.id}:1`, text);
    const other = { ...one, id: "e" + one.id };
    localStorage.setItem("coproduction@/else/:reflection:" + other.id, JSON.stringify(other));
    localStorage.setItem("coproduction:deleted", JSON.stringify({ ...one, id: "gone" }));
    sessionStorage.setItem("coproduction:current", one.id);
  }
  const views = documents.map(({ id }) => ({ key: id, name: "", id }));
  sessionStorage.setItem("coproduction:views", JSON.stringify(views));
}"""


@pytest.mark.parametrize("open_one", ["nothing", "bare", "strange"])
def test_every_page_starts_where_a_document_is_as_strange_as_it_may(
    person: Person, page: Page, open_one: str
) -> None:
    """As the schema allows: no field in an entry, nothing of a source or of the last round, and anything
    where this edition has nothing."""
    page.add_init_script(NO_ANSWER)
    person.goes_to("words")
    page.evaluate(KEEPS, sorted(DOCUMENTS, key=lambda one: one["id"] == open_one))
    for name in ("ideas/assets", "easy/assets", "plan", "where-we-are", "worksheets", "rounds",
                 "perspectives", "printing", "reflections"):  # fmt: skip
        person.goes_to(name)
        expect(page.locator("html[data-start=open]"), name).to_have_count(1)
    expect(page.locator(".ws-reflection")).to_have_count(len(DOCUMENTS))
    for versions in page.locator(".ws-versions > summary").all():
        versions.click()
    expect(page.locator(".ws-version")).to_have_count(len(DOCUMENTS))


# Beside what the backup holds: keys and texts of every other kind.
IN_THE_BACKUP = """() => new Promise((done) => {
  const opening = indexedDB.open("coproduction:journal", 1);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction("texts", "readwrite");
    const texts = transaction.objectStore("texts");
    const keys = [1, "x", new Date(), [], ["a"], ["b", "c"], [["d"], 1], ["e", -1, 7]];
    for (const key of keys) texts.put({ x: 1 }, key);
    transaction.oncomplete = () => {
      opening.result.close();
      localStorage.clear();
      done();
    };
  };
})"""


def test_whatever_stands_in_the_backup_what_was_written_comes_back_from_it(
    person: Person, page: Page
) -> None:
    """Keys that no version of the site has made are passed over."""
    page.add_init_script(NO_ANSWER)
    person.goes_to("ideas/assets")
    person.writes_evidence("Kept twice")
    person.sees_it_saved()
    page.goto(f"{person.base}words/")
    page.evaluate(IN_THE_BACKUP)
    person.goes_to("ideas/assets")
    expect(page.get_by_label("What are people doing or saying")).to_have_value("Kept twice")
