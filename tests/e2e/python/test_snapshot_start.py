"""Python is restored from its kept memory; and whatever stands in its way, the ordinary start follows."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.person import Person

PARTS = ("python-glue.bin", "python-wasm.bin", "python-memory.bin")
ORDINARY = "pyodide.mjs"


def name_of(url: str) -> str:
    """The name of a file by its address, without what says which version is wanted."""
    return url.rpartition("/")[2].partition("?")[0]


# Resolves when the page has been drawn and the browser has nothing else to do for it.
DRAWN_AND_IDLE = """() => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(() => requestIdleCallback(done)));
})"""


@pytest.fixture
def runtime(page: Page) -> list[str]:
    """The names of the runtime's files, as they are asked for."""
    asked: list[str] = []
    page.context.on(
        "request",
        lambda request: asked.append(name_of(request.url)) if "/runtime/" in request.url else None,
    )
    return asked


@pytest.fixture
def lines(page: Page) -> list[str]:
    """What the console says about the start of Python."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if "Python" in line.text else None)
    return said


def python_answers(person: Person) -> None:
    """Go to a worksheet and wait until Python has had its say."""
    person.goes_to("ideas/assets")
    expect(person.page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()


def test_python_is_restored_from_its_memory(person: Person, runtime: list[str], lines: list[str]) -> None:
    """Three files make Python, each fetched once; the ordinary ones, the library too, are left alone."""
    python_answers(person)
    assert sorted(runtime) == sorted(PARTS)
    assert lines == []


def test_python_sets_out_when_the_page_is_drawn_and_also_where_nobody_looks(
    person: Person, page: Page, runtime: list[str]
) -> None:
    """Until the page has been drawn nothing of Python is asked for. A tab at the back, which is never drawn,
    has Python all the same."""
    page.add_init_script("globalThis.requestAnimationFrame = () => 0;")
    page.clock.install()
    page.clock.pause_at("2030-01-01T10:00:00")
    person.goes_to("ideas/assets")
    page.clock.run_for(400)
    assert runtime == []
    page.clock.resume()
    expect(page.get_by_text("No questions just now. They come up here as you write.")).to_be_visible()


def test_pages_without_a_worksheet_fetch_no_python(person: Person, runtime: list[str]) -> None:
    """Who only reads fetches nothing of Python, also when the page has been drawn and has time left: that is
    when a worksheet asks for it."""
    person.goes_to("privacy")
    person.page.evaluate(DRAWN_AND_IDLE)
    assert runtime == []


def blocked(route: Route) -> None:
    """No way through, as behind an office firewall."""
    route.abort()


def gone(route: Route) -> None:
    """No such file."""
    route.fulfill(status=404, body="<h1>Not found</h1>", content_type="text/html")


def cut_off(route: Route) -> None:
    """The connection broke in the middle."""
    route.fulfill(body=whole(route)[:-20_000])


def damaged(route: Route) -> None:
    """A few bytes are not what they were."""
    content = bytearray(whole(route))
    content[len(content) // 2 : len(content) // 2 + 8] = b"\0" * 8
    route.fulfill(body=bytes(content))


def whole(route: Route) -> bytes:
    """The file as it is."""
    return route.fetch().body()


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("python-glue.bin", blocked),
        ("python-glue.bin", damaged),
        ("python-wasm.bin", gone),
        ("python-wasm.bin", cut_off),
        ("python-memory.bin", cut_off),
        ("python-memory.bin", damaged),
    ],
)
def test_a_fault_in_the_quick_start_leads_to_the_ordinary_one(
    person: Person,
    page: Page,
    runtime: list[str],
    lines: list[str],
    part: str,
    fault: Callable[[Route], None],
) -> None:
    """The person notices nothing but a longer wait, and the console has one line about it."""
    page.route(f"**/{part}*", fault)
    python_answers(person)
    assert ORDINARY in runtime
    assert len(lines) == 1


def test_parts_of_two_versions_never_meet(
    person: Person, page: Page, site: Path, runtime: list[str], lines: list[str]
) -> None:
    """A memory that belongs to other code, as an old cache may hold it, is not put to use."""
    page.route("**/python-memory.bin*", lambda route: route.fulfill(body=other_version(site)))
    python_answers(person)
    assert ORDINARY in runtime
    assert "two versions" in lines[0]


def other_version(site: Path) -> bytes:
    """The site's memory, packed as a memory for other code."""
    content = bytearray(gzip.decompress((site / "runtime" / "python-memory.bin").read_bytes()))
    content[16:32] = bytes(16)
    return gzip.compress(bytes(content), 1)


def test_an_old_browser_starts_python_the_ordinary_way(
    person: Person, page: Page, runtime: list[str], lines: list[str]
) -> None:
    """A browser that cannot unpack files itself does not have to."""
    old = "delete globalThis.DecompressionStream;\n"

    def answer(route: Route) -> None:
        route.fulfill(body=old + whole(route).decode(), content_type="text/javascript")

    page.route("**/worker-*.js", answer)
    python_answers(person)
    assert ORDINARY in runtime
    assert len(lines) == 1


PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.3 Mobile/15E148 Safari/604.1"
)


def test_a_phone_that_cannot_count_arguments_restores_python_too(browser: Browser, base: str) -> None:
    """iPhones and iPads lack a small function that other browsers have at the end of Python's table."""
    context = browser.new_context(user_agent=PHONE, service_workers="block")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(name_of(request.url)))
    python_answers(Person(page, base))
    assert set(PARTS) <= set(asked)
    assert ORDINARY not in asked
    context.close()


def test_memory_is_not_put_where_functions_stand_elsewhere(
    person: Person, page: Page, runtime: list[str], lines: list[str]
) -> None:
    """Python's memory holds places of functions; a browser that moves them gets the ordinary start."""
    moved = """const { instantiate } = WebAssembly;
      WebAssembly.instantiate = async (module, imports) => {
        if (imports?.env) imports.env.__indirect_function_table.grow(1);
        return instantiate(module, imports);
      };\n"""

    def answer(route: Route) -> None:
        route.fulfill(body=moved + whole(route).decode(), content_type="text/javascript")

    page.route("**/worker-*.js", answer)
    python_answers(person)
    assert ORDINARY in runtime
    assert "elsewhere" in lines[0]
