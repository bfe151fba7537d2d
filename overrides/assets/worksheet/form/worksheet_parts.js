// The parts of a worksheet: which of them are answered, and stages that are folded away on a phone.
import { all, one, onPress } from "../ui/dom.js";

/** @param {{store: Store, idea: string}} page */
export function startWorksheetParts({ store, idea }) {
  store.watch(() => {
    const answered = answeredOf(store.reflection.ideas[idea]);
    for (const mark of all(document, "[data-answered]")) mark.hidden = !answered[mark.dataset.answered ?? ""];
  });
  for (const stage of all(document, ".ws-stage")) onPress(stage, { fold: (button) => fold(stage, button) });
}

/** @param {IdeaAnswers} answers @returns {Record<string, boolean>} by part, whether something stands in it */
function answeredOf({ stage, evidence, voices, rating, changes, actions }) {
  const chosen = new Set(changes.filter((change) => change.chosen).map(({ id }) => id));
  return {
    stage: Boolean(stage),
    evidence: Boolean(evidence.trim() || voices.length),
    rating: Boolean(rating),
    change: changes.some(({ text }) => text.trim()),
    plan: actions.some(({ change, who, when, how }) => chosen.has(change ?? "") && (who + when + how).trim()),
  };
}

/** What was recognised, and the button that chooses the stage, stay. @param {HTMLElement} stage @param {HTMLElement} button */
function fold(stage, button) {
  const isFolded = stage.classList.toggle("ws-is-folded");
  button.setAttribute("aria-expanded", String(!isFolded));
  const words = button.dataset.unfold ?? "";
  button.dataset.unfold = button.textContent ?? "";
  button.textContent = words;
}
