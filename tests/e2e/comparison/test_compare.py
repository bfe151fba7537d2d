"""Several people's views side by side, and the one reflection that they make of them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
from playwright.sync_api import Locator, Page, Request, expect

from tests.conftest import ROOT
from tests.e2e.person import Person
from tests.e2e.print.test_print import printed, squeezed
from tests.e2e.reflections.test_import_file import file
from tests.unit.factories import Plain, document

SCHEMA = json.loads((ROOT / "worksheet_py/schema/reflection-1.schema.json").read_text(encoding="utf-8"))

STAGES = ("not-yet", "basics", "getting-there", "really-well")
GROUPS = ("people", "families", "staff", "managers", "commissioners")


def view(who: str, group: str, stage: str | None = "basics", **parts: Any) -> Plain:
    """What one person wrote, in words that nobody else uses."""
    answers = {
        "stage": stage,
        "rating": "amber",
        "evidence": f"{who} has seen it.",
        "changes": [{"id": "c1", "text": f"{who} would ask people."}],
    }
    ideas = {"assets": answers, "networks": {"stage": "basics", "rating": "green"}}
    about = {"kind": "service", "about": "Bridge Street"}
    changed = "2026-11-22T10:00:00.000Z"
    return document(
        id=f"id-{who}", name=f"View of {who}", focus=about, perspective={"group": group, "who": who},
        changed=changed, ideas={**ideas, **parts},
    )  # fmt: skip


def thirty() -> list[Plain]:
    """Thirty people of five groups, who differ about the first idea and agree about the last."""
    return [view(f"Nr{n}x", GROUPS[n % 5], STAGES[n % 4]) for n in range(30)]


def as_file(one: Plain) -> dict[str, Any]:
    """A view as a file to choose."""
    return file(f"{one['perspective']['who']}.json", json.dumps(one))


def adds(page: Page, *files: dict[str, Any]) -> None:
    """Choose files."""
    page.get_by_label("Choose files, or drop them here").set_input_files(list(files))  # type: ignore[arg-type]


def two(person: Person, page: Page) -> None:
    """Put Asha's and Tom's views side by side."""
    person.goes_to("perspectives")
    adds(page, as_file(view("Asha", "people", "not-yet")), as_file(view("Tom", "staff", "really-well")))
    expect(page.get_by_text("2 views are here.")).to_be_visible()


def row(page: Page, name: str) -> Locator:
    """What can be said of one person."""
    return page.get_by_role("group", name=name, exact=True)


def starts_ours(page: Page, name: str = "All of us") -> None:
    """Start a reflection that is shared."""
    page.get_by_label("What do you want to call it?").fill(name)
    page.get_by_role("button", name="Start our shared reflection").click()
    expect(page.get_by_text(f"Your shared reflection is “{name}”.")).to_be_visible()


def drags(page: Page, piece: Locator, panel: Locator) -> None:
    """Drag a piece by its grip onto a panel that is in view beside it."""
    panel.scroll_into_view_if_needed()
    piece.locator(".ws-grip").hover()
    page.mouse.down()
    box = panel.bounding_box() or {"x": 0, "y": 0}
    page.mouse.move(box["x"] + 40, max(box["y"], 100) + 40, steps=8)
    page.mouse.up()


def test_thirty_files_open_with_where_people_differ_most(person: Person, page: Page, tmp_path: Path) -> None:
    """Thirty views, two damaged files and one given twice: all told apart, the most different idea first."""
    sent: list[Request] = []
    person.goes_to("perspectives")
    page.on("request", lambda request: sent.append(request) if request.method != "GET" else None)
    views = thirty()
    damaged = [
        file("cut off.json", json.dumps(views[0])[:80]),
        file("list.json", '{"type": "shopping-list", "version": 1}'),
    ]
    adds(page, *map(as_file, views), *damaged, file("Nr3x again.json", json.dumps(views[3])))
    expect(page.get_by_text("30 views are here.")).to_be_visible()
    heading = page.get_by_role("heading", name="Where you see things most differently")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    refused = page.get_by_role("region", name="These files could not be used")
    expect(refused.get_by_role("listitem")).to_have_count(2)
    expect(refused).to_contain_text("cut off.json")
    expect(refused).to_contain_text("list.json This file is not a saved copy")
    page.get_by_text("Who is here: 31 views").click()
    expect(row(page, "Nr3x").nth(1)).to_contain_text("only counts once")
    expect(page.locator("[data-opening] li").first).to_contain_text("Talk about that first")
    sections = page.locator("[data-ideas] > section")
    expect(sections.first).to_contain_text("Nr3x has seen it.")
    expect(sections.first.locator(".ws-sides-stages .ws-sides-mark")).to_have_count(30)
    expect(sections.first.locator(".ws-view")).to_have_count(30)
    expect(sections.first.locator(".ws-view").first).to_be_hidden()
    text = squeezed(printed(page, tmp_path))
    for who in ("Nr0x", "Nr29x"):
        assert squeezed(f"{who} has seen it.") in text, "what is folded away is on paper"
    expect(sections.first.locator(".ws-view").first).to_be_hidden()
    sections.first.get_by_text("What 30 people wrote").click()
    expect(sections.first.locator(".ws-view").first).to_be_visible()
    page.get_by_role("button", name="2 files could not be used. See why").click()
    expect(refused).to_be_focused()
    sections.first.get_by_text("Who chose what, as a table").click()
    expect(sections.first.get_by_role("row")).to_have_count(31)
    expect(sections.first.get_by_role("row", name="Nr6x")).to_contain_text("You’re getting there")
    assert sent == [], "nothing is sent anywhere"
    kept: list[str] = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('coproduction:'))"
    )
    assert kept == [], "and nothing is left behind on the device"


def test_the_views_stay_in_the_tab_until_they_are_taken_out(person: Person, page: Page) -> None:
    """A reload, or another page in between, loses nothing; one can be taken out, or all."""
    two(person, page)
    expect(page.locator(".ws-view").first).to_be_visible()
    page.get_by_label("Hide", exact=True).nth(1).check()
    expect(page.get_by_role("heading", name="Tom")).to_have_count(0)
    person.goes_to("words")
    person.goes_to("perspectives")
    expect(page.get_by_text("2 views are here.")).to_be_visible()
    expect(page.get_by_role("heading", name="Asha")).to_be_visible()
    expect(page.get_by_role("heading", name="Tom")).to_have_count(0)
    page.get_by_label("Hide", exact=True).nth(1).uncheck()
    expect(page.get_by_role("heading", name="Tom")).to_be_visible()
    row(page, "Tom").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("One view is here.")).to_be_visible()
    page.get_by_role("button", name="Remove all views").click()
    expect(page.get_by_text("All views are removed.")).to_be_visible()
    page.reload()
    expect(page.locator("[data-people]")).to_be_hidden()
    assert page.evaluate("sessionStorage.getItem('coproduction:views')") == "[]"


def test_whose_view_it_is_can_be_put_right_and_looked_at_alone(person: Person, page: Page) -> None:
    """A group that is wrong is corrected here, and the views of one group can be seen by themselves."""
    two(person, page)
    row(page, "Tom").get_by_label("The view of").select_option(label="Managers")
    by = page.get_by_label("Show the views of")
    expect(by.get_by_role("option")).to_have_text(["Everyone", "People who use the service", "Managers"])
    by.select_option(label="Managers")
    expect(page.get_by_role("heading", name="Asha")).to_have_count(0)
    expect(page.get_by_role("heading", name="Tom")).to_be_visible()
    by.select_option(label="Everyone")
    expect(page.get_by_role("heading", name="Asha")).to_be_visible()


def test_reflections_of_this_device_are_ticked(person: Person, page: Page) -> None:
    """What was written here takes part without a file, and as it stands now."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Written on this tablet")
    person.sees_it_saved()
    person.goes_to("perspectives")
    page.get_by_role("checkbox", name="My reflection").check()
    expect(page.get_by_text("One view is here.")).to_be_visible()
    expect(page.get_by_text("Written on this tablet")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="One view")).to_be_visible()
    page.get_by_role("checkbox", name="My reflection").uncheck()
    expect(page.get_by_text("Written on this tablet")).to_have_count(0)


def test_a_shared_reflection_is_made_with_the_keyboard_alone(person: Person, page: Page) -> None:
    """Start, take over, take out again, choose, all by keys; kept, exported and shown with sources."""
    two(person, page)
    page.get_by_label("What do you want to call it?").focus()
    page.keyboard.type("All of us")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your shared reflection is “All of us”.")).to_be_visible()
    for text in ("Asha has seen it.", "Tom would ask people.", "Tom has seen it."):
        page.get_by_role("button", name=f"Add to ours: {text}").focus()
        page.keyboard.press("Enter")
    page.locator(".ws-view").get_by_role("button", name="Remove from ours: Tom has seen it.").focus()
    page.keyboard.press("Space")
    ours = page.get_by_role("region", name="Ours").first
    expect(ours.get_by_role("listitem")).to_have_count(2)
    expect(ours).to_contain_text("Asha has seen it. – Asha, People who use the service")
    ours.get_by_label("You’ve got the basics").focus()
    page.keyboard.press("Space")
    ours.get_by_label("AMBER").focus()
    page.keyboard.press("Space")
    ours.get_by_label("In your own words").focus()
    page.keyboard.type("We all saw it.")
    person.sees_it_saved()
    page.reload()
    expect(ours.get_by_label("You’ve got the basics")).to_be_checked()
    expect(
        page.locator(".ws-view").get_by_role("button", name="Remove from ours: Asha has seen it.")
    ).to_be_visible()

    exported = json.loads(person.takes_away().read_text(encoding="utf-8"))
    assert exported == person.stored()
    assert exported["perspective"]["group"] == "group"
    answers = exported["ideas"]["assets"]
    assert (answers["stage"], answers["rating"], answers["evidence"]) == ("basics", "amber", "We all saw it.")
    assert [(voice["text"], voice["source"]) for voice in answers["voices"]] == [
        ("Asha has seen it.", {"who": "Asha", "group": "people", "reflection": "id-Asha"})
    ]
    assert [(change["text"], change["source"]) for change in answers["changes"]] == [
        ("Tom would ask people.", {"who": "Tom", "group": "staff", "reflection": "id-Tom"})
    ]
    jsonschema.validate(exported, SCHEMA)

    page.get_by_role("link", name="Carry on in our worksheet", exact=True).first.click()
    voices = page.get_by_role("region", name="What people told us")
    expect(voices).to_contain_text("Asha has seen it. – Asha, People who use the service")
    expect(page.locator(".ws-change")).to_contain_text("– Tom, Staff")
    expect(page.locator(".ws-sheet [data-slot=evidence]")).to_contain_text("We all saw it.")
    expect(page.locator(".ws-sheet [data-slot=evidence]")).to_contain_text("Asha has seen it. – Asha")
    expect(page.locator(".ws-sheet [data-slot=changes]")).to_contain_text(
        "Tom would ask people. – Tom, Staff"
    )
    voices.get_by_role("button", name="Remove: Asha has seen it.").click()
    expect(voices).to_be_hidden()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(voices).to_contain_text("Asha has seen it.")


def test_what_people_wrote_is_dragged_into_ours(person: Person, page: Page) -> None:
    """With a mouse, a piece dropped on what is ours about the same idea is taken over, once."""
    page.set_viewport_size({"width": 1280, "height": 3600})
    two(person, page)
    starts_ours(page)
    ours = page.get_by_role("region", name="Ours").first
    piece = page.locator(".ws-point-said").filter(has_text="Tom has seen it.")
    for _ in range(2):
        drags(page, piece, ours)
        expect(ours.get_by_role("listitem")).to_have_count(1)
    expect(ours).to_contain_text("Tom has seen it. – Tom, Staff")
    expect(piece.get_by_role("button")).to_have_text("Remove from ours")
    drags(
        page,
        page.locator(".ws-point-said").filter(has_text="Asha has seen it."),
        page.locator("[data-ours]").nth(1),
    )
    expect(page.locator(".ws-ours-item")).to_have_count(1)


def test_who_is_not_to_be_named_is_named_nowhere(person: Person, page: Page) -> None:
    """Not on the page, not in the shared reflection, not even where the name was taken over before."""
    person.goes_to("perspectives")
    secret = view("Quetzal", "people", assets={"evidence": "It was raining.", "stage": "not-yet"})
    adds(page, file("from Quetzal.json", json.dumps(secret)), as_file(view("Tom", "staff")))
    starts_ours(page)
    page.get_by_role("button", name="Add to ours: It was raining.").click()
    expect(page.locator(".ws-ours-item")).to_contain_text("Quetzal")
    row(page, "Quetzal").get_by_label("Don’t name").check()
    expect(page.get_by_role("heading", name="Person 1")).to_be_visible()
    expect(page.locator(".ws-ours-item")).to_contain_text("somebody who is not named")
    person.sees_it_saved()
    assert "Quetzal" not in page.content()
    assert "id-Quetzal" not in page.content()
    assert "Quetzal" not in json.dumps(person.stored(), ensure_ascii=False)
    assert "Quetzal" not in person.takes_away().read_text(encoding="utf-8")
    assert person.stored()["ideas"]["assets"]["voices"][0]["source"] == {
        "who": "",
        "group": None,
        "reflection": "",
    }
    page.reload()
    expect(page.get_by_role("heading", name="Person 1")).to_be_visible()
    assert "Quetzal" not in page.content()


def test_who_is_hidden_and_not_to_be_named_is_not_named_in_ours(person: Person, page: Page) -> None:
    """Also while nothing of theirs is shown; whoever may be named again is named again."""
    two(person, page)
    starts_ours(page)
    page.get_by_role("button", name="Add to ours: Tom has seen it.").click()
    page.get_by_label("Show the views of").select_option(label="People who use the service")
    expect(page.get_by_role("heading", name="Tom")).to_have_count(0)
    row(page, "Tom").get_by_label("Don’t name").check()
    expect(page.locator(".ws-ours-item")).to_contain_text("somebody who is not named")
    person.sees_it_saved()
    assert "Tom" not in json.dumps(person.stored()["ideas"]["assets"]["voices"][0]["source"])
    page.get_by_label("Show the views of").select_option(label="Everyone")
    row(page, "Person 2").get_by_label("Don’t name").uncheck()
    expect(page.locator(".ws-ours-item")).to_contain_text("Tom, Staff")
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["voices"][0]["source"]["reflection"] == "id-Tom"


def test_what_a_press_has_done_is_kept_at_once(person: Person, page: Page) -> None:
    """A press is no keystroke: by the time the button says so, the piece is on this device."""
    two(person, page)
    starts_ours(page)
    kept = """() => {
      document.querySelector("[data-do=take-over]").click();
      return localStorage.getItem("coproduction:reflection:" + localStorage.getItem("coproduction:current"));
    }"""
    assert "has seen it." in page.evaluate(kept)


def test_text_from_a_view_is_only_ever_text(person: Person, page: Page) -> None:
    """Names, file names and answers never become part of the page."""
    nasty = "<img src=x onerror=\"document.title='owned'\">"
    person.goes_to("perspectives")
    adds(page, as_file(view(nasty, "people")), file(f"{nasty}.json", "{"))
    starts_ours(page, nasty)
    page.get_by_role("button", name="Add to ours:").first.click()
    expect(page.locator(".ws-ours-item")).to_contain_text(nasty)
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "owned"


def test_without_python_the_files_stay_listed(person: Person, page: Page) -> None:
    """Where Python cannot start, a sentence says what is missing, and what was added is not lost."""
    page.route("**/runtime/**", lambda route: route.abort())
    person.goes_to("perspectives")
    adds(page, as_file(view("Asha", "people")))
    expect(page.get_by_text("The helper that puts views side by side has not started.")).to_be_visible()
    expect(page.get_by_role("group", name="Asha.json")).to_be_visible()
    expect(page.locator("[data-sides]").first).to_be_hidden()
    page.unroute("**/runtime/**")
    page.reload()
    expect(page.get_by_text("One view is here.")).to_be_visible()


def test_more_than_a_tab_can_keep_is_said(person: Person, page: Page) -> None:
    """Where there is no room in the tab, the page works on and says that the views go when it is left."""
    person.goes_to("perspectives")
    page.evaluate(
        """() => {
        for (let size = 2 ** 22; size >= 1; size /= 2) {
          try {
            sessionStorage.setItem(`full${size}`, "x".repeat(size));
          } catch {
            // Half of it may have room.
          }
        }
      }"""
    )
    adds(page, as_file(view("Asha", "people")), as_file(view("Tom", "staff")))
    expect(page.get_by_text("This is too much for the tab to hold.")).to_be_visible()
    expect(page.get_by_text("2 views are here.")).to_be_visible()
