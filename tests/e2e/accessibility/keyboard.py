"""What somebody meets who has nothing but a keyboard: each stop of the Tab key, as it is seen."""

from typing import Any

from playwright.sync_api import Page

# Tells of what has the keyboard now; null where nothing has.
STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.dataset.stop ??= String(globalThis.stops = (globalThis.stops ?? 0) + 1);
  // A switch of the theme is so small that its label shows what it is.
  const shown = element.matches(".md-option, .md-toggle") ? element.nextElementSibling : element;
  const box = shown.getBoundingClientRect();
  const style = getComputedStyle(shown);
  const bars = document.querySelectorAll(".md-header, .ws-bar, .ws-undo, .ws-offline, .ws-reminder");
  // The corners and the middle: what stands there on top of all.
  const across = [box.left + 2, box.left + box.width / 2, box.right - 2];
  const down = [box.top + 2, box.top + box.height / 2, box.bottom - 2];
  const tops = across.flatMap((x) => down.map((y) => document.elementFromPoint(x, y))).filter(Boolean);
  const covers = [...bars].filter((bar) => !bar.contains(shown) && tops.length > 0
    && tops.every((top) => bar.contains(top)));
  const ways = { visibilityProperty: true, opacityProperty: true };
  return {
    id: element.dataset.stop,
    what: element.outerHTML.slice(0, 130),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isSeen: box.width > 1 && box.height > 1 && shown.checkVisibility(ways),
    covered: covers.map((bar) => bar.className),
    ring: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    ringColour: style.outlineColor,
    ground: groundOf(shown.parentElement ?? shown),
  };
  function groundOf(from) {
    for (let at = from; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/rgba\\(.*, 0\\)|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  }
}"""


def numbers(colour: str) -> list[float]:
    """Red, green and blue of a colour as browsers write it."""
    return [float(part) for part in colour[colour.index("(") + 1 : -1].replace("/", ",").split(",")[:3]]


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, as WCAG has it: from 1 to 21."""

    def light(colour: str) -> float:
        parts = [part / 255 for part in numbers(colour)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def stop(page: Page) -> dict[str, Any] | None:
    """What has the keyboard, or None."""
    found: dict[str, Any] | None = page.evaluate(STOP)
    return found


def faults_of(found: dict[str, Any], name: str) -> list[str]:
    """What is wrong with a stop; `name` is what a screen reader calls it."""
    checks = {
        "has no name": bool(name.strip()),
        "is not to be seen": found["isSeen"],
        "is outside the screen": found["inView"],
        f"is covered by {found['covered']}": not found["covered"],
        "has no ring": found["ring"] >= 2,
        "has a ring that is hard to see": contrast(found["ringColour"], found["ground"]) >= 3,
    }
    return [f"{found['what']} {fault}" for fault, holds in checks.items() if not holds]


def stop_and_name(page: Page, session: Any) -> tuple[dict[str, Any] | None, str]:
    """What has the keyboard, or None, and what the accessibility tree calls it.

    The two come one after the other. Where a list is drawn anew between them, so that something else has
    the keyboard, both are read again.
    """
    is_same = "function () { return this === document.activeElement }"
    while True:
        remote = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"][
            "objectId"
        ]
        found = stop(page)
        tree = session.send("Accessibility.getPartialAXTree", {"objectId": remote, "fetchRelatives": False})
        asked = {"objectId": remote, "functionDeclaration": is_same, "returnByValue": True}
        if session.send("Runtime.callFunctionOn", asked)["result"]["value"]:
            return found, str(tree["nodes"][0].get("name", {}).get("value", ""))
