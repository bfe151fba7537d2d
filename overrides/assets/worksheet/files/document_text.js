// Finds the document in the text of a file, also where a program or a hand has changed what is around it. What is found goes through
// the same checks as a file that nobody has touched.
import { TYPE } from "../document/document.js";
import { fromCopiedText } from "./copied_text.js";

/** Where a comment, something else that ends at the next `>` (its sign is kept), or a tag begins. */
const TAG = /<(?:!--|([!?]|\/(?![a-z]))|\/?[a-z][^\s/>]*)/gi;
/** Elements whose text has no elements in it. */
const TEXT_ELEMENT = /^<(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext)$/i;
/** Where a tag ends, or a value begins, in which none does. */
const END_OR_VALUE = /=\s*(["'])|>/g;
const ATTRIBUTE = /\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const HOLDER = "coproduction-reflection";
/** So many scripts without the name of ours are looked into: to read the entities of one costs far more than its letters say. */
const MOST_SCRIPTS = 20;
/**
 * Outside of strings: a comma too many, and spaces that JSON does not know. Strings come first, so that they are left alone; one
 * that never ends goes to the end, or it would be read again from each quotation mark in it.
 */
const SLIPS = /"[^"\\]*(?:\\[^][^"\\]*)*"?|,(?=\s*[}\]])|[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g;
/** The same for where it ends. */
const BRACKETS = /"[^"\\]*(?:\\[^][^"\\]*)*"?|[{}]/g;
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

/**
 * The script elements of a page in whose text there is no `<`, as our writer leaves none. What stands in a comment, in an attribute or
 * in the text of another element is no element. It never goes back, so it takes linear time; `embedded_json.py` does the same.
 * @param {string} page
 */
function* scriptsIn(page) {
  let at = 0;
  /** Go on behind what is found, or to the end. @param {RegExp} expression */
  const pass = (expression) => {
    expression.lastIndex = at;
    const found = expression.exec(page);
    at = found ? expression.lastIndex : page.length;
    return found;
  };
  for (let tag = pass(TAG); tag; tag = pass(TAG)) {
    const [begun, sign] = tag;
    if (begun === "<!--" || sign) {
      pass(sign ? />/g : /-->/g);
      continue;
    }
    const begin = at;
    for (let found = pass(END_OR_VALUE); found?.[1]; found = pass(END_OR_VALUE)) pass(found[1] === '"' ? /"/g : /'/g);
    const attributes = page.slice(begin, at);
    const name = TEXT_ELEMENT.exec(begun)?.[1].toLowerCase();
    if (!name) continue;
    const from = at;
    const end = pass(new RegExp(`</${name}(?=[\\s/>])`, "gi"));
    const content = page.slice(from, end?.index);
    if (name === "script" && end && !content.includes("<")) yield { isHolder: idIn(attributes) === HOLDER, content };
  }
}

/** @param {string} attributes */
function idIn(attributes) {
  const [, , ...values] = [...attributes.matchAll(ATTRIBUTE)].find(([, name]) => name.toLowerCase() === "id") ?? [];
  return values.find((value) => value !== undefined);
}

/** @param {string} text @returns {Found} */
function inPage(text) {
  const scripts = [...scriptsIn(text)];
  const holders = scripts.filter(({ isHolder }) => isHolder);
  // Of several, nobody can tell which one counts.
  if (holders.length > 1) return { text };
  const likely = holders.length ? holders : scripts.filter(({ content }) => content.includes(TYPE)).slice(0, MOST_SCRIPTS);
  const found = likely.flatMap(({ content }) => [content, withoutEntities(content)].find(isDocument) ?? []);
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
