"""People write before the scripts have come: on a slow network that is many seconds."""

from playwright.sync_api import Page, Route, expect

from tests.browser.person import Person


def held_back(page: Page) -> list[Route]:
    """Keep the scripts of the worksheet from coming; gives what is held."""
    held: list[Route] = []
    page.route("**/page.js", lambda route: held.append(route))  # noqa: PLW0108 - it is given attributes
    return held


def goes_early(person: Person, name: str) -> Route:
    """Open a page while its scripts are held back; gives what lets them come."""
    held = held_back(person.page)
    with person.page.expect_request("**/page.js"):
        person.page.goto(f"{person.base}{name}/", wait_until="commit")
    expect(person.page.get_by_label("What are people doing or saying")).to_be_visible()
    return held[0]


def test_what_is_written_before_the_scripts_come_is_kept(person: Person) -> None:
    """Words, a choice and a tick made at once are still there, and stored, when the scripts have come."""
    scripts = goes_early(person, "ideas/assets")
    person.writes_evidence("I could not wait.")
    person.chooses_colour("RED")
    person.page.get_by_label("We recognise this").first.check()
    scripts.continue_()
    person.sees_it_saved()
    expect(person.page.get_by_label("What are people doing or saying")).to_have_value("I could not wait.")
    answers = person.stored()["ideas"]["assets"]
    assert (answers["evidence"], answers["rating"]) == ("I could not wait.", "red")
    assert len(answers["recognised"]) == 1


def test_early_words_are_added_to_what_was_kept(person: Person) -> None:
    """Who finds a field empty, as the scripts have not filled it yet, does not overwrite what was there."""
    person.goes_to("ideas/assets")
    person.writes_evidence("From last week.")
    person.sees_it_saved()
    scripts = goes_early(person, "ideas/assets")
    person.writes_evidence("From today.")
    scripts.continue_()
    expect(person.page.get_by_label("What are people doing or saying")).to_have_value(
        "From last week.\nFrom today."
    )
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["evidence"] == "From last week.\nFrom today."


def test_ideas_written_before_the_scripts_come_are_kept(person: Person) -> None:
    """Each Enter ends an idea, and the last one, half typed, is kept as it stands."""
    scripts = goes_early(person, "ideas/assets")
    field = person.page.get_by_label("Add an idea")
    field.press_sequentially("Ask people\nBake buns\nStart a")
    scripts.continue_()
    person.sees_it_saved()
    expect(field).to_have_value("Start a")
    assert person.ideas() == ["Ask people", "Bake buns"]
    kept = person.stored()["ideas"]["assets"]["changes"]
    assert [change["text"] for change in kept] == ["Ask people", "Bake buns", "Start a"]
