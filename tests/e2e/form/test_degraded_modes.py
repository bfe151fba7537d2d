"""When something is missing: scripts, Python, room to store, or leave to store at all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from tests.e2e.accessibility.states import forbid_storage
from tests.e2e.person import Person
from tests.e2e.print.test_print import printed, squeezed


def test_pages_read_with_scripts_off(browser: Browser, base: str) -> None:
    """Every word of the tool is there to read, and no control pretends to keep anything."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}ideas/assets/")
    expect(page.get_by_role("heading", name="You’ve got the basics if…")).to_be_visible()
    expect(page.locator("noscript p.ws-note")).to_contain_text("Scripts are switched off in this browser")
    expect(page.locator("noscript p.ws-note")).to_be_visible()
    assert [
        control
        for control in page.locator(".md-content :is(input, textarea, button)").all()
        if control.is_visible()
    ] == []
    page.goto(base)
    expect(page.get_by_role("link", name="Start your reflection")).to_be_visible()
    for folder, first in (("easy", "start"), ("ideas", "assets")):
        page.goto(f"{base}{folder}/")
        page.wait_for_url(f"{base}{folder}/{first}/")
    context.close()


def blocked(page: Page, pattern: str) -> None:
    """Let every request that matches fail, as an office firewall does."""
    page.route(pattern, lambda route: route.abort())


def not_found(page: Page, pattern: str) -> None:
    """Answer every request that matches with a 404 page."""

    def answer(route: Route) -> None:
        route.fulfill(status=404, body="<h1>Not found</h1>", content_type="text/html")

    page.route(pattern, answer)


def lacking(page: Page, name: str) -> None:
    """Let the browser lack something, in its pages and in workers."""
    lack = f"delete globalThis.{name};"
    page.add_init_script(lack)

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=lack + response.text())

    page.route("**/worker-*.js", answer)


@pytest.mark.parametrize(("fault", "what"), [
    *((fault, pattern) for fault in (blocked, not_found)
      for pattern in ("**/runtime/*", "**/*wasm*", "**/worker-*.js", "**/python/*.js")),
    (lacking, "WebAssembly"), (lacking, "Worker"),
])  # fmt: skip
def test_without_python_everything_but_thinking_works(
    person: Person, page: Page, fault: Callable[[Page, str], None], what: str, tmp_path: Path
) -> None:
    """One line says what is missing and that the answers are safe; writing, saving, files and print work."""
    fault(page, what)
    works_without_thinking(person, tmp_path)


def test_under_a_strict_policy_everything_but_thinking_works(
    browser: Browser, base: str, tmp_path: Path
) -> None:
    """A proxy adds a policy that forbids WebAssembly and all scripts that stand in pages."""
    context = browser.new_context(locale="en-GB", service_workers="block")

    def answer(route: Route) -> None:
        response = route.fetch()
        headers = response.headers | {"content-security-policy": "default-src 'self'"}
        route.fulfill(response=response, headers=headers)

    context.route("**", answer)
    works_without_thinking(Person(context.new_page(), base), tmp_path)
    # A page may still be fetching: its answer would come after the end of its context.
    context.unroute_all(behavior="wait")
    context.close()


def works_without_thinking(person: Person, tmp_path: Path) -> None:
    """Write, save, print, plan and bring in where Python cannot be."""
    page = person.page
    person.goes_to("ideas/assets")
    person.writes_evidence("Still here")
    person.adds_ideas("An idea")
    person.will_do(1)
    expect(page.get_by_text("Your answers are safe").first).to_be_visible()
    person.sees_it_saved()
    assert json.loads(person.takes_away().read_text())["ideas"]["assets"]["evidence"] == "Still here"
    paper = squeezed(printed(page, tmp_path))
    assert all(squeezed(text) in paper for text in ("Still here", "An idea"))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for word in ("One", "Two", "Three"):
        person.writes_evidence(f"Still here. {word}")
        person.sees_it_saved()
    assert requests == [], "what failed is not fetched again at every pause in typing"
    person.goes_to("plan")
    expect(page.get_by_label("What?")).to_have_value("An idea")
    expect(page.get_by_text("Your answers are safe")).to_have_count(1)
    expect(page.locator(".ws-paper")).to_contain_text("An idea")
    person.goes_to("reflections")
    person.brings_in({"name": "a.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(page.get_by_role("alert")).to_contain_text("Nothing on this device was changed.")


def test_python_is_tried_again_when_asked(person: Person, page: Page) -> None:
    """After a bad moment on the network, one press brings Python back."""
    blocked(page, "**/runtime/*")
    person.goes_to("ideas/assets")
    retry = page.get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    page.unroute("**/runtime/*")
    retry.click()
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()
    expect(page.get_by_text("Your answers are safe")).to_be_hidden()


def test_a_full_device_is_told_and_nothing_is_lost(person: Person, page: Page) -> None:
    """With no room left, the page says so, keeps the words on the page, and gives them as a file."""
    person.goes_to("ideas/assets")
    person.writes_evidence("Kept before")
    person.sees_it_saved()
    page.evaluate(
        """() => {
        let chunk = "x".repeat(1 << 20);
        for (let n = 0; chunk; n += 1) {
          try { localStorage.setItem("fill" + n, chunk); }
          catch { chunk = chunk.slice(chunk.length / 2 + 1); }
        }
      }"""
    )
    person.writes_evidence("Kept before, and a good deal more. " * 50)
    expect(page.get_by_text("This device is full.")).to_be_visible()
    assert person.stored()["ideas"]["assets"]["evidence"] == "Kept before"
    exported = json.loads(person.takes_away().read_text())
    assert exported["ideas"]["assets"]["evidence"] == "Kept before, and a good deal more. " * 50
    page.evaluate(
        "Object.keys(localStorage).forEach((key) => /^fill/.test(key) && localStorage.removeItem(key))"
    )
    person.chooses_colour("RED")
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["evidence"].startswith("Kept before, and a good")


def test_where_storing_is_forbidden_the_page_still_works(context: BrowserContext, base: str) -> None:
    """A browser that forbids storage gets a plain sentence, and the file still holds everything."""
    # A page that does not fail on script faults: the theme's own script stumbles over forbidden storage.
    page = context.new_page()
    person = Person(page, base)
    forbid_storage(page)
    person.goes_to("ideas/assets")
    person.writes_evidence("Only on this page")
    expect(page.get_by_text("This browser won’t let the site save anything.")).to_be_visible()
    exported = json.loads(person.takes_away().read_text())
    assert exported["ideas"]["assets"]["evidence"] == "Only on this page"
    # Leaving asks first: the words would be gone.
    questions: list[str] = []

    def stay(question: Dialog) -> None:
        questions.append(question.type)
        question.dismiss()

    page.on("dialog", stay)
    # By the keyboard: Python's arrival may move the page between the press of a mouse and its release.
    with page.expect_event("dialog"):
        page.get_by_role("link", name="All four worksheets").press("Enter", no_wait_after=True)
    expect(page.get_by_label("What are people doing or saying")).to_have_value("Only on this page")
    assert questions == ["beforeunload"]


def test_a_damaged_runtime_is_found_out(person: Person, page: Page) -> None:
    """A runtime that arrives broken ends in the same plain line, not in waiting for ever."""
    blocked(page, "**/*.bin*")
    page.route(
        "**/*.wasm*", lambda route: route.fulfill(body=b"\0asm rubbish", content_type="application/wasm")
    )
    person.goes_to("ideas/assets")
    expect(page.get_by_text("Your answers are safe")).to_be_visible()
