"""What axe-core finds on a page, with every rule that it has, best practice and AAA too."""

from typing import Any

from playwright.sync_api import Frame, Page

from tests.conftest import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
# Rules that are left out, each with its reason. docs/accessibility.md says the same in plain words.
LEFT_OUT: dict[str, str] = {}
# What is left out for paper alone, which no screen reader reads.
LEFT_OUT_ON_PAPER = {"page-has-heading-one": "a sheet is named by its own heading, below the page's"}
# What is left out in forced colours, where the browser itself gives text and ground their colours.
LEFT_OUT_IF_FORCED = {
    "color-contrast": "axe-core takes the page's own colours, which are not shown then",
    "color-contrast-enhanced": "the same; test_a11y_visual.py looks at what is shown",
}
# A bar that stays at the edge of the screen covers whatever passes under it. So what is found too small or
# too pale is brought to the middle of the screen and looked at again.
RUN = """async (without) => {
  const { violations } = await axe.run(document, {
    rules: Object.fromEntries(
      axe.getRules().map(({ ruleId: id }) => [id, { enabled: !without.includes(id) }]),
    ),
    resultTypes: ["violations"],
  });
  const place = [scrollX, scrollY];
  for (const rule of violations.filter(({ id }) => /target-size|color-contrast/.test(id))) {
    const still = [];
    for (const node of rule.nodes) {
      document.querySelector(node.target[0]).scrollIntoView({ block: "center", behavior: "instant" });
      const again = await axe.run({ include: [node.target] }, { runOnly: [rule.id] });
      still.push(...again.violations.flatMap(({ nodes }) => nodes));
    }
    rule.nodes = still;
  }
  scrollTo({ left: place[0], top: place[1], behavior: "instant" });
  return { violations };
}"""


def faults(page: Page | Frame, on_paper: bool = False) -> list[str]:
    """What axe-core finds wrong on the page, a line each."""
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
    without = [*LEFT_OUT, *(LEFT_OUT_ON_PAPER if on_paper else ()), *(LEFT_OUT_IF_FORCED if forced else ())]
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(RUN, without)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def rules(page: Page) -> int:
    """How many rules are checked."""
    page.evaluate(AXE)
    return int(page.evaluate("axe.getRules().length")) - len(LEFT_OUT)
