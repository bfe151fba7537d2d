"""Whether all of a page can be seen and pressed: nothing beside the screen, cut off, or too small."""

from playwright.sync_api import Page

# A finger needs 44 pixels each way. Links in the middle of a text may be as high as its lines (WCAG 2.5.5).
SMALL = """() => {
  const found = [];
  const pressed = "a[href], button, input, select, textarea, summary, [role=button], [tabindex='0']";
  const area = (element) => {
    const label = element.matches("input[type=radio], input[type=checkbox]") && element.labels?.[0];
    return (label || element).getBoundingClientRect();
  };
  const isInText = (element) => {
    if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
    const box = element.closest("p, li, td, dd, h1, h2, h3, h4, figcaption, span");
    return box !== null && box.textContent.trim().length > element.textContent.trim().length;
  };
  for (const element of document.querySelectorAll(pressed)) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest(".md-search, [aria-hidden=true]") || isInText(element)) continue;
    const { width, height } = area(element);
    // Half a pixel is rounding.
    if (width < 1 || (width >= 43.5 && height >= 43.5)) continue;
    found.push(`${element.outerHTML.slice(0, 110)}: ${width.toFixed(1)} × ${height.toFixed(1)}`);
  }
  return found;
}"""
# What people who read with difficulty set in their browser (WCAG 1.4.12).
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Text that its box does not show whole. What may end in an ellipsis is said in full elsewhere.
CUT = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    if (!/hidden|clip/.test(style.overflowX + style.overflowY) || !element.textContent.trim()) continue;
    if (element.closest(".ws-hidden, .md-ellipsis, .ws-bar-name, .md-search, .md-header__title")) continue;
    if (element.matches(".md-sidebar__scrollwrap, .md-main, body, textarea, svg, svg *")) continue;
    if (!element.checkVisibility({ visibilityProperty: true }) || element.clientWidth < 2) continue;
    const over = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
    if (Math.max(...over) > 1) found.push(`${element.outerHTML.slice(0, 110)}: ${over.join(" and ")}`);
  }
  return found;
}"""


def too_small(page: Page) -> list[str]:
    """What can be pressed and is smaller than a finger."""
    return [f"too small: {one}" for one in page.evaluate(SMALL)]


def beside(page: Page) -> list[str]:
    """How far the page reaches beyond the screen, if it does."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"scrolls sideways: {over} pixels"] if over > 0 else []


def cut_off(page: Page) -> list[str]:
    """What is cut off, or beside the screen, once lines, words and letters are set wide apart."""
    page.evaluate(SPACED)
    found: list[str] = [f"cut off: {one}" for one in page.evaluate(CUT)]
    found += [f"set wide: {one}" for one in beside(page)]
    page.evaluate("document.adoptedStyleSheets = []")
    return found
