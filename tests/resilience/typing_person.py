"""Somebody who types at a human pace into several fields, and a record of every letter and its moment."""

import random
import time
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.sync_api import Error, Page

LETTERS = "abcdefghijklmnoprstuvwxyz"
EVIDENCE = "What are people doing or saying"
NEW_IDEA = "Add an idea"


@dataclass
class Typed:
    """What should stand in one place of the document, and when each letter was pressed."""

    kept: str = ""
    letters: list[tuple[float, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was typed."""
        return self.kept + "".join(letter for _, letter in self.letters)

    def lost(self, found: str, end: float) -> float:
        """Milliseconds of typing that are missing from what was found, which from now on is what is kept."""
        assert self.text.startswith(found), f"what is kept was typed: {found!r} of {self.text!r}"
        assert found.startswith(self.kept), f"what was there before stays: {found!r} after {self.kept!r}"
        missing = self.letters[len(found) - len(self.kept) :]
        self.kept, self.letters = found, []
        return (end - missing[0][0]) * 1000 if missing else 0.0


def types(page: Page, place: Typed, draw: random.Random, count: int) -> None:
    """Press letters, each after a pause of its own length."""
    for letter in draw.choices(LETTERS, k=count):
        time.sleep(draw.uniform(0.04, 0.25))  # people pause; nothing is waited for
        place.letters.append((time.monotonic(), letter))
        page.keyboard.press(letter)
        # It is written from when it is on the screen; one that never came there, from when it was pressed.
        place.letters[-1] = (time.monotonic(), letter)


def types_evidence_until_it_ends(page: Page, place: Typed, draw: random.Random) -> None:
    """Type on and on into one field, until the browser is gone."""
    with suppress(Error):
        page.get_by_label(EVIDENCE).focus()
        page.keyboard.press("Control+End")
        while True:
            types(page, place, draw, 100)


class TypingPerson:
    """Types into the evidence of two ideas and into new ideas for change, and moves between the pages."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.evidence = {"assets": Typed(), "work": Typed()}
        self.ideas: dict[str, list[Typed]] = {"assets": [], "work": []}
        self.at = "assets"

    def types_until_it_ends(self, page: Page, base: str) -> None:
        """Type on and on, now here, now there, until the browser is gone."""
        with suppress(Error):
            while True:
                self.types_a_little(page)
                if self.draw.random() < 0.1:
                    self.at = "work" if self.at == "assets" else "assets"
                    page.goto(f"{base}ideas/{self.at}/")

    def types_a_little(self, page: Page) -> None:
        """Some words into one field, each letter with a pause of its own length before it."""
        if self.draw.random() < 0.7:
            place = self.evidence[self.at]
            page.get_by_label(EVIDENCE).focus()
            page.keyboard.press("Control+End")
        else:
            place = Typed()
            self.ideas[self.at].append(place)
            page.get_by_label(NEW_IDEA).focus()
        types(page, place, self.draw, self.draw.randint(3, 14))
        if page.get_by_label(NEW_IDEA).input_value():
            page.keyboard.press("Enter")
