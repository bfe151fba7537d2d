// The reflections that are kept on this device, each under its key, whole or damaged.
import { isNewer, newId } from "../document/document.js";
import { tool } from "../document/edition.js";
import { isWhole } from "../document/schema.js";
import { countOf, seal, unseal, withPage } from "./envelope.js";
import * as journal from "./indexeddb_backup.js";
import { forgetVersions, textOf, versionsOf } from "./version_history.js";
import { PREFIX, clearAll, device, isFull, tab } from "./web_storage.js";

/** @typedef {import("../document/document.js").Reflection} Reflection */
/**
 * @typedef {{key: string, text: string, date: string, id: string, isNewer: boolean}} Damaged  id: where its earlier versions
 *   are known by it
 */
/** @typedef {import("./version_history.js").Version & {reflection: Reflection}} EarlierVersion */

const REFLECTION = `${PREFIX}reflection:`;
const DAMAGED = `${PREFIX}damaged:`;
const DELETED = `${PREFIX}deleted`;
/** This page among all that write on this device. */
const PAGE = newId().replaceAll("-", "").slice(0, 8);
let writings = 0;
/** What localStorage has no room for: the newest text of a reflection that only the journal keeps. @type {Map<string, string>} */
const journalOnly = new Map();

/** @param {string} key */
function get(key) {
  const kept = device.get(key);
  const newer = journalOnly.get(key.slice(REFLECTION.length));
  // Another tab may have found room for something newer since then.
  return newer !== undefined && key.startsWith(REFLECTION) && (kept === null || unseal(kept).turn < unseal(newer).turn) ? newer : kept;
}

const keys = () => [...new Set([...device.keys(), ...[...journalOnly.keys()].map(keyOf)])];

/** The storage event's key for a reflection. @param {string} id */
export const keyOf = (id) => REFLECTION + id;

/**
 * The document in a kept text, or null if it is not one that this version reads.
 * @param {string | null} kept
 * @returns {Reflection | null}
 */
export function parse(kept) {
  try {
    const document = JSON.parse(unseal(kept ?? "").text);
    // A seal that was damaged looks like one more key.
    delete document.seal;
    return isWhole(document, tool.document) && document.id ? document : null;
  } catch {
    return null;
  }
}

/** @param {string} kept @returns {boolean} whether it is, to the letter, what was written */
export const isSound = (kept) => unseal(kept).isWhole && parse(kept) !== null;

/** @returns {boolean} whether this browser lets us keep anything */
export function isAllowed() {
  try {
    device.put(`${PREFIX}probe`, "");
    device.remove(`${PREFIX}probe`);
    return true;
  } catch (error) {
    // Full is not forbidden: what is there can still be read, and written shorter.
    return isFull(error);
  }
}

/** The storage event's key for which reflection is open. */
export const CURRENT = `${PREFIX}current`;

/** @param {string} id @returns {string | null} what is kept, seal and all */
export const keptText = (id) => get(REFLECTION + id);

/** @returns {string[]} the ids of all that is kept, whether it can be read or not */
export const keptIds = () => keys().filter((key) => key.startsWith(REFLECTION)).map((key) => key.slice(REFLECTION.length));

/** @param {string} id @returns {Reflection | null} */
export const readReflection = (id) => parse(get(REFLECTION + id));

/**
 * What is wrong with what is kept: it cannot be read at all, or in parts, or it is from a newer version of this site.
 * @param {string} id
 * @returns {"damaged" | "doubtful" | "newer" | null}
 */
export function troubleWith(id) {
  const kept = get(REFLECTION + id);
  if (kept === null || isSound(kept)) return null;
  if (parse(kept)) return "doubtful";
  return isFromNewer(kept) ? "newer" : "damaged";
}

/** @param {string} kept @returns {boolean} */
export function isFromNewer(kept) {
  try {
    return isNewer(JSON.parse(kept));
  } catch {
    return false;
  }
}

/** @returns {Reflection[]} every reflection that can be read, the last changed first */
export function listReflections() {
  const found = keys()
    .filter((key) => key.startsWith(REFLECTION))
    .map((key) => parse(get(key)));
  const readable = /** @type {Reflection[]} */ (found.filter((reflection) => reflection !== null));
  return readable.sort((a, b) => (a.changed < b.changed ? 1 : -1));
}

/** @returns {Damaged[]} all that is kept but cannot be read, or not for certain */
export function listDamaged() {
  return keys()
    .map((key) => ({ key, text: get(key) ?? "" }))
    .filter(({ key, text }) => key.startsWith(DAMAGED) || (key.startsWith(REFLECTION) && !isSound(text)))
    .map(({ key, text }) => {
      const isAside = key.startsWith(DAMAGED);
      const date = isAside ? key.slice(DAMAGED.length).split(" ")[0] : "";
      return { key, text, date, id: isAside ? "" : key.slice(REFLECTION.length), isNewer: isFromNewer(text) };
    });
}

/** Keep a text that cannot be read, or not for certain, under a key of its own. @param {string} text */
function setAside(text) {
  const key = DAMAGED + new Date().toISOString();
  // What was set aside in the same moment, or before a clock was set back, stays too.
  let number = 1;
  while (get(number > 1 ? `${key} ${number}` : key) !== null) number += 1;
  device.put(number > 1 ? `${key} ${number}` : key, text);
}

/**
 * Keep a reflection. What stands there and cannot be read is set aside first. Throws if there is no room.
 * @param {Reflection} reflection
 * @returns {number} the how-manyth writing of this page it is
 */
export function writeReflection(reflection) {
  const { id } = reflection;
  const before = get(REFLECTION + id);
  if (before !== null && !isSound(before)) setAside(before);
  const { turn, pages } = unseal(before ?? "");
  writings += 1;
  const sealed = seal(textOf(reflection), turn + 1, withPage(pages, PAGE, writings));
  // First, because it is to have what localStorage has no room for.
  journal.write({ id, turn: turn + 1, text: sealed });
  device.put(REFLECTION + id, sealed);
  journalOnly.delete(id);
  return writings;
}

/** @param {string} id @returns {number} how many writings of this page are known to be in what is kept; all, if nothing tells */
export function ownWritingsIn(id) {
  const { isSealed, pages } = unseal(keptText(id) ?? "");
  return isSealed ? countOf(pages, PAGE) : Infinity;
}

/**
 * Put a kept text back in its place; what stands there and is damaged is set aside. Throws if there is no room.
 * @param {string} id
 * @param {string} text
 */
export function putBack(id, text) {
  const before = device.get(REFLECTION + id);
  if (before !== null && !isSound(before)) setAside(before);
  device.put(REFLECTION + id, text);
  journalOnly.delete(id);
  // What was written last was open.
  if (tab.get(CURRENT) === null) device.put(CURRENT, id);
}

/** Read a text of the journal as if it stood in its place, where there is no room for it. @param {string} id @param {string} text */
export const readFromJournal = (id, text) => void journalOnly.set(id, text);

/** @param {string} id @returns {boolean} whether the newest text is in the journal alone */
export const isInJournalOnly = (id) => journalOnly.has(id);

/** Try again to give everything its place. @returns {boolean} whether something found room */
export function makePlaces() {
  const waiting = journalOnly.size;
  for (const [id, text] of [...journalOnly]) {
    try {
      if (get(REFLECTION + id) === text) putBack(id, text);
      else journalOnly.delete(id);
    } catch {
      // Still no room.
    }
  }
  return journalOnly.size < waiting;
}

/**
 * Delete a reflection, keeping it aside so that the last deletion can be undone, also after a reload.
 * @param {string} id
 */
export function deleteReflection(id) {
  const text = get(REFLECTION + id);
  const stood = device.get(REFLECTION + id);
  if (text === null) return;
  forgetDeleted(id);
  // Taken away first: where the device is full there is room for the copy only then.
  device.remove(REFLECTION + id);
  try {
    device.put(DELETED, text);
  } catch (error) {
    if (stood !== null) device.put(REFLECTION + id, stood);
    throw error;
  }
  journalOnly.delete(id);
  journal.forget(id);
}

/** @returns {Reflection | null} the reflection that was deleted last */
export const lastDeleted = () => parse(get(DELETED));

/** Forget what was deleted last, its earlier versions too. @param {string} [but]  an id of which the versions are still wanted */
export function forgetDeleted(but) {
  const id = lastDeleted()?.id;
  device.remove(DELETED);
  if (id && id !== but && get(REFLECTION + id) === null) forgetVersions(id);
}

/** @param {string} id @returns {EarlierVersion[]} its earlier versions that can be read, the latest first */
export function listVersions(id) {
  const found = versionsOf(id).map((version) => ({ ...version, reflection: parse(get(version.key)) }));
  return /** @type {EarlierVersion[]} */ (found.filter(({ reflection }) => reflection));
}

/** Leave nothing of this site on the device, the theme's own setting included. */
export async function deleteEverything() {
  // First, so that other tabs know that it is everything as soon as they hear of anything.
  device.remove(CURRENT);
  journalOnly.clear();
  clearAll();
  await journal.clear();
}

/** @returns {string | null} the id of the reflection that is open in this tab, else on this device */
export const currentId = () => tab.get(CURRENT) ?? get(CURRENT);

/** @returns {boolean} whether this device knows of an open reflection; not after everything was deleted */
export const hasCurrent = () => get(CURRENT) !== null;

/** @param {string} id */
export function setCurrentId(id) {
  // Each tab stays with its own, even if another tab opens a different one.
  tab.put(CURRENT, id);
  device.put(CURRENT, id);
}
