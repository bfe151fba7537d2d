// What is kept on this device. The only file that touches localStorage; all keys stand under one prefix.
import { isWhole, trimmed, wordsIn } from "./reflection.js";
import { tool } from "./words.js";

/** @typedef {import("./reflection.js").Reflection} Reflection */
/** @typedef {{key: string, text: string, date: string}} Damaged */

const PREFIX = "coproduction:";
const REFLECTION = `${PREFIX}reflection:`;
const DAMAGED = `${PREFIX}damaged:`;

/** The storage event's key for a reflection. @param {string} id */
export const keyOf = (id) => REFLECTION + id;

/** @returns {string[]} every key of ours */
function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/**
 * @param {string} key
 * @returns {string | null} what is kept under a key, or null, also where the browser forbids storage
 */
function get(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * The document in a text, or null if it is not one that this version reads.
 * @param {string | null} text
 * @returns {Reflection | null}
 */
function parse(text) {
  try {
    const document = JSON.parse(text ?? "");
    return isWhole(document, tool.ideas.map((idea) => idea.id)) && document.id ? document : null;
  } catch {
    return null;
  }
}

/** @returns {boolean} whether this browser lets us keep anything */
export function isAllowed() {
  try {
    localStorage.setItem(`${PREFIX}probe`, "");
    localStorage.removeItem(`${PREFIX}probe`);
    return true;
  } catch (error) {
    // Full is not forbidden: what is there can still be read, and written shorter.
    return error instanceof DOMException && error.name === "QuotaExceededError";
  }
}

/** The storage event's key for which reflection is open. */
export const CURRENT = `${PREFIX}current`;

/** @param {string} id @returns {Reflection | null} */
export const readReflection = (id) => parse(get(REFLECTION + id));

/** @param {string} id @returns {boolean} whether something is kept that cannot be read */
export const isDamaged = (id) => get(REFLECTION + id) !== null && readReflection(id) === null;

/** @returns {Reflection[]} every reflection that can be read, the last changed first */
export function listReflections() {
  const found = keys()
    .filter((key) => key.startsWith(REFLECTION))
    .map((key) => parse(get(key)));
  const readable = /** @type {Reflection[]} */ (found.filter((reflection) => reflection !== null));
  return readable.sort((a, b) => (a.changed < b.changed ? 1 : -1));
}

/** @returns {Damaged[]} all that is kept but cannot be read */
export function listDamaged() {
  return keys()
    .filter((key) => key.startsWith(DAMAGED) || (key.startsWith(REFLECTION) && parse(get(key)) === null))
    .map((key) => ({ key, text: get(key) ?? "", date: key.startsWith(DAMAGED) ? key.slice(DAMAGED.length) : "" }));
}

/**
 * Keep a reflection. What stands there and cannot be read is set aside first. Throws if there is no room.
 * @param {Reflection} reflection
 */
export function writeReflection(reflection) {
  const text = JSON.stringify(trimmed(reflection, tool.ideas.map((idea) => idea.id)));
  const before = get(REFLECTION + reflection.id);
  if (before !== null && parse(before) === null) localStorage.setItem(DAMAGED + new Date().toISOString(), before);
  localStorage.setItem(REFLECTION + reflection.id, text);
}

/**
 * Delete a reflection, keeping it aside so that the last deletion can be undone, also after a reload.
 * @param {string} id
 */
export function deleteReflection(id) {
  const text = get(REFLECTION + id);
  if (text === null) return;
  // Taken away first: where the device is full there is room for the copy only then.
  localStorage.removeItem(REFLECTION + id);
  try {
    localStorage.setItem(`${PREFIX}deleted`, text);
  } catch (error) {
    localStorage.setItem(REFLECTION + id, text);
    throw error;
  }
}

/** @returns {Reflection | null} the reflection that was deleted last */
export const lastDeleted = () => parse(get(`${PREFIX}deleted`));

/** Forget what was deleted last. */
export function forgetDeleted() {
  localStorage.removeItem(`${PREFIX}deleted`);
}

/**
 * When a copy of a reflection was last taken away, and how many words it had then.
 * @param {string} id
 * @returns {{at: string, words: number} | null}
 */
export function copyOf(id) {
  try {
    return JSON.parse(get(`${PREFIX}copies`) ?? "{}")[id] ?? null;
  } catch {
    return null;
  }
}

/** Remember that a copy of it is taken away now. @param {Reflection} reflection */
export function keepCopyTime(reflection) {
  try {
    const copies = JSON.parse(get(`${PREFIX}copies`) ?? "{}");
    const copy = { at: new Date().toISOString(), words: wordsIn(reflection) };
    localStorage.setItem(`${PREFIX}copies`, JSON.stringify({ ...copies, [reflection.id]: copy }));
  } catch {
    // Then the reminder comes once too often.
  }
}

/** Leave nothing of this site on the device, the theme's own setting included. */
export function deleteEverything() {
  // First, so that other tabs know that it is everything as soon as they hear of anything.
  localStorage.removeItem(CURRENT);
  for (const key of [...keys(), ...Object.keys(localStorage).filter((name) => name.endsWith(".__palette"))]) {
    localStorage.removeItem(key);
  }
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/** Know something for as long as this tab is open. @param {string} name */
export function remember(name) {
  try {
    sessionStorage.setItem(PREFIX + name, "yes");
  } catch {
    // It is only done, or said, once more.
  }
}

/** @param {string} name @returns {boolean} whether it was remembered in this tab */
export function remembers(name) {
  try {
    return sessionStorage.getItem(PREFIX + name) !== null;
  } catch {
    return false;
  }
}

/**
 * Keep a text for as long as this tab is open.
 * @param {string} name
 * @param {string} text
 * @returns {boolean} whether there was room for it
 */
export function keepInTab(name, text) {
  try {
    sessionStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    // Half of an older state would be worse than nothing.
    forgetInTab(name);
    return false;
  }
}

/** @param {string} name @returns {string | null} */
export function keptInTab(name) {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name */
function forgetInTab(name) {
  try {
    sessionStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing is kept there.
  }
}

/** @returns {string | null} the id of the reflection that is open in this tab, else on this device */
export function currentId() {
  try {
    return sessionStorage.getItem(CURRENT) ?? get(CURRENT);
  } catch {
    return null;
  }
}

/** @returns {boolean} whether this device knows of an open reflection; not after everything was deleted */
export const hasCurrent = () => get(CURRENT) !== null;

/** @param {string} id */
export function setCurrentId(id) {
  // Each tab stays with its own, even if another tab opens a different one.
  sessionStorage.setItem(CURRENT, id);
  localStorage.setItem(CURRENT, id);
}

/**
 * Where a person was: reflection id -> address relative to the site, and the words for it.
 * @param {string} id
 * @returns {{idea: string, question: string} | null}
 */
export function placeOf(id) {
  try {
    return JSON.parse(get(`${PREFIX}places`) ?? "{}")[id] ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {string} id
 * @param {{idea: string, question: string}} place
 */
export function keepPlace(id, place) {
  try {
    const places = JSON.parse(get(`${PREFIX}places`) ?? "{}");
    localStorage.setItem(`${PREFIX}places`, JSON.stringify({ ...places, [id]: place }));
  } catch {
    // Only a convenience: where it cannot be kept, people start from the list of worksheets.
  }
}
