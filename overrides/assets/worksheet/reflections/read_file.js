// Reads a saved copy where there is no Python, as in older browsers: as strictly as the page reads what is stored, and
// less helpful about what is wrong.
import { countWords, withDefaults, planned } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { parse } from "../storage/repository.js";
import { looksAt, viewOf } from "../ui/labels.js";

/** The element of a saved copy that holds the document, as in worksheet_py/document/embedded_json.py. */
const HOLDER = 'script[type="application/json"]#coproduction-reflection';

/** @param {string} text @returns {CheckedFile | null} what Python would say of a file that has no fault; null of any other */
export function readFile(text) {
  const document = parse(documentText(text.replace(/^\ufeff/, "")));
  if (!document) return null;
  const whole = withDefaults(structuredClone(document), ideaIds);
  const ideas = ideaIds.map((id) => {
    const { stage, rating, evidence, changes } = whole.ideas[id];
    return { id, stage, rating, evidence_words: countWords(evidence), changes: changes.length };
  });
  const { name, changed } = whole;
  const actions = planned(whole, ideaIds).length;
  return { document, notes: [], summary: { name, focus: looksAt(whole), perspective: viewOf(whole), changed, ideas, actions } };
}

/** @param {string} text @returns {string | null} the JSON in a saved copy, or the text itself where it is no page */
function documentText(text) {
  if (!text.trimStart().startsWith("<")) return text;
  const found = new DOMParser().parseFromString(text, "text/html").querySelectorAll(HOLDER);
  return found.length === 1 ? found[0].textContent : null;
}
