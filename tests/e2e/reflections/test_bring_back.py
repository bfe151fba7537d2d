"""What people bring back, as editors, mail programs and archives have left it."""

import base64
import io
import json
import quopri
import zipfile
from email.message import EmailMessage
from functools import cache
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessibility.states import SAVED
from tests.e2e.person import Person
from worksheet_py.api import handle

NAME = SAVED["name"]
DATA = json.dumps(SAVED, ensure_ascii=False, indent=2)


@cache
def copy() -> str:
    """The full saved file as a saved copy."""
    payload = {
        "reflection": SAVED, "name": NAME, "format": "html", "what": "reflection",
        "today": "2027-05-01", "now": "2027-05-01T10:00:00+01:00",
    }  # fmt: skip
    text: str = json.loads(handle(json.dumps({"id": 1, "action": "export", "payload": payload})))["result"][
        "text"
    ]
    return text


def zipped(*files: tuple[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return held.getvalue()


def mail(encoding: str) -> bytes:
    """A message with the saved copy attached."""
    message = EmailMessage()
    message["Subject"] = "Our reflection"
    message.set_content("Dear all,\nhere it is: 1 < 2.\n")
    message.add_attachment(
        copy().encode(), maintype="text", subtype="html", filename="ours.html", cte=encoding
    )
    return message.as_bytes()


def mhtml() -> bytes:
    """The saved copy as a page with its parts in one file."""
    body = quopri.encodestring(copy().encode()).decode()
    kind = 'multipart/related;\r\n\ttype="text/html"; boundary="--x--"'
    head = f"MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return f"{head}----x--\r\n{part}{body}\r\n----x----\r\n".encode()


def escaped() -> str:
    """The data with its quotation marks written as entities."""
    before, rest = copy().split('id="coproduction-reflection">')
    data, after = rest.split("</script>", 1)
    entities = data.replace("&", "&amp;").replace('"', "&quot;")
    return f'{before}id="coproduction-reflection">{entities}</script>{after}'


def as_windows(text: str) -> bytes:
    """Saved by Notepad as "ANSI": what that alphabet has not becomes a question mark."""
    return text.encode("cp1252", errors="replace")


READ: dict[str, Any] = {
    "data.json": lambda: DATA,
    "packed.zip": lambda: zipped(("ours/copy.html", copy())),
    "stored.zip": lambda: zipped(("copy.html", copy()), method=zipfile.ZIP_STORED),
    "mac.zip": lambda: zipped(("copy.html", copy()), ("__MACOSX/._copy.html", "\0\0")),
    "zip-named.html": lambda: zipped(("copy.html", copy())),
    "utf-16-le.html": lambda: copy().encode("utf-16"),
    "utf-16-be.html": lambda: b"\xfe\xff" + copy().encode("utf-16-be"),
    "utf-16-no-mark.json": lambda: json.dumps(SAVED).encode("utf-16-le"),
    "windows.html": lambda: as_windows(copy()),
    "windows.json": lambda: as_windows(json.dumps(SAVED)),
    "bare-quoted.html": lambda: quopri.encodestring(copy().encode()),
    "bare-base64.html": lambda: base64.encodebytes(copy().encode()),
    "page.mhtml": mhtml,
    "mail-quoted.eml": lambda: mail("quoted-printable"),
    "mail-base64.eml": lambda: mail("base64"),
    "entities.html": escaped,
    "no-type.html": lambda: copy().replace('<script type="application/json" id', "<script id"),
    "no-id.html": lambda: copy().replace(' id="coproduction-reflection"', ""),
    "trailing-comma.json": lambda: DATA.replace("\n}", ",\n}"),
    "no-break-spaces.json": lambda: DATA.replace("\n  ", "\n\u00a0\u00a0"),
    "text-after.json": lambda: f"{DATA}\n\nSent from my phone {{really}}",
}


def content(kind: str) -> bytes:
    """One of our files for other programs."""
    held = io.BytesIO()
    if kind == "docx":
        docx.Document().save(held)
    else:
        openpyxl.Workbook().save(held)
    return held.getvalue()


def nested() -> bytes:
    """A ZIP within a ZIP."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("in.html", zipped(("copy.html", copy())))
    return held.getvalue()


REFUSED: dict[str, tuple[Any, str]] = {
    "ours.docx": (
        lambda: content("docx"),
        "This is a Word document. To carry on, bring back your saved copy",
    ),
    "ours.xlsx": (lambda: content("xlsx"), "This is a spreadsheet."),
    "ours.ics": (lambda: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "This is a calendar file."),
    "ours.csv": (lambda: "What?,Who?\r\n", "This is a plain table."),
    "ours.txt": (lambda: "Bridge Street\n\nWe listened.", "This is plain text."),
    "ours.pdf": (lambda: "%PDF-1.7\n", "This is a PDF file."),
    "stripped.html": (lambda: copy().split("<script")[0], "an email program may have taken them out"),
    "curly.json": (lambda: DATA.replace('"', "“"), "Line 1 has curly quotation marks"),
    "curly-later.json": (lambda: DATA.replace('"name": "', '"name": “'), "curly quotation marks"),
    "slip.json": (lambda: DATA.replace('"version": 1,', '"version" 1,'), "line 3"),
    "empty.zip": (lambda: zipped(("photo.jpg", "no")), "There is no saved copy in this ZIP."),
    "cut.zip": (lambda: zipped(("copy.html", copy()))[:-40], "This ZIP is damaged."),
    "wrong.zip": (lambda: wrong(zipped(("copy.html", copy()))), "This ZIP is damaged."),
    "locked.zip": (lambda: locked(zipped(("copy.html", copy()))), "This ZIP has a password."),
    "nested.zip": (nested, "This is a ZIP inside another ZIP."),
    "big.json": (lambda: " " * 21_000_000, "too big to be a reflection"),
    "bomb.zip": (lambda: zipped(("big.json", " " * 21_000_000)), "too big to be a reflection"),
    "words.eml": (
        lambda: b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nDear all\r\n",
        "There is no saved copy in this message.",
    ),
    "photo.html": (lambda: bytes(range(256)) * 20, "It is not text"),
}


def wrong(archive: bytes) -> bytes:
    """The archive with one packed byte changed."""
    at = archive.index(b"copy.html") + 60
    return archive[:at] + bytes([archive[at] ^ 255]) + archive[at + 1 :]


def locked(archive: bytes) -> bytes:
    """The archive, which says that it has a password."""
    at = archive.index(b"PK\x01\x02") + 8
    return archive[:at] + b"\x01" + archive[at + 1 :]


def given(name: str, made: str | bytes) -> dict[str, Any]:
    """A file as a browser's chooser takes it."""
    return {
        "name": name,
        "mimeType": "application/octet-stream",
        "buffer": made if isinstance(made, bytes) else made.encode(),
    }


def test_what_programs_have_changed_is_read_whole(person: Person, page: Page) -> None:
    """Archives, alphabets, mail, slips of a hand: each becomes the same reflection, to the letter."""
    person.goes_to("reflections")
    person.brings_in(given("copy.html", copy()))
    page.get_by_role("button", name="Bring it back and open it").click()
    expect(page.get_by_text("is now on this device, and open")).to_be_visible()
    assert person.stored() == SAVED
    different = []
    for name, make in READ.items():
        person.brings_in(given(name, make()))
        box = page.get_by_role("region", name="What is in the file")
        expect(box.or_(page.locator("[role=alert] p")).first).to_be_visible()
        if not page.get_by_text("is exactly the same.").is_visible():
            different.append((name, page.get_by_role("alert").inner_text()))
        if box.is_visible():
            page.get_by_role("button", name="Cancel").click()
    assert different == []


def test_what_cannot_be_read_says_what_it_is_and_what_to_do(person: Person, page: Page) -> None:
    """Nothing is changed, and nothing more is unpacked than a file may hold."""
    person.goes_to("reflections")
    alert = page.get_by_role("alert")
    for name, (make, said) in REFUSED.items():
        person.brings_in(given(name, make()))
        expect(alert).to_contain_text(said)
        expect(alert).to_contain_text("Nothing on this device was changed.")
        expect(page.locator("[data-import]")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).some((key) => key.includes('reflection'))") is False


def test_what_was_put_right_is_said(person: Person, page: Page) -> None:
    """Whoever brings it in can look whether all is there."""
    person.goes_to("reflections")
    person.brings_in(given("hand.json", DATA.replace("\n}", ",\n}")))
    expect(page.locator("[data-import]")).to_contain_text("put small slips right.")
    person.brings_in(given("old.html", as_windows(copy())))
    expect(page.locator("[data-import]")).to_contain_text("an older program")


@pytest.mark.parametrize("way", ["chosen", "in a ZIP"])
def test_of_several_each_can_be_looked_at(person: Person, page: Page, way: str) -> None:
    """All are listed, with what cannot be read, and the way to see them side by side is there."""
    texts = [(f"{number}.json", json.dumps({**SAVED, "name": f"Number {number}"})) for number in range(3)]
    texts.append(("broken.html", "<p>nothing"))
    person.goes_to("reflections")
    files = [given(*one) for one in texts] if way == "chosen" else [given("all.zip", zipped(*texts))]
    page.get_by_label("Choose a file").set_input_files(files)  # type: ignore[arg-type]
    box = page.get_by_role("region", name="This is what you brought")
    expect(box.get_by_role("listitem")).to_have_count(4)
    expect(box.get_by_role("listitem").last).to_contain_text("There are no answers in this page")
    box.get_by_role("button", name="See what is in it: 2.json").click()
    expect(page.get_by_role("region", name="What is in the file")).to_contain_text("Number 2")
    box.get_by_role("link", name="Put your views side by side").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("side by side")


# Lets something fall on an element: files, or a folder with them.
FALL = """([selector, files, folder]) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  if (folder) {
    const entries = files.map(([name, text]) => ({
      name, isFile: true, isDirectory: false, file: (done) => done(new File([text], name)),
    }));
    const some = [entries, []];
    const reader = { readEntries: (done) => done(some.shift()) };
    const entry = { name: "folder", isFile: false, isDirectory: true, createReader: () => reader };
    const item = { kind: "file", webkitGetAsEntry: () => entry };
    Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], items: [item], files: [] } });
  }
  document.querySelector(selector).dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.mark.parametrize("page_name", ["reflections", "perspectives", "rounds"])
def test_a_file_dropped_beside_the_field_is_taken(person: Person, page: Page, page_name: str) -> None:
    """The browser does not leave the page for it; a folder is gone into."""
    person.goes_to(page_name)
    expect(page.locator("[data-drop]")).to_be_visible()
    files = [["one.json", json.dumps({**SAVED, "name": "Dropped"})], [".DS_Store", "no"]]
    assert page.evaluate(FALL, ["h1", files[:1], False]) is True
    seen = page.locator("[data-import], [data-people], [data-person], .ws-rounds-given, .ws-people").first
    expect(seen).to_be_visible()
    if page_name == "reflections":
        page.get_by_role("button", name="Cancel").click()
        assert page.evaluate(FALL, ["h1", files, True]) is True
        expect(page.locator("[data-import]")).to_contain_text("Dropped")


def test_a_pasted_copy_is_looked_at(person: Person, page: Page) -> None:
    """Pasted anywhere on the page, but not into a field: text, or the file itself."""
    person.goes_to("reflections")
    for part in ("text", "file"):
        page.evaluate(
            """([part, text]) => {
            const data = new DataTransfer();
            if (part === "text") data.setData("text/plain", text);
            else data.items.add(new File([text], "one.json"));
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
            document.querySelector("h1").dispatchEvent(event);
          }""",
            [part, DATA],
        )
        expect(page.get_by_role("region", name="What is in the file")).to_contain_text(NAME)
        page.get_by_role("button", name="Cancel").click()
