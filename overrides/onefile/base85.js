// Decodes the files that the page holds as text.

// As in hooks/outputs/single_file.py: five of these characters are four bytes. HTML needs to escape none of them.
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%,()*+-;.=:?@^_`{|}~";

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function bytes(text) {
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
