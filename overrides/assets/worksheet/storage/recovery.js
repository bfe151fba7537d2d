// Restores what localStorage has lost, from the backup in IndexedDB: what was written just before the browser was killed, and
// what was damaged after it was written.
import { momentOf } from "../document/document.js";
import { contains, unwrap } from "./envelope.js";
import * as backup from "./indexeddb_backup.js";
import { isDeletedText } from "./replacing.js";
import { isFromNewer, isIntact, parse, restore, storedIds, storedText } from "./repository.js";
import { addVersion, isOnDisk } from "./version_history.js";
import { timeIn } from "./web_storage.js";

/** Milliseconds after which a page has heard of what another tab has written. */
const HEARD = 3000;

/**
 * @typedef {{lost: string[], damaged: string[], homeless: string[]}} Restored  ids; homeless: readable, but localStorage has
 *   no room for it
 */

/** @returns {Promise<Restored>} */
export async function restoreLost() {
  const before = new Set(storedIds());
  const began = Date.now();
  // All of them, whatever their revision: after a crash localStorage can have what stood there before everything was deleted.
  const entries = await backup.read();
  /** @type {Set<string>} what is newer in the backup, or is another text */
  const isAhead = new Set();
  // What is held comes last, as it may have to become an earlier version of the other.
  entries.sort((a, b) => Number(a.page !== undefined) - Number(b.page !== undefined) || changed(a.text) - changed(b.text));
  /** @type {Restored} */
  const restored = { lost: [], damaged: [], homeless: [] };
  for (const entry of entries) {
    const { id, text, page } = entry;
    const stored = storedText(id);
    if (text === stored && page === undefined) {
      isAhead.add(id);
      continue;
    }
    // Deleted while the backup was read.
    if (stored === null && before.has(id)) continue;
    // Deleted on a page that was left before the backup had heard of it.
    if (stored === null && isDeletedText(text)) {
      forgetLater(entry);
      continue;
    }
    if (stored !== null && isIntact(stored) && (contains(stored, text) || !contains(text, stored))) {
      // It found room, or another page has written at the same time: this becomes an earlier version. It is held until that is on the disk.
      if (contains(stored, text) || isOnDisk(id, unwrap(text).text)) page !== undefined && backup.letGo(id, text, page);
      else {
        // What somebody has set aside meanwhile does not make room for it.
        addVersion(id, unwrap(text).text, (key) => timeIn(key) < began);
        isAhead.add(id);
      }
      continue;
    }
    if (!isBetter(text, stored)) continue;
    isAhead.add(id);
    const found = stored !== null && !isIntact(stored) ? "damaged" : "lost";
    restored[restore(entry) ? found : "homeless"].push(id);
  }
  for (const id of storedIds()) if (!isAhead.has(id)) backUpLate(id, storedText(id) ?? "");
  return restored;
}

/** Forget what was deleted, unless another tab turns out to have brought it back. @param {backup.Found} entry */
function forgetLater({ id, text, page }) {
  setTimeout(() => {
    if (storedText(id) !== null) return;
    page === undefined ? backup.forgetWritten(id) : backup.letGo(id, text, page);
  }, HEARD);
}

/** Back up what was written too late, as its page was closed. @param {string} id @param {string} text */
function backUpLate(id, text) {
  const { revision, isWrapped } = unwrap(text);
  if (isWrapped && isIntact(text)) backup.write({ id, revision, text });
}

/** @param {string} text @returns {number} when it was changed, in milliseconds; 0 where it does not say */
const changed = (text) => momentOf(parse(text)?.changed);

/** @param {string} text  of the backup @param {string | null} stored  in localStorage */
function isBetter(text, stored) {
  if (!isIntact(text)) return false;
  if (stored === null) return true;
  if (!parse(stored)) return !isFromNewer(stored);
  const [own, other] = [unwrap(stored), unwrap(text)];
  if (own.isWrapped && own.isUndamaged) return other.revision > own.revision;
  // An older version of this site writes no envelope: only the time tells which is newer.
  if (!own.isWrapped) return changed(text) > changed(stored);
  return other.revision >= own.revision && changed(text) >= changed(stored);
}
