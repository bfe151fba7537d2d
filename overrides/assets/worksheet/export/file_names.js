// What files are called that people take away: what, whose, when; safe on every system. The only place for it.
import { isGiven, nameOf, roundOf, withoutRound } from "../ui/labels.js";
import { say, today } from "../ui/messages.js";

/** Some systems allow 255 bytes for a name, and some storage for locked files only 140. */
const BYTES = 90;
/** Bytes of them for whose view it is. */
const VIEW_BYTES = 40;

/**
 * @param {"reflection" | "plan" | "perspectives" | "rest"} what
 * @param {string} whose  the name, as people wrote it
 * @param {string} ending  such as "html"
 * @param {string} [view]  whose view it is
 */
export function fileName(what, whose, ending, view = "") {
  const behind = safe(view, VIEW_BYTES);
  const name = [safe(whose, behind ? BYTES - VIEW_BYTES : BYTES) || "1", behind].filter(Boolean).join("-");
  return `${say(`export.file_${what}`, { name, date: today() })}.${ending}`;
}

/** @param {Reflection} reflection @returns {string} its name without a date of ours: the file has one of its own */
export function nameInFile(reflection) {
  const name = withoutRound(nameOf(reflection));
  const plain = isGiven(name, reflection.created) ? say("bar.unnamed") : name;
  return roundOf(reflection) > 1 ? `${plain} ${say("reflections.round", { round: roundOf(reflection) })}` : plain;
}

/** @param {string} text @param {number} most  bytes @returns {string} letters and digits of any script, joined by hyphens */
function safe(text, most) {
  let found = "";
  for (const letter of text.normalize("NFC").replace(/\p{Variation_Selector}/gu, "").replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^-+/, "")) {
    if (new TextEncoder().encode(found + letter).length > most) break;
    found += letter;
  }
  return found.replace(/-$/, "");
}
