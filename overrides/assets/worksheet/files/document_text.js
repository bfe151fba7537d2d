// Finds the document in the text of a file, also where a program or a hand has changed what is around it. What is found goes through
// the same checks as a file that nobody has touched.
import { TYPE } from "../document/document.js";
import { fromCopiedText } from "./copied_text.js";

/** A script element, in whose text our writer leaves no `<`. */
const SCRIPT = /<script\b([^<>]*)>([^<]*)<\/script/gi;
const HOLDER = /\sid\s*=\s*["']?coproduction-reflection\b/i;
/** Outside of strings: a comma too many, and spaces that JSON does not know. Strings come first, so that they are left alone. */
const SLIPS = /"[^"\\]*(?:\\[^][^"\\]*)*"|,(?=\s*[}\]])|[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g;
/** The same for where it ends. */
const BRACKETS = /"[^"\\]*(?:\\[^][^"\\]*)*"|[{}]/g;
const CURLY = /[{[,:]\s*[\u201c\u201d\u201e]/;

/** @typedef {{text: string, problem?: string, line?: number, isTidied?: boolean}} Found  problem: why nothing was found */

/** @param {string} given @returns {Found} */
export function documentIn(given) {
  const text = given.replace(/^[\ufeff\s]+/, "");
  if (text.startsWith("<")) return inPage(text);
  if (text.startsWith("{")) return inJson(text);
  const [copied] = fromCopiedText(text);
  return { text: copied ?? given };
}

/** @param {string} text @returns {Found} */
function inPage(text) {
  const scripts = [...text.matchAll(SCRIPT)].map(([, attributes, content]) => ({ isHolder: HOLDER.test(attributes), content }));
  const holders = scripts.filter(({ isHolder }) => isHolder);
  // Of several, nobody can tell which one counts.
  if (holders.length > 1) return { text };
  const found = (holders.length ? holders : scripts).flatMap(({ content }) => [content, withoutEntities(content)].find(isDocument) ?? []);
  if (found.length === 1) return { text: found[0] };
  return holders.length ? { text } : { text, problem: "no_data" };
}

/** @param {string} text @returns {Found} */
function inJson(text) {
  if (isDocument(text)) return { text };
  const tidied = upToEnd(text.replace(SLIPS, (part) => (part.startsWith('"') ? part : part === "," ? "" : " ")));
  if (isDocument(tidied)) return { text: tidied, isTidied: true };
  const curly = CURLY.exec(text);
  return curly ? { text, problem: "quotes", line: text.slice(0, curly.index).split("\n").length } : { text };
}

/** @param {string} text  begins with a bracket @returns {string} up to the bracket that closes it */
function upToEnd(text) {
  let open = 0;
  for (const { 0: sign, index } of text.matchAll(BRACKETS)) {
    if (sign === "{") open += 1;
    if (sign === "}") open -= 1;
    if (open === 0) return text.slice(0, index + 1);
  }
  return text;
}

/** @param {string} text @returns {boolean} */
function isDocument(text) {
  try {
    return JSON.parse(text)?.type === TYPE;
  } catch {
    return false;
  }
}

/** @param {string} text  with no `<` in it */
const withoutEntities = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent ?? "";
