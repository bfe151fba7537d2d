"""What stays in view while a page scrolls: at most a quarter of the window, with all display settings; and no
button breaks a word."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.person import Person
from tests.profile import draw

pytestmark = pytest.mark.sampled

WINDOWS = ((320, 480), (390, 844), (844, 390), (1366, 768), *draw((), ((360, 640), (820, 1180))))
SIZES = ("", "big", "bigger", "biggest")
ROOM = draw((("", ""), ("most", "heavy")), tuple(product(("", "more", "most"), ("", "heavy"))))
SETTINGS = [{"size": size, "space": space, "font": font} for size in SIZES for space, font in ROOM]
# By setting: rows of pixels behind something that stays in view, as a part of the window's height; and words
# of buttons that stand on more than one line.
PARTS = """async (settings) => {
  const isBroken = (node, { index, 0: word }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
    return new Set(boxes.map(({ bottom }) => Math.round(bottom))).size > 1;
  };
  const broken = () => {
    const found = [];
    for (const button of document.querySelectorAll("button, .ws-button")) {
      const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
      while (button.checkVisibility() && texts.nextNode()) {
        const { currentNode: node } = texts;
        for (const word of node.data.matchAll(/[^\\s-]+/g)) if (isBroken(node, word)) found.push(word[0]);
      }
    }
    return found;
  };
  const { dataset } = document.documentElement;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const parts = [];
  for (const setting of settings) {
    dataset.displaySize = setting.size;
    dataset.displaySpace = setting.space;
    dataset.displayFont = setting.font;
    scrollTo(0, 500);
    await frame();
    // What watches the sizes of elements is told after the first frame, and shows in the next.
    await frame();
    await frame();
    scrollTo(0, 400);
    await frame();
    const rows = new Set();
    for (const element of document.querySelectorAll("body *")) {
      const { position, opacity } = getComputedStyle(element);
      if (!["fixed", "sticky"].includes(position) || opacity === "0" || !element.checkVisibility()) continue;
      // The menu beside the page, and what is there for a moment only.
      if (element.matches(".md-sidebar, .md-sidebar *, .md-skip, .md-dialog")) continue;
      const { top, bottom, width } = element.getBoundingClientRect();
      const end = width ? Math.min(innerHeight, bottom) : 0;
      for (let row = Math.max(0, top); row < end; row += 1) rows.add(Math.round(row));
    }
    parts.push([rows.size / innerHeight, broken()]);
  }
  return parts;
}"""


@pytest.mark.parametrize("name", ["", "ideas/assets", "easy/assets/#not-yet", "plan"])
def test_a_page_can_be_read_with_all_letters_in_all_windows(person: Person, page: Page, name: str) -> None:
    """Head, switch of editions, Back and Next, bar, way to the top: three quarters are left for the page, and
    each word on a button is whole."""
    page.goto(f"{person.base}{name}{'' if not name or '#' in name else '/'}")
    if name == "ideas/assets":
        person.writes_evidence("Something")
        person.sees_it_saved()
    wrong = []
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        parts = page.evaluate(PARTS, SETTINGS)
        wrong += [
            f"{width} × {height}, {setting}: {part:.2f} {broken}"
            for setting, (part, broken) in zip(SETTINGS, parts, strict=True)
            if part > 0.26 or broken
        ]
    assert wrong == []


def test_what_somebody_adds_by_enter_does_not_push_the_field_away(person: Person, page: Page) -> None:
    """On a phone, too, the field for the next idea is in sight above the bar."""
    page.set_viewport_size({"width": 390, "height": 844})
    person.goes_to("ideas/assets")
    field = page.get_by_label("Add an idea")
    field.click()
    for number in range(4):
        page.keyboard.type(f"Idea {number}, which is long enough to need two lines on a phone")
        page.keyboard.press("Enter")
        expect(page.locator(".ws-change")).to_have_count(number + 1)
        expect(field).to_have_value("")
        box, bar = field.bounding_box(), page.locator(".ws-bar").bounding_box()
        assert box
        assert bar
        assert box["y"] + box["height"] <= bar["y"]


def test_the_buttons_of_an_idea_stand_in_one_line(person: Person, page: Page) -> None:
    """On phones, too: up, down and delete belong together."""
    page.set_viewport_size({"width": 390, "height": 844})
    person.goes_to("ideas/assets")
    person.adds_ideas("Bake buns")
    buttons = page.locator(".ws-change-tools button")
    expect(buttons).to_have_count(3)
    assert len({button.bounding_box()["y"] for button in buttons.all()}) == 1  # type: ignore[index]
