// Says what was deleted and brings it back. The offer stays until it is used or something else is said.
import { fill, fromTemplate, one } from "./dom.js";
import { say } from "./words.js";

/**
 * @param {ParentNode} root  the part of the page with a [data-undo] line
 * @param {string} message  what was deleted, in words
 * @param {string} text  its name, for saying that it is back
 * @param {() => void} bringBack
 */
export function offerUndo(root, message, text, bringBack) {
  const line = one(root, "[data-undo]");
  const offer = fromTemplate("undo");
  fill(offer, "text", message);
  one(offer, "button").addEventListener("click", () => {
    line.textContent = say("undo.restored", { text });
    bringBack();
  });
  line.replaceChildren(offer);
}

/**
 * Say something in the same line, with nothing to undo.
 * @param {ParentNode} root
 * @param {string} message
 */
export function sayInstead(root, message) {
  one(root, "[data-undo]").textContent = message;
}

/** @param {string} text @returns {string} the beginning of a long text, to name it by */
export function shortly(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line || say("form.empty_text");
}
