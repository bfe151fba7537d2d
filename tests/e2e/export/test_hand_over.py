"""How a file leaves the page, on devices that refuse: nothing is told of as saved that may not be."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.accessibility.states import SAVED
from tests.e2e.accessibility.states import keep_on_device as fill
from tests.e2e.person import Person, until

PHONE: dict[str, Any] = {
    "has_touch": True,
    "is_mobile": True,
    "viewport": {"width": 360, "height": 740},
    "locale": "en-GB",
    "service_workers": "block",
}
# A share sheet that answers as `answers` says, one after the other: the name of an error, "yes", or "never".
SHEET = """
  globalThis.handed = [];
  globalThis.answers = ANSWERS;
  navigator.canShare = () => true;
  navigator.share = async ({ files }) => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === "never") await new Promise(() => {});
    if (answer === "TypeError") throw new TypeError("no");
    if (answer !== "yes") throw new DOMException("no", answer);
    handed.push(files[0].name);
  };
"""
NO_SHEET = "delete Navigator.prototype.share; delete Navigator.prototype.canShare;"
HOME_SCREEN = "Object.defineProperty(navigator, 'standalone', { value: true });"
NO_CLIPBOARD = """
  Object.defineProperty(navigator, "clipboard", { value: undefined });
  document.execCommand = () => false;
"""
REFUSALS = ["NotAllowedError", "TypeError", "InvalidStateError", "DataError"]
# On the page of reflections, then on that of the plan.
KINDS = {
    "reflections": ["A copy to keep, and to carry on with", "A Word document", "For other programs (JSON)"],
    "plan": ["A spreadsheet", "A calendar file", "A plain table (CSV)"],
}


def sheet(*answers: str) -> str:
    """A script for a device whose share sheet answers like this."""
    return SHEET.replace("ANSWERS", json.dumps(answers))


@pytest.fixture
def phone(browser: Browser, base: str) -> Iterator[Page]:
    """A page on a phone with a full reflection; it counts the downloads that it starts."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(
        """
      globalThis.downloads = [];
      const note = ({ target }) => target.download && downloads.push(target.download);
      document.addEventListener("click", note, true);
    """
    )
    fill(page, base)
    yield page
    context.close()


def asks(page: Page, base: str, where: str, button: str) -> Locator:
    """Press a button for a file; gives the place that says what became of it."""
    Person(page, base).goes_to(where)
    expect(page.locator("[data-saved=saved], [data-reflections]").first).to_be_attached()
    page.get_by_role("button", name=button, exact=True).first.tap()
    return page.locator("[data-export] [data-made]").first


def counts(page: Page) -> bool:
    """Whether a copy is noted."""
    noted: bool = page.evaluate("localStorage.getItem('coproduction:copies') !== null")
    return noted


@pytest.mark.parametrize("error", REFUSALS)
def test_a_refused_share_offers_the_made_file_again(phone: Page, base: str, error: str) -> None:
    """Every kind of file: no download is started unseen; a fresh press hands over the file that is there."""
    phone.add_init_script(sheet(error, "yes"))
    for where, buttons in KINDS.items():
        for button in buttons:
            had_one = counts(phone)
            made = asks(phone, base, where, button)
            expect(made).to_contain_text("Your file is ready: “coproduction-")
            assert phone.evaluate("[downloads.length, handed.length]") == [0, 0]
            assert counts(phone) == had_one
            made.get_by_role("button", name="Share or save it").tap()
            expect(made).to_contain_text("Shared: “coproduction-")
            assert phone.evaluate("[downloads.length, handed.length]") == [0, 1]
    assert counts(phone)


def test_a_device_that_takes_no_such_file_gets_it_another_way(phone: Page, base: str) -> None:
    """Refused a second time, the file can be saved or copied as text; none of it counts by itself."""
    phone.add_init_script(sheet("TypeError"))
    made = asks(phone, base, "reflections", "A copy to keep, and to carry on with")
    made.get_by_role("button", name="Share or save it").tap()
    expect(made).to_contain_text("This device would not take the file")
    expect(made.get_by_role("button", name="Copy as text")).to_be_visible()
    # By keyboard: a second tap so soon after the first is a double tap, which presses once.
    with phone.expect_download():
        made.get_by_role("button", name="Save it as a file").press("Enter")
    expect(made).to_contain_text("Look in your downloads for")
    assert not counts(phone)


def test_a_sheet_that_never_answers_leaves_nothing_off(phone: Page, base: str) -> None:
    """After some seconds the file is offered again, and all buttons can be pressed."""
    phone.clock.install()
    phone.add_init_script(sheet("never", "yes"))
    made = asks(phone, base, "reflections", "A copy to keep, and to carry on with")
    until(phone, "answers.length === 1")
    expect(phone.locator("[aria-disabled=true]")).to_have_count(0)
    phone.clock.fast_forward(10_000)
    expect(made).to_contain_text("If nothing has opened, press the button.")
    made.get_by_role("button", name="Share or save it").tap()
    expect(made).to_contain_text("Shared:")


@pytest.mark.parametrize("way", ["refuses", "takes no such file", "has no sheet"])
def test_an_app_on_an_iphone_starts_no_download(phone: Page, base: str, way: str) -> None:
    """A download there shows a page that one cannot leave: whatever is pressed, none is started."""
    phone.add_init_script(HOME_SCREEN)
    refuses = sheet("NotAllowedError") + (
        "navigator.canShare = () => false;" if way == "takes no such file" else ""
    )
    phone.add_init_script(NO_SHEET if way == "has no sheet" else refuses)
    made = asks(phone, base, "reflections", "A copy to keep, and to carry on with")
    if way == "refuses":
        expect(made).to_contain_text("Your file is ready")
        made.get_by_role("button", name="Share or save it").tap()
        expect(made).to_contain_text("This device would not take the file")
    else:
        expect(made).to_contain_text("This app can’t save a file of this kind.")
    expect(made.get_by_role("button", name="Copy as text")).to_be_visible()
    expect(made.get_by_role("button", name="Save it as a file")).to_have_count(0)
    assert phone.evaluate("downloads") == []


def test_inside_a_chat_program_the_words_are_carried_as_text(
    phone: Page, base: str, browser: Browser, clipboard: None
) -> None:
    """No download is started and no copy counts. The copied text can be read, and pasted into another
    browser it brings back the same reflection, however a mail program has broken its lines."""
    phone.add_init_script(NO_SHEET)
    made = asks(phone, base, "reflections", "A copy to keep, and to carry on with")
    expect(made).to_contain_text("Files often can’t be saved there.")
    expect(made).to_contain_text("Open in browser")
    assert phone.evaluate("downloads") == []
    made.get_by_role("button", name="Copy as text").tap()
    expect(made).to_contain_text("Copied.")
    assert not counts(phone)
    text: str = phone.evaluate("navigator.clipboard.readText()")
    assert "We listened." in text
    made.get_by_role("button", name="I have it").tap()
    assert counts(phone)

    broken = "\n".join(
        f"> {line[at : at + 70]}" for line in text.splitlines() for at in range(0, len(line), 70)
    )
    for pasted in (text, f"On Monday somebody wrote:\n{broken}\nSent from my phone"):
        context = browser.new_context(locale="en-GB", service_workers="block")
        page = context.new_page()
        other = Person(page, base)
        other.goes_to("reflections")
        page.get_by_text("Did you copy it as text?").click()
        page.get_by_label("Paste all of the text here").fill(pasted)
        page.get_by_role("button", name="See what is in it").click()
        page.get_by_role("button", name="Bring it back and open it").click()
        expect(page.get_by_text("is now on this device, and open")).to_be_visible()
        assert other.stored()["ideas"]["assets"] == SAVED["ideas"]["assets"]
        context.close()


@pytest.fixture
def clipboard(phone: Page) -> None:
    """The phone's page may copy."""
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])


def test_without_a_clipboard_the_text_is_chosen_to_copy_by_hand(phone: Page, base: str) -> None:
    """Inside a program that lets the page neither save nor copy."""
    phone.add_init_script(NO_SHEET + NO_CLIPBOARD)
    made = asks(phone, base, "reflections", "A copy to keep, and to carry on with")
    made.get_by_role("button", name="Copy as text").tap()
    expect(made).to_contain_text("This browser won’t let the page copy.")
    text = made.get_by_label("Text to copy")
    expect(text).to_be_focused()
    assert phone.evaluate("getSelection().toString()") == text.input_value()
    assert "data:application/json;base64," in text.input_value()


def test_a_download_counts_only_when_somebody_has_it(person: Person, page: Page) -> None:
    """The page says what it has asked the browser for, and asks whether it came."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Ours")
    person.sees_it_saved()
    taken: list[str] = []
    page.on("download", lambda download: taken.append(download.suggested_filename))
    bar = page.locator(".ws-bar")
    bar.locator("[data-do=export]").dblclick()
    expect(bar).to_contain_text("Look in your downloads for “coproduction-My-reflection")
    assert not counts(page)
    bar.get_by_role("button", name="It’s not there").click()
    expect(bar).to_contain_text("Then this browser may not be able to save files.")
    expect(bar.get_by_role("button", name="Copy as text")).to_be_visible()
    assert not counts(page)
    with page.expect_download():
        bar.get_by_role("button", name="Save it as a file").click()
    assert len(taken) == 2, "one for the double press, one for this"
    bar.get_by_role("button", name="I have it").click()
    expect(bar).to_contain_text("Good.")
    assert counts(page)
    bar.get_by_role("button", name="Close").click()
    expect(bar).not_to_contain_text("Good.")


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_what_does_not_fit_into_a_field_is_not_lost(person: Person, page: Page, way: str) -> None:
    """A megabyte pasted or dropped: the field takes what fits; what was cut can be copied and saved."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.goes_to("ideas/assets")
    person.writes_evidence("Before. ")
    field = page.get_by_label("What are people doing or saying")
    whole = "".join(f"line {number} äöü\n" for number in range(60_000))
    field.press("Control+End")
    if way == "paste":
        page.evaluate("(text) => navigator.clipboard.writeText(text)", whole)
        field.press("Control+v")
    else:
        # As a browser does it: the event, then the text as far as there is room.
        field.evaluate(
            """(field, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            field.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
            const end = field.value.length;
            field.setRangeText(text.slice(0, field.maxLength - end), end, end);
            field.dispatchEvent(new Event("input", { bubbles: true }));
          }""",
            whole,
        )
    bar = page.locator(".ws-bar")
    expect(bar).to_contain_text("This does not all fit. The box takes 200,000 letters.")
    with page.expect_download() as waiting:
        bar.get_by_role("button", name="Save it as a file").click()
    rest = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert len(field.input_value()) == 200_000
    assert field.input_value() + rest == f"Before. {whole}"


def test_a_field_that_is_full_says_so(person: Person, page: Page) -> None:
    """Once, when a letter is typed that does not go in, and not while there is room for it."""
    person.goes_to("ideas/assets")
    field = page.get_by_label("What are people doing or saying")
    field.fill("x" * 199_999)
    field.press("Control+End")
    page.keyboard.press("y")
    person.sees_it_saved()
    bar = page.locator(".ws-bar")
    expect(bar).not_to_contain_text("This box is full")
    page.evaluate(
        """() => {
          globalThis.said = 0;
          const line = document.querySelector(".ws-bar [data-made] [role=status]");
          new MutationObserver(() => (said += 1)).observe(line, { childList: true });
        }"""
    )
    page.keyboard.type("zz")
    expect(bar).to_contain_text("This box is full: it takes 200,000 letters.")
    assert page.evaluate("said") == 1
    expect(field).to_have_value(f"{'x' * 199_999}y")
    bar.get_by_role("button", name="Close").click()
    field.press("Control+End")
    page.keyboard.press("Backspace")
    page.keyboard.press("z")
    expect(bar).not_to_contain_text("This box is full")
    expect(field).to_have_value(f"{'x' * 199_999}z")
    person.sees_it_saved()


@pytest.mark.parametrize(("days", "webkit", "said"), [
    (3, True, None), (5, True, "If you stay away for a week"), (6, True, "If you stay away for a week"),
    (13, True, "If you stay away for a week"), (6, False, None), (13, False, None),
    (15, False, "You began 15 days ago, and have not saved a copy yet."),
])  # fmt: skip
def test_few_words_are_reminded_of_in_time(
    person: Person, page: Page, days: int, webkit: bool, said: str | None
) -> None:
    """Before a browser on Apple's engine deletes them, and elsewhere after two weeks; the reason is true."""
    if webkit:
        page.add_init_script("globalThis.GestureEvent = class {};")
    person.goes_to("ideas/assets")
    person.writes_evidence("word " * 50)
    person.sees_it_saved()
    page.evaluate(
        """(days) => {
        const key = "coproduction:reflection:" + localStorage.getItem("coproduction:current");
        const kept = JSON.parse(localStorage.getItem(key));
        delete kept.seal;
        kept.created = new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();
        localStorage.setItem(key, JSON.stringify(kept));
      }""",
        days,
    )
    page.reload()
    person.sees_it_saved()
    reminder = page.locator("[data-reminder]")
    if said:
        expect(reminder).to_contain_text(said)
    else:
        expect(reminder).to_be_hidden()
