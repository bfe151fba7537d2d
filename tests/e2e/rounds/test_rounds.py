"""The same thing looked at again: the next round, what was said last time, and what has changed."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.e2e.accessibility.axe import faults
from tests.e2e.export.read_back import docx_text
from tests.e2e.export.test_exports import takes
from tests.e2e.person import IDEAS, Person, puts, until
from tests.e2e.print.test_print import printed, squeezed
from tests.e2e.reflections.test_import_file import file
from worksheet_py import api

type Document = dict[str, Any]

SAVED: Document = json.loads((ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8"))
STAGES = ("not-yet", "basics", "getting-there", "really-well")
RATINGS = ("red", "amber", "green")
LONG = " ".join(f"seen{number}" for number in range(400))


def next_of(document: Document, id: str, now: str) -> Document:
    """The next round of a document, as Python makes it."""
    payload = {"reflection": document, "id": id, "now": now, "name": f"{document['name']} again"}
    answer = json.loads(api.handle(json.dumps({"id": 1, "action": "next_round", "payload": payload})))
    made: Document = answer["result"]["reflection"]
    return made


def rounds(number: int) -> list[Document]:
    """So many rounds of the saved reflection, half a year apart, each with other answers."""
    made = [deepcopy(SAVED)]
    for step in range(1, number):
        now = f"{2027 + step // 2}-{'04' if step % 2 == 0 else '10'}-10T10:00:00.000Z"
        made.append(next_of(made[-1], f"round-{step + 1}", now))
        for place, idea in enumerate(IDEAS):
            answers = made[-1]["ideas"][idea]
            answers["stage"] = None if (step + place) % 4 == 3 else STAGES[(step + place) % 4]
            answers["rating"] = None if (step + place) % 5 == 2 else RATINGS[(step + place) % 3]
            answers["evidence"] = f"Seen in round {step + 1}" if place else LONG
    return made


def keep(page: Page, base: str, *documents: Document) -> None:
    """Have these on the device, the last one open, in this tab too."""
    page.goto(f"{base}words/")
    puts(page, *documents)


def kept(page: Page) -> dict[str, str]:
    """Every reflection on this device, as the text that is stored."""
    found: dict[str, str] = page.evaluate(
        """Object.fromEntries(Object.entries(localStorage)
          .filter(([key]) => key.startsWith("coproduction:reflection:")))"""
    )
    return found


def test_the_next_round_opens_the_questions_and_keeps_the_plan(person: Person, page: Page, base: str) -> None:
    """One new reflection, however fast somebody presses; the old one is not changed by a single letter."""
    keep(page, base, SAVED)
    before = kept(page)
    person.goes_to("reflections")
    page.get_by_role("button", name="Start the next round of").dblclick()
    said = page.locator("[data-next-said]")
    expect(said).to_contain_text("is open. The questions are empty")
    expect(said).to_contain_text("still to be done")
    expect(page.locator(".ws-reflection")).to_have_count(2)
    after = kept(page)
    assert {key: after[key] for key in before} == before
    fresh = person.stored()
    assert (fresh["series"], fresh["round"]) == (SAVED["id"], 2)
    assert fresh["name"].startswith(f"{SAVED['name']}, round 2 (")
    assets = fresh["ideas"]["assets"]
    assert (assets["stage"], assets["rating"], assets["evidence"]) == (None, None, "")
    assert assets["changes"] == SAVED["ideas"]["assets"]["changes"]
    assert assets["actions"] == SAVED["ideas"]["assets"]["actions"]
    expect(page.locator(".ws-reflection.ws-is-open")).to_contain_text("Round 2")
    expect(page.get_by_role("button", name="Start the next round of")).to_have_count(1)
    expect(page.locator(".ws-reflection.ws-is-open .ws-go-on")).to_be_focused()

    page.get_by_role("button", name="Start the next round of").click()
    expect(page.locator(".ws-reflection.ws-is-open")).to_contain_text("Round 3")
    assert person.stored()["name"].startswith(f"{SAVED['name']}, round 3 ("), "not: round 2, round 3"
    page.locator(".ws-is-open").get_by_role("button", name="Delete").click()
    expect(said).to_be_empty()


def test_what_was_said_last_time_is_in_reach(person: Person, page: Page, base: str, tmp_path: Path) -> None:
    """Beside the questions, on a press, and in a line on paper; in a first round there is nothing of it."""
    keep(page, base, SAVED)
    person.goes_to("ideas/assets")
    expect(page.get_by_text("Last time")).to_have_count(0)
    keep(page, base, SAVED, next_of(SAVED, "second", "2028-04-03T10:00:00.000Z"))
    person.goes_to("ideas/assets")
    expect(page.get_by_text("Last time (April 2027): You’ve got the basics").first).to_be_visible()
    expect(page.get_by_text("Last time (April 2027): AMBER").first).to_be_visible()
    evidence = page.get_by_text("Zoë told us how she got the garden going").first
    expect(evidence).to_be_hidden()
    page.get_by_text("Last time (April 2027)", exact=True).press("Enter")
    expect(evidence).to_be_visible()
    expect(page.get_by_label("What are people doing or saying")).to_have_value("")
    text = printed(page, tmp_path)
    assert squeezed(
        "Last time (April 2027): You’ve got the basics · AMBER · “At the staff meeting"
    ) in squeezed(text)
    person.goes_to("worksheets")
    expect(page.locator("[data-hub-idea=assets]")).to_contain_text("Not started")


def test_a_done_action_looks_done_in_the_next_round(person: Person, page: Page, base: str) -> None:
    """What was done stays done, on the worksheet and in the plan."""
    done = deepcopy(SAVED)
    done["ideas"]["assets"]["actions"][0]["status"] = "done"
    keep(page, base, next_of(done, "second", "2028-04-03T10:00:00.000Z"))
    person.goes_to("ideas/assets")
    expect(page.locator(".ws-action[data-status=done]")).to_have_count(1)
    expect(page.locator(".ws-action").first.get_by_label("How is it going?")).to_have_value("done")


def test_three_rounds_show_what_was_planned_and_what_happened(person: Person, page: Page, base: str) -> None:
    """Each action with its status round by round, and how many are done."""
    three = rounds(3)
    for document, status in zip(three, ("to-do", "doing", "done"), strict=True):
        document["ideas"]["assets"]["actions"][0]["status"] = status
    three[2]["actions"].append(
        {"id": "late", "what": "A new thing <b>now</b>", "who": "Asha", "status": "to-do"}
    )
    keep(page, base, *three)
    person.goes_to("rounds")
    series = page.get_by_role("region", name=SAVED["name"])
    expect(series).to_contain_text("3 rounds: April 2027, October 2027 and April 2028")
    action = series.locator(".ws-happened > li").filter(has_text="join each induction day")
    expect(action.locator("li")).to_have_text(
        ["April 2027: To do", "October 2027: Doing it", "April 2028: Done"]
    )
    late = series.locator(".ws-happened > li").filter(has_text="A new thing <b>now</b>")
    expect(late).to_contain_text("Not linked to one idea · Who: Asha")
    expect(late.locator("li")).to_have_text(["April 2028: To do"])
    expect(series).to_contain_text("actions are done.")


def test_the_table_says_what_the_picture_shows(person: Person, page: Page, base: str) -> None:
    """In each round, the mark has the height of the stage, and the colour’s letter, as in the table."""
    three = rounds(3)
    keep(page, base, *three)
    person.goes_to("rounds")
    expect(page.locator(".ws-timeline")).to_have_count(4)
    shorts = {"": "Not said", "not-yet": "Not yet", "basics": "The basics"}
    shorts |= {"getting-there": "Getting there", "really-well": "REALLY well"}
    for idea in IDEAS:
        part = page.locator(f"[data-series-idea={idea}]")
        seen = part.evaluate(
            """(part) => {
            const middle = (one) => {
              const box = one.getBoundingClientRect();
              return box.top + box.height / 2;
            };
            const labels = [...part.querySelectorAll(".ws-timeline-stages li:not([hidden])")];
            const marks = [...part.querySelectorAll(".ws-timeline-mark")].map((mark) => {
              const near = labels.map((label) => [Math.abs(middle(label) - middle(mark)), label.textContent]);
              near.sort((a, b) => a[0] - b[0]);
              return [near[0][1], mark.querySelector("text").textContent, near[0][0] < 8];
            });
            const rows = [...part.querySelectorAll("tbody > tr:first-child")].map((row) =>
              [...row.cells].map((cell) => cell.textContent.trim()));
            return {marks, rows};
          }"""
        )
        for document, mark, row in zip(three, seen["marks"], seen["rows"], strict=True):
            stage, rating = document["ideas"][idea]["stage"], document["ideas"][idea]["rating"]
            assert mark == [shorts[stage or ""], rating[0].upper() if rating else "–", True]
            assert row[1] == api.tool().label(stage) if stage else "not chosen yet"
            assert row[2] == (rating.upper() if rating else "not chosen yet")


def test_rounds_from_files_stand_beside_those_on_the_device(person: Person, page: Page, base: str) -> None:
    """Several at once; one that cannot be read is named; each can be taken out; nothing is kept."""
    one, two, three = rounds(3)
    keep(page, base, one)
    before = kept(page)
    person.goes_to("rounds")
    expect(page.get_by_text("There is one round so far.")).to_be_visible()
    texts = {"two.json": json.dumps(two), "three.json": json.dumps(three), "notes.json": "Dear all"}
    files = [file(name, text) for name, text in texts.items()]
    page.get_by_label("Choose files").set_input_files(files)  # type: ignore[arg-type]
    expect(page.get_by_text("3 rounds:")).to_be_visible()
    refused = page.get_by_role("listitem").filter(has_text="notes.json")
    expect(refused).to_contain_text("line 1")
    page.get_by_role("button", name="Remove three.json").click()
    expect(page.get_by_text("2 rounds:")).to_be_visible()
    expect(page.get_by_role("button", name="Remove notes.json")).to_be_focused()
    assert kept(page) == before


@pytest.mark.parametrize(
    ("zone", "first", "second", "day"),
    [
        ("Europe/London", "July 2026", "December 2026", "1 July 2026"),
        ("America/New_York", "June 2026", "December 2026", "30 June 2026"),
        ("Pacific/Auckland", "July 2026", "January 2027", "1 July 2026"),
    ],
)
def test_sentence_heading_table_and_file_name_one_day(
    zone: str, first: str, second: str, day: str, browser: Browser, base: str, tmp_path: Path
) -> None:
    """Python and the page read each moment by the clock that the person had then, in summer and in winter."""
    summer, winter = "2026-06-30T23:30:00.000Z", "2026-12-31T23:30:00.000Z"
    one = deepcopy(SAVED) | {"created": summer, "changed": summer}
    two = next_of(one, "second", winter)
    two["ideas"]["assets"]["stage"] = "really-well"
    context = browser.new_context(locale="en-GB", timezone_id=zone, service_workers="block")
    page = context.new_page()
    person = Person(page, base)
    keep(page, base, two, one)
    person.goes_to("rounds")
    series = page.get_by_role("region", name=SAVED["name"])
    expect(series).to_contain_text(f"2 rounds: {first} and {second}")
    part = series.locator("[data-series-idea=assets]")
    expect(part.locator("[data-slot=sentence]")).to_contain_text(
        f"in {first} to “You’re doing REALLY well” in {second}"
    )
    expect(part.locator("tbody th")).to_have_text([f"Round 1: {first}", f"Round 2: {second}"])
    expect(series.locator(".ws-happened > li").first.locator("li")).to_contain_text([first, second])
    person.goes_to("reflections")
    expect(page.locator(".ws-reflection.ws-is-open")).to_contain_text(f"Last changed {day}")
    copy = takes(page, "A copy to keep, and to carry on with", tmp_path).read_text(encoding="utf-8")
    assert re.search(rf"Last changed\s+{day}", re.sub("<[^>]+>", " ", copy))
    keep(page, base, next_of(one, "third", winter))
    person.goes_to("reflections")
    document = docx_text(takes(page, "A Word document", tmp_path))
    assert f"Last time ({day})" in document
    person.goes_to("ideas/assets")
    expect(page.get_by_text(f"Last time ({first})", exact=True)).to_be_visible()
    context.close()


def test_with_no_round_the_page_is_kind(person: Person, page: Page) -> None:
    """Somebody who has written nothing yet is told what will be here."""
    person.goes_to("rounds")
    expect(page.get_by_text("There is nothing to look back on yet.")).to_be_visible()
    expect(page.locator(".ws-series")).to_have_count(0)


def test_twelve_rounds_scroll_in_their_box(person: Person, page: Page, base: str) -> None:
    """The picture moves by keyboard inside its box and begins at the newest; the page itself stays."""
    page.set_viewport_size({"width": 320, "height": 640})
    keep(page, base, *rounds(12))
    person.goes_to("rounds")
    box = page.locator(".ws-timeline-box").first
    expect(box.locator(".ws-timeline-mark")).to_have_count(12)
    expect(box).to_have_attribute("tabindex", "0")
    box.focus()
    at = box.evaluate("(box) => box.scrollLeft")
    assert at > 0
    page.keyboard.press("ArrowLeft")
    until(page, f"document.querySelector('.ws-timeline-box').scrollLeft < {at}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_looking_back_prints_whole(person: Person, page: Page, base: str, tmp_path: Path) -> None:
    """On A4: every round's evidence, also what is folded away on screen, and what came of the plan."""
    keep(page, base, *rounds(3))
    person.goes_to("rounds")
    expect(page.locator(".ws-timeline")).to_have_count(4)
    text = squeezed(printed(page, tmp_path))
    for words in (LONG, "Seen in round 3", "3 rounds:", "join each induction day", "Round 2: October 2027"):
        assert squeezed(words) in text
    for furniture in ("Choose files", "Is one of your rounds in a file"):
        assert squeezed(furniture) not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_looking_back_is_open_to_everyone(browser: Browser, base: str, scheme: Any) -> None:
    """axe-core finds nothing on the page with rounds, nor on a worksheet of a next round."""
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", locale="en-GB", service_workers="block"
    )
    page = context.new_page()
    keep(page, base, *rounds(12))
    found = {}
    for name, there in (
        ("rounds", ".ws-timeline"),
        ("ideas/assets", ".ws-earlier"),
        ("reflections", ".ws-reflection"),
    ):
        Person(page, base).goes_to(name)
        expect(page.locator(there).first).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach((folded) => (folded.open = true))")
        found[name] = faults(page)
    context.close()
    assert found == {"rounds": [], "ideas/assets": [], "reflections": []}


def test_without_python_a_sentence_says_so(person: Person, page: Page, base: str) -> None:
    """Neither page waits for ever; nothing is started and nothing changed."""
    page.route("**/worker-*.js", lambda route: route.abort())
    keep(page, base, SAVED)
    before = kept(page)
    person.goes_to("rounds")
    expect(page.get_by_text("The helper that puts rounds side by side has not started.")).to_be_visible()
    person.goes_to("reflections")
    page.get_by_role("button", name="Start the next round of").click()
    expect(page.get_by_text("so there is no next round yet. Nothing was changed.")).to_be_visible()
    assert kept(page) == before
