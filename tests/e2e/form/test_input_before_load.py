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
from tests.e2e.print.test_print import printed, squeezed
from tests.resilience.steps import without_the_rest

EVIDENCE = "What are people doing or saying"
CLOSED = "This page did not load properly"
ASSETS = ROOT / "overrides/assets"
# Puts a statement into many places of scripts: at the top of each, before each statement of the functions
# that start a page, at the beginning of each part of a page. It notes that the start came there, and fails if
# its place is asked for. Prints the places.
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
    const step = `reached.push("${name}"); if (failsAt === "${name}") throw new Error("on purpose");`;
    made = `${made.slice(0, place)};${step}${made.slice(place)}`;
    found.push(name);
  }
  writeFileSync(`${folder}/${file}`, made);
}
console.log(JSON.stringify(found));
"""
# Each has a part that the ones before do not have.
PAGES = (
    "ideas/assets",
    "plan",
    "worksheets",
    "reflections",
    "perspectives",
    "rounds",
    "easy/assets",
    "printing",
    "",
)
# What begins only when somebody presses for it.
ON_DEMAND = {"docx_file.js", "shared_reflection.js", "version_list.js"}
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
    # What writes Word files is only fetched for one.
    late = "--external:*/vendor/docx.js"
    command = ["esbuild", str(entry), "--bundle", "--format=esm", "--log-level=error", late]
    return subprocess.run(
        [*command, *options], cwd=entry.parent, capture_output=True, check=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory, site: Path) -> tuple[list[str], str]:
    """The steps of the start, by their places in the code, and the page's script with them."""
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
    (worker,) = site.glob("assets/worksheet/worker-*.js")
    whole = bundle(folder / "assets/worksheet/page.js", f'--define:WORKER_FILE="{worker.name}"')
    return json.loads(done.stdout), f"globalThis.reached = [];{whole}"


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


def starts(page: Page, address: str, script: str, fails_at: str) -> str:
    """Open a page whose start fails at this step; gives how it ended."""
    answer = partial(
        Route.fulfill,
        body=f"globalThis.failsAt = {json.dumps(fails_at)};{script}",
        content_type="text/javascript",
    )
    page.route("**/worksheet/page-*.js", answer)
    page.goto(address)
    expect(page.locator("html:is([data-start=open], [data-start=failed])"), fails_at).to_have_count(1)
    page.unroute("**/worksheet/page-*.js")
    return str(page.locator("html").get_attribute("data-start"))


@pytest.mark.slow
def test_whichever_step_of_the_start_fails_no_field_takes_what_is_not_kept(
    context: BrowserContext, base: str, steps: tuple[list[str], str]
) -> None:
    """Let each module and each step of the start fail in turn, on the first page that gets there.

    The fields are closed, and the page says so and offers to try again.
    """
    page = context.new_page()
    without_the_rest(page)
    found, script = steps
    left = set(found)
    for name in PAGES:
        address = f"{base}{name}/" if name else base
        assert starts(page, address, script, "") == "open", name
        here = [step for step in dict.fromkeys(page.evaluate("reached")) if step in left]
        left.difference_update(here)
        for step in here:
            assert starts(page, address, script, step) == "failed", step
            expect(page.get_by_role("alert").filter(has_text=CLOSED), step).to_be_visible()
            expect(page.get_by_role("button", name="Try again"), step).to_be_visible()
            assert page.evaluate(OPEN_FIELDS) == 0, step
    page.close()
    assert {Path(step).name.partition(":")[0] for step in left} == ON_DEMAND


@pytest.mark.parametrize(
    "script", ["this is no { script", "throw 1", None], ids=["unreadable", "fails", "gone"]
)
def test_where_scripts_fail_pages_are_read_and_blank_sheets_printed(
    context: BrowserContext, base: str, tmp_path: Path, script: str | None
) -> None:
    """As with scripts off, and in browsers that are older than any that we look after."""
    page = context.new_page()

    def answer(route: Route) -> None:
        if script is None:
            route.fulfill(status=404, body="Not found")
        else:
            route.fulfill(body=script, content_type="text/javascript")

    page.route("**/worksheet/page-*.js", answer)
    for name in ("ideas/assets", "plan", "easy/assets", "reflections", "printing"):
        page.goto(f"{base}{name}/")
        expect(page.get_by_role("alert").filter(has_text=CLOSED), name).to_be_visible()
        assert page.evaluate(OPEN_FIELDS) == 0, name
    paper = squeezed(printed(page, tmp_path))
    for words in ("Idea one", "Idea four", "You’re doing REALLY well if…", "Your overall action plan"):
        assert squeezed(words) in paper
    page.goto(f"{base}ideas/assets/")
    expect(page.get_by_role("heading", name="You’ve got the basics if…")).to_be_visible()
    assert squeezed("What is the evidence?") in squeezed(printed(page, tmp_path))
    page.close()


@pytest.mark.parametrize("name", ["coproduction.html", "coproduction-shared.html"])
def test_a_single_file_whose_start_fails_takes_nothing_in(browser: Browser, site: Path, name: str) -> None:
    """The fields are open where it starts, and closed where it does not, with the same words."""
    page = browser.new_page()
    for state in ("open", "failed"):
        page.goto((site / name).as_uri() + "#ideas/assets")
        expect(page.locator(f"html[data-start={state}]")).to_have_count(1)
        assert bool(page.evaluate(OPEN_FIELDS)) == (state == "open")
        page.add_init_script("Intl.DateTimeFormat = null")
        page.goto("about:blank")
    page.go_back()
    expect(page.get_by_role("alert").filter(has_text=CLOSED)).to_be_visible()
    page.close()


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
