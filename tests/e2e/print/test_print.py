"""Printing: real PDFs from the browser, read back as text."""

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.person import IDEAS, Person

LONG = " ".join(f"word{number}" for number in range(3000)) + " the-very-end"


def without_number(text: str) -> str:
    """A page without the number at its foot, which would part a text that goes over pages."""
    return re.sub(r"(?m)^\s*\d+ / \d+\s*$", "", text)


def printed(page: Page, tmp_path: Path) -> str:
    """The text on paper when this page is printed on A4, with spaces folded."""
    target = tmp_path / "print.pdf"
    page.pdf(path=target, format="A4", prefer_css_page_size=True)
    sheets = PdfReader(target).pages
    for sheet in sheets:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842), "A4"
    # Twice: in the order of the file, where the cells of a table are whole, and in the order of the eye.
    text = " ".join(without_number(sheet.extract_text()) for sheet in sheets)
    text += " ".join(without_number(sheet.extract_text(extraction_mode="layout")) for sheet in sheets)
    # Fonts join some letters into one sign; readers see the letters.
    for joined in "ﬀﬁﬂﬃﬄ":
        text = text.replace(joined, unicodedata.normalize("NFKC", joined))
    return re.sub(r"\s+", " ", text)


def squeezed(text: str) -> str:
    """Without any space: where a PDF breaks lines is no matter."""
    return re.sub(r"\s+", "", text)


def test_a_worksheet_prints_whole(person: Person, page: Page, tmp_path: Path) -> None:
    """Nothing typed is missing, however long; nothing of the site around it is printed."""
    person.goes_to("ideas/assets")
    person.chooses_stage("You’ve got the basics")
    person.chooses_colour("AMBER")
    person.writes_evidence(LONG)
    person.adds_ideas("Ask people to help run induction", "x" * 300, "A third idea")
    for number in (1, 2, 3):
        person.will_do(number)
    person.works_up(2, who="Worked up and given up")
    person.works_up(3, what="Reworded and given up")
    for place in (1, 2):
        page.get_by_label("We will do this").nth(place).uncheck()
    person.works_up(1, who="Asha", when="end of June 2027", how="At the forum")
    text = printed(page, tmp_path)
    for words in (
        LONG,
        "x" * 300,
        "Ask people to help run induction",
        "Asha",
        "end of June 2027",
        "At the forum",
        "Worked up and given up",
        "Reworded and given up",
    ):
        assert squeezed(words) in squeezed(text)
    assert "We are here" in text
    for furniture in (
        "Save a copy",
        "Skip to content",
        "Done for now",
        "Table of contents",
        "Search",
    ):
        assert furniture not in text


def test_loose_sheets_can_be_told_apart(person: Person, page: Page, tmp_path: Path) -> None:
    """Each page of the blank worksheets says which idea it is of, and which page of how many."""
    person.goes_to("printing")
    page.locator("[name=filled][value=blank]").check()
    page.pdf(path=tmp_path / "blank.pdf", format="A4", prefer_css_page_size=True)
    sheets = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(tmp_path / "blank.pdf").pages]
    names = ("people as assets", "aluing work", "ive and get", "ocial networks")
    for number, text in enumerate(sheets, 1):
        assert re.search(rf"{number} ?/ ?{len(sheets)}", text), number
        # The last two are where we are, and the plan.
        if number <= len(sheets) - 2:
            assert any(name in text.lower() for name in names), text


def test_a_day_that_has_gone_by_is_marked_on_paper(person: Person, page: Page, tmp_path: Path) -> None:
    """In a word, with the day; an idea without a word in it has no number."""
    person.goes_to("ideas/assets")
    person.adds_ideas("Bake buns", "")
    person.will_do(1)
    person.works_up(1, when="1 May 2026")
    expect(page.get_by_text("This day has gone by.")).to_be_visible()
    text = printed(page, tmp_path)
    assert "1 May 2026: this day has gone by" in text
    assert not re.search(r"2\. +2\. The ones", text)


@pytest.mark.parametrize("thinks", [True, False], ids=["with Python", "without"])
def test_everything_prints_from_one_page(person: Person, page: Page, tmp_path: Path, thinks: bool) -> None:
    """All four worksheets, where we are, and the plan, in one go."""
    person.has_filled_in_everything()
    if not thinks:
        page.route("**/runtime/*", lambda route: route.abort())
    person.goes_to("printing")
    if not thinks:
        expect(page.get_by_text("Your answers are safe")).to_be_visible()
    expect(page.locator("[data-sheet]:visible")).to_have_count(6)
    text = squeezed(printed(page, tmp_path))
    for number, idea in enumerate(IDEAS):
        for words in (
            f"Evidence for {idea}: people say “this works”.",
            f"First idea for {idea}",
            f"Second idea for {idea}",
            f"Person {number}",
            f"{number + 1} May 2027",
        ):
            assert squeezed(words) in text
    assert squeezed("Your overall action plan") in text


@pytest.mark.parametrize(("choice", "there", "not_there"), [
    ("The action plan", "Second idea for work", "Evidence for work"),
    ("One worksheet: Valuing work", "Evidence for work", "Evidence for assets"),
])  # fmt: skip
def test_only_what_was_asked_for_is_printed(
    person: Person, page: Page, tmp_path: Path, choice: str, there: str, not_there: str
) -> None:
    """Only the plan, or only one worksheet."""
    person.has_filled_in_everything()
    person.goes_to("printing")
    page.get_by_label(choice).check()
    text = printed(page, tmp_path)
    assert there in text
    assert not_there not in text
    first = PdfReader(tmp_path / "print.pdf").pages[0].extract_text()
    assert "Co-production" in first, "the first page is not an empty one"


def test_large_print_and_a3_are_chosen_where_one_prints(person: Person, page: Page, tmp_path: Path) -> None:
    """16 and 18 points, with the plan in landscape; larger sheets for a wall; no empty page before them."""
    person.has_filled_in_everything()
    person.goes_to("printing")
    a4, wide, a3 = (595, 842), (842, 595), (842, 1191)
    for letters, points, sheet, plan in (
        ("large print (16", 16, a4, wide),
        ("very large print (18", 18, a4, wide),
        ("A3, for a wall", 15.5, a3, a3),
    ):
        page.get_by_label(letters).check()
        page.pdf(path=tmp_path / "large.pdf", prefer_css_page_size=True)
        sheets = PdfReader(tmp_path / "large.pdf").pages
        sizes = [(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets]
        assert (sizes[0], sizes[-1]) == (sheet, plan)
        assert "Co-production" in sheets[0].extract_text()
        point = page.locator(".ws-sheet-stage li").first
        size = float(point.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)"))
        assert size == pytest.approx(points * 96 / 72, abs=0.1)


FONT_SIZE = "(one) => parseFloat(getComputedStyle(one).fontSize)"


@pytest.mark.parametrize(("size", "points", "letters"), [("bigger", 16, "large"), ("biggest", 18, "largest")])
def test_letters_are_on_paper_as_large_as_they_were_chosen(
    person: Person, page: Page, tmp_path: Path, size: str, points: int, letters: str
) -> None:
    """For the screen: the plan is in landscape from its first page, and headings are larger than words."""
    person.has_filled_in_everything()
    page.evaluate("(chosen) => localStorage.setItem('coproduction:display', chosen)", f'{{"size": "{size}"}}')
    person.goes_to("printing")
    expect(page.locator(f"[name=letters][value={letters}]")).to_be_checked()
    assert page.locator(".ws-sheet").first.evaluate(FONT_SIZE) == pytest.approx(points * 96 / 72, abs=0.1)
    person.goes_to("plan")
    expect(page.locator(".ws-sheet [data-slot=plan]")).to_contain_text("idea for work")
    page.emulate_media(media="print")
    assert page.locator(".ws-sheet").evaluate(FONT_SIZE) == pytest.approx(points * 96 / 72, abs=0.1)
    page.pdf(path=tmp_path / "large.pdf", prefer_css_page_size=True)
    sheets = PdfReader(tmp_path / "large.pdf").pages
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets} == {(842, 595)}
    assert "action plan" in sheets[0].extract_text()
    person.goes_to("session")
    sizes = [page.locator(f".md-content {tag}").first.evaluate(FONT_SIZE) for tag in ("h1", "h2", "p")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == pytest.approx(points * 96 / 72, abs=0.1)


def test_where_we_are_says_on_paper_whose_it_is(person: Person, page: Page, tmp_path: Path) -> None:
    """Its name and day, and no table runs over the edge of the paper."""
    person.has_filled_in_everything()
    name, changed = person.stored()["name"], person.stored()["changed"]
    person.goes_to("where-we-are")
    text = printed(page, tmp_path)
    assert f"Reflection {name}" in text
    assert f"Date {int(changed[8:10])} " in text
    person.goes_to("plan")
    page.emulate_media(media="print")
    edge = (
        "(one) => one.closest('.ws-sheet').getBoundingClientRect().right - one.getBoundingClientRect().right"
    )
    assert page.locator(".ws-sheet-table").evaluate(edge) >= 1


def test_the_plan_page_prints_the_plan(person: Person, page: Page, tmp_path: Path) -> None:
    """Ctrl+P on the plan gives the plan as a table."""
    person.has_filled_in_everything()
    person.goes_to("plan")
    expect(page.get_by_text("by 1 May 2027", exact=True)).to_be_visible()
    text = printed(page, tmp_path)
    for words in ("Who?", "What?", "When?", "Person 3", "Second idea for networks"):
        assert words in text
    assert text.index("1 May 2027") < text.index("4 May 2027")


def test_the_button_opens_the_browsers_own_print_window(person: Person, page: Page) -> None:
    """The button and Ctrl+P do the same."""
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    for name in ("ideas/assets", "plan", "printing", "where-we-are"):
        person.goes_to(name)
        page.get_by_role("button", name="Print", exact=True).first.click()
        assert page.evaluate("window.printed") == 1


@pytest.mark.parametrize(
    "browser_has",
    [
        "window.print = undefined",
        "window.print = () => { throw new Error('no'); }",
        "window.print = () => {}",
    ],
    ids=["none", "one that throws", "one that does nothing"],
)
def test_the_button_says_where_printing_is_missing(person: Person, page: Page, browser_has: str) -> None:
    """On every page with the button."""
    page.add_init_script(browser_has)
    for name in ("ideas/assets", "plan", "printing", "where-we-are", "easy/assets"):
        person.goes_to(name)
        page.locator("[data-do=print]").last.evaluate("(button) => button.click()")
        expect(page.get_by_text("Has no print window opened?")).to_be_visible()


def test_a_browser_that_prints_is_not_doubted(person: Person, page: Page) -> None:
    """Nothing is said where the window opens."""
    page.clock.install()
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    person.goes_to("plan")
    page.get_by_role("button", name="Print", exact=True).first.click()
    page.clock.fast_forward(5000)
    expect(page.get_by_text("Has no print window opened?")).to_have_count(0)


def test_blank_sheets_hold_nothing_that_was_typed(person: Person, page: Page, tmp_path: Path) -> None:
    """The same sheets blank, with room to write, even when everything is filled in."""
    person.has_filled_in_everything()
    person.goes_to("printing")
    page.get_by_label("Blank, to fill in with a pen").check()
    text = printed(page, tmp_path)
    assert "Evidence for" not in text
    assert "Person 0" not in text
    assert "My reflection" not in text
    assert "We are here" not in text
    expect(page.locator("[data-sheet=assets] [data-slot=evidence] .ws-line")).to_have_count(9)
    expect(page.locator("[data-sheet=plan] .ws-blank-row")).to_have_count(12)
    page.get_by_label("With what we wrote").check()
    assert squeezed("Evidence for assets") in squeezed(printed(page, tmp_path))


def test_blank_sheets_print_with_scripts_off(browser: Browser, base: str, tmp_path: Path) -> None:
    """No scripts: the sheets come out blank, with every stage and descriptor to choose from."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{base}printing/")
    text = printed(page, tmp_path)
    for words in (
        "Idea one",
        "Idea four",
        "You’re doing REALLY well if…",
        "Your overall action plan",
        "RED",
        "Who?",
    ):
        assert words in text
    page.goto(f"{base}ideas/assets/")
    assert "What is the evidence?" in printed(page, tmp_path)
    context.close()


def test_the_chosen_colour_shows_in_black_and_white(person: Person, page: Page) -> None:
    """On paper the chosen colour is marked by its box, and each has its word: coloured ink is not needed."""
    person.goes_to("ideas/assets")
    person.chooses_colour("GREEN")
    page.emulate_media(media="print")
    marks = page.locator("[data-sheet=assets] .ws-sheet-ratings .ws-box")
    contents = [
        mark.evaluate("e => getComputedStyle(e, '::before').content + getComputedStyle(e, '::after').content")
        for mark in marks.all()
    ]
    assert contents[0] == contents[1] != contents[2]
    expect(page.locator("[data-sheet=assets] .ws-sheet-ratings")).to_contain_text("GREEN")


def test_guidance_pages_print_without_the_site_around_them(
    person: Person, page: Page, tmp_path: Path
) -> None:
    """A page to read prints as its text."""
    person.goes_to("words")
    text = printed(page, tmp_path)
    assert "families" in text
    assert "Running a session" not in text
