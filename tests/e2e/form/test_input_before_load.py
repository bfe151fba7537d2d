"""A field takes typing only when that will be kept: not before the scripts have come, nor if they fail."""

import json
import shutil
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.conftest import ROOT
from tests.e2e.person import Person
from tests.resilience.steps import without_the_rest

EVIDENCE = "What are people doing or saying"
CLOSED = "This page did not load properly"
ASSETS = ROOT / "overrides/assets"
# Puts a statement that fails, if its place is asked for, into many places of scripts: at the top of each,
# before each statement of the functions that start a page, at the beginning of each part of a page. Prints
# the places.
INSTRUMENT = """
import { parse } from "acorn";
import { simple } from "acorn-walk";
import { readFileSync, writeFileSync } from "node:fs";
const [folder, ...files] = process.argv.slice(1);
const found = [];
for (const file of files) {
  const code = readFileSync(`${folder}/${file}`, "utf8");
  const tree = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  const places = [tree.body.find(({ type }) => type !== "ImportDeclaration")?.start ?? tree.end];
  simple(tree, { Function({ id, body }) {
    const steps = (body.body ?? []).filter(({ type }) => !/Function/.test(type));
    if (/^(start|wire|openStore)$/.test(id?.name)) places.push(...steps.map(({ start }) => start));
    else if (/^(start[A-Z]|rememberPlace$)/.test(id?.name)) places.push(steps[0].start);
  } });
  let made = code;
  for (const place of [...new Set(places)].sort((one, other) => other - one)) {
    const name = `${file}:${place}`;
    const fails = "globalThis.hasFailed = true; throw new Error('on purpose');";
    made = `${made.slice(0, place)};if (globalThis.failsAt === "${name}") { ${fails} }${made.slice(place)}`;
    found.push(name);
  }
  writeFileSync(`${folder}/${file}`, made);
}
console.log(JSON.stringify(found));
"""
# Fields of the page that take typing.
OPEN_FIELDS = """[...document.querySelectorAll(".md-content :is(textarea, input, select):enabled")].filter(
  (field) => field.checkVisibility()).length"""


def goes_early(person: Person, name: str) -> Route:
    """Open a page while its scripts are held back; gives what lets them come."""
    held: list[Route] = []
    person.page.route("**/worksheet/page-*.js", lambda route: held.append(route))  # noqa: PLW0108 - it is given attributes
    with person.page.expect_request("**/worksheet/page-*.js"):
        person.page.goto(f"{person.base}{name}/", wait_until="commit")
    expect(person.page.get_by_label(EVIDENCE)).to_be_visible()
    return held[0]


def test_fields_open_when_what_is_typed_will_be_kept(person: Person) -> None:
    """Before the scripts have come no field takes typing, and the page promises nothing; then both change."""
    scripts = goes_early(person, "ideas/assets")
    page = person.page
    for field in ("textarea", "input[type=radio]", "input[type=checkbox]"):
        expect(page.locator(f".md-content {field}").first).to_be_disabled()
    expect(page.locator("[data-show=saved]")).to_have_text(
        "One moment: getting ready to save what you write."
    )
    scripts.continue_()
    expect(page.get_by_label(EVIDENCE)).to_be_enabled()
    expect(page.locator("[data-show=saved]")).to_have_text("What you write is saved on this device.")
    person.writes_evidence("I waited.")
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["evidence"] == "I waited."


def test_a_word_that_is_missing_stops_nothing(person: Person, base: str) -> None:
    """A page of another version may lack a word that its scripts ask for: what is written is kept even so."""

    def without_the_bar(route: Route) -> None:
        page = route.fetch().text()
        words = page.index('id="worksheet-words">') + len('id="worksheet-words">')
        end = page.index("</script>", words)
        data = json.loads(page[words:end])
        data["words"]["bar"] = {}
        route.fulfill(body=f"{page[:words]}{json.dumps(data)}{page[end:]}", content_type="text/html")

    person.page.route("**/ideas/assets/", without_the_bar)
    person.goes_to("ideas/assets")
    person.writes_evidence("Kept without a word.")
    person.sees_it_saved()
    assert person.stored()["ideas"]["assets"]["evidence"] == "Kept without a word."


def bundle(entry: Path, *options: str) -> str:
    """What esbuild makes of the page's script."""
    command = ["esbuild", str(entry), "--bundle", "--format=esm", "--packages=external", "--log-level=error"]
    return subprocess.run(
        [*command, *options], cwd=entry.parent, capture_output=True, check=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def failing_starts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The page's script, once for each step of its start, failing at that step; by the step's place."""
    folder = tmp_path_factory.mktemp("starts")
    metafile = folder / "metafile.json"
    bundle(ASSETS / "worksheet/page.js", f"--metafile={metafile}", f"--outfile={folder / 'whole.js'}")
    made: dict[str, Any] = json.loads(metafile.read_text())
    shutil.copytree(ASSETS, folder / "assets")
    modules = {(ASSETS / "worksheet" / name).resolve().relative_to(ASSETS) for name in made["inputs"]}
    own = sorted(str(module) for module in modules if "vendor" not in module.parts)
    done = subprocess.run(
        ["node", "--input-type=module", "-e", INSTRUMENT, str(folder / "assets"), *own],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    whole = bundle(folder / "assets/worksheet/page.js")
    return {place: f"globalThis.failsAt = {json.dumps(place)};{whole}" for place in json.loads(done.stdout)}


def test_a_failing_start_says_so_where_the_scripts_that_watch_over_it_are_forbidden(
    browser: Browser, base: str
) -> None:
    """A proxy's policy forbids all scripts in pages; the page's own script closes the fields and says why."""
    context = browser.new_context(locale="en-GB", service_workers="block")
    page = context.new_page()

    def fails(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"Intl.DateTimeFormat = null;{response.text()}")

    def forbids(route: Route) -> None:
        response = route.fetch()
        headers = response.headers | {"content-security-policy": "default-src 'self'"}
        route.fulfill(response=response, headers=headers)

    page.route("**/ideas/assets/", forbids)
    page.route("**/worksheet/page-*.js", fails)
    page.goto(f"{base}ideas/assets/")
    expect(page.get_by_role("alert").filter(has_text=CLOSED)).to_be_visible()
    assert page.evaluate(OPEN_FIELDS) == 0
    page.unroute("**/worksheet/page-*.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_label(EVIDENCE)).to_be_enabled()
    page.unroute_all(behavior="wait")
    context.close()


@pytest.mark.slow
def test_whichever_step_of_the_start_fails_no_field_takes_what_is_not_kept(
    context: BrowserContext, base: str, failing_starts: dict[str, str]
) -> None:
    """Let each module and each step of the start fail in turn.

    Either what is typed is there after a reload, or the fields are closed and the page offers to try again.
    """
    closed = 0
    page = context.new_page()
    without_the_rest(page)
    for step, script in failing_starts.items():
        page.route(
            "**/worksheet/page-*.js", partial(Route.fulfill, body=script, content_type="text/javascript")
        )
        page.goto(f"{base}ideas/assets/")
        expect(page.locator("html:is([data-start=open], [data-start=failed])"), step).to_have_count(1)
        if page.locator("html[data-start=failed]").count():
            closed += 1
            expect(page.get_by_role("alert").filter(has_text=CLOSED), step).to_be_visible()
            expect(page.get_by_role("button", name="Try again"), step).to_be_visible()
            assert page.evaluate(OPEN_FIELDS) == 0, step
        elif page.evaluate("globalThis.hasFailed"):  # pages without that part never get there
            Person(page, base).writes_evidence(step)
            Person(page, base).sees_it_saved()
            page.unroute("**/worksheet/page-*.js")
            page.reload()
            expect(page.get_by_label(EVIDENCE), step).to_have_value(step)
        page.unroute("**/worksheet/page-*.js")
    page.close()
    assert closed > len(failing_starts) / 2, "most steps of the start are needed"


def test_try_again_opens_the_fields(person: Person) -> None:
    """When the scripts come after all, one press is enough, and what was kept before is there."""
    person.goes_to("ideas/assets")
    person.writes_evidence("From before.")
    person.sees_it_saved()
    page: Page = person.page
    page.route("**/worksheet/page-*.js", lambda route: route.abort())
    person.goes_to("ideas/assets")
    expect(page.get_by_role("alert").filter(has_text=CLOSED)).to_be_visible()
    page.unroute("**/worksheet/page-*.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_label(EVIDENCE)).to_have_value("From before.")
    expect(page.get_by_label(EVIDENCE)).to_be_enabled()
