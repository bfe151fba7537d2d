// Fills a page's sheets for paper. On the printing page: which sheets, filled or blank, with a preview.
import { lineOf, newReflection } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { showPicture } from "../plan/stage_overview.js";
import { all, one } from "../ui/dom.js";
import { blankSheets, fillSheets } from "./print_sheets.js";

/**
 * Keep the sheets of a page filled as the document is.
 * @param {{store: Store}} page
 * @returns {(answer: {plan: {actions: Planned[]}}) => void} puts the plan in the order that Python gives
 */
export function startPaper({ store }) {
  // Easy Read screens are their own sheets.
  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".ws-paper, [data-easy]"));
  const isPrintPage = document.querySelector("[data-printing]") !== null;
  const fillPaper = paper && (isPrintPage ? startPrintPage(paper) : fillSheets.bind(null, paper));
  /** @type {string[]} */
  let order = [];

  function update() {
    showPicture(document, store.reflection);
    fillPaper?.(store.reflection, order);
  }
  addEventListener("beforeprint", update);
  store.watch(update);
  return ({ plan }) => {
    order = plan.actions.map(({ idea, id }) => lineOf(idea, id));
    fillPaper?.(store.reflection, order);
  };
}

/** @param {HTMLElement} paper @returns {(reflection: Reflection, order: string[]) => void} fills the sheets anew */
function startPrintPage(paper) {
  const root = one(document, "[data-printing]");
  const value = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (one(root, `[name="${name}"]:checked`)).value;
  /** @type {Parameters<typeof fillSheets>} */
  let shown;

  function update() {
    const which = value("which");
    const filled = value("filled") === "filled";
    for (const sheet of all(paper, "[data-sheet]")) sheet.hidden = which !== "all" && sheet.dataset.sheet !== which;
    paper.dataset.guidance = /** @type {HTMLInputElement} */ (one(root, '[name="guidance"]')).checked ? "on" : "off";
    paper.dataset.filled = String(filled);
    if (filled) fillSheets(...shown);
    else blankSheets(paper);
    showPicture(paper, filled ? shown[1] : newReflection("", ideaIds));
  }

  root.addEventListener("input", update);
  paper.dataset.preview = "";
  return (reflection, order) => {
    shown = [paper, reflection, order];
    update();
  };
}
