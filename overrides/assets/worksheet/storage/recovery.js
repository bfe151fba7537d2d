// Brings back what localStorage has lost, from the second copy in the journal: what was written just before the browser was
// killed, and what was damaged since it was written.
import { unseal } from "./envelope.js";
import * as journal from "./indexeddb_backup.js";
import { isFromNewer, isSound, keptIds, keptText, parse, putBack, readFromJournal } from "./repository.js";

/** @returns {Promise<{lost: string[], damaged: string[], homeless: string[]}>} ids of what was brought back; `homeless`: can be
 *   read, but there is no room for it in localStorage */
export async function bringBack() {
  /** @type {Set<string>} */
  const known = new Set();
  const there = new Set(keptIds());
  const entries = await journal.read((id, turn) => {
    const kept = keptText(id);
    if (kept === null || !isSound(kept)) return true;
    if (unseal(kept).turn <= turn) known.add(id);
    return unseal(kept).turn < turn;
  });
  for (const id of keptIds()) if (!known.has(id)) writeLate(id, keptText(id) ?? "");
  entries.sort((a, b) => (changed(a.text) < changed(b.text) ? -1 : 1));
  /** @type {{lost: string[], damaged: string[], homeless: string[]}} */
  const back = { lost: [], damaged: [], homeless: [] };
  for (const { id, text } of entries) {
    const kept = keptText(id);
    // Deleted while the journal was read.
    if (kept === null && there.has(id)) continue;
    if (!isBetter(text, kept)) continue;
    try {
      putBack(id, text);
      back[kept !== null && !isSound(kept) ? "damaged" : "lost"].push(id);
    } catch {
      readFromJournal(id, text);
      back.homeless.push(id);
    }
  }
  return back;
}

/** What did not come into the journal in time, as its page was left. @param {string} id @param {string} text */
function writeLate(id, text) {
  const { turn, isSealed } = unseal(text);
  if (isSealed && isSound(text)) journal.write({ id, turn, text });
}

/** @param {string} text */
const changed = (text) => parse(text)?.changed ?? "";

/** @param {string} text  of the journal @param {string | null} kept  in localStorage @returns {boolean} */
function isBetter(text, kept) {
  if (!isSound(text)) return false;
  if (kept === null) return true;
  if (!parse(kept)) return !isFromNewer(kept);
  const [own, other] = [unseal(kept), unseal(text)];
  if (own.isSealed && own.isWhole) return other.turn > own.turn;
  // Nothing but the time tells which is newer: an older version of this site writes no seal.
  if (!own.isSealed) return changed(text) > changed(kept);
  return other.turn >= own.turn && changed(text) >= changed(kept);
}
