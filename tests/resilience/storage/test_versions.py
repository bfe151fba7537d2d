"""Storage that an older or a newer version of this site has written."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.e2e.person import Person
from tests.resilience.steps import EVIDENCE, says, without_the_rest

pytestmark = pytest.mark.sampled

SAVED = sorted((ROOT / "tests" / "saved").glob("*.json"))
PUT = """([id, text]) => {
  localStorage.setItem("coproduction:reflection:" + id, text);
  localStorage.setItem("coproduction:current", id);
}"""


def finds_in_storage(person: Person, text: str) -> str:
    """Let the browser hold a text as the open reflection; gives its id."""
    without_the_rest(person.page)
    person.goes_to("words")
    id_ = str(json.loads(text)["id"])
    person.page.evaluate(PUT, [id_, text])
    return id_


@pytest.mark.parametrize("file", SAVED, ids=lambda file: str(file.stem))
def test_what_an_older_version_kept_is_read_and_gone_on_with(person: Person, page: Page, file: Path) -> None:
    """Storage as any version of this site has ever written it opens, shows its words, and is kept on."""
    text = file.read_text(encoding="utf-8")
    finds_in_storage(person, text)
    person.goes_to("ideas/assets")
    evidence = json.loads(text)["ideas"]["assets"]["evidence"]
    expect(page.get_by_label(EVIDENCE)).to_have_value(evidence)
    person.chooses_colour("GREEN")
    person.sees_it_saved()
    after = person.stored()
    assert (after["ideas"]["assets"]["evidence"], after["ideas"]["assets"]["rating"]) == (evidence, "green")


def test_what_a_newer_version_kept_is_left_as_it_is_and_given_as_a_file(person: Person, page: Page) -> None:
    """Storage of a newer version is not read, not touched, named kindly, and there to take away."""
    newer = json.loads(SAVED[0].read_text(encoding="utf-8")) | {"version": 7, "new": {"and": "unheard of"}}
    text = json.dumps(newer, ensure_ascii=False)
    id_ = finds_in_storage(person, text)
    person.goes_to("ideas/assets")
    says(page, "A newer version of this site saved a reflection that this one can’t read.")
    person.writes_evidence("Meanwhile.")
    person.sees_it_saved()
    person.goes_to("reflections")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download what a newer version of this site saved").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == text
    assert page.evaluate("(id) => localStorage.getItem('coproduction:reflection:' + id)", id_) == text
    assert person.stored()["ideas"]["assets"]["evidence"] == "Meanwhile."
