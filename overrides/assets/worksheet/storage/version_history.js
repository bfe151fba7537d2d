// Earlier versions of each reflection, set aside now and then so that somebody can go back. Each is a key of its own that
// is written once, so that two tabs cannot disagree about them; and they are the first to go when room is short.
import { trimmed, wordsIn } from "../document/document.js";
import { tool } from "../document/edition.js";
import { HISTORY, device, timeIn } from "./web_storage.js";

/** @typedef {import("../document/document.js").Reflection} Reflection */
/** @typedef {{key: string, at: number}} Version  at: when it was set aside, in milliseconds */

/** While somebody writes, a version is set aside this often; so is what an earlier sitting left. */
const EVERY = 10 * 60 * 1000;
/** So many words fewer than there were are a loss that somebody may want back. */
const LOSS = 10;
/** How many are kept of one reflection. */
const AT_MOST = 10;
/** How many characters all of them may take: a fifth of what browsers give. */
const BUDGET = 1_000_000;

/** @type {{id: string, words: number, text: string} | null} the fullest that was kept since a version was set aside */
let fullest = null;
/** @type {Map<string, number>} when this page last set a version of each reflection aside, by a clock that nobody sets */
const setAsideHere = new Map();

/** @param {string} key */
const idIn = (key) => key.slice(HISTORY.length, key.lastIndexOf(":"));

/** @returns {Version[]} of all reflections, the latest first */
const all = () => device.keys()
  .filter((key) => key.startsWith(HISTORY))
  .map((key) => ({ key, at: timeIn(key) }))
  .sort((a, b) => b.at - a.at);

/** @param {string} id @returns {Version[]} the latest first */
export const versionsOf = (id) => all().filter(({ key }) => idIn(key) === id);

/** @param {Reflection} reflection @returns {string} as it is kept on this device */
export const textOf = (reflection) => JSON.stringify(trimmed(reflection, tool.ideas.map(({ id }) => id)));

/**
 * Before one is overwritten: set it aside if that is due, or if much of what was written is about to go.
 * @param {Reflection} kept
 * @param {Reflection} fresh
 */
export function beforeWriting(kept, fresh) {
  const words = wordsIn(kept);
  if (fullest?.id !== kept.id || words >= fullest.words) fullest = { id: kept.id, words, text: textOf(kept) };
  // Whoever holds the delete key down takes away a little at a time.
  if (fullest.words - wordsIn(fresh) >= LOSS) setAside(kept.id, fullest.text);
  else if (isDue(kept)) setAside(kept.id, textOf(kept));
}

/** @param {Reflection} kept @returns {boolean} whether its last version is old enough for the next */
function isDue({ id, created }) {
  const last = versionsOf(id)[0]?.at ?? Date.parse(created);
  const since = Date.now() - last;
  if (since > -EVERY) return since >= EVERY;
  // The clock was set back, and would say so at every letter.
  return performance.now() - (setAsideHere.get(id) ?? -EVERY) >= EVERY;
}

/**
 * Keep this text of a reflection as its latest earlier version, unless that says the same.
 * @param {string} id
 * @param {string} text
 */
export function setAside(id, text) {
  fullest = null;
  setAsideHere.set(id, performance.now());
  const last = versionsOf(id)[0];
  if (last && device.get(last.key) === text) return;
  try {
    device.put(`${HISTORY}${id}:${Math.max(Date.now(), (last?.at ?? 0) + 1)}`, text);
  } catch {
    // No room even without any version: what is being written now comes first.
    return;
  }
  makeFew(id);
}

/** Keep no more than is wanted. @param {string} id */
function makeFew(id) {
  for (let known = versionsOf(id); known.length > AT_MOST; known = versionsOf(id)) device.remove(leastMissed(known).key);
  const sizes = all().map(({ key }) => ({ key, size: device.get(key)?.length ?? 0 }));
  let total = sizes.reduce((sum, { size }) => sum + size, 0);
  while (total > BUDGET) {
    const { key, size } = /** @type {{key: string, size: number}} */ (sizes.pop());
    device.remove(key);
    total -= size;
  }
}

/**
 * The one between the others that leaves the smallest hole for its age, so that what stays is spread over time: some of
 * today, some of yesterday, some of last week.
 * @param {Version[]} known  the latest first
 * @returns {Version}
 */
function leastMissed(known) {
  const now = Date.now();
  const hole = (/** @type {number} */ n) => (known[n - 1].at - known[n + 1].at) / Math.max(now - known[n].at, EVERY);
  const between = known.slice(1, -1).map((_, n) => n + 1);
  return known[between.reduce((best, n) => (hole(n) < hole(best) ? n : best))];
}

/** Keep no version of a reflection any more. @param {string} id */
export function forgetVersions(id) {
  for (const { key } of versionsOf(id)) device.remove(key);
}
