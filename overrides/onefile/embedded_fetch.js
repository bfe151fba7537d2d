// Replaces `fetch` in the worker of the single file: files of the site come from the page, which holds them. The page sends
// them once, as text by file name; they are decoded here, so that typing in the page is not delayed.

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
  const name = String(address).split("/").at(-1) ?? "";
  const part = (await parts)[name];
  if (part === undefined) throw new TypeError(`${name} is not in this file`);
  return new Response(bytes(part), { headers: { "content-type": "application/octet-stream" } });
}
