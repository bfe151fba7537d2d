// The seal on a kept text: how often it was written, and a sum by which damage is found out. Pure: no page, no storage.

/** @typedef {{text: string, turn: number, isSealed: boolean, isWhole: boolean}} Opened  turn: the how-manyth writing it is */

/** The last member of the kept object, so that what is kept is still one JSON text. */
const SEAL = /,"seal":"(\d+)-([0-9a-f]+)"\}$/;

/**
 * @param {string} text  a JSON object with something in it
 * @param {number} turn
 * @returns {string} the same object with the seal as its last member
 */
export const seal = (text, turn) => `${text.slice(0, -1)},"seal":"${turn}-${sum(text + turn)}"}`;

/**
 * @param {string} kept
 * @returns {Opened} the text as it was sealed; what has no seal is taken as it is
 */
export function unseal(kept) {
  const found = SEAL.exec(kept);
  if (!found) return { text: kept, turn: 0, isSealed: false, isWhole: true };
  const text = `${kept.slice(0, found.index)}}`;
  return { text, turn: Number(found[1]), isSealed: true, isWhole: sum(text + found[1]) === found[2] };
}

/** FNV-1a: no letter can change without changing it. @param {string} text @returns {string} */
function sum(text) {
  let total = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) total = Math.imul(total ^ text.charCodeAt(at), 0x01000193);
  return (total >>> 0).toString(16);
}
