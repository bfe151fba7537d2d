"""Files, paper, several views, and what is open to everyone, in every engine."""

import json
import unicodedata
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from tests.cross_browser.page import expect
from tests.cross_browser.person import Person
from tests.e2e.accessibility.axe import AXE
from tests.e2e.accessibility.states import SAVED, site_pages
from tests.e2e.comparison.test_compare import view
from tests.e2e.host import Host
from tests.e2e.person import PUTS

pytestmark = pytest.mark.sampled


def fill(person: Person) -> None:
    """Put the full saved file onto this device as the open reflection."""
    person.goes_to("words")
    person.page.evaluate(PUTS, [SAVED])


def test_word_and_a_spreadsheet_are_made(person: Person) -> None:
    """Python and docx work here too: other programs open the files and find what was written."""
    fill(person)
    person.goes_to("plan")
    word = docx.Document(str(person.takes("A Word document")))
    assert [cell.text for cell in word.tables[0].rows[0].cells][:2] == ["What?", "Who?"]
    sheet = openpyxl.load_workbook(person.takes("A spreadsheet")).active
    assert sheet is not None
    assert any(row[2].value == "end of June 2027" for row in sheet.iter_rows())


def test_the_print_button_gives_paper(person: Person) -> None:
    """A real PDF of this engine: what was written is on it, the menu is not."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Seen at the staff meeting")
    person.sees_it_saved()
    text = " ".join(page.extract_text() for page in PdfReader(person.prints()).pages)
    # Fonts may join letters into one ("ff"), which this takes apart again.
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    assert "Seen at the staff meeting" in text
    assert "Running a session" not in text


def test_three_views_stand_side_by_side(person: Person) -> None:
    """Three files are chosen, and Python says where people differ most."""
    page = person.page
    files = []
    for who, group, stage in (
        ("Asha", "people", "not-yet"),
        ("Tom", "staff", "really-well"),
        ("Jo", "families", "basics"),
    ):
        files.append(person.browser.files.parent / f"{who}.json")
        files[-1].write_text(json.dumps(view(who, group, stage)), encoding="utf-8")
    person.goes_to("perspectives")
    page.get_by_label("Choose files, or drop them here").set_input_files(*files)
    expect(page.get_by_text("3 views are here.")).to_be_visible()
    expect(page.locator("[data-opening] li").first).to_contain_text("Talk about that first")
    expect(page.locator("[data-ideas] > section").first).to_contain_text("Asha has seen it.")


def test_the_next_round_starts(person: Person) -> None:
    """The questions open again, and the plan stays."""
    fill(person)
    person.goes_to("reflections")
    person.page.get_by_role("button", name="Start the next round of").click()
    expect(person.page.locator("[data-next-said]")).to_contain_text("is open. The questions are empty")
    fresh = person.stored()
    assert (fresh["round"], fresh["ideas"]["assets"]["evidence"]) == (2, "")
    assert fresh["ideas"]["assets"]["actions"] == SAVED["ideas"]["assets"]["actions"]


def test_no_page_has_an_accessibility_fault(person: Person, site: Path) -> None:
    """axe-core finds nothing on any page, filled in, by what this engine makes of it."""
    fill(person)
    found = {}
    for name in site_pages(site):
        person.goes_to(name)
        person.page.ask("run", script=AXE, args=[])
        told = "violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])"
        axe = f"axe.run({{ resultTypes: ['violations'] }}).then(({{ violations }}) => {told})"
        if faults := person.page.evaluate(axe):
            found[name] = faults
    assert found == {}


def test_the_single_file_works_from_a_folder(person: Person, host: Host) -> None:
    """Opened from a disk: what is written is kept, and Python answers."""
    file = Person(person.browser, f"{(host.folder / 'coproduction.html').resolve().as_uri()}#")
    file.goes_to("ideas/assets")
    file.page.evaluate("localStorage.clear()")
    file.writes_evidence("Written in the file")
    file.adds_ideas("Ask people")
    file.will_do(1)
    file.works_up(1, when="end of June 2027")
    expect(file.page.get_by_text("We read this as: by 30 June 2027")).to_be_visible()
    file.sees_it_saved()
    file.page.reload()
    expect(file.page.get_by_label("What are people doing or saying")).to_have_value("Written in the file")
