// In the worker of the single file, in place of the browser's own `fetch`: what would be asked of the site comes
// from the page, which has it. The page sends it once, as text by file name; unpacking it is done here, so that
// nobody who types has to wait for it.

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

// As in hooks/one_file.py: five of these letters stand for four bytes. None means anything to HTML.
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%,()*+-;.=:?@^_`{|}~";

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytes(text) {
  const values = new Uint8Array(128);
  [...LETTERS].forEach((letter, value) => (values[letter.charCodeAt(0)] = value));
  const missing = (5 - (text.length % 5)) % 5;
  const whole = text + (LETTERS.at(-1) ?? "").repeat(missing);
  const found = new DataView(new ArrayBuffer((whole.length / 5) * 4));
  for (let at = 0, to = 0; at < whole.length; to += 4) {
    let four = 0;
    for (const end = at + 5; at < end; at += 1) four = four * 85 + values[whole.charCodeAt(at)];
    found.setUint32(to, four);
  }
  return new Uint8Array(found.buffer, 0, found.byteLength - missing);
}
