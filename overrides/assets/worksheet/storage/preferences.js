// What is noted beside the reflections: where somebody was, how they read, and what is known for as long as a tab is open.
// All of it can be done without.
import { PREFIX, device, tab } from "./web_storage.js";

/** The key for how somebody reads. */
export const READING = `${PREFIX}reading`;

/**
 * What is noted of reflections, by their ids; empty where it cannot be read. Another page of the same host may have
 * written anything there, so it is looked at again by whoever uses it.
 * @param {"copies" | "places"} name
 * @returns {Record<string, any>}
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
