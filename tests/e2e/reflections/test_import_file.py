"""Taking a reflection away as a file, and bringing one back."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.e2e.person import Person, until


def file(name: str, text: str) -> dict[str, Any]:
    """A file as a browser's chooser takes it."""
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def test_another_device_has_the_same_answers_plan_and_picture(
    person: Person, page: Page, browser: Browser, base: str
) -> None:
    """Export, import on a device that knows nothing: same answers, same plan, same picture."""
    person.fills_in_everything()
    exported = person.takes_away()
    assert exported.name.startswith("coproduction-My-reflection")
    document = json.loads(exported.read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "site/schema/reflection-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)

    def says(who: Person) -> tuple[str, str]:
        who.goes_to("plan")
        expect(who.page.get_by_text("We read this as")).to_have_count(4)
        fields = who.page.locator(".ws-plan-item [data-field]")
        plan = [field.input_value() for field in fields.all()]
        who.goes_to("where-we-are")
        expect(who.page.locator("[data-talk] li").first).to_be_visible()
        return str(plan), who.page.locator("[data-profile]").inner_text()

    before = says(person)
    context = browser.new_context(accept_downloads=True, locale="en-GB", service_workers="block")
    other = Person(context.new_page(), base)
    other.goes_to("reflections")
    other.brings_in(exported)
    found = other.page.get_by_role("region", name="What is in the file")
    expect(found).to_be_visible()
    expect(found.get_by_role("row", name="Social networks")).to_contain_text("You’re doing REALLY well")
    assert other.page.evaluate("Object.keys(localStorage).some((key) => key.includes('reflection'))") is False
    found.get_by_role("button", name="Bring it back and open it").click()
    expect(other.page.get_by_text("is now on this device, and open")).to_be_visible()
    assert other.stored() == document
    assert says(other) == before
    context.close()


FOREIGN = [
    ("not a file of ours", '{"type": "shopping-list", "version": 1}', "not"),
    ("no JSON at all", "Dear all,\nthank you", "line 1"),
    ("cut off in the middle", '{"type": "coproduction-reflection",\n "version": 1, "name": "Bri', "line 2"),
    ("from a newer version", '{"type": "coproduction-reflection", "version": 99, "ideas": {}}', "newer"),
    (
        "a number where text belongs",
        '{"type": "coproduction-reflection", "version": 1,'
        ' "ideas": {"assets": {"actions": [{"id": "a", "change": "c"}, {"id": "b", "when": 7}]}}}',
        "ideas.assets.actions[1].when",
    ),
    ("empty", "", "empty"),
]


@pytest.mark.parametrize(("what", "text", "said"), FOREIGN, ids=[entry[0] for entry in FOREIGN])
def test_a_file_that_cannot_be_read_changes_nothing(
    person: Person, page: Page, what: str, text: str, said: str
) -> None:
    """A sentence says what is wrong and where; what is stored stays as it was."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Ours")
    person.sees_it_saved()
    before = person.stored()
    person.goes_to("reflections")
    person.brings_in(file("some.json", text))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(said, ignore_case=True)
    expect(alert).to_contain_text("Nothing on this device was changed.")
    assert person.stored() == before
    expect(page.locator(".ws-reflection")).to_have_count(1)


def test_a_file_never_replaces_what_is_there_without_asking(person: Person, page: Page) -> None:
    """Keep both, replace (what was there stays under a name of its own), or leave it: the person chooses."""
    person.goes_to("ideas/assets")
    person.writes_evidence("As it was")
    person.sees_it_saved()
    exported = person.takes_away()
    person.writes_evidence("As it is now")
    person.sees_it_saved()

    person.goes_to("reflections")
    person.brings_in(exported)
    expect(page.get_by_text("There is a version of this reflection on this device already")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    assert person.stored()["ideas"]["assets"]["evidence"] == "As it is now"

    person.brings_in(exported)
    page.get_by_role("button", name="Replace the one on this device").click()
    assert person.stored()["ideas"]["assets"]["evidence"] == "As it was"
    expect(page.get_by_role("link", name="Carry on", exact=True)).to_be_focused()
    expect(page.locator(".ws-reflection")).to_have_count(2)
    page.get_by_role("button", name="Open My reflection").and_(
        page.get_by_role("button", name="as it was before")
    ).click()
    assert person.stored()["ideas"]["assets"]["evidence"] == "As it is now"

    # The file as it is says the same as the one that it has replaced.
    exported.write_text(
        exported.read_text(encoding="utf-8").replace("As it was", "As it was once"), encoding="utf-8"
    )
    person.brings_in(exported)
    page.get_by_role("button", name="Keep both, and open the one from the file").click()
    expect(page.locator(".ws-reflection")).to_have_count(3)
    assert person.stored()["ideas"]["assets"]["evidence"] == "As it was once"


def test_what_is_in_a_file_is_shown_from_its_heading_on(person: Person, page: Page) -> None:
    """It is higher than a phone's screen: its heading is in sight below the head of the page."""
    page.set_viewport_size({"width": 390, "height": 844})
    saved = (ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8")
    person.goes_to("reflections")
    person.brings_in(file("one.json", saved))
    heading = page.locator("#import-title")
    expect(heading).to_be_visible()
    until(page, "document.querySelector('#import-title').getBoundingClientRect().top < innerHeight / 2")
    head, box = page.locator(".md-header").bounding_box(), heading.bounding_box()
    assert head
    assert box
    assert box["y"] >= head["y"] + head["height"]


def test_a_file_that_says_the_same_is_told_of(person: Person, page: Page) -> None:
    """Brought in again, also where "keep both" has given it another name inside: nothing is done by itself,
    and no third card appears. What differs by one word is another one."""
    saved = json.loads((ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8"))
    person.goes_to("reflections")
    person.brings_in(file("one.json", json.dumps(saved)))
    page.get_by_role("button", name="Bring it back and open it").click()
    page.get_by_role("button", name="Start a new one").click()
    before = page.evaluate("JSON.stringify({ ...localStorage })")
    person.brings_in(file("again.json", json.dumps({**saved, "id": "another", "ideas": saved["ideas"]})))
    found = page.get_by_role("region", name="What is in the file")
    expect(found).to_contain_text("You have this already")
    expect(found.get_by_role("button", name="Replace the one")).to_be_hidden()
    assert page.evaluate("JSON.stringify({ ...localStorage })") == before
    found.get_by_role("button", name="Open the one on this device").click()
    expect(page.locator(".ws-reflection")).to_have_count(2)
    assert person.stored()["id"] == saved["id"]
    saved["ideas"]["work"]["evidence"] += " And more."
    person.brings_in(file("other.json", json.dumps(saved)))
    expect(found).to_contain_text("There is a version of this reflection on this device already")


def test_text_from_a_file_is_only_ever_text(person: Person, page: Page) -> None:
    """Whatever somebody typed, it is shown as it was typed and never becomes part of the page."""
    nasty = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>"
    saved = json.loads((ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8"))
    saved["name"] = nasty
    saved["ideas"]["assets"]["evidence"] = nasty
    saved["ideas"]["assets"]["changes"][0]["text"] = nasty
    person.goes_to("reflections")
    person.brings_in(file("nasty.json", json.dumps(saved)))
    page.get_by_role("button", name="Bring it back and open it").click()
    expect(page.get_by_role("heading", name=nasty)).to_be_visible()
    for name in ("ideas/assets", "plan", "worksheets", "where-we-are", "printing"):
        person.goes_to(name)
        expect(page.locator("[data-show=name], .ws-sheet [data-slot=name]").first).to_have_text(nasty)
        assert page.locator("img[src=x]").count() == 0
        assert page.title() != "owned"


@pytest.mark.parametrize("left", ["nothing", "a note", "the app"])
def test_an_empty_list_says_where_words_may_be(person: Person, page: Page, left: str) -> None:
    """Whoever wrote here before reads what can have happened; at once, where something tells of it."""
    if left == "the app":
        page.add_init_script(
            """
          const ask = matchMedia;
          globalThis.matchMedia = (query) => query.includes("standalone") ? { matches: true } : ask(query);
        """
        )
    person.goes_to("words")
    if left == "a note":
        page.evaluate("localStorage.setItem('coproduction:copies', '{\"gone\": {}}')")
    person.goes_to("plan")
    bar = "What you write is saved on this device." if left == "nothing" else "Nothing is saved here now."
    expect(page.locator("[data-saved] [role=status]")).to_contain_text(bar)
    person.goes_to("reflections")
    expect(page.get_by_text("There is nothing here now.")).to_be_visible()
    why = page.get_by_text("Then this browser may have cleared it.")
    expect(why).to_be_visible(visible=left != "nothing")
    if left == "nothing":
        page.get_by_text("Did you write something here before?").click()
        expect(why).to_be_visible()


def test_the_published_old_file_still_opens(person: Person, page: Page) -> None:
    """The file kept for version 1 is read today, unknown parts and all."""
    path = Path(ROOT / "tests/saved/reflection-1.json")
    person.goes_to("reflections")
    person.brings_in(path)
    page.get_by_role("button", name="Bring it back and open it").click()
    expect(page.get_by_text("is now on this device, and open")).to_be_visible()
    assert person.stored() == json.loads(path.read_text(encoding="utf-8"))
