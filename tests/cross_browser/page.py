"""A page of any browser, by the names that Playwright gives to what one does there.

So a journey reads the same as those in Chromium, and `Person` walks here too.
"""

import base64
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from tests.cross_browser.webdriver_client import ELEMENT, WebDriverClient, WebDriverError

FIND = Path(__file__).with_name("find.js").read_text(encoding="utf-8")
LONG = 45.0
LOADED = """return location.href.split("#")[0].replace(/\\/$/, "") === arguments[0]
  && document.readyState === "complete";"""
# What passes while a page is still settling: look again.
PASSING = {
    "element click intercepted",
    "element not interactable",
    "stale element reference",
    "no such element",
    "javascript error",
    "detached shadow root",
}
KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Space": " ", "Escape": "\ue00c", "Shift": "\ue008",
    "ArrowUp": "\ue013", "ArrowDown": "\ue015",
}  # fmt: skip


def until(condition: Callable[[], object], what: object) -> None:
    """Wait until something is true; what the browser says meanwhile is told when it never comes true."""
    end = time.monotonic() + LONG
    said = ""
    while True:
        try:
            if condition():
                return
        except WebDriverError as error:
            if error.code not in PASSING:
                raise
            said = f" ({error})"
        if time.monotonic() > end:
            raise AssertionError(f"never came true: {what}{said}")
        time.sleep(0.03)


class Page:
    """A tab of a browser."""

    def __init__(self, wire: WebDriverClient, handle: str) -> None:
        self.wire = wire
        self.handle = handle
        self.keyboard = Keyboard(self)

    def ask(self, command: str, **body: Any) -> Any:
        """The browser's answer, for this tab."""
        if command != "question":
            self.wire.ask("switch", handle=self.handle)
        return self.wire.ask(command, **body)

    def goto(self, address: str) -> None:
        """Open an address, and wait until its page has loaded.

        WebKit's driver may take the end of the page before for it, and what one then does is cut off.
        """
        self.ask("goto", url=address)
        wanted = address.partition("#")[0].rstrip("/")

        def is_there() -> bool:
            return bool(self.ask("run", script=LOADED, args=[wanted]))

        until(is_there, f"{address} is open")

    def reload(self) -> None:
        """Open the same address again."""
        self.ask("reload")

    def evaluate(self, script: str, value: object = None) -> Any:
        """What an expression, or a function of one value, gives on the page; waits for promises."""
        body = f"""const [value, done] = arguments;
          const given = ({script});
          Promise.resolve(typeof given === "function" ? given(value) : given)
            .then((result) => done([result ?? null]), (error) => done(String(error)));"""
        answer = self.ask("run later", script=body, args=[value])
        if not isinstance(answer, list):
            raise AssertionError(f"{script} failed: {answer}")
        return answer[0]

    def picture(self, path: Path) -> None:
        """Write what is seen as a PNG."""
        path.write_bytes(base64.b64decode(self.ask("picture")))

    def locator(self, selector: str) -> "Locator":
        """Elements by a CSS selector."""
        return Locator(self).locator(selector)

    def get_by_role(self, role: str, name: str | None = None, exact: bool = False) -> "Locator":
        """Elements that are heard, by role and name."""
        return Locator(self).get_by_role(role, name, exact)

    def get_by_label(self, text: str, exact: bool = False) -> "Locator":
        """Fields by their label."""
        return Locator(self).get_by_label(text, exact)

    def get_by_text(self, text: str, exact: bool = False) -> "Locator":
        """The innermost elements with a text."""
        return Locator(self).get_by_text(text, exact)


@frozen
class Keyboard:
    """The keys, for whatever has the focus."""

    page: Page = field(repr=False)

    def press(self, keys: str) -> None:
        """Press a key, or several at once (`Shift+Tab`)."""
        down = [KEYS.get(key, key) for key in keys.split("+")]
        strokes = [{"type": "keyDown", "value": key} for key in down]
        strokes += [{"type": "keyUp", "value": key} for key in reversed(down)]
        self.page.ask("press", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def type(self, text: str) -> None:
        """Press the keys of a text one after the other."""
        for character in text:
            self.press(KEYS["Space"] if character == " " else character)


@frozen
class Locator:
    """Elements of a page, looked for anew each time."""

    page: Page = field(repr=False)
    steps: tuple[dict[str, Any], ...] = ()

    def _then(self, by: str, **step: Any) -> "Locator":
        return evolve(self, steps=(*self.steps, {"by": by, **step}))

    def locator(self, selector: str) -> "Locator":
        """Elements within these, by a CSS selector."""
        return self._then("selector", selector=selector)

    def get_by_role(self, role: str, name: str | None = None, exact: bool = False) -> "Locator":
        """Elements within these, by role and name."""
        return self._then("role", role=role, wanted=name, exact=exact)

    def get_by_label(self, text: str, exact: bool = False) -> "Locator":
        """Fields within these, by label."""
        return self._then("label", wanted=text, exact=exact)

    def get_by_text(self, text: str, exact: bool = False) -> "Locator":
        """Innermost elements within these, by text."""
        return self._then("text", wanted=text, exact=exact)

    def filter(self, has_text: str) -> "Locator":
        """Those of these that have a text in them."""
        return self._then("has text", wanted=has_text)

    def nth(self, number: int) -> "Locator":
        """One of these, by its place from 0; -1 is the last."""
        return self._then("nth", nth=number)

    @property
    def first(self) -> "Locator":
        """The first of these."""
        return self.nth(0)

    @property
    def last(self) -> "Locator":
        """The last of these."""
        return self.nth(-1)

    @property
    def shown(self) -> "Locator":
        """Those of these that can be seen."""
        return self._then("shown")

    def evaluate_all(self, script: str, value: object = None) -> Any:
        """What a function of all that is there now, and of a value, gives."""
        body = f"{FIND}\nreturn ({script})(find(arguments[0]), arguments[1]);"
        return self.page.ask("run", script=body, args=[list(self.steps), value])

    def count(self) -> int:
        """How many there are now."""
        return int(self.evaluate_all("(all) => all.length"))

    def evaluate(self, script: str, value: object = None) -> Any:
        """What a function of the only one, which is waited for, and of a value gives."""
        answer: list[Any] = []

        def run() -> bool:
            only = f"(all, value) => all.length === 1 ? [({script})(all[0], value)] : all.length"
            found = self.evaluate_all(only, value)
            answer[:] = found if isinstance(found, list) else []
            return bool(answer)

        until(run, f"one of {self.steps}")
        return answer[0]

    def element(self) -> str:
        """The browser's name for the only one, scrolled to the middle of the window."""
        found: dict[str, str] = self.evaluate("(e) => { e.scrollIntoView({ block: 'center' }); return e; }")
        return found[ELEMENT]

    def _do(self, command: str, **body: Any) -> None:
        def act() -> bool:
            self.page.ask(command, id=self.element(), **body)
            return True

        until(act, f"{command} {self.steps}")

    def wait_until_enabled(self) -> None:
        """Wait until it takes clicks and typing: a page's fields are closed until its scripts have come."""
        until(lambda: self.evaluate("(e) => !e.matches(':disabled')"), f"enabled {self.steps}")

    def click(self) -> None:
        """Click it as a mouse does, once it takes clicks."""
        self.wait_until_enabled()
        self._do("click")

    def check(self) -> None:
        """Click it unless it is checked."""
        if not self.evaluate("(e) => e.checked"):
            self.click()
        until(lambda: self.evaluate("(e) => e.checked"), f"checked {self.steps}")

    def focus(self) -> None:
        """Give it the focus."""
        self.evaluate("(e) => e.focus()")

    def fill(self, text: str) -> None:
        """Put a text in place of what is there, as pasting and dictating do; `Keyboard.type` presses keys."""
        self.wait_until_enabled()
        put = "document.execCommand(text ? 'insertText' : 'delete', false, text)"
        self.evaluate(f"(e, text) => {{ e.focus(); e.select(); {put}; }}", text)
        value = self.input_value()
        assert value == text, f"entered {text!r}, and the field has {value!r}"

    def press(self, keys: str) -> None:
        """Press a key in it."""
        self.focus()
        self.page.keyboard.press(keys)

    def select_option(self, label: str) -> None:
        """Choose from a list, by label."""
        self.locator("option").filter(has_text=label).first.click()

    def set_input_files(self, *files: Path) -> None:
        """Choose files."""
        self._do("type", text="\n".join(map(str, files)))

    def input_value(self) -> str:
        """What is in the field."""
        return str(self.evaluate("(e) => e.value"))

    def inner_text(self) -> str:
        """Its text as it is seen."""
        return str(self.evaluate("(e) => e.innerText"))

    def all_texts(self) -> list[str]:
        """The texts of all, with single spaces."""
        texts: list[str] = self.evaluate_all("(all) => all.map((e) => clean(e.textContent))")
        return texts

    def role_and_name(self) -> tuple[str, str]:
        """What the engine itself tells a screen reader."""
        element = self.element()
        return self.page.ask("role", id=element), self.page.ask("name", id=element)


@frozen
class expect:
    """What has to become true of a locator."""

    found: Locator

    def to_be_visible(self) -> None:
        """Exactly one is there, and it can be seen."""
        until(lambda: self.found.count() == 1 == self.found.shown.count(), f"visible {self.found.steps}")

    def to_be_hidden(self) -> None:
        """None can be seen."""
        until(lambda: self.found.shown.count() == 0, f"hidden {self.found.steps}")

    def to_have_count(self, count: int) -> None:
        """So many are there."""
        until(lambda: self.found.count() == count, f"{count} of {self.found.steps}")

    def to_contain_text(self, text: str) -> None:
        """A text is in it."""
        until(lambda: text in " ".join(self.found.all_texts()), f"{text!r} in {self.found.steps}")

    def to_have_text(self, texts: list[str]) -> None:
        """These are the texts of all."""
        until(lambda: self.found.all_texts() == texts, f"{texts} in {self.found.steps}")

    def to_have_value(self, value: str) -> None:
        """This is in the field."""
        until(lambda: self.found.input_value() == value, f"{value!r} in {self.found.steps}")

    def to_be_checked(self) -> None:
        """It is chosen."""
        until(lambda: self.found.evaluate("(e) => e.checked"), f"checked {self.found.steps}")

    def to_be_focused(self) -> None:
        """It has the focus."""
        until(lambda: self.found.evaluate("(e) => e === document.activeElement"), f"focus {self.found.steps}")
