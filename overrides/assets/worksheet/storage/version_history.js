// Earlier versions of each reflection, stored now and then so that somebody can go back. Each has a key of its own and is
// written once, so that tabs cannot overwrite each other's; they are the first to be deleted when there is no room.
import { withoutDefaults, wordsIn } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { HISTORY, NONE, device, timeIn } from "./web_storage.js";

/** @typedef {{key: string, at: number}} Version  at: when it was stored, in milliseconds */

/** Milliseconds between two versions while somebody writes. */
const EVERY = 10 * 60 * 1000;
/** A loss of so many words is one that somebody may want back. */
const LOSS = 10;
/** Milliseconds after which a browser has surely written localStorage to the disk. */
const TO_DISK = 2 * 60 * 1000;
/** Versions of one reflection. */
const MAX_VERSIONS = 10;
/** Characters of all versions together: a fifth of what browsers give. */
const MAX_CHARACTERS = 1_000_000;

/** @type {{id: string, words: number, text: string} | null} the fullest text since the last version */
let fullest = null;
/** @type {Map<string, number>} when this page last stored a version of each reflection, by the clock that nobody can set */
const addedHere = new Map();

/** @param {string} key */
const idIn = (key) => key.slice(HISTORY.length, key.lastIndexOf(":"));

/** @returns {Version[]} of all reflections, the latest first */
const all = () => device.keys()
  .filter((key) => key.startsWith(HISTORY))
  .map((key) => ({ key, at: timeIn(key) }))
  .sort((a, b) => b.at - a.at);

/** @param {string} id @returns {Version[]} the latest first */
export const versionsOf = (id) => all().filter(({ key }) => idIn(key) === id);

/** @param {string} id @param {string} text @returns {boolean} whether it is a version that browsers have written to the disk by now */
export const isOnDisk = (id, text) => versionsOf(id).some(({ key, at }) => Date.now() - at > TO_DISK && device.get(key) === text);

/** @param {Reflection} reflection @returns {string} as it is stored on this device */
export const textOf = (reflection) => JSON.stringify(withoutDefaults(reflection, ideaIds));

/** Store a version if one is due, or if much is about to be deleted. @param {Reflection} kept @param {Reflection} fresh  will overwrite it */
export function beforeWriting(kept, fresh) {
  const words = wordsIn(kept);
  if (fullest?.id !== kept.id || words >= fullest.words) fullest = { id: kept.id, words, text: textOf(kept) };
  // Holding the delete key down removes a little at each write.
  if (fullest.words - wordsIn(fresh) >= LOSS) addVersion(kept.id, fullest.text);
  // The next of many is not worth an earlier one, which may hold what nothing else does.
  else if (isDue(kept)) addVersion(kept.id, textOf(kept), NONE);
}

/** Whether the last version is old enough for the next. @param {Reflection} kept */
function isDue({ id, created }) {
  const last = versionsOf(id)[0]?.at ?? Date.parse(created);
  const since = Date.now() - last;
  if (since > -EVERY) return since >= EVERY;
  // The clock was set back: by it, a version would be due at each write.
  return performance.now() - (addedHere.get(id) ?? -EVERY) >= EVERY;
}

/**
 * Store a text as the latest version of a reflection, unless it is that already.
 * @param {string} id
 * @param {string} text
 * @param {(key: string) => boolean} [mayEvict]  whether another may make room for it
 * @returns {string | null} its key; null where there is no room
 */
export function addVersion(id, text, mayEvict) {
  const last = versionsOf(id)[0];
  const isThere = last && device.get(last.key) === text;
  const key = isThere ? last.key : `${HISTORY}${id}:${Math.max(Date.now(), (last?.at ?? 0) + 1)}`;
  if (!isThere && !device.tryPut(key, text, mayEvict)) return null;
  fullest = null;
  addedHere.set(id, performance.now());
  prune(id, key);
  return key;
}

/** Delete what is too many of this reflection, and too much of all. @param {string} id @param {string} latest  the key of its last version, which stays */
function prune(id, latest) {
  for (let known = versionsOf(id); known.length > MAX_VERSIONS; known = versionsOf(id)) device.remove(versionToEvict(known).key);
  const sizes = all().map(({ key }) => ({ key, size: device.get(key)?.length ?? 0 }));
  let total = sizes.reduce((sum, { size }) => sum + size, 0);
  for (const { key, size } of sizes.filter((version) => version.key !== latest).reverse()) {
    if (total <= MAX_CHARACTERS) return;
    device.remove(key);
    total -= size;
  }
}

/**
 * The version whose removal leaves the smallest gap for its age, so that those that remain are spread over time: some of
 * today, some of yesterday, some of last week. Never the first or the last.
 * @param {Version[]} known  the latest first
 */
export function versionToEvict(known) {
  const now = Date.now();
  const gap = (/** @type {number} */ n) => (known[n - 1].at - known[n + 1].at) / Math.max(now - known[n].at, EVERY);
  const between = known.slice(1, -1).map((_, n) => n + 1);
  return known[between.reduce((best, n) => (gap(n) < gap(best) ? n : best))];
}

/** Delete all versions of a reflection. @param {string} id */
export function forgetVersions(id) {
  for (const { key } of versionsOf(id)) device.remove(key);
}
