// What takes a stored reflection away, or puts another in its place, so that it can be undone: delete, bring back, replace. The
// rules are in architecture/rules.md.
import { contains } from "./envelope.js";
import * as backup from "./indexeddb_backup.js";
import { DELETED, asideOf, isAllowed, keyOf, letGo, parse, putBack, readReflection, storedText, writeReflection } from "./repository.js";
import { addVersion, forgetVersions, textOf } from "./version_history.js";
import { device, keepVersionsOnFailure } from "./web_storage.js";

/** @typedef {{reflection: Reflection, text: string}} Deleted  text: as it was stored */

/**
 * Delete a reflection, but keep its text until the next deletion, so that this one can be undone. Throws if there is no room for
 * that, and leaves all as it was.
 * @param {string} id
 */
export function deleteReflection(id) {
  const text = storedText(id);
  if (text === null) return;
  const last = lastDeleted();
  without(keyOf(id), () => device.put(DELETED, text));
  // What this page holds and has not shown stays.
  letGo(id, text);
  backup.forgetWritten(id);
  if (last && last.reflection.id !== id) forgetVersionsOfGone(last.reflection.id);
}

/** @param {string} text @returns {boolean} whether it is what was deleted last, or an older state of that */
export function isDeletedText(text) {
  const deleted = device.get(DELETED);
  return deleted !== null && (deleted === text || (parse(deleted)?.id === parse(text)?.id && contains(deleted, text)));
}

/** @returns {Deleted | null} the reflection that was deleted last */
export function lastDeleted() {
  const text = device.get(DELETED) ?? "";
  const reflection = parse(text);
  return reflection && { reflection, text };
}

/**
 * Undo a deletion. Where another tab has brought the reflection back meanwhile, what was deleted becomes an earlier version of
 * it. Throws if there is no room.
 * @param {Deleted} deleted
 */
export function bringBack({ reflection, text }) {
  const { id } = reflection;
  const act = () => (storedText(id) === null ? putBack(id, text) : setAside(reflection));
  device.get(DELETED) === text ? without(DELETED, act) : act();
}

/**
 * Do something while a text is out of the way, as a full device has no room for both. If it throws, the text is back.
 * @param {string} key
 * @param {() => void} act
 */
function without(key, act) {
  const text = device.get(key);
  if (!isAllowed()) throw new DOMException("forbidden", "NotAllowedError");
  device.remove(key);
  try {
    act();
  } catch (error) {
    if (text !== null) device.put(key, text);
    throw error;
  }
}

/** Forget a deleted reflection, and its earlier versions. Another that was deleted since then stays. @param {Deleted} deleted */
export function forgetDeleted({ reflection, text }) {
  if (device.get(DELETED) !== text) return;
  device.remove(DELETED);
  forgetVersionsOfGone(reflection.id);
}

/** @param {string} id */
function forgetVersionsOfGone(id) {
  if (storedText(id) !== null) return;
  forgetVersions(id);
  // Damaged copies of it, but not another deletion.
  for (const key of asideOf(id)) if (key !== DELETED) device.remove(key);
}

/**
 * Make a reflection an earlier version of what is stored under its id. Throws if there is no room.
 * @param {Reflection} reflection
 * @returns {string} the version's key
 */
function setAside(reflection) {
  const key = addVersion(reflection.id, textOf(reflection));
  if (key === null) throw new DOMException("no room for a version", "QuotaExceededError");
  return key;
}

/**
 * Store reflections, each in the place of what is stored under its id, which becomes an earlier version. Throws if there is no
 * room for all of them, and leaves all as it was. What is in the place of another comes last.
 * @param {...Reflection} reflections
 */
export function storeAll(...reflections) {
  const fresh = reflections.filter(({ id }) => storedText(id) === null);
  keepVersionsOnFailure(() => {
    try {
      for (const reflection of reflections) {
        const there = readReflection(reflection.id);
        const aside = there && setAside(there);
        writeReflection(reflection, (key) => key !== aside);
      }
    } catch (error) {
      for (const { id } of fresh) discard(id);
      throw error;
    }
  });
}

/** @param {string} id */
function discard(id) {
  device.remove(keyOf(id));
  backup.forgetWritten(id);
}
