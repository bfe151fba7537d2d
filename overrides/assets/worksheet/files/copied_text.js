// A reflection as text that can be sent in a message: its words to read, then the document in letters that no program changes.
import { say } from "../ui/messages.js";

/** Letters, digits and the signs of base64, up to a full stop; mail programs break lines and put marks before them. */
const BLOCK = /data:application\/json;base64,([A-Za-z0-9+/=\s>]+)\./g;

/** @param {string} readable @param {object} document @returns {string} */
export function toCopiedText(readable, document) {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `${readable.trim()}\n\n${say("export.copied_note")}\n\ndata:application/json;base64,${btoa(letters)}.\n`.trimStart();
}

/** @param {string} text @returns {string[]} the documents in such texts, as JSON; what was damaged is left out */
export function fromCopiedText(text) {
  return [...text.matchAll(BLOCK)].flatMap(([, letters]) => {
    try {
      const bytes = Uint8Array.from(atob(letters.replace(/[\s>]/g, "")), (letter) => letter.charCodeAt(0));
      return [new TextDecoder("utf-8", { fatal: true }).decode(bytes)];
    } catch {
      return [];
    }
  });
}
