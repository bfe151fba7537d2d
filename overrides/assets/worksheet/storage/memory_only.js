// The page that keeps nothing: takes the open reflection off the device into its own memory, and knows whether something
// in it would be lost.
import { wordsIn } from "../document/document.js";
import { copyOf } from "./backup_log.js";
import * as journal from "./indexeddb_backup.js";
import { READING } from "./preferences.js";
import { CURRENT, keyOf, listReflections, setCurrentId } from "./repository.js";
import { versionsOf } from "./version_history.js";
import { PREFIX, device, tab, useMemory } from "./web_storage.js";

/** @typedef {import("../document/document.js").Reflection} Reflection */

const MOVING = `${PREFIX}moving`;
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
  const mine = id === null ? [] : [keyOf(id), ...versionsOf(id).map(({ key }) => key)];
  const moved = mine.map((key) => ({ key, text: device.get(key) }));
  const copy = id === null ? null : copyOf(id);
  const inTab = tab.keys().map((key) => ({ key, text: tab.get(key) }));
  // How somebody sees and reads comes along, and is still the choice of others here.
  const ways = WAYS.map((key) => ({ key, text: device.get(key) }));
  if (id !== null) {
    mine.forEach(device.remove);
    journal.forget(id);
    for (const name of ["copies", "places"]) forgetIn(PREFIX + name, id);
    const other = listReflections()[0];
    if (device.get(CURRENT) === id) other ? device.put(CURRENT, other.id) : device.remove(CURRENT);
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
    const { [id]: gone, ...others } = JSON.parse(device.get(key) ?? "{}");
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
