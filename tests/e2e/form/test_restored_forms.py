"""What a browser remembers of forms by itself: no field shows what is not so when somebody comes back."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.person import Person

# Of every field that shows a part of the reflection: which it is, and what it shows.
SHOWN = """() =>
  [...document.querySelectorAll("[data-bind], [data-field], [data-new-change], [data-recognised]")]
  .filter((field) => !field.closest("template"))
  .map((field) => [field.id || field.name, field.value, field.checked ?? null])"""
# Something on the page that takes long to load.
LATE = """addEventListener("DOMContentLoaded", () =>
  document.body.append(Object.assign(new Image(), { src: "../../late.png" })))"""
# Other values stand in them, of which no script was told: as a browser puts back what it remembers.
OTHERWISE = """() => {
  for (const field of document.querySelectorAll("article :is(input, textarea, select)")) {
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = !field.checked;
    else if (field.matches("select")) field.selectedIndex = field.options.length - 1;
    else if (field.type !== "file") field.value = "Not so";
  }
}"""


@pytest.mark.parametrize(
    "name", ["ideas/assets", "worksheets", "plan", "easy/assets", "easy/start", "easy/plan"]
)
def test_a_page_that_one_comes_back_to_shows_what_is_kept(person: Person, page: Page, name: str) -> None:
    """By Back and by a reload."""
    # The page is loaded anew, and not taken whole from the browser's memory.
    page.add_init_script("addEventListener('unload', () => {})")
    person.has_filled_in_everything()
    person.goes_to(name)
    expect(page.locator("[data-saved]").first).to_have_attribute("data-saved", "saved")
    before = page.evaluate(SHOWN)
    assert before
    page.evaluate(OTHERWISE)
    person.goes_to("words")
    page.go_back()
    expect(page.locator("[data-saved]").first).to_have_attribute("data-saved", "saved")
    assert page.evaluate(SHOWN) == before
    page.evaluate(OTHERWISE)
    page.reload()
    expect(page.locator("[data-saved]").first).to_have_attribute("data-saved", "saved")
    assert page.evaluate(SHOWN) == before


def test_a_form_that_opens_before_the_page_is_loaded_shows_what_is_kept(person: Person, page: Page) -> None:
    """A browser puts back what it remembers of fields after that, into those that can be written in."""
    page.add_init_script("addEventListener('unload', () => {})")
    person.has_filled_in_everything()
    person.goes_to("ideas/assets")
    expect(page.locator("[data-saved]").first).to_have_attribute("data-saved", "saved")
    before = page.evaluate(SHOWN)
    page.evaluate(OTHERWISE)
    person.goes_to("words")
    page.add_init_script(LATE)
    late: list[Route] = []
    page.route("**/late.png", lambda route: late.append(route))  # noqa: PLW0108 - it is given attributes
    page.go_back(wait_until="commit")
    expect(page.locator("html[data-start=open]")).to_be_attached()
    page.wait_for_load_state("domcontentloaded")
    (route,) = late
    with page.expect_event("load"):
        route.abort()
    expect(page.locator("[data-saved]").first).to_have_attribute("data-saved", "saved")
    assert page.evaluate(SHOWN) == before


def test_what_paper_shows_is_what_is_chosen(person: Person, page: Page) -> None:
    """The browser keeps which sheet was chosen, and the preview is of that one."""
    person.goes_to("printing")
    page.get_by_label("The action plan").check()
    expect(page.locator("[data-sheet]:visible")).to_have_count(1)
    person.goes_to("words")
    page.go_back()
    expect(page.get_by_text("This is what will be printed")).to_be_visible()
    shown = page.locator("[data-sheet]:visible").evaluate_all(
        "(sheets) => sheets.map((one) => one.dataset.sheet)"
    )
    chosen = page.locator("[name=which]:checked").get_attribute("value")
    assert shown == [chosen] or (chosen == "all" and len(shown) > 1)
