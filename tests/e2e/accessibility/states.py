"""Every page of the site, and the states that it can be in: what all tests of openness look at.

A page is found in the built site, so a new one needs no line here. A state is something that a person can
bring about, or that can happen to them, on some pages or on all.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.e2e.person import Person, puts, until

SAVED = json.loads((ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8"))
SECOND = json.loads((ROOT / "tests/saved/reflection-1-second-round.json").read_text(encoding="utf-8"))
WORK = SAVED["ideas"]["work"]
# Two who see things differently, beside the reflection that they share.
TWO = [
    {**SAVED, "id": stage, "ideas": {**SAVED["ideas"], "work": {**WORK, "stage": stage}}}
    for stage in ("basics", "really-well")
]
VIEWS = [{"key": one["id"], "name": "one.json", "text": json.dumps(one)} for one in TWO]
# What shows that a page is filled in.
SHOWN = "[data-talk] li, [data-plan], [data-opening] li, [data-transfer], [data-rounds], [data-printing]"

# Workers that never answer: pages stay as they are before Python has woken, which costs seconds of processor.
NO_ANSWER = "globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} };"


def pages(site: Path) -> list[str]:
    """The name of every page of the site, and of the one that stands for pages that are not there; none that
    only leads on."""
    leads_on = 'http-equiv="refresh"'
    paths = [path for path in site.rglob("index.html") if leads_on not in path.read_text(encoding="utf-8")]
    names = (path.parent.relative_to(site).as_posix() for path in paths)
    return [*sorted("" if name == "." else name for name in names), "404.html"]


def site_pages(site: Path) -> list[str]:
    """The pages of the site that have an address of their own."""
    return [name for name in pages(site) if name != "404.html"]


def address(base: str, name: str) -> str:
    """Where a page stands."""
    return f"{base}{name}/" if name and not name.endswith(".html") else f"{base}{name}"


def keep_on_device(page: Page, base: str) -> None:
    """Put the full saved file onto this device as the open one, a later round, and views into the tab."""
    page.goto(f"{base}words/")
    puts(page, SECOND, SAVED)
    page.evaluate(
        """([saved, views]) => {
        sessionStorage.setItem("coproduction:views", JSON.stringify(views));
        sessionStorage.setItem("coproduction:views-choices", JSON.stringify({ shared: saved.id }));
      }""",
        [SAVED, VIEWS],
    )


def forbid_storage(page: Page) -> None:
    """Let the browser refuse to keep anything."""
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
      }"""
    )


def fill_device(page: Page) -> None:
    """Let the device have no room left."""
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
    )


def block_python(page: Page) -> None:
    """Let Python never come, as behind an office firewall."""
    page.route("**/runtime/*", lambda route: route.abort())


def forget_the_reminder(page: Page) -> None:
    """Let each page be the first one of this visit, so that it may remind."""
    page.add_init_script("sessionStorage.removeItem('coproduction:reminded');")


def nothing(page: Page) -> None:
    """Change nothing."""


def types_something(page: Page) -> None:
    """Type into the page's first field, if it has one, and wait until the page says what became of it."""
    field = page.locator("[data-bind]:is(textarea, input:not([type]))").first
    if not field.count():
        return
    for box in page.locator("details:not([open]) > summary").all():
        if box.is_visible():
            box.click()
    if field.is_visible():
        field.fill("Something")
        expect(page.locator("[data-saved=trouble]").first).to_be_attached()


def deletes_an_idea(page: Page) -> None:
    """Delete two ideas for change, so that there is something to undo."""
    for _ in range(2):
        page.locator("[data-do=delete]").first.click()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_have_count(2)


def takes_off_a_list(page: Page) -> None:
    """Open what can be opened on a worksheet, clear what can be cleared, and take a mark off."""
    page.get_by_role("button", name=re.compile("^Remove from the list|^Remove$")).first.click()
    page.locator("[data-clear]:visible").first.click()


def deletes_an_action(page: Page) -> None:
    """Delete one action of the plan's own."""
    page.get_by_role("button", name="Add an action").click()
    page.locator(".ws-plan-item [data-do=delete-action]:visible").last.click()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_visible()


def asks_to_delete_everything(page: Page) -> None:
    """Press the button that deletes everything: a question opens."""
    page.locator("[data-do=delete-everything]").click()
    expect(page.locator("dialog[open]")).to_be_visible()


def renames(page: Page) -> None:
    """Open the field for another name."""
    page.locator("[data-do=rename]").first.click()
    expect(page.get_by_role("textbox").first).to_be_visible()


def deletes_a_reflection(page: Page) -> None:
    """Delete a reflection: it can be brought back, or forgotten."""
    page.locator("[data-do=delete]").last.click()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_visible()


def looks_again(page: Page) -> None:
    """Start the next round: the page says what comes along."""
    page.locator("[data-do=next-round]:visible").first.click()
    expect(page.locator("[data-next-said]")).not_to_be_empty()


def brings_a_damaged_file(page: Page) -> None:
    """Choose a file that is no reflection."""
    page.locator("input[type=file]").set_input_files(
        {"name": "torn.json", "mimeType": "application/json", "buffer": b'{"type": "coproduction-refl'}
    )
    expect(
        page.locator("[role=alert] :first-child, [data-refused]:visible li, .ws-is-refused").first
    ).to_be_visible()


def brings_a_file(page: Page) -> None:
    """Choose a file that is one: it is looked at before anything is changed."""
    changed = {**SAVED, "name": "As somebody else has it"}
    page.locator("input[type=file]").set_input_files(
        {"name": "one.json", "mimeType": "application/json", "buffer": json.dumps(changed).encode()}
    )
    expect(page.locator("[data-import]")).to_be_visible()


def brings_what_is_here(page: Page) -> None:
    """Choose a file that says the same as what is on the device."""
    page.locator("input[type=file]").set_input_files(
        {"name": "one.json", "mimeType": "application/json", "buffer": json.dumps(SAVED).encode()}
    )
    expect(page.locator("[data-import]")).to_be_visible()


def brings_several(page: Page) -> None:
    """Choose several files where one is looked at, one of them no reflection."""
    files: list[Any] = [
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
        for name, text in (("one.json", json.dumps(SAVED)), ("two.html", "<p>no"))
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.locator("[data-several]")).to_be_visible()


def asks_for_a_file(page: Page) -> None:
    """Press the first button that gives a file: the page says what became of it."""
    page.locator("[data-do=export]:visible, [data-make=html]:visible").first.click()
    expect(page.locator(".ws-made.ws-is-shown button").first).to_be_visible()


def copies_by_hand(page: Page) -> None:
    """Ask for the text where the browser lets the page neither save nor copy."""
    asks_for_a_file(page)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_label("Text to copy")).to_be_visible()


def is_inside_a_program(page: Page) -> None:
    """Let the page be shown inside a program for chat, on a phone: no share sheet, no clipboard."""
    page.add_init_script(
        """
      const ask = matchMedia;
      globalThis.matchMedia = (query) => ask(query === "(pointer: coarse)" ? "all" : query);
      delete Navigator.prototype.share;
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    """
    )


def cannot_print(page: Page) -> None:
    """Let the browser have no print window."""
    page.add_init_script("globalThis.print = undefined;")


def wants_to_print(page: Page) -> None:
    """Press the button that prints: the page says that nothing happens."""
    page.locator("[data-do=print]:visible").first.click()
    expect(page.get_by_text("Has no print window opened?")).to_be_visible()


def opens_all_details(page: Page) -> None:
    """Open everything that can be folded out."""
    page.evaluate("document.querySelectorAll('.md-content details').forEach((one) => { one.open = true; })")


def takes_over(page: Page) -> None:
    """Take what people wrote into the shared reflection, and take a person out."""
    buttons = page.locator("[data-do=take-over]:visible")
    for n in range(3):
        buttons.nth(n).click()
    opens_all_details(page)
    page.locator("[data-do=take-person-out]:visible").first.click()


def previews_with_the_guidance(page: Page) -> None:
    """Show the sheets of one idea on the printing page, with the guidance."""
    page.locator("[name=guidance]").check()
    page.locator("[name=which]").nth(1).check()


def searches(page: Page) -> None:
    """Search for a word: results come below the field."""
    page.evaluate("document.querySelector('#__search').click()")
    page.locator("input[name=query]").press_sequentially("stage")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def opens_the_menu(page: Page) -> None:
    """Open the menu, at a width that hides it."""
    if page.locator("label[for=__drawer].md-header__button").is_visible():
        page.locator("label[for=__drawer].md-header__button").click()
        until(page, "document.querySelector('.md-sidebar--primary').getBoundingClientRect().left >= 0")


def opens_display_settings(page: Page) -> None:
    """Open the settings for size, room, colours, letters and reading aloud."""
    page.locator("[data-display-open]:visible").first.click()
    expect(page.locator("dialog[data-display-panel][open]")).to_be_visible()


def another_tab_writes_the_same(page: Page) -> None:
    """Have the same field changed in another tab: both texts stand there to choose from."""
    evidence = page.locator("textarea[data-bind$=evidence]").first
    evidence.focus()
    evidence.press_sequentially("x")
    page.evaluate(
        """() => {
        const key = "coproduction:reflection:" + localStorage.getItem("coproduction:current");
        const kept = JSON.parse(localStorage.getItem(key));
        for (const idea of Object.values(kept.ideas)) idea.evidence = "In another tab. " + idea.evidence;
        const text = JSON.stringify(kept);
        localStorage.setItem(key, text);
        dispatchEvent(new StorageEvent("storage", { key, newValue: text, storageArea: localStorage }));
      }"""
    )
    expect(page.locator(".ws-clash").first).to_be_visible()


def is_reminded(page: Page) -> None:
    """Wait for the reminder that a saved copy is due."""
    expect(page.locator("[data-reminder]")).to_be_visible()


def prints(page: Page) -> None:
    """Show the page as it is printed."""
    page.emulate_media(media="print")


@frozen
class State:
    """How a page comes to look as it does: before it is opened, and by what is done on it."""

    name: str
    filled: bool = True
    prepare: Callable[[Page], None] = nothing
    act: Callable[[Page], None] = nothing
    on: str = ".*"  # a pattern for the names of the pages that have this state


WORKSHEET = "ideas/.*"
STATES = [
    State("empty", filled=False),
    State("filled"),
    State("everything folded out", act=opens_all_details),
    State("Python missing", prepare=block_python),
    State("storage forbidden", filled=False, prepare=forbid_storage, act=types_something),
    State("storage full", prepare=fill_device, act=types_something),
    State("searching", act=searches),
    State("menu open", act=opens_the_menu),
    State("printed", act=prints),
    State("display settings open", act=opens_display_settings, on="ideas/assets|easy/assets|words"),
    State("ideas deleted, to undo", act=deletes_an_idea, on="ideas/assets"),
    State("marks and choices taken back", act=takes_off_a_list, on="ideas/assets"),
    State("two tabs wrote the same field", act=another_tab_writes_the_same, on="ideas/assets"),
    State(
        "reminded",
        prepare=forget_the_reminder,
        act=is_reminded,
        on=f"{WORKSHEET}|plan|worksheets",
    ),
    State("action deleted, to undo", act=deletes_an_action, on="plan"),
    State("asked whether to delete everything", act=asks_to_delete_everything, on="reflections"),
    State("renaming", act=renames, on="reflections"),
    State("reflection deleted, to undo", act=deletes_a_reflection, on="reflections"),
    State("next round begun", act=looks_again, on="reflections"),
    State("damaged file refused", act=brings_a_damaged_file, on="reflections|perspectives|rounds"),
    State("file looked at", act=brings_a_file, on="reflections"),
    State("file that is here already", act=brings_what_is_here, on="reflections"),
    State("several files", act=brings_several, on="reflections"),
    State("file given", act=asks_for_a_file, on="ideas/assets|easy/plan|reflections"),
    State("no files here", prepare=is_inside_a_program, act=asks_for_a_file, on="ideas/assets|reflections"),
    State("text to copy by hand", prepare=is_inside_a_program, act=copies_by_hand, on="ideas/assets"),
    State("printing missing", prepare=cannot_print, act=wants_to_print, on="plan|printing"),
    State("taken over and taken out", act=takes_over, on="perspectives"),
    State("preview with the guidance", act=previews_with_the_guidance, on="printing"),
]
EVERYWHERE = [state for state in STATES if state.on == ".*"]


@contextmanager
def somebody(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page in a new, empty profile."""
    defaults = {"locale": "en-GB", "service_workers": "block", "reduced_motion": "reduce"}
    context = browser.new_context(**{**defaults, **settings})
    try:
        yield context.new_page()
    finally:
        context.close()


def opened(page: Page, base: str, name: str, state: State) -> None:
    """Open a page in a state and wait until it shows it; what is filled was filled by `prepared`."""
    page.goto(address(base, name))
    if page.locator("[data-engine]").count() and state.prepare is nothing:
        empty = "" if state.filled else ", [data-perspectives]"
        expect(page.locator(SHOWN + empty).first).to_be_attached()
    if state.prepare is block_python and page.locator("[data-engine]").count():
        expect(page.locator("[data-engine]:not([hidden])").first).to_be_attached()
    state.act(page)


@contextmanager
def in_state(browser: Browser, base: str, state: State, **settings: Any) -> Iterator[Page]:
    """A page on a device on which a state can be seen on any page."""
    with somebody(browser, **settings) as page:
        if state.filled:
            keep_on_device(page, base)
        state.prepare(page)
        yield page


__all__ = ["EVERYWHERE", "STATES", "Person", "State", "in_state", "opened", "pages", "somebody"]
