"""What a stranger has put into every field is text and nothing else, on every page and in every file."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, expect

from tests.e2e.accessibility.states import NO_ANSWER
from tests.e2e.person import Person, puts, until
from tests.profile import draw, report
from tests.unit.factories import document
from tests.unit.payloads import FIELDS, RUN, laden, mixed

OF_THE_PLAN = ["what", "who", "when", "how", "own what", "own who", "own when", "own how"]
OF_AN_IDEA = [
    "evidence",
    "change",
    "change not chosen",
    "whose change",
    *OF_THE_PLAN[:4],
    "voice",
    "whose voice",
]
ABOUT = ["about", "who wrote"]
# Page -> what says that all is shown, and the fields whose text stands on it.
PAGES: dict[str, tuple[str, list[str]]] = {
    "worksheets": ("true", ["name", *ABOUT]),
    "ideas/work": (
        "document.querySelector('[data-actions] .ws-read').textContent",
        ["name", *OF_AN_IDEA, "clash", "earlier"],
    ),
    "where-we-are": ("document.querySelector('[data-talk] li')", ["name"]),
    "plan": (
        "[...document.querySelectorAll('.ws-read')].every((line) => line.textContent)",
        ["name", *OF_THE_PLAN],
    ),
    "printing": ("document.querySelector('ul[data-shown]')", ["name", *ABOUT, *OF_AN_IDEA, *OF_THE_PLAN]),
    "reflections": ("document.querySelector('.ws-reflection')", ["name", *ABOUT]),
    "rounds": ("document.querySelector('[data-rounds-said] p, .ws-series, [data-rounds-once] li')", ["name"]),
    "easy/work": (
        "document.querySelector('[data-list] textarea')",
        ["evidence", "change", "change not chosen"],
    ),
    "easy/plan": ("document.querySelectorAll('[data-plan-notes] li').length > 1", OF_THE_PLAN),
    "perspectives": (
        "document.querySelector('[data-views] .ws-point-said')",
        [*ABOUT, "evidence", "change", "change not chosen", "voice"],
    ),
}
# On these pages more comes with Python; when all is there, they tell how far the site is kept on the device.
TOLD = dict.fromkeys(("printing", "reflections", "easy/plan"), "document.querySelector('p[aria-live]')")
ON_PAPER = {"ideas/work": OF_AN_IDEA, "plan": OF_THE_PLAN, "printing": [*ABOUT, *OF_AN_IDEA, *OF_THE_PLAN]}
WATCH = f"globalThis.hasRun = () => console.error('policy: it has run'); // {RUN}"
# How many elements of each kind there are, and which attributes they have.
CENSUS = """() => {
  const kinds = {};
  const attributes = new Set();
  for (const element of document.querySelectorAll("*")) {
    // Of the names of a plan, each is offered once, and a text may hold several.
    const isName = element.matches("[data-view=who] option");
    if (!isName) kinds[element.localName] = (kinds[element.localName] ?? 0) + 1;
    for (const name of element.getAttributeNames()) attributes.add(`${element.localName} ${name}`);
  }
  return [kinds, [...attributes].sort()];
}"""
# Every text on the page and in its fields.
TEXTS = """() => {
  const fields = [...document.querySelectorAll("input, textarea")];
  return [document.body.textContent, ...fields.map(({ value }) => value)].join("\\n");
}"""


def squeezed(text: str) -> str:
    """A text without what pages leave out where it stands in a line: line ends, marks that end a direction
    which nothing began, white space around it; halves of letters as pages give them."""
    return re.sub("[\ud800-\udfff]", "\ufffd", re.sub(r"[\r\n\u2069\u202c\ufeff]+", "", text)).strip()


def text_of(plain: Any, field: str) -> str:
    """What a document says in a field."""
    for step in FIELDS[field]:
        plain = plain[step]
    return squeezed(str(plain))


@pytest.fixture
def stranger(context: BrowserContext, person: Person) -> Iterator[Person]:
    """Somebody who brings strangers' files; nothing in them may run or open a window."""
    context.add_init_script(WATCH)
    opened: list[str] = []

    def note(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    person.page.on("dialog", note)
    yield person
    assert not opened
    assert len(context.pages) == 1


# Its second copy too, or all would come back.
EMPTIED = """() => {
  localStorage.clear();
  sessionStorage.clear();
  const asked = indexedDB.deleteDatabase("coproduction:journal");
  return new Promise((done) => (asked.onsuccess = () => done()));
}"""


def brings(person: Person, plain: dict[str, Any]) -> None:
    """Bring a file in on a device where nothing is, by the page for it."""
    # From a page that shows no reflection, as others ask before they are left with what is nowhere else.
    person.goes_to("words")
    person.page.evaluate(EMPTIED)
    person.goes_to("reflections")
    person.brings_in({"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(plain).encode()})
    person.page.get_by_role("button", name="Bring it back and open it").click()
    expect(person.page.get_by_text("is now on this device, and open")).to_be_visible()


def beside_another(person: Person, plain: dict[str, Any]) -> None:
    """Leave it in this tab as one of two views that are looked at side by side."""
    person.page.evaluate(
        """(views) => sessionStorage.setItem("coproduction:views", JSON.stringify(views))""",
        [
            {"key": key, "name": f"{plain['name']}.json", "text": json.dumps({**plain, "id": key})}
            for key in ("v1", "v2")
        ],
    )


def walk(person: Person, plain: dict[str, Any]) -> dict[str, Any]:
    """What elements there are on each page, its texts being looked at on the way."""
    brings(person, plain)
    beside_another(person, plain)
    found = {}
    for name, (shown, fields) in PAGES.items():
        person.goes_to(name)
        until(person.page, f"{shown} && {TOLD.get(name, 'true')}")
        texts = squeezed(person.page.evaluate(TEXTS))
        missing = [field for field in fields if text_of(plain, field) not in texts]
        assert not missing, f"{name} does not show {missing}"
        found[name] = person.page.evaluate(CENSUS)
    return found


@pytest.fixture(scope="module")
def harmless() -> dict[str, Any]:
    """The elements of each page with harmless texts; filled by the first who looks."""
    return {}


@pytest.mark.sampled
@pytest.mark.xdist_group("hostile")
@pytest.mark.parametrize("turn", range(draw(2, 8)))
def test_no_text_becomes_part_of_a_page(stranger: Person, harmless: dict[str, Any], turn: int) -> None:
    """Every page has the elements that it has for harmless words, shows each text whole, and runs none."""
    if not harmless:
        harmless.update(walk(stranger, laden("some words")))
    found = walk(stranger, mixed(turn))
    for name, (kinds, attributes) in found.items():
        assert kinds == harmless[name][0], name
        assert set(attributes) ^ set(harmless[name][1]) == set(), name
    report("hostile", pages=len(PAGES) + 1)


COUNTS = """for (const name of ["querySelector", "querySelectorAll"]) {
  const ask = Document.prototype[name];
  globalThis.asked = 0;
  Document.prototype[name] = function (...what) {
    globalThis.asked += 1;
    return ask.apply(this, what);
  };
}"""


def test_a_file_with_many_texts_to_choose_from_keeps_no_page_busy(person: Person) -> None:
    """The whole page is looked through about once for each, and not for each way in which it may be shown."""
    person.page.add_init_script(f"{NO_ANSWER}{COUNTS}")
    asked = []
    for many in (0, 200):
        own = [{"id": f"a{n}", "what": "Ours"} for n in range(200)]
        clashes = [{"id": f"k{n}", "path": f"actions.a{n}.what", "text": "Theirs"} for n in range(many)]
        person.goes_to("words")
        puts(person.page, document(id=f"of-{many}", actions=own, clashes=clashes))
        person.goes_to("plan")
        expect(person.page.locator(".ws-clash")).to_have_count(many)
        asked.append(person.page.evaluate("() => globalThis.asked"))
    assert asked[1] - asked[0] < 2 * 200
