// What is kept on this device, and under which names.
import { forgetVersions, textOf, versionsOf } from "./history.js";
import * as journal from "./journal.js";
import { isNewer, newId, wordsIn } from "./reflection.js";
import { countOf, seal, unseal, withPage } from "./seal.js";
import { isWhole } from "./shape.js";
import { PREFIX, clearAll, device, isFull, tab, useMemory } from "./shelf.js";
import { tool } from "./words.js";

/** @typedef {import("./reflection.js").Reflection} Reflection */
/**
 * @typedef {{key: string, text: string, date: string, id: string, isNewer: boolean}} Damaged  id: where its earlier versions
 *   are known by it
 */
/** @typedef {import("./history.js").Version & {reflection: Reflection}} EarlierVersion */

const REFLECTION = `${PREFIX}reflection:`;
const DAMAGED = `${PREFIX}damaged:`;
const DELETED = `${PREFIX}deleted`;
/** This page among all that write on this device. */
const PAGE = newId().replaceAll("-", "").slice(0, 8);
let writings = 0;
/** @param {string} key */
const get = (key) => device.get(key);
const keys = () => device.keys();

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

/**
 * What is noted of reflections, by their ids; empty where it cannot be read. Another page of the same host may have
 * written anything there, so it is looked at again by whoever uses it.
 * @param {"copies" | "places"} name
 * @returns {Record<string, any>}
 */
function noted(name) {
  /** @type {Record<string, any>} */
  const empty = Object.create(null);
  try {
    return Object.assign(empty, JSON.parse(get(PREFIX + name) ?? "{}"));
  } catch {
    return empty;
  }
}

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
  device.put(REFLECTION + id, sealed);
  journal.write({ id, turn: turn + 1, text: sealed });
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
  const before = get(REFLECTION + id);
  if (before !== null && !isSound(before)) setAside(before);
  device.put(REFLECTION + id, text);
  // What was written last was open.
  if (tab.get(CURRENT) === null) device.put(CURRENT, id);
}

/**
 * Delete a reflection, keeping it aside so that the last deletion can be undone, also after a reload.
 * @param {string} id
 */
export function deleteReflection(id) {
  const text = get(REFLECTION + id);
  if (text === null) return;
  forgetDeleted(id);
  // Taken away first: where the device is full there is room for the copy only then.
  device.remove(REFLECTION + id);
  try {
    device.put(DELETED, text);
  } catch (error) {
    device.put(REFLECTION + id, text);
    throw error;
  }
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

/**
 * When a copy of a reflection was last taken away, and how many words it had then.
 * @param {string} id
 * @returns {{at: string, words: number} | null}
 */
export function copyOf(id) {
  const copy = noted("copies")[id];
  return typeof copy?.at === "string" && Number.isFinite(copy.words) ? copy : null;
}

/** Remember that a copy of it is taken away now. @param {Reflection} reflection */
export function keepCopyTime(reflection) {
  try {
    const now = new Date().toISOString();
    // It may have been written where a clock was ahead of this one.
    const copy = { at: now > reflection.changed ? now : reflection.changed, words: wordsIn(reflection) };
    device.put(`${PREFIX}copies`, JSON.stringify({ ...noted("copies"), [reflection.id]: copy }));
  } catch {
    // Then the reminder comes once too often.
  }
}

/** Leave nothing of this site on the device, the theme's own setting included. */
export async function deleteEverything() {
  // First, so that other tabs know that it is everything as soon as they hear of anything.
  device.remove(CURRENT);
  clearAll();
  await journal.clear();
}

const MOVING = `${PREFIX}moving`;
const READING = `${PREFIX}reading`;
const WAYS = [READING, `${PREFIX}display`];

/** Let the page that keeps nothing, which opens next in this tab, take this reflection along. @param {string} id */
export function takeAlong(id) {
  try {
    tab.put(MOVING, id);
  } catch {
    // Where nothing may be kept, there is nothing to take along.
  }
}

/**
 * Keep all that is written in the memory of this page from now on. The reflection that was being written comes along and
 * leaves the device, with all that is known of it; what else is on the device stays there, untouched and unseen.
 * @param {string | null} [id]
 */
export function keepNothing(id = tab.get(MOVING)) {
  const mine = id === null ? [] : [REFLECTION + id, ...versionsOf(id).map(({ key }) => key)];
  const moved = mine.map((key) => ({ key, text: get(key) }));
  const copy = id === null ? null : copyOf(id);
  const inTab = tab.keys().map((key) => ({ key, text: tab.get(key) }));
  // How somebody sees and reads comes along, and is still the choice of others here.
  const ways = WAYS.map((key) => ({ key, text: get(key) }));
  if (id !== null) {
    mine.forEach(device.remove);
    journal.forget(id);
    for (const name of ["copies", "places"]) forgetIn(PREFIX + name, id);
    const other = listReflections()[0];
    if (get(CURRENT) === id) other ? device.put(CURRENT, other.id) : device.remove(CURRENT);
  }
  tab.clear();
  useMemory();
  for (const { key, text } of inTab) if (text !== null && key !== MOVING && key !== CURRENT) tab.put(key, text);
  for (const { key, text } of [...moved, ...ways]) if (text !== null) device.put(key, text);
  if (id === null) return;
  setCurrentId(id);
  if (copy) device.put(`${PREFIX}copies`, JSON.stringify({ [id]: copy }));
}

/** Leave one reflection out of what is known of several. @param {string} key @param {string} id */
function forgetIn(key, id) {
  try {
    const { [id]: gone, ...others } = JSON.parse(get(key) ?? "{}");
    if (gone === undefined) return;
    Object.keys(others).length ? device.put(key, JSON.stringify(others)) : device.remove(key);
  } catch {
    device.remove(key);
  }
}

/** @returns {boolean} whether something is written here that no saved copy holds */
export const hasUnsaved = () => listReflections().some((reflection) => {
  const copy = copyOf(reflection.id);
  return wordsIn(reflection) + chosenIn(reflection) > 0 && !(copy && copy.at >= reflection.changed);
});

/** @param {Reflection} reflection @returns {number} of stages and colours that are chosen */
const chosenIn = ({ ideas = {} }) => Object.values(ideas).filter(({ stage, rating }) => stage || rating).length;

/** Know something for as long as this tab is open. @param {string} name */
export function remember(name) {
  try {
    tab.put(PREFIX + name, "yes");
  } catch {
    // It is only done, or said, once more.
  }
}

/** @param {string} name @returns {boolean} whether it was remembered in this tab */
export const remembers = (name) => tab.get(PREFIX + name) !== null;

/**
 * Keep a text for as long as this tab is open.
 * @param {string} name
 * @param {string} text
 * @returns {boolean} whether there was room for it
 */
export function keepInTab(name, text) {
  try {
    tab.put(PREFIX + name, text);
    return true;
  } catch {
    // Half of an older state would be worse than nothing.
    tab.remove(PREFIX + name);
    return false;
  }
}

/** @param {string} name @returns {string | null} */
export const keptInTab = (name) => tab.get(PREFIX + name);

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

/**
 * Where a person was: reflection id -> address relative to the site, and the words for it.
 * @param {string} id
 * @returns {{idea: string, question: string} | null}
 */
export function placeOf(id) {
  const place = noted("places")[id];
  return typeof place?.idea === "string" && typeof place.question === "string" ? place : null;
}

/**
 * @param {string} id
 * @param {{idea: string, question: string}} place
 */
export function keepPlace(id, place) {
  try {
    device.put(`${PREFIX}places`, JSON.stringify({ ...noted("places"), [id]: place }));
  } catch {
    // Only a convenience: where it cannot be kept, people start from the list of worksheets.
  }
}

/** @returns {string} "easy" where somebody last read Easy Read, else "standard" */
export const readingWay = () => (device.get(READING) === "easy" ? "easy" : "standard");

/** Remember how somebody reads. @param {string} way  "easy" or "standard" */
export function keepReading(way) {
  if (readingWay() === way) return;
  try {
    device.put(READING, way);
  } catch {
    // Then the switch is pressed once more.
  }
}
