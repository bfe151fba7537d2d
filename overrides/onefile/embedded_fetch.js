// In the worker of the single file, in place of the browser's own `fetch`: what would be asked of the site comes
// from the page, which has it. The page sends it once, as text by file name; unpacking it is done here, so that
// nobody who types has to wait for it.

import { bytes } from "./base85.js";

/** @type {(parts: Record<string, string>) => void} */
let give;
/** @type {Promise<Record<string, string>>} */
const parts = new Promise((done) => (give = done));

addEventListener("message", (event) => {
  // Questions to Python are text.
  if (typeof event.data === "string") return;
  event.stopImmediatePropagation();
  give(event.data);
});

/** @param {URL | string} address @returns {Promise<Response>} */
export async function fetch(address) {
  const name = String(address).replace(/.*\//, "");
  const part = (await parts)[name];
  if (part === undefined) throw new TypeError(`${name} is not in this file`);
  return new Response(bytes(part), { headers: { "content-type": "application/octet-stream" } });
}
