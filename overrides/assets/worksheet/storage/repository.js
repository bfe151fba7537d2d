// The reflections that are stored on this device, each under its own key, readable or damaged.
import { isNewer, newId } from "../document/document.js";
import { tool } from "../document/edition.js";
import { isValid } from "../document/schema.js";
import { unwrap, withWriter, wrap, writesOf } from "./envelope.js";
import * as backup from "./indexeddb_backup.js";
import { forgetVersions, textOf, versionsOf } from "./version_history.js";
import { PREFIX, clearAll, device, isFull, tab } from "./web_storage.js";

/**
 * @typedef {{key: string, text: string, date: string, id: string, isNewer: boolean}} Damaged  id: where its earlier versions
 *   are known by it
 */
/** @typedef {import("./version_history.js").Version & {reflection: Reflection}} EarlierVersion */

const REFLECTION = `${PREFIX}reflection:`;
const DAMAGED = `${PREFIX}damaged:`;
const DELETED = `${PREFIX}deleted`;
/** Names this page among all that write on this device. */
const WRITER = newId().replaceAll("-", "").slice(0, 8);
let writes = 0;
/** The newest text of each reflection that only the backup holds, as localStorage has no room for it. @type {Map<string, string>} */
const backupOnly = new Map();

/** @param {string} key */
function get(key) {
  const stored = device.get(key);
  const newer = key.startsWith(REFLECTION) ? backupOnly.get(key.slice(REFLECTION.length)) : undefined;
  // Another tab may have found room for something newer since then.
  return newer !== undefined && (stored === null || unwrap(stored).revision < unwrap(newer).revision) ? newer : stored;
}

const keys = () => [...new Set([...device.keys(), ...[...backupOnly.keys()].map(keyOf)])];

/** The storage event's key for a reflection. @param {string} id */
export const keyOf = (id) => REFLECTION + id;

/** @param {string | null} stored @returns {Reflection | null} null if it is no document that this version reads */
export function parse(stored) {
  try {
    const document = JSON.parse(unwrap(stored ?? "").text);
    // A damaged envelope looks like one more key.
    delete document.seal;
    return isValid(document, tool.document) && document.id ? document : null;
  } catch {
    return null;
  }
}

/** Whether it is, to the letter, what was written. @param {string} stored */
export const isIntact = (stored) => unwrap(stored).isUndamaged && parse(stored) !== null;

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

/** @param {string} id @returns {string | null} with its envelope */
export const storedText = (id) => get(REFLECTION + id);

/** @returns {string[]} the ids of all that is stored, whether it can be read or not */
export const storedIds = () => keys().filter((key) => key.startsWith(REFLECTION)).map((key) => key.slice(REFLECTION.length));

/** @param {string} id @returns {Reflection | null} */
export const readReflection = (id) => parse(storedText(id));

/**
 * What is wrong with what is stored: it can be read but is damaged, it cannot be read, or a newer version of this site wrote it.
 * @param {string} id
 * @returns {"damaged" | "doubtful" | "newer" | null}
 */
export function troubleWith(id) {
  const stored = storedText(id);
  if (stored === null || isIntact(stored)) return null;
  if (parse(stored)) return "doubtful";
  return isFromNewer(stored) ? "newer" : "damaged";
}

/** @param {string} stored */
export function isFromNewer(stored) {
  try {
    return isNewer(JSON.parse(stored));
  } catch {
    return false;
  }
}

/** @returns {Reflection[]} every reflection that can be read, the last changed first */
export function listReflections() {
  const readable = /** @type {Reflection[]} */ (storedIds().map(readReflection).filter((reflection) => reflection !== null));
  return readable.sort((a, b) => (a.changed < b.changed ? 1 : -1));
}

/** @returns {Damaged[]} all that is stored but cannot be read, or is damaged */
export function listDamaged() {
  return keys()
    .map((key) => ({ key, text: get(key) ?? "" }))
    .filter(({ key, text }) => key.startsWith(DAMAGED) || (key.startsWith(REFLECTION) && !isIntact(text)))
    .map(({ key, text }) => {
      const isAside = key.startsWith(DAMAGED);
      const date = isAside ? key.slice(DAMAGED.length).split(" ")[0] : "";
      return { key, text, date, id: isAside ? "" : key.slice(REFLECTION.length), isNewer: isFromNewer(text) };
    });
}

/** Give a text that is damaged a key of its own, before it is written over. @param {string | null} text */
function quarantine(text) {
  if (text === null || isIntact(text)) return;
  const key = DAMAGED + new Date().toISOString();
  // The key may be taken: by another of the same moment, or from before a clock was set back.
  let number = 1;
  while (get(number > 1 ? `${key} ${number}` : key) !== null) number += 1;
  device.put(number > 1 ? `${key} ${number}` : key, text);
}

/**
 * Store a reflection. Throws if there is no room.
 * @param {Reflection} reflection
 * @returns {number} how many times this page has written
 */
export function writeReflection(reflection) {
  const { id } = reflection;
  const before = storedText(id);
  quarantine(before);
  const { revision, writers } = unwrap(before ?? "");
  writes += 1;
  const text = wrap(textOf(reflection), revision + 1, withWriter(writers, WRITER, writes));
  // The backup first: it has to hold what localStorage has no room for.
  backup.write({ id, revision: revision + 1, text });
  device.put(REFLECTION + id, text);
  backupOnly.delete(id);
  return writes;
}

/** @param {string} id @returns {number} how many writes of this page the stored text contains; all, if it does not say */
export function ownWritesIn(id) {
  const { isWrapped, writers } = unwrap(storedText(id) ?? "");
  return isWrapped ? writesOf(writers, WRITER) : Infinity;
}

/** Store a text of the backup again. Throws if there is no room. @param {string} id @param {string} text */
export function putBack(id, text) {
  quarantine(device.get(REFLECTION + id));
  device.put(REFLECTION + id, text);
  backupOnly.delete(id);
  // What was written last was open.
  if (tab.get(CURRENT) === null) device.put(CURRENT, id);
}

/** Read a text of the backup as if it were stored, where there is no room for it. @param {string} id @param {string} text */
export const readFromBackup = (id, text) => void backupOnly.set(id, text);

/** @param {string} id */
export const isInBackupOnly = (id) => backupOnly.has(id);

/** Try again to store what only the backup holds. @returns {boolean} whether something found room */
export function storeBackupOnly() {
  const waiting = backupOnly.size;
  for (const [id, text] of [...backupOnly]) {
    try {
      if (storedText(id) === text) putBack(id, text);
      else backupOnly.delete(id);
    } catch {
      // Still no room.
    }
  }
  return backupOnly.size < waiting;
}

/** Delete a reflection, but keep its text until the next deletion, so that this one can be undone. @param {string} id */
export function deleteReflection(id) {
  const text = storedText(id);
  const before = device.get(REFLECTION + id);
  if (text === null) return;
  forgetDeleted(id);
  // Removed first: where the device is full there is room for the copy only then.
  device.remove(REFLECTION + id);
  try {
    device.put(DELETED, text);
  } catch (error) {
    if (before !== null) device.put(REFLECTION + id, before);
    throw error;
  }
  backupOnly.delete(id);
  backup.forget(id);
}

/** @param {string} text @returns {boolean} whether it is, to the letter, what was deleted last */
export const isDeletedText = (text) => device.get(DELETED) === text;

/** @returns {Reflection | null} the reflection that was deleted last */
export const lastDeleted = () => parse(get(DELETED));

/** Forget what was deleted last, and its earlier versions. @param {string} [but]  an id whose versions are still wanted */
export function forgetDeleted(but) {
  const id = lastDeleted()?.id;
  device.remove(DELETED);
  if (id && id !== but && storedText(id) === null) forgetVersions(id);
}

/** @param {string} id @returns {EarlierVersion[]} its earlier versions that can be read, the latest first */
export function listVersions(id) {
  const found = versionsOf(id).map((version) => ({ ...version, reflection: parse(get(version.key)) }));
  return /** @type {EarlierVersion[]} */ (found.filter(({ reflection }) => reflection));
}

/** Leave nothing of this site on the device, the theme's own setting included. */
export async function deleteEverything() {
  // First: a storage event then tells other tabs that everything is deleted, and not one reflection.
  device.remove(CURRENT);
  backupOnly.clear();
  clearAll();
  await backup.clear();
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
