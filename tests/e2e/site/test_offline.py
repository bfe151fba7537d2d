"""After one visit the site works without a network: all of it, Python too, and it says so truthfully."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from overrides.hooks.outputs.service_worker import write_service_worker
from tests.e2e.accessibility.axe import faults
from tests.e2e.chromium import persistent
from tests.e2e.host import FAULTS, HALF, NOT_THERE, ORDINARY, PORTAL, QUICK, Host, differences, spoil
from tests.e2e.person import Person, until
from tests.e2e.print.test_print import printed, squeezed

READY = "Ready to use without the internet."


def line(page: Page) -> Locator:
    """The line that says how far it is."""
    return page.locator("[data-offline] [role=status]")


def visit(context: BrowserContext, host: Host, name: str = "worksheets") -> Person:
    """Visit a page once, until all is kept."""
    person = Person(context.new_page(), host.base)
    person.goes_to(name)
    expect(line(person.page)).to_have_text(READY)
    return person


def network_comes_back(context: BrowserContext) -> None:
    """Let the browser notice that it has a network, as it does by itself when one comes."""
    context.set_offline(True)
    context.set_offline(False)


@pytest.mark.slow
def test_everything_works_on_a_cold_start_without_a_network(
    browser: Browser, host: Host, tmp_path: Path
) -> None:
    """One visit; the network goes, the browser is closed and opened again: reading, filling in, Python, plan,
    files and paper all work. It can be installed, and opens at the list of worksheets."""
    first = persistent(browser, tmp_path / "profile")
    person = visit(first, host)
    assert differences(person.page, host) == []
    assert faults(person.page) == []
    session = first.new_cdp_session(person.page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    start = json.loads(session.send("Page.getAppManifest")["data"])["start_url"]
    first.close()
    host.stop()

    second = persistent(browser, tmp_path / "profile")
    page = second.new_page()
    failed: list[str] = []
    # What a page was still fetching when it was left is not missing.
    second.on("requestfailed", lambda request: failed.append(f"{request.failure} {request.url}"))
    page.goto(host.base + start)
    expect(page.get_by_role("heading", name="Worksheets", level=1)).to_be_visible()
    addresses = page.locator(".md-nav--primary a.md-nav__link[href], .ws-foot a").evaluate_all(
        "a => a.map((one) => one.href)"
    )
    assert len(set(addresses)) >= 15
    for address in sorted(set(addresses)):
        page.goto(address)
        expect(page.locator("h1:visible").first).to_be_visible()
    page.goto(f"{host.base}easy/")
    page.wait_for_url(f"{host.base}easy/start/")

    person = Person(page, host.base)
    person.goes_to("ideas/assets")
    person.chooses_stage("You really haven’t got this")
    person.chooses_colour("GREEN")
    person.writes_evidence("Written in a village hall")
    person.adds_ideas("Ask people")
    person.will_do(1)
    person.works_up(1, who="Asha", when="end of June 2027")
    expect(page.get_by_text("We read this as: by 30 June 2027")).to_be_visible()
    expect(page.locator("[data-talk]")).to_contain_text("GREEN")
    person.sees_it_saved()
    assert squeezed("Written in a village hall") in squeezed(printed(page, tmp_path))
    file = person.takes_away()
    person.goes_to("plan")
    expect(page.get_by_text("by 30 June 2027", exact=True)).to_be_visible()
    person.goes_to("where-we-are")
    expect(page.locator(".ws-so-far")).to_contain_text("You really haven’t got this")
    expect(page.locator("[data-talk]").first).to_contain_text("GREEN")
    person.goes_to("printing")
    assert squeezed("Written in a village hall") in squeezed(printed(page, tmp_path))
    person.goes_to("reflections")
    person.brings_in(file)
    expect(page.get_by_text("You have this already")).to_be_visible()
    expect(line(page)).to_have_text(READY)
    assert [fault for fault in failed if "ERR_ABORTED" not in fault] == []
    second.close()


def test_what_is_damaged_is_found_and_heals(visitor: BrowserContext, host: Host) -> None:
    """Lost and damaged files are found out, told plainly, and fetched again when the network is back."""
    spoil(visit(visitor, host).page, r"privacy/\?|python-glue\.bin", r"printing/\?|python-wasm\.bin")
    host.stop()
    person = Person(visitor.new_page(), host.base)
    person.goes_to("ideas/work")
    person.writes_evidence("Typed meanwhile")
    expect(line(person.page)).to_contain_text("Not all of this site is on this device yet.")
    person.sees_it_saved()
    host.asked.clear()
    host.start()
    network_comes_back(visitor)
    expect(line(person.page)).to_have_text(READY)
    assert differences(person.page, host) == []
    # Python may have tried its ordinary start in the moment when the network came.
    names = {name.partition("?v=")[0] for name in host.asked}
    fetched = {name for name in names if name != "sw.js" and not re.fullmatch(ORDINARY, name)}
    assert fetched == {"privacy/", "printing/", "runtime/python-glue.bin", "runtime/python-wasm.bin"}
    assert person.stored()["ideas"]["work"]["evidence"] == "Typed meanwhile"


def test_a_page_without_its_script_does_not_pretend(visitor: BrowserContext, host: Host) -> None:
    """A damaged script and no network: a plain sentence and no field. With a network the page heals."""
    page = visit(visitor, host).page
    spoil(page, r"worksheet/page-", "^$")
    host.stop()
    page.goto(f"{host.base}ideas/work/")
    told = page.get_by_role("alert").filter(has_text="did not load properly")
    expect(told).to_be_visible()
    expect(page.get_by_label("What are people doing or saying")).to_be_hidden()
    host.start()
    page.reload()
    expect(page.get_by_label("What are people doing or saying")).to_be_visible()
    expect(line(page)).to_have_text(READY)
    assert differences(page, host) == []


# How often the line has said that not all has come.
COUNTS_PARTLY = """addEventListener("DOMContentLoaded", () => {
  globalThis.said = [];
  const line = document.querySelector("[data-offline]");
  new MutationObserver(() => said.push(line.dataset.offline)).observe(line, { attributeFilter: ["data-offline"] });
})"""
# Nothing but the network, or another visit, is there to start it again.
NEVER_RETRIES = "const set = setTimeout; self.setTimeout = (f, ms) => ms < 5000 && set(f, ms)"


# A page that is fetched after the scripts, as the smallest come first.
@pytest.mark.parametrize("part", ["ideas/work/", "python-wasm.bin"])
def test_a_first_visit_that_breaks_off_goes_on_where_it_was(
    visitor: BrowserContext, host: Host, part: str
) -> None:
    """Whatever comes in place of a page or of a part of Python: the page works, and never says that all is there.

    When it comes right, at the next moment with a network or the next visit, only what is missing is fetched.
    """
    host.faulty = part
    person = Person(visitor.new_page(), host.base)
    person.page.add_init_script(f"{NEVER_RETRIES}; {COUNTS_PARTLY}")
    person.goes_to("worksheets")
    for times, host.fault in enumerate(FAULTS, 1):
        if times > 1:
            network_comes_back(visitor)
        until(person.page, f"said.filter((state) => state === 'partly').length === {times}")
        expect(line(person.page)).to_contain_text("Not all of this site is on this device yet.")
        person.page.get_by_label("What do you want to call it?").fill(f"Written while there was {host.fault}")
        person.sees_it_saved()
        assert host.base + part.replace("python", "runtime/python") in differences(person.page, host)
    assert "ready" not in person.page.evaluate("said")
    assert host.script("assets/worksheet/page") in host.asked
    host.faulty = ""
    host.asked.clear()
    if part == "ideas/work/":
        network_comes_back(visitor)
    else:
        person.goes_to("plan")
    expect(line(person.page)).to_have_text(READY)
    assert host.script("assets/worksheet/page") not in host.asked
    assert differences(person.page, host) == []
    assert person.stored()["name"] == f"Written while there was {FAULTS[-1]}"


def test_a_download_that_broke_off_half_way_is_tried_again_by_itself(
    visitor: BrowserContext, host: Host
) -> None:
    """Half a file came, and the browser is told of no change: a little later the rest is there."""
    host.faulty, host.fault = "python-memory.bin", HALF
    person = Person(visitor.new_page(), host.base)
    person.goes_to("ideas/work")
    person.writes_evidence("Typed meanwhile")
    expect(line(person.page)).to_contain_text("Not all of this site is on this device yet.")
    host.faulty = ""
    host.asked.clear()
    expect(line(person.page)).to_have_text(READY)
    assert [name for name in host.asked if name.startswith("assets/")] == []
    assert differences(person.page, host) == []
    assert person.stored()["ideas"]["work"]["evidence"] == "Typed meanwhile"


def test_what_is_kept_is_small_and_its_size_is_told(visitor: BrowserContext, host: Host) -> None:
    """Only what this browser starts with goes over a hall's hotspot, and the line says how much it is."""
    page = visitor.new_page()
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
        const size = document.querySelector("[data-show=offline-size]");
        globalThis.sizes = [];
        new MutationObserver(() => sizes.push(size.textContent)).observe(size, { childList: true });
      })"""
    )
    Person(page, host.base).goes_to("worksheets")
    expect(line(page)).to_have_text(READY)
    expect(page.locator("[data-show=offline-size]")).to_be_hidden()
    done, total = re.fullmatch(r"([\d.]+) of ([\d.]+) MB", page.evaluate("sizes.at(-1)")).groups()  # type: ignore[union-attr]
    assert done == total
    by_version = {name.partition("?v=")[0] for name in host.asked if "?v=" in name}
    assert by_version & set(host.asked) == set(), "nothing is fetched by two addresses"
    kept = sum(page.evaluate(SIZES))
    assert float(total) == pytest.approx(kept / 1e6, abs=0.05)
    # Python 5.1, what writes spreadsheets and the like 1.0, Easy Read with its drawings 1.2 (a sixth
    # of that on the way, packed), letters to choose from 0.2; pages, pictures and scripts the rest.
    assert kept < 10_500_000


SIZES = """async () => {
  const sizes = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      sizes.push((await (await cache.match(request)).arrayBuffer()).byteLength);
    }
  }
  return sizes;
}"""


def make_old(host: Host, name: str) -> None:
    """Let a script find what a browser of 2022 lacks."""
    text = (host.folder / name).read_text(encoding="utf-8")
    host.write(name, f"delete globalThis.DecompressionStream;\n{text}")


@pytest.mark.parametrize("reason", ["old browser", "built without"])
def test_where_python_is_not_restored_the_ordinary_start_is_kept(
    visitor: BrowserContext, host: Host, reason: str
) -> None:
    """A browser that cannot unpack files, or a site without a quick start: the other files are kept, and
    Python answers without a network."""
    if reason == "old browser":
        make_old(host, host.script("assets/worksheet/worker"))
        write_service_worker(host.folder)
        make_old(host, "sw.js")
    else:
        for part in host.folder.glob("runtime/python-*.bin"):
            part.unlink()
        write_service_worker(host.folder)
    page = visitor.new_page()
    person = Person(page, host.base)
    person.goes_to("worksheets")
    expect(line(page)).to_have_text(READY)
    assert differences(page, host, unwanted=QUICK) == []
    host.stop()
    person.goes_to("ideas/assets")
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()


@pytest.mark.parametrize("fault", ["lost", "cut short"])
@pytest.mark.parametrize("part", ["python-memory.bin", "python-wasm.bin"])
def test_python_that_is_not_restored_without_a_network_costs_no_word(
    visitor: BrowserContext, host: Host, part: str, fault: str
) -> None:
    """What is kept of Python is lost or cut short, and no network can help: a plain sentence, and writing,
    saving and files go on. With a network, all heals."""
    page = visit(visitor, host).page
    if fault == "lost":
        spoil(page, "^$", part)
    else:
        shorten(page, part)
    host.stop()
    person = Person(visitor.new_page(), host.base)
    person.goes_to("ideas/work")
    person.writes_evidence("Typed in the hall")
    expect(person.page.get_by_text("Your answers are safe").first).to_be_visible()
    expect(line(person.page)).to_contain_text("Not all of this site is on this device yet.")
    person.sees_it_saved()
    assert json.loads(person.takes_away().read_text())["ideas"]["work"]["evidence"] == "Typed in the hall"
    host.start()
    network_comes_back(visitor)
    expect(line(person.page)).to_have_text(READY)
    assert differences(person.page, host) == []
    person.page.reload()
    expect(person.page.get_by_text("Your answers are safe").first).to_be_hidden()
    expect(person.page.get_by_label("What are people doing or saying")).to_have_value("Typed in the hall")
    expect(person.page.locator("[data-talk] li").first).to_be_visible()


def shorten(page: Page, name: str) -> None:
    """Cut off the end of a file that is kept in the browser."""
    page.evaluate(
        """async (name) => {
        for (const shelf of await caches.keys()) {
          const cache = await caches.open(shelf);
          for (const request of await cache.keys()) {
            if (!request.url.includes(name)) continue;
            const bytes = await (await cache.match(request)).arrayBuffer();
            await cache.put(request, new Response(bytes.slice(0, -20000)));
          }
        }
      }""",
        name,
    )


def test_a_service_worker_that_is_gone_from_the_host_leaves_what_is_kept(
    visitor: BrowserContext, host: Host
) -> None:
    """The host answers 404 for sw.js after the first visit: all goes on, without a network too."""
    person = visit(visitor, host)
    host.faulty = "sw.js"
    host.asked.clear()
    person.page.evaluate("navigator.serviceWorker.ready.then((it) => it.update()).catch(() => {})")
    assert "sw.js" in host.asked
    person.goes_to("ideas/work")
    person.writes_evidence("Still writing")
    person.sees_it_saved()
    expect(line(person.page)).to_have_text(READY)
    host.stop()
    person.page.reload()
    expect(person.page.get_by_label("What are people doing or saying")).to_have_value("Still writing")
    expect(line(person.page)).to_have_text(READY)


@pytest.mark.parametrize("fault", [NOT_THERE, PORTAL])
def test_what_the_network_does_not_give_is_not_laid_on_the_browser(
    visitor: BrowserContext, host: Host, fault: str
) -> None:
    """An error or a portal's page in place of the service worker: the page says so, and goes on by itself."""
    page = visitor.new_page()
    host.faulty, host.fault = "sw.js", fault
    Person(page, host.base).goes_to("worksheets")
    expect(line(page)).to_contain_text("Your internet connection did not give this site what it needs")
    host.faulty = ""
    network_comes_back(visitor)
    expect(line(page)).to_have_text(READY)


@pytest.mark.parametrize("reason", ["old browser", "forbidden", "forbids this one"])
def test_where_nothing_can_be_kept_the_page_says_so(visitor: BrowserContext, host: Host, reason: str) -> None:
    """No service worker in the browser, or allowed: one sentence, and all else works."""
    page = visitor.new_page()
    person = Person(page, host.base)
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    getter = {
        "old browser": "delete Navigator.prototype.serviceWorker",
        "forbidden": """Object.defineProperty(Navigator.prototype, "serviceWorker",
          { get() { throw new DOMException("no", "SecurityError"); } })""",
        "forbids this one": """ServiceWorkerContainer.prototype.register = () =>
          Promise.reject(new DOMException("no", "SecurityError"))""",
    }
    page.add_init_script(getter.get(reason, ""))
    person.goes_to("worksheets")
    expect(line(page)).to_contain_text("This browser can’t hold the site for use without the internet.")
    page.get_by_label("What do you want to call it?").fill("Bridge Street")
    person.sees_it_saved()
    person.goes_to("privacy")
    assert thrown == []


def test_deleting_everything_leaves_nothing_of_the_site(visitor: BrowserContext, host: Host) -> None:
    """Caches and service worker go with the reflections; what other sites on the host keep stays."""
    person = visit(visitor, host)
    page = person.page
    page.evaluate("caches.open('of another site')")
    person.goes_to("reflections")
    page.get_by_role("button", name="Delete everything on this device").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_text("Everything that this site saved on this device is deleted.")).to_be_visible()
    assert page.evaluate("caches.keys()") == ["of another site"]
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.goto(f"{host.base}privacy/")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert page.evaluate("caches.keys()") == ["of another site"]


STYLED = "[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet?.cssRules.length)"


def test_files_have_their_types_whatever_the_host_says(visitor: BrowserContext, host: Host) -> None:
    """A host that knew no types when the site was kept, or an earlier version that kept what it said: pages have
    their look and Python starts, without a network."""
    page = visit(visitor, host).page
    page.evaluate(
        """async () => {
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            const bytes = await (await cache.match(request)).arrayBuffer();
            await cache.put(request, new Response(bytes, { headers: { "Content-Type": "text/plain" } }));
          }
        }
      }"""
    )
    host.stop()
    person = Person(page, host.base)
    person.goes_to("ideas/work")
    person.writes_evidence("In plain letters")
    person.sees_it_saved()
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()
    assert page.evaluate(STYLED)


def test_no_room_is_not_taken_for_no_network(visitor: BrowserContext, host: Host) -> None:
    """Where the device is full, the line says that room is missing; when there is room, it goes on."""
    page = visitor.new_page()
    session = visitor.new_cdp_session(page)
    origin = host.base.removesuffix("/some/folder/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 3_000_000})
    person = Person(page, host.base)
    person.goes_to("ideas/work")
    expect(line(page)).to_contain_text("This device is too full to hold all of this site")
    person.writes_evidence("Typed meanwhile")
    person.sees_it_saved()
    assert faults(page) == []
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    network_comes_back(visitor)
    expect(line(page)).to_have_text(READY)
    assert differences(page, host) == []


@pytest.mark.parametrize("answer", [True, False])
def test_what_the_browser_promised_is_told(person: Person, page: Page, answer: bool) -> None:
    """The browser is asked once, when there is something to keep, and its answer is told as it is."""
    page.add_init_script(
        f"""const storage = Object.getPrototypeOf(navigator.storage);
        const asked = () => Number(sessionStorage.getItem("times"));
        storage.persist = async () => (sessionStorage.setItem("times", asked() + 1), {json.dumps(answer)});
        storage.persisted = async () => asked() > 0 && {json.dumps(answer)};"""
    )
    person.names_it("Bridge Street")
    person.goes_to("ideas/assets")
    assert page.evaluate("sessionStorage.getItem('times')") is None
    person.writes_evidence("Something worth keeping")
    person.sees_it_saved()
    person.chooses_colour("RED")
    person.sees_it_saved()
    person.goes_to("reflections")
    told = "has promised not to delete" if answer else "has not promised to keep"
    expect(page.locator("[data-show=promise]")).to_contain_text(told)
    assert page.evaluate("sessionStorage.getItem('times')") == "1"
