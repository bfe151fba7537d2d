"""Somebody at a page in Firefox or WebKit: the steps of the journeys in Chromium, and files."""

from pathlib import Path
from typing import Any

from tests.cross_browser.browser import Browser
from tests.cross_browser.page import Page, expect
from tests.e2e import person
from worksheet_py.document.embedded_json import document_text


class Person(person.Person):
    """Somebody at a page of the site."""

    def __init__(self, browser: Browser, base: str, page: Page | None = None) -> None:
        self.browser = browser
        self.base = base
        # It answers to the same names as Playwright's.
        self.page: Any = page or browser.page

    def sees_it_saved(self) -> None:
        """Wait until the page says that everything is kept on this device."""
        expect(self.page.locator("[data-saved=saved]")).to_be_visible()

    def takes(self, button: str, number: int = 0) -> Path:
        """Press a button by its whole name, and give the file that comes."""
        before = set(self.browser.files.iterdir())
        self.page.get_by_role("button", name=button, exact=True).nth(number).click()
        return self.browser.new_file(before)

    def takes_away(self, button: str = "Save a copy") -> Path:
        """The open reflection as the browser downloads it, as its data."""
        file = self.takes(button)
        data = file.with_name(f"{file.stem}.data.json")
        data.write_text(document_text(file.read_text(encoding="utf-8")), encoding="utf-8")
        return data

    def brings_in(self, file: Any) -> None:
        """Choose a file on the page of reflections."""
        self.page.get_by_label("Choose a file").set_input_files(file)

    def prints(self) -> Path:
        """Press the button for printing, and give what would come on paper."""
        before = set(self.browser.files.iterdir())
        self.page.get_by_role("button", name="Print", exact=True).first.click()
        self.browser.print_page()
        return self.browser.new_file(before)
