"""Everything that an earlier version kept on a device is there in this one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT
from tests.e2e.accessibility.states import NO_ANSWER
from tests.e2e.document.test_hostile_text import TEXTS
from tests.e2e.person import IDEAS, Person, until
from tests.upgrade.conftest import Held, leaves, nothing_is_doubted
from tests.upgrade.fill_device import LONG

KEY = "coproduction:reflection:"
SCHEMA = json.loads((ROOT / "worksheet_py/schema/reflection-1.schema.json").read_text(encoding="utf-8"))
# What people wrote, not what was chosen or counted.
WRITTEN = {"name", "about", "who", "evidence", "text", "what", "when", "how"}
STORED = f"""Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith("{KEY}")))"""


def documents(kept: dict[str, str]) -> dict[str, Any]:
    """The reflections among what is kept, by id, each without its seal."""
    found = {}
    for key, text in kept.items():
        if key.startswith(KEY):
            found[key.removeprefix(KEY)] = json.loads(text)
            del found[key.removeprefix(KEY)]["seal"]
    return found


def written(plain: Any) -> Iterator[str]:
    """Every text that people wrote in a part of a reflection."""
    if isinstance(plain, list):
        for part in plain:
            yield from written(part)
    elif isinstance(plain, dict):
        for name, part in plain.items():
            if isinstance(part, str):
                yield from [part] * (name in WRITTEN)
            else:
                yield from written(part)


@pytest.fixture
def before(context: BrowserContext, base: str, left: Held) -> dict[str, Any]:
    """The reflections that the earlier version left on this device, by id."""
    leaves(context, base, left)
    return documents(left["localStorage"])


@pytest.mark.slow
def test_every_word_is_shown_and_kept_as_it_was(
    person: Person, page: Page, before: dict[str, Any], left: Held
) -> None:
    """Each reflection can be opened, and shows all that was written in it. Looking changes nothing."""
    page.add_init_script(NO_ANSWER)
    for plain in before.values():
        person.goes_to("reflections")
        expect(page.locator(".ws-reflection")).to_have_count(len(before))
        page.get_by_role("button", name=f"Open {plain['name']}", exact=True).click()
        expect(page.locator(".ws-reflection.ws-is-open")).to_contain_text(plain["name"])
        seen = ""
        for name in (*(f"ideas/{idea}" for idea in IDEAS), "plan", "worksheets", "reflections"):
            person.goes_to(name)
            expect(page.locator("html[data-start=open]")).to_have_count(1)
            seen += page.evaluate(TEXTS)
        missing = [text for text in written(plain) if text not in seen]
        assert missing == [], plain["name"]
    assert documents(page.evaluate(STORED)) == before
    nothing_is_doubted(page, left)


def test_what_stands_beside_the_reflections_is_there(
    person: Person, page: Page, before: dict[str, Any], left: Held
) -> None:
    """Settings, views side by side, where somebody was, earlier versions, what was damaged or deleted."""
    person.goes_to("worksheets")
    expect(page.locator("html")).to_have_attribute("data-display-size", "biggest")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("link", name="Carry on where you left off").click()
    expect(page).to_have_url(f"{person.base}easy/work/#evidence")
    person.goes_to("perspectives")
    expect(page.get_by_text("2 views are here.")).to_be_visible()
    expect(page.get_by_text("All of us").first).to_be_visible()
    person.goes_to("reflections")
    open_one = page.locator(".ws-reflection.ws-is-open")
    open_one.locator(".ws-versions > summary").click()
    open_one.get_by_text("Look at it").click()
    expect(open_one.locator("dd").filter(has_text=LONG)).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".ws-reflection")).to_have_count(len(before) + 1)
    assert "Deleted, and to be undone." in str(documents(page.evaluate(STORED)))
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("^Download")).first.click()
    (damaged,) = (text for key, text in left["localStorage"].items() if ":damaged:" in key)
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == damaged


def test_the_second_copy_of_the_earlier_version_brings_back_what_was_lost(
    person: Person, page: Page, context: BrowserContext, base: str, left: Held
) -> None:
    """Its entries in IndexedDB are read, and the newer text comes back."""
    name = left["localStorage"]["coproduction:current"]
    before = documents(left["localStorage"])
    del left["localStorage"][KEY + name]
    leaves(context, base, left)
    person.goes_to("ideas/assets")
    until(page, f"localStorage.getItem('{KEY}{name}')")
    expect(page.get_by_label("What are people doing or saying")).to_have_value(
        before[name]["ideas"]["assets"]["evidence"]
    )
    assert documents(page.evaluate(STORED)) == before


def test_people_go_on_where_they_were(person: Person, page: Page, before: dict[str, Any], left: Held) -> None:
    """A new answer is added, all others stay, no other reflection changes, and the file is a good one."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Written in the new version.")
    person.sees_it_saved()
    after = documents(page.evaluate(STORED))
    (changed,) = (name for name in after if after[name] != before[name])
    plain = after[changed]
    assert plain.pop("changed") > before[changed].pop("changed")
    before[changed]["ideas"]["assets"]["evidence"] = "Written in the new version."
    assert plain == before[changed]
    nothing_is_doubted(page, left)
    filed = json.loads(person.takes_away().read_text(encoding="utf-8"))
    jsonschema.validate(filed, SCHEMA)
    assert filed["ideas"] == plain["ideas"]
