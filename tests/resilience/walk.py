"""Random walks in a real browser, in up to three tabs: no word that was typed is ever nowhere.

The rules are in architecture/rules.md; `tests/js/walks.test.mjs` walks far longer, without a browser. Here
the pages, the stores and what tabs hear of each other are real. Whatever drives the browser needs `goto`,
`reload` and `evaluate` only.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

DEED = Path(__file__).with_name("walk.js").read_text(encoding="utf-8")
PAGES = ("ideas/assets", "ideas/assets", "ideas/work", "plan", "worksheets", "reflections")
OFTEN = {"type": 14, "reword": 2, "leaveField": 2, "add": 6, "choose": 4, "move": 2, "remove": 3, "undo": 4}
SELDOM = ("settle", "settle", "start", "open", "open", "duplicate", "keepAgain", "deleteReflection")
ELSEWHERE = ("go", "go", "go", "reload", "tab", "close")
ALL = [name for name, times in OFTEN.items() for _ in range(times)] + [*SELDOM, *ELSEWHERE]
MOST_TABS = 3
# After so many steps everything is looked for.
LOOK = 10
OPEN = (
    "() => document.documentElement.dataset.start === 'open' || document.querySelector('[data-start-failed]')"
)
# What a tab keeps by itself and what stands on its page.
TAB = """() => [...Object.values({ ...sessionStorage }),
  ...[...document.querySelectorAll("textarea, input")].map(({ value }) => value),
  document.querySelector(".md-content")?.textContent ?? ""].join()"""
# What is stored for all tabs. A request that never ends says which one it is.
DEVICE = """async () => {
  const ended = (request, what) => new Promise((done, failed) => {
    setTimeout(() => failed(`${what} does not end`), 20000);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(`${what}: ${request.error}`);
  });
  const texts = Object.values({ ...localStorage });
  const known = (await indexedDB.databases?.()) ?? [{ name: "coproduction:journal" }];
  if (!known.some(({ name }) => name === "coproduction:journal")) return texts.join();
  const database = await ended(indexedDB.open("coproduction:journal"), "opening");
  if (database.objectStoreNames.contains("texts"))
    texts.push(...(await ended(database.transaction("texts").objectStore("texts").getAll(), "reading")));
  database.close();
  return texts.join();
}"""
# What stands in the fields of a page that asks before it is left; nothing if it does not ask.
ASKS = """() => dispatchEvent(new Event("beforeunload", { cancelable: true })) ? ""
  : [...document.querySelectorAll("textarea, input")].map(({ value }) => value).join()"""


class Walk:
    """One device, its tabs, and the words that are owed to the person."""

    def __init__(self, base: str, seed: int, opens: Callable[[], Any], closes: Callable[[Any], None]) -> None:
        self.base = base
        self.seed = seed
        self.chance = random.Random(seed)
        self.opens = opens
        self.closes = closes
        self.owed: set[str] = set()
        self.done: list[str] = []
        self.tabs: list[Any] = []
        self.open_tab()

    def open_tab(self) -> None:
        """One tab more, at any page."""
        page = self.opens()
        self.tabs.append(page)
        self.go(page, self.chance.choice(PAGES))

    def go(self, page: Any, name: str) -> None:
        """Open a page by its name, and wait until it can be written on."""
        page.goto(f"{self.base}{name}/")
        self.wait(page)

    def wait(self, page: Any) -> None:
        """Wait until a page has started."""
        page.evaluate(
            f"""() => new Promise((done) => {{
              const look = () => (({OPEN})() ? done() : setTimeout(look, 5));
              look();
            }})"""
        )

    def release(self, text: str) -> None:
        """Nobody wants the words of this text any more."""
        self.owed -= {word for word in self.owed if word in text}

    def step(self) -> None:
        """Do one thing in one of the tabs."""
        name, n = self.chance.choice(ALL), self.chance.randrange(64)
        number = self.chance.randrange(len(self.tabs))
        page = self.tabs[number]
        self.done.append(f"{number} {name} {n}")
        match name:
            case "go":
                self.leave(page)
                self.go(page, PAGES[n % len(PAGES)])
            case "reload":
                self.leave(page)
                page.reload()
                self.wait(page)
            case "tab":
                if len(self.tabs) < MOST_TABS:
                    self.open_tab()
            case "close":
                if len(self.tabs) > 1:
                    self.leave(page)
                    self.closes(self.tabs.pop(number))
            case _:
                self.act(page, name, n)

    def leave(self, page: Any) -> None:
        """Leave a page, whatever it asks."""
        self.release(page.evaluate(ASKS))

    def act(self, page: Any, name: str, n: int) -> None:
        """Do something on the page that is open."""
        word = f"w{len(self.done)}x"
        told = page.evaluate(DEED, [name, n, word])
        if not told:
            self.done.pop()
            return
        self.done[-1] += f" {word} {told}"
        for text in told.get("released", []):
            self.release(text)
        if told.get("typed"):
            self.owed.add(word)

    def look(self) -> None:
        """Every word is in a store, or on a page."""
        everywhere = "".join([*(page.evaluate(TAB) for page in self.tabs), self.tabs[-1].evaluate(DEVICE)])
        lost = [word for word in self.owed if word not in everywhere]
        done = "\n".join(self.done)
        assert lost == [], f"seed {self.seed}: {lost} are nowhere, after:\n{done}"

    def walk(self, steps: int) -> int:
        """Do so many things; gives how many words were looked for."""
        while len(self.done) < steps:
            self.step()
            if len(self.done) % LOOK == 0:
                self.look()
        self.look()
        return len(self.owed)
