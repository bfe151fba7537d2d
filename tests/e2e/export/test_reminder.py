"""The line that asks for a copy: when it comes, and when it is silent."""

from playwright.sync_api import Page, expect

from tests.e2e.export.test_exports import keep
from tests.e2e.person import Person


def test_a_copy_is_called_for_when_much_was_written(person: Person, page: Page) -> None:
    """After some hundred words a quiet line offers a copy, once; what was copied is not called for again."""
    person.goes_to("ideas/assets")
    person.writes_evidence("A few words.")
    person.sees_it_saved()
    reminder = page.locator("[data-reminder]")
    expect(reminder).to_be_hidden()
    person.writes_evidence("word " * 301)
    expect(reminder).to_contain_text("You have written a lot")
    with page.expect_download() as waiting:
        reminder.get_by_role("button", name="Save a copy now").click()
    assert waiting.value.suggested_filename.endswith((".html", ".json"))
    expect(reminder).to_contain_text("Look in your downloads for")
    reminder.get_by_role("button", name="I have it").click()
    expect(reminder).to_be_hidden()
    page.evaluate("sessionStorage.removeItem('coproduction:reminded')")
    page.reload()
    person.sees_it_saved()
    expect(reminder).to_be_hidden()
    person.writes_evidence("other " * 620)
    expect(reminder).to_be_visible()
    reminder.get_by_role("button", name="Not now").click()
    expect(reminder).to_be_hidden()
    page.reload()
    expect(page.locator("[data-saved=saved]")).to_be_visible()
    expect(reminder).to_be_hidden()


def test_a_copy_is_called_for_when_the_last_is_old(person: Person, page: Page, base: str) -> None:
    """Two weeks after the beginning, or after the last copy, the line comes at the next visit."""
    person.goes_to("ideas/work")
    person.writes_evidence("A few words.")
    person.sees_it_saved()
    old = {**person.stored(), "created": "2026-01-02T10:00:00.000Z"}
    expect(page.locator("[data-reminder]")).to_be_hidden()
    keep(page, base, old)
    page.evaluate("(id) => sessionStorage.setItem('coproduction:current', id)", old["id"])
    person.goes_to("ideas/work")
    expect(page.locator("[data-reminder]")).to_be_visible()
