// The printing page: which sheets, filled or blank; what is shown is what comes out on paper.
import { newReflection } from "../document/document.js";
import { tool } from "../document/edition.js";
import { showPicture } from "../plan/stage_overview.js";
import { all, one } from "../ui/dom.js";
import { blankSheets, fillSheets } from "./print_sheets.js";

/**
 * @param {HTMLElement} paper
 * @returns {(reflection: import("../document/document.js").Reflection, order: string[]) => void} fills the sheets anew
 */
export function startPrinting(paper) {
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
    showPicture(paper, filled ? shown[1] : newReflection("", tool.ideas.map(({ id }) => id)));
  }

  root.addEventListener("input", update);
  paper.dataset.preview = "";
  return (reflection, order) => {
    shown = [paper, reflection, order];
    update();
  };
}
