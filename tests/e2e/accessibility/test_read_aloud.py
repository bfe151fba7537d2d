"""Reading aloud: what is read, in which order, with which voice, and how it is stopped.

The voices are a stand-in (voices.js), because a machine that tests has no sound.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from overrides.hooks.outputs.single_file import NAME
from tests.conftest import ROOT
from tests.e2e.person import Person, until

VOICES = (ROOT / "tests/e2e/accessibility/voices.js").read_text(encoding="utf-8")


@pytest.fixture
def listener(person: Person, page: Page) -> Person:
    """Somebody on a device with voices."""
    page.add_init_script(VOICES)
    return person


def spoken(page: Page) -> list[Any]:
    """All that was given to the voice so far."""
    found: list[Any] = page.evaluate("spoken")
    return found


def texts(page: Page) -> list[str]:
    """The texts of it."""
    return [one["text"] for one in spoken(page)]


def begin(page: Page) -> None:
    """Press the button at the top of the page, and wait for the first words."""
    page.get_by_role("button", name="Read aloud").click()
    until(page, "spoken.length === 1")


def test_a_worksheet_is_read_in_order_with_what_was_written(listener: Person, page: Page) -> None:
    """Headings, texts, labels, what is chosen and what was typed; no buttons, no sheets, no hidden text."""
    listener.goes_to("ideas/assets")
    listener.chooses_stage("You’ve got the basics")
    listener.writes_evidence("We meet each week. It works!")
    begin(page)
    page.evaluate("heard(1000)")
    said = texts(page)
    order = [
        "Kathy’s story",
        "I’m Kathy.",
        "What stage do you think you’re at?",
        "You’ve got the basics.",
        "This is chosen.",
        "What is the evidence?",
        "We meet each week.",
        "It works!",
        "Would you score yourself RED, AMBER or GREEN?",
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)
    assert said.count("This is chosen.") == 1
    assert said.count("I’m Kathy.") == 1, "the sheet for paper is not read"
    for silent in ("Read aloud", "Print", "We are here:", "We recognise this", "Save a copy"):
        assert silent not in said
    assert max(map(len, said)) <= 160, "browsers break off what takes long"
    expect(page.get_by_text("That’s the end.")).to_be_visible()


def test_only_a_voice_of_the_device_reads_until_somebody_was_warned(listener: Person, page: Page) -> None:
    """A voice on the internet is neither used nor offered before the tick beside the warning."""
    listener.goes_to("session")
    begin(page)
    assert spoken(page)[0]["voice"] == "Daniel"
    assert spoken(page)[0]["lang"] == "en-GB"
    page.get_by_text("Speed and voice", exact=True).click()
    voice = page.get_by_role("combobox", name="Voice")
    expect(voice.locator("option")).to_have_text(["Daniel", "Sam"])
    expect(page.get_by_text("send the text they read")).to_be_visible()
    page.get_by_label("Show voices on the internet too").check()
    assert {one["voice"] for one in spoken(page)} == {"Daniel"}, "the tick alone chooses nothing"
    voice.select_option("Far away")
    until(page, "spoken.at(-1).voice === 'Far away'")
    expect(page.get_by_text("What it reads leaves this device.")).to_be_visible()
    page.get_by_label("Show voices on the internet too").uncheck()
    until(page, "spoken.at(-1).voice === 'Daniel'")
    assert page.evaluate("localStorage.getItem('coproduction:display')") is None


def test_it_pauses_goes_on_and_stops(listener: Person, page: Page) -> None:
    """Carry on says the broken sentence again; Escape stops; the keyboard is back where it was."""
    listener.goes_to("session")
    begin(page)
    page.evaluate("heard(2)")
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_be_focused()
    page.keyboard.press("Enter")
    until(page, "!isSpeaking()")
    page.get_by_role("button", name="Carry on").press("Enter")
    until(page, "isSpeaking()")
    said = texts(page)
    assert said[-1] == said[-2]
    page.keyboard.press("Escape")
    until(page, "!isSpeaking()")
    expect(page.get_by_role("region", name="Reading aloud")).to_have_count(0)
    expect(page.get_by_role("button", name="Read aloud")).to_be_focused()
    expect(page.locator(".ws-is-read")).to_have_count(0)


def test_pause_stays_in_sight_on_a_phone(listener: Person, page: Page) -> None:
    """The page moves by itself while it is read."""
    page.set_viewport_size({"width": 360, "height": 640})
    listener.goes_to("session")
    largest = "{ displaySpace: 'most', displaySize: 'biggest' }"
    page.evaluate(f"() => Object.assign(document.documentElement.dataset, {largest})")
    begin(page)
    page.evaluate("() => scrollTo(0, 900)")
    expect(page.get_by_role("button", name="Pause")).to_be_in_viewport(ratio=1)


def test_speed_is_kept_and_heard_at_once(listener: Person, page: Page) -> None:
    """Half as fast: the sentence is said again so, and the next page begins so."""
    listener.goes_to("session")
    begin(page)
    assert spoken(page)[0]["rate"] == 1
    page.get_by_text("Speed and voice", exact=True).click()
    page.get_by_role("combobox", name="Speed").select_option("Half as fast")
    until(page, "spoken.at(-1).rate === 0.5")
    listener.goes_to("edition")
    begin(page)
    assert spoken(page)[0]["rate"] == 0.5


def test_a_part_is_read_alone_and_the_next_by_button(listener: Person, page: Page) -> None:
    """The button at a heading reads from it to the next; Next part and Part before go by headings."""
    listener.goes_to("edition")
    page.get_by_role("button", name="Display").click()
    page.get_by_label("A button at each part").check()
    page.get_by_role("button", name="Done").click()
    part = page.get_by_role("button", name=re.compile("^Read aloud.*Who wrote it"))
    part.click()
    until(page, "spoken.length === 1")
    assert texts(page) == ["Who wrote it?"]
    expect(page.locator(".ws-is-read")).to_have_text("Who wrote it?")
    page.evaluate("heard(100)")
    assert texts(page)[-1].startswith("Its four principles come from")
    expect(page.get_by_text("That’s the end.")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    part.click()
    page.get_by_role("button", name="Next part").click()
    until(page, "spoken.at(-1).text === 'Which websites did they name?'")
    page.get_by_role("button", name="Part before").click()
    until(page, "spoken.at(-1).text === 'Who wrote it?'")


def test_leaving_the_page_stops_the_voice(listener: Person, page: Page) -> None:
    """A page that goes says nothing more."""
    listener.goes_to("session")
    begin(page)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("isSpeaking()") is False


@pytest.mark.parametrize(
    ("voices", "told"),
    [
        ('["anna"]', "This device has no voice that can read this page"),
        ('["far"]', "There are some on the internet"),
    ],
)
def test_without_a_voice_the_page_says_so(person: Person, page: Page, voices: str, told: str) -> None:
    """No voice for the page's language: a plain sentence with a way on, and nothing is sent anywhere."""
    page.add_init_script(f"globalThis.onlyVoices = {voices};\n{VOICES}")
    person.goes_to("session")
    page.get_by_role("button", name="Read aloud").click()
    expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
    assert spoken(page) == []
    if "anna" in voices:
        page.get_by_role("link", name="How to get a voice").click()
        expect(page.get_by_role("heading", name="Which voice reads?")).to_be_visible()


def test_nothing_of_it_is_fetched_before_it_is_asked_for(listener: Person, page: Page) -> None:
    """The script that reads comes with the first press."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    listener.goes_to("session")
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    assert not [url for url in asked if "/aloud-" in url or ".woff2" in url]
    begin(page)
    assert [url for url in asked if "/aloud-" in url]


def test_the_single_file_reads_each_screen(page: Page, base: str) -> None:
    """In the single file the screen that is shown is read, and stops when another comes."""
    page.add_init_script(VOICES)
    page.goto(f"{base}{NAME}#edition/")
    begin(page)
    assert texts(page) == ["About this tool"]
    page.evaluate("location.hash = '#words/'")
    until(page, "!isSpeaking()")
    page.get_by_role("button", name="Read aloud").click()
    until(page, "spoken.length === 2")
    assert texts(page)[1] == "The words we use"
