// The envelope of a stored text: how many times it was written, a checksum by which damage is found, and which pages'
// writes it contains. It is stored as the last member of the JSON object, under the name "seal", so that the whole is still
// one JSON text. Pure: no page, no storage.
//
// The first versions of this site knew of no envelope. They carry it along like any key that they do not know, so that it no
// longer fits the text, which is not damaged for that. So it also says when the text was changed, as those versions renew that:
// an entry among the writers, which all versions read and leave alone.
import { momentOf } from "../document/document.js";

/**
 * @typedef {{text: string, revision: number, writers: string, isWrapped: boolean, isUndamaged: boolean}} Unwrapped
 *   revision: the number of the write that stored it; writers: the pages that wrote last, each with the number of its
 *   writes that the text contains; isWrapped: whether there was an envelope that fits, or is damaged
 */

const ENVELOPE = /,"seal":"(\d+)-([0-9a-f]+)((?: [0-9a-z]+:\d+)*)"\}$/;
/** What remains of an envelope whose name is damaged. */
const NAMELESS = /:"\d+-[0-9a-f]+(?: [0-9a-z]+:\d+)*"\}$/;
/** The writers that are listed. One that is not counts as never read, so that its page rather writes twice than loses something. */
const MAX_WRITERS = 100;
/** No page writes so often: what is counted higher is a moment. */
const MOST_WRITES = 1e9;

/**
 * @param {string} text  a JSON object with at least one member
 * @param {number} revision
 * @param {string} [writers]
 * @param {number} [changed]  when the text says that it was changed, in milliseconds
 */
export function wrap(text, revision, writers = "", changed = 0) {
  const all = writers + (changed > 0 ? ` ${stampOf(changed)}` : "");
  return `${text.slice(0, -1)},"seal":"${revision}-${checksum(text + revision + all)}${all}"}`;
}

/** The entry that says when the text was changed, twice, so that damage to it is found. @param {number} changed */
const stampOf = (changed) => `${changed.toString(36)}:${changed}`;

/** @param {string} entry */
function isStamp(entry) {
  return stampOf(Number(entry.split(":")[1])) === entry && entry.length > stampOf(MOST_WRITES).length;
}

/** @param {string} stored @returns {Unwrapped} a text without an envelope is taken as it is */
export function unwrap(stored) {
  const found = ENVELOPE.exec(stored);
  if (!found) return { text: stored, revision: 0, writers: "", isWrapped: false, isUndamaged: !NAMELESS.test(stored) };
  const [, revision, sum, writers] = found;
  const text = `${stored.slice(0, found.index)}}`;
  const fits = checksum(text + revision + writers) === sum;
  const isCarried = !fits && wasCarried(text, revision + writers, sum);
  return { text, revision: Number(revision), writers, isWrapped: !isCarried, isUndamaged: fits || isCarried };
}

/**
 * Whether a version without envelopes has written the text since, and has only carried this one along.
 * @param {string} text
 * @param {string} envelope  revision and writers
 * @param {string} sum
 */
function wasCarried(text, envelope, sum) {
  const stamp = envelope.split(" ").find(isStamp);
  if (!stamp) return false;
  const written = Number(stamp.split(":")[1]);
  try {
    const document = JSON.parse(text);
    const changed = momentOf(document.changed);
    // Later, or earlier where the clock was put back.
    if (!changed || changed === written) return false;
    // Where nothing else differs, the moment itself is damaged.
    return checksum(JSON.stringify({ ...document, changed: new Date(written).toISOString() }) + envelope) !== sum;
  } catch {
    return false;
  }
}

/** @param {string | null} stored @returns {number} its revision; 0 without an envelope */
export const revisionIn = (stored) => Number(ENVELOPE.exec(stored ?? "")?.[1] ?? 0);

/** List a page first among the writers. @param {string} writers @param {string} page @param {number} count  of its writes */
export function withWriter(writers, page, count) {
  const others = writers.split(" ").filter((known) => known && !isStamp(known) && !known.startsWith(`${page}:`));
  return [`${page}:${count}`, ...others].slice(0, MAX_WRITERS).map((known) => ` ${known}`).join("");
}

/** @param {string} writers @param {string} page @returns {number} how many writes of a page the text contains, as far as is listed */
export function writesOf(writers, page) {
  const own = writers.split(" ").find((one) => one.startsWith(`${page}:`));
  return own ? Number(own.slice(page.length + 1)) : 0;
}

/** @param {string} writers @returns {[page: string, count: number][]} */
const entriesOf = (writers) => writers.split(" ").filter((one) => one && !isStamp(one)).map((one) => {
  const [page, count] = one.split(":");
  return [page, Number(count)];
});

/**
 * Whether whatever was written in one text went into another, as far as both say.
 * @param {string} stored
 * @param {string} other
 */
export function contains(stored, other) {
  if (stored === other) return true;
  // Another page of the same host may have listed any number of writers. Of two with one name, the first counts.
  const writes = new Map(entriesOf(unwrap(stored).writers).reverse());
  return entriesOf(unwrap(other).writers).every(([page, count]) => (writes.get(page) ?? 0) >= count);
}

/** FNV-1a: a change of any one character changes it. @param {string} text */
export function checksum(text) {
  let total = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) total = Math.imul(total ^ text.charCodeAt(at), 0x01000193);
  return (total >>> 0).toString(16);
}
