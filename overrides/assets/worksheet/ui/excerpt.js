// The beginning of a long text.
import { say } from "./messages.js";

/** @param {string} text @param {string} [nothing] @returns {string} the beginning of a long text, to name it by */
export function shortly(text, nothing = say("form.empty_text")) {
  const line = [...text.replace(/\s+/g, " ").trim()];
  return line.length > 60 ? `${line.slice(0, 59).join("").trimEnd()}…` : line.join("") || nothing;
}
