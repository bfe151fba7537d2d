// The beginning of a long text.
import { say } from "./messages.js";

/** @param {string} text @param {string} [nothing] @param {number} [most] @returns {string} the beginning of a long text, to name it by */
export function shortly(text, nothing = say("form.empty_text"), most = 60) {
  const line = [...text.replace(/\s+/g, " ").trim()];
  return line.length > most ? `${line.slice(0, most - 1).join("").trimEnd()}…` : line.join("") || nothing;
}
