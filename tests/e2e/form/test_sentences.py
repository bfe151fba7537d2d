"""Words follow the answers: no sentence on a page says what is not so.

A sentence that tells what somebody has said, chosen, written or kept stands in `TRUE_WHEN`, with the answers
for which it is true. Whatever else sounds like one (`TELLS`) fails the test until it stands in a list.
"""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.e2e.accessibility.states import SHOWN, address, somebody
from tests.e2e.person import IDEAS, Person, puts, until

SAVED = json.loads((ROOT / "tests/saved/reflection-1.json").read_text(encoding="utf-8"))
WHOLE: dict[str, Any] = {
    "stage": "basics",
    "evidence": "Flowers, every Friday.",
    "recognised": ["know-a-bit"],
    "rating": "amber",
    "changes": [
        {"id": "c1", "text": "A garden", "chosen": True},
        {"id": "c2", "text": "A choir", "chosen": False},
    ],
    "actions": [
        {
            "id": "a1",
            "change": "c1",
            "what": "",
            "who": "Zoë",
            "when": "30 June 2027",
            "written": "2026-11-22",
        }
        | {"how": "", "status": "to-do"}
    ],
    "done": True,
}
# What was answered, for each idea.
ANSWERS: dict[str, dict[str, dict[str, Any]]] = {
    "nothing": {},
    "one": {"assets": {"stage": "basics", "evidence": "Flowers, every Friday."}},
    "some": {
        "assets": WHOLE,
        "work": {"rating": "red"},
        "networks": {"changes": [{"id": "c3", "text": "A walk", "chosen": False}]},
    },
    "all": dict.fromkeys(IDEAS, WHOLE),
}
# The pages whose words can follow answers; of the four ideas the first and one of which little is answered.
PAGES = [
    "", "worksheets", "ideas/assets", "ideas/networks", "where-we-are", "plan", "rounds", "printing",
    "reflections", "easy/assets", "easy/networks", "easy/where", "easy/plan",
]  # fmt: skip
SHARED = ["worksheets", "ideas/assets", "where-we-are", "plan", "rounds", "printing", "reflections"]


@frozen
class Said:
    """What somebody has answered, as far as a page tells of it, and whether this device keeps it."""

    ideas: list[dict[str, Any]]
    kept: bool

    def any(self, test: Callable[[dict[str, Any]], Any]) -> bool:
        """Whether it is so for one of the ideas that the page is about."""
        return any(test(idea) for idea in self.ideas)


def chosen(idea: dict[str, Any]) -> bool:
    """Whether an idea for change was chosen."""
    return any(change["chosen"] for change in idea.get("changes", []))


# A pattern for a sentence that tells of answers -> whether it is true.
TRUE_WHEN: dict[str, Callable[[Said], bool]] = {
    r"^Carry on with .+|^Open now:": lambda said: said.any(bool),
    r"\b[1-4] of 4 done": lambda said: said.any(lambda idea: idea.get("done")),
    r"^[Yy]ou chose(:| “You’ve got the basics”)": lambda said: said.any(lambda idea: idea.get("stage")),
    r"^You’ve got the basics ·|\bYou’ve got the basics\tAMBER": lambda said: said.any(
        lambda idea: idea.get("stage") == "basics"
    ),
    r"\bNo stage chosen yet|stage you think you’re at\.$": lambda said: said.any(
        lambda idea: not idea.get("stage")
    ),
    r"\tnot chosen yet|^not chosen yet|No colour yet": lambda said: said.any(
        lambda idea: not idea.get("stage") or not idea.get("rating")
    ),
    r"^Not started": lambda said: said.any(lambda idea: not idea),
    r"\bevidence written": lambda said: said.any(lambda idea: idea.get("evidence")),
    r"\bideas? for change ·": lambda said: said.any(lambda idea: idea.get("changes")),
    r"\bOne chosen\.|· 1 chosen": lambda said: said.any(chosen),
    r"^Nothing chosen yet|^You have not chosen an idea yet|haven’t chosen any yet": lambda said: said.any(
        lambda idea: not chosen(idea)
    ),
    r"^You have no ideas here yet": lambda said: said.any(lambda idea: not idea.get("changes")),
    r"\b[Yy]ou said (RED|AMBER|GREEN)|Which stage did you have in mind": lambda said: said.any(
        lambda idea: idea.get("rating") and not idea.get("stage")
    ),
    r"^You chose AMBER for every idea": lambda said: all(idea.get("rating") for idea in said.ideas),
    r"^You have not (chosen one|said) yet": lambda said: said.any(lambda idea: not idea.get("rating")),
    r"nothing is written yet": lambda said: said.any(lambda idea: not idea),
    r"^What you recognised": lambda said: said.any(lambda idea: idea.get("recognised")),
    r"^Fold away what is done": lambda said: said.any(lambda idea: idea.get("actions")),
    r"^Nothing is in the plan yet|nothing in your action plan yet": lambda said: (
        not said.any(lambda idea: idea.get("actions"))
    ),
    r"is (saved|kept) on this device\.|^Saved on this device|^This browser is the only place": (
        lambda said: said.kept
    ),
    r"^On this page at|^Gone when you close this page": lambda said: not said.kept,
    r"^If you saved a copy, bring it back": lambda said: not said.any(bool),
    r"^(Only|There is) one round so far": lambda said: said.any(bool),
}
# What is said about what people may have answered, and supposes nothing.
SUPPOSES_NOTHING = (
    r"^Ask this about everything that you chose|^For each change that you chose, ask",
    r"^Bring together here everything you chose",
    r"you can see what you (have )?said|^You can see what you have said so far",
    r"^Once you’ve got good evidence",
    r"(file|copy) with everything you wrote|^If you wrote nothing|^Or print what you have written",
    r"(hold|save) what you wrote|^With what we wrote|^What you write is on this page",
    r"Three or six months after you made your plan",
    r"^All your saved reflections are on that page|^A reflection is everything that you wrote",
    r"^What we looked at|^You can already write|^Every action that has a day and is not done yet",
    r"rounds in “Your reflections” are already here|made it part of everybody’s job",
    r"^We added |^We have finished this idea for now|^Some do not work yet",
)
TELLS = re.compile(
    r"\b([Yy]ou|[Ww]e)(’ve| have| had)?( not)? (chose|chosen|said|wrote|written|looked|rated|listed|kept|"
    r"saved|named|added|ticked|finished|recognised|done|begun|began|started|made)\b"
    r"|\bso far\b|\bnot \w+ yet\b|\b[Ww]ell done\b|\balready\b|\bon this device\.$"
)
# The tool's own words, which are about services and not about the person who reads.
READING = ".ws-stage, .ws-story, .ws-easy-again"
SEEN = """([reading]) => {
  const content = document.querySelector(".md-content") ?? document.body;
  const screens = content.querySelectorAll("[data-screen]");
  for (const { style } of screens) style.setProperty("display", "block", "important");
  for (const one of content.querySelectorAll("details")) one.open = true;
  for (const one of content.querySelectorAll(reading)) one.hidden = true;
  return content.innerText;
}"""


def document(answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A saved reflection with these answers."""
    empty = {**copy.deepcopy(SAVED), "name": "Bridge Street", "actions": []}
    return {**empty, "ideas": {idea: answers.get(idea, {}) for idea in IDEAS}}


def untrue(page: Page, name: str, answers: dict[str, dict[str, Any]], *, kept: bool) -> list[str]:
    """The sentences on the page that are not so, or of which nobody has said when they are."""
    idea = name.rpartition("/")[2]
    said = Said([answers.get(one, {}) for one in ([idea] if idea in IDEAS else IDEAS)], kept)
    text: str = page.evaluate(SEEN, [READING])
    found = []
    for sentence in re.split(r"\n+|(?<=[.!?:])\s+", text):
        rules = [true for pattern, true in TRUE_WHEN.items() if re.search(pattern, sentence)]
        known = rules or any(re.search(pattern, sentence) for pattern in SUPPOSES_NOTHING)
        if not all(true(said) for true in rules) or (TELLS.search(sentence) and not known):
            found.append(f"{name}: {sentence}")
    return found


@pytest.mark.parametrize("which", ANSWERS)
def test_no_page_tells_of_answers_that_nobody_has_given(browser: Browser, base: str, which: str) -> None:
    """Nothing answered, one question, some ideas, all of them: each sentence about answers is true, in both
    editions."""
    found: list[str] = []
    with somebody(browser) as page:
        if ANSWERS[which]:
            page.goto(f"{base}words/")
            puts(page, document(ANSWERS[which]))
        for name in PAGES:
            page.goto(address(base, name))
            if page.locator("[data-engine]").count():
                expect(page.locator(f"{SHOWN}, [data-perspectives]").first).to_be_attached()
            found += untrue(page, name, ANSWERS[which], kept=True)
    assert not found, "\n".join(sorted(set(found)))


@pytest.mark.parametrize("folder", ["site", "file"])
def test_no_screen_of_the_single_page_tells_of_answers_that_nobody_has_given(
    browser: Browser, base: str, site: Path, folder: str
) -> None:
    """The page that keeps nothing, and the single file opened from a folder: before and after one answer."""
    kept = folder == "file"
    start = (site / "coproduction.html").as_uri() if kept else f"{base}coproduction-shared.html"
    found: list[str] = []
    with somebody(browser) as page:
        page.on("dialog", lambda question: question.accept())
        page.goto(start)
        person = Person(page, f"{start}#")
        for answers in ({}, {"assets": {"stage": "basics"}}):
            if answers:
                person.goes_to("ideas/assets")
                person.chooses_stage("You’ve got the basics")
            for name in SHARED:
                person.goes_to(name)
                until(page, f"document.title && location.hash === {json.dumps(f'#{name}/')}")
                found += untrue(page, name, answers, kept=kept)
    assert not found, "\n".join(sorted(set(found)))
