// Small notes beside the reflections: where somebody was, whether they read Easy Read, and what is remembered in a tab. Pages
// work without them, so it does not matter if one cannot be stored.
import { PREFIX, device, tab } from "./web_storage.js";

/** The key for how somebody reads. */
export const READING = `${PREFIX}reading`;

/** The names under which something is noted of each reflection. What takes a reflection off the device goes through all of them. */
export const NOTES = /** @type {const} */ (["copies", "places"]);

/**
 * What is noted of reflections, by their ids; empty where it cannot be read. Another page of the same host may have
 * written anything there, so it is looked at again by whoever uses it.
 * @param {(typeof NOTES)[number]} name
 */
export function noted(name) {
  /** @type {Record<string, any>} */
  const empty = Object.create(null);
  try {
    return Object.assign(empty, JSON.parse(device.get(PREFIX + name) ?? "{}"));
  } catch {
    return empty;
  }
}

/**
 * Where a person was: reflection id -> address relative to the site, and the words for it.
 * @param {string} id
 */
export function placeOf(id) {
  const place = noted("places")[id];
  return typeof place?.idea === "string" && typeof place.question === "string" ? place : null;
}

/**
 * @param {string} id
 * @param {{idea: string, question: string}} place
 */
export const keepPlace = (id, place) => device.tryPut(`${PREFIX}places`, JSON.stringify({ ...noted("places"), [id]: place }));

/** @returns {string} "easy" where somebody last read Easy Read, else "standard" */
export const readingWay = () => (device.get(READING) === "easy" ? "easy" : "standard");

/** Remember how somebody reads. @param {string} way  "easy" or "standard" */
export const keepReading = (way) => readingWay() === way || device.tryPut(READING, way);

/** Remember something until this tab is closed. @param {string} name */
export const remember = (name) => tab.tryPut(PREFIX + name, "yes");

/** @param {string} name @returns {boolean} whether it was remembered in this tab */
export const remembers = (name) => tab.get(PREFIX + name) !== null;

/**
 * Keep a text until this tab is closed.
 * @param {string} name
 * @param {string} text
 * @returns {boolean} whether there was room for it
 */
export function keepInTab(name, text) {
  const isKept = tab.tryPut(PREFIX + name, text);
  // Half of an older state would be worse than nothing.
  if (!isKept) tab.remove(PREFIX + name);
  return isKept;
}

/** @param {string} name @returns {string | null} */
export const keptInTab = (name) => tab.get(PREFIX + name);
