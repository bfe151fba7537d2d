"""The whole way: thirty people's files, a shared plan, all kinds of file, a next round; no word is lost."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.e2e.comparison.group import DAMAGED, FORMS, thirty_files
from tests.e2e.comparison.group_shared import (
    DAY,
    DOER,
    HOW,
    NAME,
    OWN,
    OWN_ACTION,
    changes,
    chosen,
    every_voice,
    evidence,
    in_ours,
    in_plan,
    taken_over,
    written,
)
from tests.e2e.comparison.test_compare import SCHEMA, drags, starts_ours
from tests.e2e.export import office
from tests.e2e.export.read_back import (
    Rows,
    csv_rows,
    docx_text,
    events,
    html_rows,
    missing,
    squeezed,
    text_in,
    unmarked,
    xlsx_rows,
)
from tests.e2e.export.test_exports import takes
from tests.e2e.person import IDEAS, Person, brought_elsewhere

# The button for each kind of file on the page of reflections, and which of those of this name it is.
BUTTONS = {
    "html": ("A copy to keep, and to carry on with", 0),
    "json": ("For other programs (JSON)", 0),
    "docx": ("A Word document", 0),
    "plan docx": ("A Word document", 1),
    "xlsx": ("A spreadsheet", 0),
    "ics": ("A calendar file", 0),
    "csv": ("A plain table (CSV)", 0),
}


def drops(page: Page) -> None:
    """Drop the files where files are taken."""
    files = [(one["name"], one["buffer"].decode()) for one in thirty_files()]
    dropped = page.evaluate_handle(
        """(files) => {
        const given = new DataTransfer();
        for (const [name, text] of files) given.items.add(new File([text], name));
        return given;
      }""",
        files,
    )
    page.locator("[data-gather] [data-drop]").dispatch_event("drop", {"dataTransfer": dropped})


def shown(page: Page, idea: str) -> dict[str, list[str]]:
    """What the page shows that people wrote about an idea: by whom, and what."""
    found: list[tuple[str, list[str]]] = page.locator(
        f"[data-ideas] > [data-id={idea}] .ws-view"
    ).evaluate_all(
        """(views) => views.map((view) => [
        view.querySelector("[data-slot=view]").textContent,
        [...view.querySelectorAll("[data-slot=said]")].map(({ textContent }) => textContent),
      ])"""
    )
    return {who: list(map(squeezed, texts)) for who, texts in found}


def takes_over(page: Page, idea: str) -> None:
    """Take pieces over: the first with the mouse, the others by keyboard; then say what the group says."""
    section = page.locator(f"[data-ideas] > [data-id={idea}]")
    ours = section.get_by_role("region", name="Ours")
    first, *others = taken_over(idea)
    section.locator("summary").filter(has_text="What 28 people wrote").press("Enter")
    piece = section.locator(".ws-point-said").filter(has_text=first.word)
    drags(page, piece, ours)
    expect(piece.get_by_role("button")).to_have_text("Remove from ours")
    for one in others:
        button = section.locator(".ws-point-said").filter(has_text=one.word).get_by_role("button")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_text("Remove from ours")
    expect(ours.get_by_role("listitem")).to_have_count(1 + len(others))
    ours.get_by_label("You’ve got the basics").check()
    ours.get_by_label("AMBER").check()
    ours.get_by_label("In your own words").fill(OWN[idea])


def plans(person: Person, idea: str) -> None:
    """Choose two ideas for change that came from people, and say who does what, when and how."""
    person.goes_to(f"ideas/{idea}")
    assert person.ideas() == [text.replace("\r", "\n") for text in changes(idea)]
    for number in (1, 2):
        person.will_do(number)
        day = IDEAS.index(idea) * 2 + number
        person.works_up(number, who=DOER.format(day), when=DAY.format(day), how=HOW.format(day))
    person.sees_it_saved()


def voices_in(rows: Rows) -> dict[tuple[str, str], str]:
    """What people wrote in a table of views, by person and idea."""
    return {(squeezed(row[0]), squeezed(row[2])): squeezed(row[6] + row[7]) for row in rows[1:]}


def plan_is_whole(rows: Rows) -> None:
    """Nothing of the plan is missing in a table of it, and days are days."""
    assert missing(in_plan(), text_in(rows)) == []
    days = [row[3][:10] for row in rows[1:]]
    assert days == [*(f"2031-06-{day:02}" for day in range(1, 9)), ""]


def files_are_whole(taken: Mapping[str, Path]) -> None:
    """Libraries that wrote none of these files find every word in them."""
    assert missing(in_ours(), docx_text(taken["docx"])) == []
    assert missing(in_plan(), docx_text(taken["plan docx"])) == []
    plan_is_whole(xlsx_rows(taken["xlsx"]))
    plan_is_whole(unmarked(csv_rows(taken["csv"])))
    dated = events(taken["ics"])
    assert [event["day"] for event in dated] == [f"2031-06-{day:02}" for day in range(1, 9)]
    for event, one in zip(dated, [one for idea in IDEAS for one in chosen(idea)], strict=True):
        day = int(event["day"][-2:])
        assert squeezed(event["summary"]) == squeezed(one.text)
        assert missing([form.format(day) for form in (DOER, HOW, DAY)], event["description"]) == []


def pasted_is_whole(page: Page) -> None:
    """What is copied has every word, as text for an e-mail and as a table of dates."""
    assert missing(in_ours(), copied(page, "Text for an email", 0, "text/plain")) == []
    assert missing(in_plan(), copied(page, "Text for an email", 1, "text/plain")) == []
    rows = html_rows(copied(page, "Dates to paste", 0, "text/html"))
    dated = [part for part in in_plan() if part != OWN_ACTION]
    assert missing(dated, text_in(unmarked(rows))) == []
    lines = copied(page, "Dates to paste", 0, "text/plain").splitlines()
    assert [squeezed(line) for line in lines] == [squeezed("".join(row)) for row in rows]


def copied(page: Page, button: str, nth: int, kind: str) -> str:
    """What a button puts where it can be pasted from."""
    said = page.locator("[data-export] [data-made] [role=status]").first
    page.get_by_role("button", name=button, exact=True).nth(nth).click()
    expect(said).to_have_text("Copied. Paste it where you want it.")
    text: str = page.evaluate(
        "(kind) => navigator.clipboard.read().then(async ([one]) => (await one.getType(kind)).text())", kind
    )
    return text


def libreoffice_finds_all(views: list[Path], taken: Mapping[str, Path], folder: Path) -> None:
    """Another office program opens all that it can, finds every word and runs nothing."""
    whole, plan = office.opened([taken["docx"], taken["plan docx"]], "txt", folder)
    assert missing(in_ours(), whole.read_text(encoding="utf-8-sig")) == []
    assert missing(in_plan(), plan.read_text(encoding="utf-8-sig")) == []
    all_views, actions = office.opened([views[0], taken["xlsx"]], "csv", folder)
    assert voices_in(csv_rows(all_views)) == every_voice()
    plan_is_whole(csv_rows(actions))
    all_views, actions = office.opened([views[1], taken["csv"]], "xlsx", folder)
    assert voices_in(unmarked(xlsx_rows(all_views))) == every_voice()
    plan_is_whole(unmarked(xlsx_rows(actions)))
    for separator in ";\t":
        for file in office.opened([views[1], taken["csv"]], "xlsx", folder, separator):
            assert xlsx_rows(file)


def command_line_finds_all(data: Path) -> None:
    """The package on an ordinary Python reads the data that the page wrote."""
    jsonschema.validate(json.loads(data.read_text(encoding="utf-8")), SCHEMA)
    command = [sys.executable, "-X", "utf8", "-m", "worksheet_py", "plan", str(data)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout
    assert missing(in_plan(), printed) == []


def copy_is_read_and_brought_back(browser: Browser, base: str, copy: Path, ours: dict[str, Any]) -> None:
    """Anybody reads the saved copy with no scripts and no network; the site takes it in on another device."""
    context = browser.new_context(java_script_enabled=False, offline=True, service_workers="block")
    reader = context.new_page()
    reader.goto(copy.as_uri())
    # The apostrophe before what a spreadsheet would compute is not drawn.
    ((shown,),) = unmarked([[reader.locator("body").inner_text()]])
    assert missing(in_ours(), shown) == []
    context.close()
    assert brought_elsewhere(browser, base, copy) == ours


def next_round_has_all(person: Person, ours: dict[str, Any]) -> None:
    """The plan goes on, the questions are open, and what was said is in reach beside them."""
    page, fresh = person.page, person.stored()
    assert (fresh["series"], fresh["round"]) == (ours["id"], 2)
    for idea in IDEAS:
        answers = fresh["ideas"][idea]
        assert (answers["stage"], answers["rating"], answers["evidence"]) == (None, None, "")
        assert answers["actions"] == ours["ideas"][idea]["actions"]
        person.goes_to(f"ideas/{idea}")
        expect(page.locator("[data-earlier]")).to_be_visible()
        assert missing(evidence(idea), page.locator("[data-slot=evidence-then]").text_content() or "") == []
        assert missing(changes(idea), "\n".join(person.ideas())) == []
    person.goes_to("plan")
    expect(page.locator(".ws-plan-item")).to_have_count(9)
    fields = [field.input_value() for field in page.locator(".ws-plan-item [data-field]").all()]
    assert missing(in_plan(), "\n".join(fields)) == []


@pytest.mark.slow
def test_thirty_voices_become_one_plan_and_no_word_is_lost(
    person: Person, page: Page, browser: Browser, base: str, tmp_path: Path
) -> None:
    """From thirty files, two of them damaged, to a shared plan, to every kind of file, to the next round."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.goes_to("perspectives")
    drops(page)
    expect(page.get_by_text("28 views are here.")).to_be_visible()
    refused = page.get_by_role("region", name="These files could not be used").get_by_role("listitem")
    expect(refused).to_have_count(2)
    for name in DAMAGED.values():
        expect(refused.filter(has_text=name)).to_have_count(1)
    expect(page.locator("[data-people]")).to_contain_text("only counts once")
    expect(page.locator("[data-opening] li").first).to_contain_text("Talk about that first")
    expect(page.locator("[data-ideas] > section").first).to_have_attribute("data-id", "assets")
    for idea in IDEAS:
        assert shown(page, idea) == written(idea)
    assert page.title() != "owned"
    sheet, table = (takes(page, button, tmp_path) for button in ("A spreadsheet", "A plain table (CSV)"))
    assert voices_in(xlsx_rows(sheet)) == voices_in(unmarked(csv_rows(table))) == every_voice()

    starts_ours(page, NAME)
    for idea in IDEAS:
        takes_over(page, idea)
    person.sees_it_saved()
    for idea in IDEAS:
        plans(person, idea)
    person.goes_to("plan")
    page.get_by_role("button", name="Add an action").click()
    page.locator(".ws-plan-item").last.get_by_label("What?").fill(OWN_ACTION)
    person.sees_it_saved()

    person.goes_to("reflections")
    taken = {kind: takes(page, button, tmp_path, nth) for kind, (button, nth) in BUTTONS.items()}
    ours = person.stored()
    assert json.loads(taken["json"].read_text(encoding="utf-8")) == ours
    files_are_whole(taken)
    pasted_is_whole(page)
    command_line_finds_all(taken["json"])
    copy_is_read_and_brought_back(browser, base, taken["html"], ours)

    page.get_by_role("button", name="Start the next round of").click()
    expect(page.locator("[data-next-said]")).to_contain_text("is open. The questions are empty")
    next_round_has_all(person, ours)
    # Last, as it takes a program that not every machine has.
    libreoffice_finds_all([sheet, table], taken, tmp_path)


def test_the_group_takes_every_form_of_text() -> None:
    """The journey takes over at least one text of each form, so that none is followed less far."""
    taken = [one for idea in IDEAS for one in taken_over(idea)]
    assert [form for form in FORMS if not any(one.text == form.format(one.word) for one in taken)] == []
