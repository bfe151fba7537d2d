// The envelope of a stored text: how many times it was written, a checksum by which damage is found, and which pages'
// writes it contains. It is stored as the last member of the JSON object, under the name "seal", so that the whole is still
// one JSON text. Pure: no page, no storage.

/**
 * @typedef {{text: string, revision: number, writers: string, isWrapped: boolean, isUndamaged: boolean}} Unwrapped
 *   revision: the number of the write that stored it; writers: the pages that wrote last, each with the number of its
 *   writes that the text contains; isWrapped: whether there was an envelope
 */

const ENVELOPE = /,"seal":"(\d+)-([0-9a-f]+)((?: [0-9a-z]+:\d+)*)"\}$/;
/** What remains of an envelope whose name is damaged. */
const NAMELESS = /:"\d+-[0-9a-f]+(?: [0-9a-z]+:\d+)*"\}$/;
/** The writers that are listed. One that is not counts as never read, so that its page rather writes twice than loses something. */
const MAX_WRITERS = 100;

/**
 * @param {string} text  a JSON object with at least one member
 * @param {number} revision
 * @param {string} [writers]
 */
export const wrap = (text, revision, writers = "") =>
  `${text.slice(0, -1)},"seal":"${revision}-${checksum(text + revision + writers)}${writers}"}`;

/** @param {string} stored @returns {Unwrapped} a text without an envelope is taken as it is */
export function unwrap(stored) {
  const found = ENVELOPE.exec(stored);
  if (!found) return { text: stored, revision: 0, writers: "", isWrapped: false, isUndamaged: !NAMELESS.test(stored) };
  const [, revision, sum, writers] = found;
  const text = `${stored.slice(0, found.index)}}`;
  return { text, revision: Number(revision), writers, isWrapped: true, isUndamaged: checksum(text + revision + writers) === sum };
}

/** List a page first among the writers. @param {string} writers @param {string} page @param {number} count  of its writes */
export function withWriter(writers, page, count) {
  const others = writers.split(" ").filter((known) => known && !known.startsWith(`${page}:`));
  return [`${page}:${count}`, ...others].slice(0, MAX_WRITERS).map((known) => ` ${known}`).join("");
}

/** @param {string} writers @param {string} page @returns {number} how many writes of a page the text contains, as far as is listed */
export function writesOf(writers, page) {
  const own = writers.split(" ").find((one) => one.startsWith(`${page}:`));
  return own ? Number(own.slice(page.length + 1)) : 0;
}

/**
 * Whether whatever was written in one text went into another, as far as both say.
 * @param {string} stored
 * @param {string} other
 */
export function contains(stored, other) {
  const { writers } = unwrap(stored);
  return stored === other || unwrap(other).writers.split(" ").filter(Boolean).every((one) => {
    const [page, count] = one.split(":");
    return writesOf(writers, page) >= Number(count);
  });
}

/** FNV-1a: a change of any one character changes it. @param {string} text */
function checksum(text) {
  let total = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) total = Math.imul(total ^ text.charCodeAt(at), 0x01000193);
  return (total >>> 0).toString(16);
}
