// Fills a page's sheets for paper. On the printing page: which sheets, filled or blank, with a preview.
import { lineOf, newReflection } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { showPicture } from "../plan/stage_overview.js";
import { all, one } from "../ui/dom.js";
import { blankSheets, fillSheets } from "./print_sheets.js";

/**
 * Keep the sheets of a page filled as the document is.
 * @param {{store: Store}} page
 * @returns {(answer: {plan: {actions: Planned[]}}) => void} shows the plan in the order that Python gives, with the days that it read
 */
export function startPaper({ store }) {
  // Easy Read screens are their own sheets; where we are has no more than the head of one.
  const paper = /** @type {HTMLElement | null} */ (document.querySelector(".ws-paper, [data-easy], .ws-on-paper"));
  const isPrintPage = document.querySelector("[data-printing]") !== null;
  const fillPaper = paper && (isPrintPage ? startPrintPage(paper) : fillSheets.bind(null, paper));
  /** @type {Map<string, Planned>} */
  let read = new Map();

  function update() {
    showPicture(document, store.reflection);
    fillPaper?.(store.reflection, read);
  }
  addEventListener("beforeprint", update);
  store.watch(update);
  return ({ plan }) => {
    read = new Map(plan.actions.map((action) => [lineOf(action.idea, action.id), action]));
    fillPaper?.(store.reflection, read);
  };
}

/** What is chosen for people who have chosen larger letters for the screen. @type {Record<string, string>} */
const LETTERS = { bigger: "large", biggest: "largest" };

/** @param {HTMLElement} paper @returns {(reflection: Reflection, plan: Map<string, Planned>) => void} fills the sheets anew */
function startPrintPage(paper) {
  const root = one(document, "[data-printing]");
  const value = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (one(root, `[name="${name}"]:checked`)).value;
  /** @type {Parameters<typeof fillSheets>} */
  let shown;
  const letters = LETTERS[document.documentElement.dataset.displaySize ?? ""];
  if (letters && value("letters") === "usual") {
    /** @type {HTMLInputElement} */ (one(root, `[name="letters"][value="${letters}"]`)).checked = true;
  }

  function update() {
    const which = value("which");
    const filled = value("filled") === "filled";
    for (const sheet of all(paper, "[data-sheet]")) sheet.hidden = which !== "all" && sheet.dataset.sheet !== which;
    paper.dataset.guidance = /** @type {HTMLInputElement} */ (one(root, '[name="guidance"]')).checked ? "on" : "off";
    paper.dataset.filled = String(filled);
    paper.dataset.letters = value("letters");
    paper.dataset.which = which;
    if (filled) fillSheets(...shown);
    else blankSheets(paper);
    showPicture(paper, filled ? shown[1] : newReflection("", ideaIds));
  }

  root.addEventListener("input", update);
  paper.dataset.preview = "";
  return (reflection, plan) => {
    shown = [paper, reflection, plan];
    update();
  };
}
