// The seal on a kept text: how often it was written, a sum by which damage is found out, and which pages' writings went
// into it. Pure: no page, no storage.

/**
 * @typedef {{text: string, turn: number, pages: string, isSealed: boolean, isWhole: boolean}} Opened  turn: the how-manyth
 *   writing it is; pages: the last of those that wrote, each with how many of its writings are in the text
 */

/** The last member of the kept object, so that what is kept is still one JSON text. */
const SEAL = /,"seal":"(\d+)-([0-9a-f]+)((?: [0-9a-z]+:\d+)*)"\}$/;
/** What is left of it when its name is damaged. */
const NAMELESS = /:"\d+-[0-9a-f]+(?: [0-9a-z]+:\d+)*"\}$/;
/** So many pages are remembered; who wrote before them has been heard of by all. */
const PAGES = 12;

/**
 * @param {string} text  a JSON object with something in it
 * @param {number} turn
 * @param {string} [pages]
 * @returns {string} the same object with the seal as its last member
 */
export const seal = (text, turn, pages = "") => `${text.slice(0, -1)},"seal":"${turn}-${sum(text + turn + pages)}${pages}"}`;

/**
 * @param {string} kept
 * @returns {Opened} the text as it was sealed; what has no seal is taken as it is
 */
export function unseal(kept) {
  const found = SEAL.exec(kept);
  if (!found) return { text: kept, turn: 0, pages: "", isSealed: false, isWhole: !NAMELESS.test(kept) };
  const [, turn, total, pages] = found;
  const text = `${kept.slice(0, found.index)}}`;
  return { text, turn: Number(turn), pages, isSealed: true, isWhole: sum(text + turn + pages) === total };
}

/**
 * @param {string} pages
 * @param {string} page
 * @param {number} count
 * @returns {string} the same when this many writings of a page are in the text
 */
export function withPage(pages, page, count) {
  const others = pages.split(" ").filter((known) => known && !known.startsWith(`${page}:`));
  return [`${page}:${count}`, ...others].slice(0, PAGES).map((known) => ` ${known}`).join("");
}

/** @param {string} pages @param {string} page @returns {number} how many writings of a page are in the text, as far as it is remembered */
export function countOf(pages, page) {
  const known = pages.split(" ").filter(Boolean);
  const own = known.find((one) => one.startsWith(`${page}:`));
  if (own) return Number(own.slice(page.length + 1));
  return known.length < PAGES ? 0 : Infinity;
}

/** FNV-1a: no letter can change without changing it. @param {string} text @returns {string} */
function sum(text) {
  let total = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) total = Math.imul(total ^ text.charCodeAt(at), 0x01000193);
  return (total >>> 0).toString(16);
}
