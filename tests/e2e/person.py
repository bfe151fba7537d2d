"""What a person does on the site, in their words: the steps that the journeys are made of."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from worksheet_py.document.embedded_json import document_text

IDEAS = ("assets", "work", "reciprocity", "networks")


# Playwright's own way to wait for a condition evaluates it each time, which the pages' policy forbids.
UNTIL = """() => new Promise((done, failed) => {
  const end = performance.now() + PATIENCE;
  const look = async () => {
    if (await (CONDITION)) done();
    else if (performance.now() > end) failed(new Error("never came true"));
    else setTimeout(() => look().catch(failed), 10);
  };
  look().catch(failed);
})"""

# The texts of the second copy, in IndexedDB, and whose they are.
BACKUP = """() => new Promise((done, failed) => {
  const opening = indexedDB.open("coproduction:journal", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("texts");
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const store = opening.result.transaction("texts").objectStore("texts");
    const [keys, texts] = [store.getAllKeys(), store.getAll()];
    texts.onsuccess = () => {
      opening.result.close();
      done(texts.result.map((text, n) => ({ id: keys.result[n][0], text })));
    };
  };
})"""


TYPES = """(text) => {
  const field = document.querySelector("[data-bind='ideas.assets.evidence']");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const id = localStorage.getItem("coproduction:current");
  const kept = localStorage.getItem("coproduction:reflection:" + id);
  return kept ? JSON.parse(kept).ideas.assets.evidence.length : 0;
}"""

PUTS = """(documents) => {
  for (const one of documents) {
    localStorage.setItem("coproduction:reflection:" + one.id, JSON.stringify(one));
    localStorage.setItem("coproduction:current", one.id);
  }
  sessionStorage.removeItem("coproduction:current");
}"""

# What a device keeps once everything is filled in; empty until a test has done so.
filled_in: dict[str, str] = {}


def until(page: Page, condition: str, patience: int = 30_000) -> None:
    """Wait until a JavaScript expression, or what it promises, is true; for so many milliseconds at most."""
    page.evaluate(UNTIL.replace("CONDITION", condition).replace("PATIENCE", str(patience)))


def types_and_asks(page: Page, text: str) -> int:
    """Type this into the evidence of the first idea; gives how many letters of it are kept at that moment."""
    kept: int = page.evaluate(TYPES, text)
    return kept


def puts(page: Page, *documents: dict[str, Any]) -> None:
    """Put documents onto this device, the last one open: from a page that shows none."""
    page.evaluate(PUTS, list(documents))


class Person:
    """Somebody at a page of the site."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def goes_to(self, name: str) -> None:
        """Open a page by its name, such as 'plan' or 'ideas/work'."""
        self.page.goto(f"{self.base}{name}/" if name else self.base)

    def chooses_stage(self, label: str) -> None:
        """Choose a stage by its label."""
        self.page.get_by_role("radio", name=label).check()

    def chooses_colour(self, label: str) -> None:
        """Choose RED, AMBER or GREEN."""
        self.page.get_by_role("radio", name=label).check()

    def writes_evidence(self, text: str) -> None:
        """Write into the evidence field, replacing what is there."""
        self.page.get_by_label("What are people doing or saying").fill(text)

    def adds_ideas(self, *ideas: str) -> None:
        """Type ideas for change, Enter after each."""
        field = self.page.get_by_label("Add an idea")
        for idea in ideas:
            field.fill(idea)
            field.press("Enter")

    def ideas(self) -> list[str]:
        """The ideas for change as they stand in the list."""
        fields = self.page.locator(".ws-changes textarea")
        return [fields.nth(i).input_value() for i in range(fields.count())]

    def will_do(self, number: int) -> None:
        """Choose an idea for change by its place in the list, from 1."""
        self.page.get_by_label("We will do this").nth(number - 1).check()

    def works_up(self, number: int, **fields: str) -> None:
        """Fill in who, when, how… of the action card in this place, from 1."""
        card = self.page.locator(".ws-action").nth(number - 1)
        for name, text in fields.items():
            card.get_by_label(f"{name.capitalize()}?").fill(text)

    def sees_it_saved(self) -> None:
        """Wait until the page says that everything is kept on this device."""
        expect(self.page.locator("[data-saved=saved]")).to_be_visible()

    def has_filled_in_everything(self) -> None:
        """Have on this device what `fills_in_everything` writes, without typing it anew for each test."""
        if filled_in:
            self.goes_to("words")
            self.page.evaluate("(kept) => Object.assign(localStorage, kept)", filled_in)
            return
        self.fills_in_everything()
        filled_in.update(self.page.evaluate("({ ...localStorage })"))

    def fills_in_everything(self) -> None:
        """Fill in all four worksheets, a little differently each."""
        for number, (idea, stage, colour) in enumerate(
            zip(
                IDEAS,
                (
                    "You’ve got the basics",
                    "You really haven’t got this",
                    "You’re getting there",
                    "You’re doing REALLY well",
                ),
                ("AMBER", "RED", "AMBER", "GREEN"),
                strict=True,
            )
        ):
            self.goes_to(f"ideas/{idea}")
            self.chooses_stage(stage)
            self.chooses_colour(colour)
            self.writes_evidence(f"Evidence for {idea}: people say “this works”.")
            self.page.get_by_label("We recognise this").nth(number).check()
            self.adds_ideas(f"First idea for {idea}", f"Second idea for {idea}")
            self.will_do(2)
            self.works_up(1, who=f"Person {number}", when=f"{number + 1} May 2027", how="Together")
            self.sees_it_saved()

    def stored(self) -> dict[str, Any]:
        """The reflection that is open, as kept on this device, without the seal that is kept with it."""
        text = self.page.evaluate(
            "localStorage.getItem('coproduction:reflection:' + localStorage.getItem('coproduction:current'))"
        )
        document: dict[str, Any] = json.loads(text)
        document.pop("seal", None)
        return document

    def takes_away(self, button: str = "Save a copy") -> Path:
        """Download the open reflection; gives its data as a file, out of the saved copy if need be."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=button).first.click()
        download = waiting.value
        target = Path(download.path()).with_name(download.suggested_filename)
        download.save_as(target)
        if target.suffix == ".json":
            return target
        data = target.with_suffix(".json")
        data.write_text(document_text(target.read_text(encoding="utf-8")), encoding="utf-8")
        return data

    def names_it(self, name: str) -> None:
        """Give the open reflection a name, where the worksheets begin."""
        self.goes_to("worksheets")
        self.page.get_by_label("What do you want to call it?").fill(name)
        self.sees_it_saved()

    def brings_in(self, file: Path | dict[str, Any]) -> None:
        """Choose a file on the page of reflections."""
        self.page.get_by_label("Choose a file").set_input_files(file)  # type: ignore[arg-type]


def brought_elsewhere(browser: Browser, base: str, file: Path) -> dict[str, Any]:
    """Bring a file to another device and open it; gives what is kept there then."""
    context = browser.new_context(locale="en-GB", service_workers="block")
    other = Person(context.new_page(), base)
    other.goes_to("reflections")
    other.brings_in(file)
    other.page.get_by_role("button", name="Bring it back and open it").click()
    expect(other.page.get_by_text("is now on this device, and open")).to_be_visible()
    stored = other.stored()
    context.close()
    return stored
