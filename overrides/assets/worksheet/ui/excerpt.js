// The beginning of a long text.
import { say } from "./messages.js";

/** Letters that are looked at, as a long text may name thousands of things: a line, and all the white space that may stand in it. */
const SEEN = 2000;

/** @param {string} text @param {string} [nothing] @param {number} [most] @returns {string} the beginning of a long text, to name it by */
export function shortly(text, nothing = say("form.empty_text"), most = 60) {
  const all = text.trim();
  const line = [...all.slice(0, SEEN).replace(/\s+/g, " ").trim()];
  return line.length > most || all.length > SEEN ? `${line.slice(0, most - 1).join("").trimEnd()}…` : line.join("") || nothing;
}
