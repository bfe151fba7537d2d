"""A short journey over a worksheet, and what must hold after any fault: nothing that was written is gone."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.person import Person

EVIDENCE = "What are people doing or saying"
WRITTEN = ["They ask us first.", "Ask the cooks", "Visit the garden", "Mo and Dee"]
"""All texts of the journey, in the order in which they are written."""


def without_the_rest(page: Page) -> None:
    """Leave out what these tests are not about: Python, the copy of the site, the theme's search."""
    for pattern in ("**/runtime/*", "**/sw.js", "**/assets/javascripts/**"):
        page.route(pattern, lambda route: route.abort())


def steps(person: Person) -> list[Callable[[], None]]:
    """What somebody does, one thing after the other."""
    return [
        lambda: person.chooses_stage("You’ve got the basics"),
        lambda: person.writes_evidence(WRITTEN[0]),
        lambda: person.adds_ideas(WRITTEN[1], WRITTEN[2]),
        lambda: person.chooses_colour("RED"),
        lambda: person.will_do(1),
        lambda: person.works_up(1, who=WRITTEN[3]),
    ]


def on_the_page(page: Page) -> str:
    """All that stands in the fields of the page."""
    fields = page.locator(".md-content :is(textarea, input[type=text])").all()
    return "\n".join(field.input_value() for field in fields)


def in_the_file(person: Person) -> str:
    """All that is in the file that the page offers."""
    return json.dumps(json.loads(person.takes_away().read_text(encoding="utf-8")), ensure_ascii=False)


def is_safe(person: Person, *texts: str) -> None:
    """Every text is on the screen, and in the file that the page offers."""
    shown, filed = on_the_page(person.page), in_the_file(person)
    for text in texts:
        assert text in shown, "on the screen"
        assert text in filed, "in the file"


def says(page: Page, sentence: str | re.Pattern[str]) -> None:
    """The page says this to the person, where it can be seen."""
    expect(page.get_by_text(sentence).first).to_be_visible()
