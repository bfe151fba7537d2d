"""Thirty people's files, always the same: each text has a word of its own; many would like to be more."""

import json
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from tests.e2e.comparison.test_compare import GROUPS, STAGES
from tests.e2e.person import IDEAS
from tests.e2e.reflections.test_import_file import file
from tests.unit.factories import Plain, document

RATINGS = ("red", "amber", "green")
# What people write or paste, round a word of their own.
FORMS = (
    "{}", "Zoë, Tomáš and Siân say so: {} – “naïve”, they said",
    "👩🏽‍🌾 {} 🏳️‍🌈 🙈", "אמרו לנו {} בכל יום שלישי", "قالت نور {} كل أسبوع", "谢谢 {} спасибо",
    "=1+1+{}", '=HYPERLINK("http://example.org";"{}")', "+44 20 7946 0000 {}", "-2+3 {}", "@SUM(1;1) {}",
    "\t=1+1 {}", "\r=1+1 {}", "  =1+1 {}", "＝1+1 {}", "mild;=1+1;{}", "one\t=1+1\t{}", "one,=1+1,{}",
    "<script>document.title = 'owned'</script>{}", "<img src=x onerror=\"document.title='owned'\">{}",
    "</script><!-- {} --> &lt;b&gt; &amp;", 'He said "{}", and: C:\\new\\table; 5 < 6, {{name}}',
    "First line of {}\n\n=1+1 is its third", "-\n- a list with {}",
    "long " + "word " * 600 + "{}", "l{}" + "ong" * 900,
)  # fmt: skip
NAMES = {
    3: "Åsa Ødegård", 5: "שרה", 8: "=1+1", 11: "@home", 13: "<b>Mo</b>", 17: "👩🏽‍🌾 Jo", 19: "نور",
    23: "-2+3 Al",
}  # fmt: skip
KINDS = ("evidence", "change", "other")


@frozen
class Said:
    """One text: who of which group wrote it, of which idea, as what, and a word that is nobody else's."""

    who: str
    group: str
    idea: str
    kind: str
    text: str
    word: str


def name(number: int) -> str:
    """The name of a person, from 1; no two are alike."""
    return f"{NAMES.get(number, 'Person')} {number}"


def group(number: int) -> str:
    """The group of a person."""
    return GROUPS[number % 5]


def said(number: int) -> Iterator[Said]:
    """What a person wrote; the forms fall so that what a group takes over has all of them."""
    for idea in IDEAS:
        for kind in KINDS[: 2 + number % 2]:
            word = f"w{number}{idea}{kind}"
            place = number * 14 + IDEAS.index(idea) * 17 + KINDS.index(kind) * 20
            text = FORMS[place % len(FORMS)].format(word)
            yield Said(name(number), group(number), idea, kind, text, word)


def one_person(number: int) -> Plain:
    """The document of a person. About the first idea they differ most."""
    ideas: dict[str, Plain] = {}
    for place, idea in enumerate(IDEAS):
        texts = {one.kind: one.text for one in said(number) if one.idea == idea}
        ideas[idea] = {
            "stage": STAGES[3 * (number % 2) if place == 0 else (number % 2 if place == 1 else 1)],
            "rating": RATINGS[number % 3 if place == 0 else 1],
            "evidence": texts.pop("evidence"),
            "changes": [{"id": f"{number}-{kind}", "text": text} for kind, text in texts.items()],
        }
    return document(
        id=f"reflection-{number}", name=f"Seen by {number}", ideas=ideas,
        focus={"kind": "service", "about": "Bridge Street"},
        perspective={"group": group(number), "who": name(number)},
        created="2031-03-01T10:00:00.000Z", changed=f"2031-03-{number:02}T10:00:00.000Z",
    )  # fmt: skip


# Two of the thirty cannot be read: one broke off, and one is about something else.
DAMAGED = {9: "was cut off.json", 21: "shopping.json"}
READABLE = tuple(number for number in range(1, 31) if number not in DAMAGED)


def thirty_files() -> list[dict[str, Any]]:
    """Thirty people's files, as a browser takes them, and one of them once more under another name."""
    texts = {number: json.dumps(one_person(number), ensure_ascii=number % 2 == 0) for number in range(1, 31)}
    texts[9] = texts[9][: len(texts[9]) // 2]
    texts[21] = json.dumps({"type": "shopping-list", "items": ["tea", "cake"]})
    files = [file(DAMAGED.get(number, f"person {number}.json"), text) for number, text in texts.items()]
    return [*files, file("person 4 (1).json", texts[4])]
