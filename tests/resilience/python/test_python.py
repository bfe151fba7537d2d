"""Python, the part that thinks, is killed, breaks or does not come: nothing that was written waits for it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.person import Person
from tests.profile import report
from tests.resilience.steps import WRITTEN, is_safe, says, steps

pytestmark = pytest.mark.sampled

# As the build writes it: it numbers names that are there twice.
ASKED = re.compile(r"const callPython\d* = \(\) => JSON\.parse\(handle\(request\)\);")
SAFE = "Your answers are safe"
# What becomes of a request, while the page has told the worker's script so by its name.
FAULTS = {
    "Python breaks": 'throw new RangeError("Maximum call stack size exceeded");',
    "Python raises": 'return { id: JSON.parse(request).id, error: { code: "internal", message: "" } };',
    "the worker is killed": "close(); return new Promise(() => {});",
}


def with_fault(page: Page, fault: str, site: Path) -> None:
    """Let the worker meet a fault at the request in which the last text is there, and never again."""
    worker = next(site.glob("assets/worksheet/worker-*.js")).read_text(encoding="utf-8")
    (asked,) = (found.group() for found in ASKED.finditer(worker))
    once = f"""
    if (request.includes("{WRITTEN[-1]}") && !globalThis.failed) {{
      globalThis.failed = true;
      {fault}
    }}
    {asked}"""
    served = {"count": 0}

    def answer(route: Route) -> None:
        served["count"] += 1
        body = worker.replace(asked, once) if served["count"] == 1 else worker
        route.fulfill(body=body, content_type="text/javascript")

    page.route("**/worker-*.js", answer)


@pytest.mark.parametrize("fault", FAULTS)
def test_python_fails_in_the_middle_of_a_request(person: Person, page: Page, site: Path, fault: str) -> None:
    """Python breaks, raises or ends without a word while it is asked: a sentence says that the answers are
    safe, they are, and one press brings Python back."""
    with_fault(page, FAULTS[fault], site)
    # Half a minute without an answer, twice, is long for a test.
    page.clock.install()
    person.goes_to("ideas/assets")
    expect(page.locator("[data-engine]").first).to_be_hidden()
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()
    for step in steps(person):
        step()
        page.clock.run_for(1000)
    for _ in range(7):
        page.clock.run_for(10_000)
    says(page, SAFE)
    person.sees_it_saved()
    is_safe(person, *WRITTEN)
    page.get_by_role("button", name="Try again").click()
    page.clock.run_for(1000)
    expect(page.locator("[data-engine]").first).to_be_hidden()
    person.chooses_stage("You really haven’t got this")
    person.chooses_colour("GREEN")
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_hidden()
    report("faults", python=len(FAULTS) + 1)


def test_wasm_is_blocked(person: Person, page: Page) -> None:
    """An office that lets no .wasm pass: a sentence says that the answers are safe, and they are."""
    page.route("**/*wasm*", lambda route: route.abort())
    page.add_init_script("delete WebAssembly.instantiateStreaming")
    person.goes_to("ideas/assets")
    for step in steps(person):
        step()
    says(page, SAFE)
    person.sees_it_saved()
    is_safe(person, *WRITTEN)
