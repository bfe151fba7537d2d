"""Taking away what was written: made by a person at a page, read by another program."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import vobject  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.e2e.accessibility.axe import faults
from tests.e2e.accessibility.states import SAVED
from tests.e2e.accessibility.states import keep_on_device as fill
from tests.e2e.export import office
from tests.e2e.person import Person, brought_elsewhere, puts
from tests.unit.factories import several

# Where the page says what became of a file that was asked for by a button among the kinds of files.
SAID = "[data-export] [data-made] [role=status]"
# A page gives a chosen change an action to work on.
ACTION = {"id": "c1", "change": "c1", "who": "", "when": "", "written": None, "how": "", "status": "to-do"}
NASTY = "</script><img src=x onerror=\"document.title='owned'\"><b>=cmd|' /C calc'!A0 \x0b\u0007 שלום 👩🏽‍🌾"
SEEN = NASTY.replace("\x0b", "\n").replace("\u0007", "\ufffd")


def at_a_page(saved: dict[str, Any]) -> dict[str, Any]:
    """The saved file as a page shows it.

    A change that was chosen and not worked up has an empty action.
    """
    opened: dict[str, Any] = json.loads(json.dumps(saved))
    answers = opened["ideas"]["reciprocity"]
    action = {**ACTION, "what": answers["changes"][0]["text"]}
    if action not in answers["actions"]:
        answers["actions"].append(action)
    return opened


def nasty() -> dict[str, Any]:
    """The full saved file with a text in it that would like to be more than text."""
    saved: dict[str, Any] = json.loads(json.dumps(SAVED))
    saved["name"] = NASTY
    saved["ideas"]["assets"]["evidence"] = NASTY
    saved["ideas"]["assets"]["changes"][0]["text"] = NASTY
    saved["ideas"]["assets"]["actions"][0] |= {"what": NASTY, "who": NASTY, "how": NASTY}
    return saved


def keep(page: Page, base: str, saved: dict[str, Any]) -> None:
    """Put a document onto this device as the open reflection."""
    fill(page, base)
    puts(page, saved)


def takes(page: Page, button: str, folder: Path, nth: int = 0) -> Path:
    """Press a button and give the file that comes; the page says its name."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).nth(nth).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    expect(page.locator(SAID)).to_contain_text(f"Look in your downloads for “{target.name}”")
    return target


def test_a_saved_copy_is_read_without_the_site_and_brought_back(
    person: Person, page: Page, browser: Browser, base: str, tmp_path: Path
) -> None:
    """Anybody reads it with no scripts and no network; on another device it is the same reflection."""
    fill(page, base)
    person.goes_to("reflections")
    copy = takes(page, "A copy to keep, and to carry on with", tmp_path)
    assert copy.name.startswith("coproduction-Bridge-Street-spring-2027-A-mixed-group-together-Asha")
    assert copy.suffix == ".html"

    context = browser.new_context(java_script_enabled=False, offline=True, service_workers="block")
    reader = context.new_page()
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(copy.as_uri())
    expect(reader.get_by_role("heading", name="Bridge Street – spring 2027")).to_be_visible()
    for text in (
        "We listened.",
        "You’ve got the basics",
        "Swap the name badges",
        "אין לנו עדיין",
        "This file is a saved copy",
    ):
        expect(reader.get_by_text(text).first).to_be_visible()
    expect(reader.get_by_role("row", name="People as assets").first).to_contain_text("AMBER")
    assert asked == [copy.as_uri()]
    context.close()

    assert at_a_page(brought_elsewhere(browser, base, copy)) == at_a_page(SAVED)


def test_what_somebody_typed_is_only_text_in_a_saved_copy(
    person: Person, page: Page, base: str, browser: Browser, tmp_path: Path
) -> None:
    """Nothing in the file runs, loads or becomes an element; brought back it is what was typed."""
    saved = nasty()
    keep(page, base, saved)
    person.goes_to("reflections")
    copy = takes(page, "A copy to keep, and to carry on with", tmp_path)
    context = browser.new_context(service_workers="block")
    reader = context.new_page()
    complaints: list[str] = []
    reader.on("console", lambda message: complaints.append(message.text))
    reader.goto(copy.as_uri())
    assert reader.locator("img, b, script:not([type='application/json'])").count() == 0
    assert reader.title() == " ".join(SEEN.split())
    assert complaints == []
    context.close()
    person.goes_to("words")
    page.evaluate("() => [localStorage, sessionStorage].forEach((store) => store.clear())")
    person.goes_to("reflections")
    person.brings_in(copy)
    page.get_by_role("button", name="Bring it back and open it").click()
    expect(page.get_by_text("is now on this device, and open")).to_be_visible()
    assert at_a_page(person.stored()) == at_a_page(saved)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_saved_copy_is_for_everyone(
    person: Person, page: Page, base: str, browser: Browser, tmp_path: Path, scheme: Any
) -> None:
    """No accessibility fault; nothing scrolls sideways on a narrow phone; on A4 all is there."""
    fill(page, base)
    person.goes_to("reflections")
    copy = takes(page, "A copy to keep, and to carry on with", tmp_path)
    # The page's own policy forbids the test's script as well, so it is looked at without it.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, service_workers="block")
    reader = context.new_page()
    reader.goto(copy.as_uri())
    assert faults(reader) == []
    for width in (320, 820):
        reader.set_viewport_size({"width": width, "height": 640})
        assert reader.evaluate("document.documentElement.scrollWidth") <= width
        assert faults(reader) == []
    printed = PdfReader(io.BytesIO(reader.pdf(prefer_css_page_size=True)))
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    text = " ".join("".join(sheet.extract_text() for sheet in printed.pages).split())
    for part in (
        "We listened",
        "Swap the name badges for a week",
        "Your overall action plan",
        "Tea, cake, big paper",
    ):
        assert part in text
    context.close()


def test_a_word_document_has_headings_tables_and_a_language(
    person: Person, page: Page, base: str, tmp_path: Path
) -> None:
    """Another library finds headings, lists, tables, A4, the language, and every text as it was typed."""
    keep(page, base, nasty())
    person.goes_to("reflections")
    document = docx.Document(str(takes(page, "A Word document", tmp_path)))
    styles = [(part.style.name, part.text) for part in document.paragraphs if part.style]
    assert styles[0] == ("Heading 1", SEEN)
    assert ("Heading 2", "Your overall action plan") in styles
    assert ("List Paragraph", "Swap the name badges for a week") in styles
    assert ("Heading 3", "What is the evidence?") in styles
    tables = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["Idea", "Stage", "Colour"] in tables
    assert any(SEEN in cell.text for table in document.tables for cell in table.columns[0].cells)
    assert (document.core_properties.author, document.core_properties.last_modified_by) == ("", "")
    assert SEEN.split("\n")[0] in document.sections[0].footer.paragraphs[0].text
    shade = next(cell for table in document.tables for cell in table.columns[2].cells if "AMBER" in cell.text)
    assert (shade.text, "FCEBCB" in shade._tc.xml) == ("▲ AMBER", True)
    # A page for a board, the ideas, and the plan in landscape.
    sizes = [(part.page_width.mm, part.page_height.mm) for part in document.sections]  # type: ignore[union-attr]
    assert sizes == [pytest.approx(one, abs=0.2) for one in ((210, 297), (210, 297), (297, 210))]
    breaks = [place for place, part in enumerate(document.paragraphs) if "w:sectPr" in part._p.xml]
    first_page = "\n".join(part.text for part in document.paragraphs[: breaks[0] + 1])
    assert "What comes next" in first_page
    assert "What is the evidence?" not in first_page
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    hebrew = next(part for part in document.paragraphs if "אין לנו" in part.text)
    assert "<w:bidi/>" in hebrew._p.xml

    person.goes_to("plan")
    plan = docx.Document(str(takes(page, "A Word document", tmp_path)))
    assert [cell.text for cell in plan.tables[0].rows[0].cells][:4] == ["What?", "Who?", "When?", "How?"]
    assert plan.sections[0].page_width > plan.sections[0].page_height  # type: ignore[operator]


def test_the_plan_is_a_spreadsheet_a_calendar_and_a_table(
    person: Person, page: Page, base: str, tmp_path: Path
) -> None:
    """openpyxl, vobject and csv read the same actions; nothing is a formula."""
    keep(page, base, nasty())
    person.goes_to("plan")
    sheet = openpyxl.load_workbook(takes(page, "A spreadsheet", tmp_path)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["What?", "Who?", "When?", "By this day"]
    line = next(row for row in rows if row[2] == "end of June 2027")
    assert line[0] == line[1] == SEEN
    assert str(line[3]) == "2027-06-30 00:00:00"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)

    file = takes(page, "A calendar file", tmp_path)
    calendar = vobject.readOne(file.read_text(encoding="utf-8", newline=""))
    todo = [event for event in calendar.vevent_list if "status" not in event.contents]
    assert [str(event.dtstart.value) for event in todo] == ["2027-06-30", "2027-09-06"]
    assert calendar.vevent_list[0].summary.value == " ".join(SEEN.split())

    table = takes(page, "A plain table (CSV)", tmp_path).read_text(encoding="utf-8-sig", newline="")
    cells = list(csv.reader(io.StringIO(table, newline="")))
    assert [row[2] for row in cells] == [row[2] or "" for row in rows]


def test_libreoffice_opens_what_is_taken_away(person: Person, page: Page, base: str, tmp_path: Path) -> None:
    """Another office program reads the Word documents and the spreadsheet, with all that was typed."""
    keep(page, base, nasty())
    person.goes_to("reflections")
    whole = office.text_of(takes(page, "A Word document", tmp_path), "txt", tmp_path)
    for part in (*SEEN.split("\n"), "Swap the name badges for a week", "אין לנו עדיין תשובה"):
        assert part in whole
    sheet = office.text_of(takes(page, "A spreadsheet", tmp_path), "csv", tmp_path)
    (first, *rows) = csv.reader(io.StringIO(sheet))
    assert first[0] == "What?"
    assert any(row[0].split() == SEEN.split() and row[3] == "2027-06-30" for row in rows)


def test_text_for_an_e_mail_is_copied(person: Person, page: Page, base: str, tmp_path: Path) -> None:
    """What is copied is plain text, and dates are a table as well; each can also be saved as a file."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, base)
    person.goes_to("plan")
    said = page.locator(SAID)
    page.get_by_role("button", name="Text for an email").click()
    expect(said).to_have_text("Copied. Paste it where you want it.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "   Who? Zoë and Tomáš" in text.splitlines()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save it as a file").click()
    assert waiting.value.suggested_filename.endswith(".txt")
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == text

    page.get_by_role("button", name="Dates to paste").click()
    expect(said).to_have_text("Copied. Paste it where you want it.")
    html = page.evaluate(
        "navigator.clipboard.read().then(async ([item]) => (await item.getType('text/html')).text())"
    )
    assert "30 June 2027" in html
    assert "<td>" in html


NO_CLIPBOARD = """
  Object.defineProperty(navigator, "clipboard", { value: undefined });
  document.execCommand = () => false;
"""


def test_where_copying_is_forbidden_the_text_is_a_file(person: Person, page: Page, base: str) -> None:
    """A sentence says so; the text is there and chosen, to copy by hand, and a button saves it."""
    page.add_init_script(NO_CLIPBOARD)
    fill(page, base)
    person.goes_to("plan")
    page.get_by_role("button", name="Text for an email").click()
    expect(page.locator(SAID)).to_contain_text("won’t let the page copy")
    text = page.get_by_label("Text to copy")
    expect(text).to_be_focused()
    assert page.evaluate("getSelection().toString()") == text.input_value()
    assert "Zoë and Tomáš" in text.input_value()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save it as a file").click()
    assert "Zoë and Tomáš" in Path(waiting.value.path()).read_text(encoding="utf-8")


SHARE = """
globalThis.handed = [];
navigator.canShare = ({ files }) => files.every((file) => file.size > 0);
navigator.share = async ({ files }) => {
  if (globalThis.refuses) throw new DOMException("closed", "AbortError");
  handed.push(files[0].name);
};
"""


def test_fingers_get_the_share_sheet(browser: Browser, base: str) -> None:
    """On a phone the file goes where the person chooses; if they choose nothing, it can still be saved."""
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740}, locale="en-GB",
        service_workers="block",
    )  # fmt: skip
    page = context.new_page()
    page.add_init_script(SHARE)
    fill(page, base)
    Person(page, base).goes_to("reflections")
    said = page.locator(SAID)
    page.get_by_role("button", name="A copy to keep").tap()
    expect(said).to_contain_text("Shared: “coproduction-Bridge-Street")
    assert page.evaluate("handed")[0].endswith(".html")
    page.evaluate("refuses = true")
    page.get_by_role("button", name="A copy to keep").tap()
    expect(said).to_contain_text("was not shared")
    with page.expect_download():
        page.get_by_role("button", name="Save it as a file").tap()
    expect(said).to_contain_text("Look in your downloads for")
    context.close()


def test_without_python_the_data_can_be_taken(person: Person, page: Page, base: str, tmp_path: Path) -> None:
    """One sentence says what does not work and what does; JSON does, and so does the button at the bottom."""
    page.route("**/runtime/*", lambda route: route.abort())
    fill(page, base)
    person.goes_to("reflections")
    expect(page.get_by_text("Your answers are safe")).to_be_visible()
    page.get_by_role("button", name="A copy to keep, and to carry on with").click()
    expect(page.locator(SAID)).to_contain_text("has not started")
    file = takes(page, "For other programs (JSON)", tmp_path)
    taken = json.loads(file.read_text(encoding="utf-8"))
    assert taken["ideas"]["assets"]["evidence"] == SAVED["ideas"]["assets"]["evidence"]
    person.goes_to("plan")
    assert person.takes_away().suffix == ".json"


def test_a_library_that_does_not_come_is_asked_for_again(
    person: Person, page: Page, base: str, tmp_path: Path
) -> None:
    """The sentence says that the network is missing; the next press, with a network, makes the file."""
    page.route("**/exports-libraries.zip*", lambda route: route.abort())
    fill(page, base)
    person.goes_to("plan")
    page.get_by_role("button", name="A calendar file").click()
    expect(page.locator(SAID)).to_contain_text("when you are on the internet")
    page.unroute("**/exports-libraries.zip*")
    assert takes(page, "A calendar file", tmp_path).suffix == ".ics"


def test_python_that_started_the_ordinary_way_makes_files_too(
    person: Person, page: Page, base: str, tmp_path: Path
) -> None:
    """Where the quick start fails, nothing is missing."""
    page.route("**/*.bin*", lambda route: route.abort())
    fill(page, base)
    person.goes_to("plan")
    assert takes(page, "A spreadsheet", tmp_path).suffix == ".xlsx"


def test_files_are_made_without_a_network(visitor: BrowserContext, host: Any, tmp_path: Path) -> None:
    """After one visit, every kind of file can be made with the network off."""
    page = visitor.new_page()
    fill(page, host.base)
    Person(page, host.base).goes_to("plan")
    expect(page.locator("[data-offline=ready]")).to_be_visible(timeout=90_000)
    host.stop()
    page.reload()
    for button in ("A spreadsheet", "A Word document", "A calendar file"):
        takes(page, button, tmp_path)


def test_no_file_is_made_of_nothing(person: Person, page: Page) -> None:
    """Where there is no action, or none with a day, a sentence says so instead of a file."""
    person.goes_to("plan")
    for button, said in (
        ("A calendar file", "nothing to put in a calendar"),
        ("A spreadsheet", "nothing in the plan yet"),
        ("A plain table (CSV)", "nothing in the plan yet"),
    ):
        page.get_by_role("button", name=button).click()
        expect(page.locator(SAID)).to_contain_text(said)


def test_views_side_by_side_are_a_spreadsheet(person: Person, page: Page, tmp_path: Path) -> None:
    """Saved copies are taken in like other files; one row comes out for each person and idea."""
    files = [
        {"name": f"{number}.json", "mimeType": "application/json", "buffer": json.dumps(plain).encode()}
        for number, plain in enumerate(several(3))
    ]
    person.goes_to("perspectives")
    page.locator("[data-gather] input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    sheet = openpyxl.load_workbook(takes(page, "A spreadsheet", tmp_path)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 1 + 3 * 4
    assert {row[0] for row in rows[1:]} == {"Who1", "Who2", "Who3"}
