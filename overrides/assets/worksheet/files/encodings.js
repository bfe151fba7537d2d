// Decodes bytes to text: from the encodings in which editors save, and from those of mail programs.

/** Control characters that no text has, but for white space. */
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/**
 * @param {Uint8Array} bytes
 * @returns {{text: string, isGuessed: boolean} | null} isGuessed: its letters are taken to be those of Windows in the west; null if it
 *   is no text
 */
export function textIn(bytes) {
  const wide = wideness(bytes);
  for (const name of wide ? [wide] : ["utf-8", "windows-1252"]) {
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes);
      return BINARY.test(text.slice(0, 10_000)) ? null : { text, isGuessed: name === "windows-1252" };
    } catch {
      // Not in this encoding.
    }
  }
  return null;
}

/** @param {Uint8Array} bytes @returns {string} the name of an encoding with two bytes a letter, if it is one */
function wideness(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const first = bytes.subarray(0, 200);
  const zeros = [0, 1].map((side) => first.filter((byte, index) => byte === 0 && index % 2 === side).length);
  const many = first.length / 4;
  if (zeros[1] > many && zeros[0] === 0) return "utf-16le";
  return zeros[0] > many && zeros[1] === 0 ? "utf-16be" : "";
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function fromBase64(text) {
  return Uint8Array.from(atob(text.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
}

/** @param {string} text  quoted-printable @returns {Uint8Array<ArrayBuffer>} */
export function fromQuotedPrintable(text) {
  const bytes = new TextEncoder().encode(text.replace(/=[ \t]*\r?\n/g, ""));
  let end = 0;
  for (let at = 0; at < bytes.length; at += 1, end += 1) {
    const code = bytes[at] === 0x3d ? String.fromCharCode(...bytes.subarray(at + 1, at + 3)) : "";
    const isCode = /^[\dA-Fa-f]{2}$/.test(code);
    bytes[end] = isCode ? Number.parseInt(code, 16) : bytes[at];
    if (isCode) at += 2;
  }
  return bytes.slice(0, end);
}

/** @typedef {{type: string, name: string, bytes: Uint8Array<ArrayBuffer>}} Part */

/** Lines that a message, or a page saved as one, begins with. */
const HEAD = /^(?:(?:[!-9;-~]+:.*|[ \t].*)\r?\n)*?(?:MIME-Version|Content-Type|Content-Transfer-Encoding):/i;
const DEEPEST = 6;
const MOST_PARTS = 1000;

/** @param {string} text @returns {boolean} whether it is a message, or a page saved as one */
export const isMessage = (text) => HEAD.test(text.slice(0, 20_000));

/** @param {string} text  of a message @param {number} [depth] @returns {Part[]} what it carries */
export function partsOf(text, depth = 0) {
  const gap = /\r?\n\r?\n/.exec(text);
  if (!gap || depth > DEEPEST) return [];
  const head = text.slice(0, gap.index).replace(/\r?\n[ \t]+/g, " ");
  const body = text.slice(gap.index + gap[0].length);
  const value = (/** @type {string} */ name) => new RegExp(`^${name}:\\s*(.*)$`, "im").exec(head)?.[1] ?? "";
  const type = value("Content-Type");
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary) {
    return body.split(`--${boundary}`, MOST_PARTS).slice(1).filter((part) => !part.startsWith("--"))
      .flatMap((part) => partsOf(part.replace(/^[ \t]*\r?\n/, ""), depth + 1));
  }
  const name = /name="?([^";]+)/i.exec(`${type};${value("Content-Disposition")}`)?.[1] ?? "";
  const encoding = value("Content-Transfer-Encoding").trim().toLowerCase();
  try {
    const bytes = encoding === "base64" ? fromBase64(body) : encoding === "quoted-printable" ? fromQuotedPrintable(body) : new TextEncoder().encode(body);
    return [{ type: type.split(";")[0].trim().toLowerCase(), name, bytes }];
  } catch {
    return [];
  }
}
