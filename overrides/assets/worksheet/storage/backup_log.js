// Which copy of each reflection was last saved as a file. Apart from preferences.js, which pages to read load too.
import { wordsIn, writtenIn } from "../document/document.js";
import { checksum } from "./envelope.js";
import { NOTES, noted, remembers } from "./preferences.js";
import { PREFIX, device } from "./web_storage.js";

/**
 * What a copy holds. at: when it was made; changed: the reflection's own time then, and sum: of its words, as another tab may have
 * written at that very time. Earlier versions of this site did not note these two.
 * @typedef {{at: string, words: number, changed?: string, sum?: string}} Copy
 */

/** The copy that was last taken away. @param {string} id  of a reflection @returns {Copy | null} */
export function copyOf(id) {
  const copy = noted("copies")[id];
  return typeof copy?.at === "string" && Number.isFinite(copy.words) ? copy : null;
}

/** What a copy holds that is made now: files take a while to make, and people type on. @param {Reflection} reflection @returns {Copy} */
export function newCopy(reflection) {
  const { changed } = reflection;
  const now = new Date().toISOString();
  // It may have been changed on a device whose clock is ahead.
  return { at: now > changed ? now : changed, words: wordsIn(reflection), changed, sum: checksum(writtenIn(reflection)) };
}

/** Remember that somebody has this copy. @param {string} id  of the reflection @param {Copy} copy */
export const keepCopy = (id, copy) => device.tryPut(`${PREFIX}copies`, JSON.stringify({ ...noted("copies"), [id]: copy }));

/** @param {Reflection} reflection @returns {boolean} whether the last copy holds all that is written in it */
export function isInCopy(reflection) {
  const { changed } = reflection;
  const copy = copyOf(reflection.id);
  if (copy?.changed === undefined) return copy !== null && copy.at >= changed;
  return copy.changed === changed && (copy.sum === undefined || copy.sum === checksum(writtenIn(reflection)));
}

/** @returns {boolean} whether something is left that tells of a reflection, though there may be none any more */
export const wasUsed = () => NOTES.some((name) => Object.keys(noted(name)).length > 0)
  || remembers("asked") || matchMedia("(display-mode: standalone)").matches;
