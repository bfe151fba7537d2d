// What files are called that people take away: what, whose, when; safe on every system. The only place for it.
import { say, today } from "../ui/messages.js";

/** Some systems allow 255 bytes for a name, and some storage for locked files only 140. */
const BYTES = 90;

/**
 * @param {"reflection" | "plan" | "perspectives" | "rest"} what
 * @param {string} whose  as people wrote it
 * @param {string} ending  such as "html"
 */
export function fileName(what, whose, ending) {
  return `${say(`export.file_${what}`, { name: safe(whose) || "1", date: today() })}.${ending}`;
}

/** @param {string} text @returns {string} letters and digits of any script, joined by hyphens */
function safe(text) {
  let found = "";
  for (const letter of text.normalize("NFC").replace(/\p{Variation_Selector}/gu, "").replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^-+/, "")) {
    if (new TextEncoder().encode(found + letter).length > BYTES) break;
    found += letter;
  }
  return found.replace(/-+$/, "");
}
