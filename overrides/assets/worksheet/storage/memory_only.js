// The page that keeps nothing, for shared computers: moves the open reflection from the device into its own memory, and tells
// whether something in it would be lost.
import { wordsIn } from "../document/document.js";
import { copyOf, isInCopy } from "./backup_log.js";
import * as backup from "./indexeddb_backup.js";
import { NOTES, READING } from "./preferences.js";
import { asideOf, keyOf, listReflections, setCurrentId } from "./repository.js";
import { versionsOf } from "./version_history.js";
import { CURRENT, PREFIX, device, tab, useMemory } from "./web_storage.js";

const MOVING = `${PREFIX}moving`;
const WAYS = [READING, `${PREFIX}display`];

/** Name the reflection that the page that keeps nothing, which opens next in this tab, will take over. @param {string} id */
export const takeAlong = (id) => tab.tryPut(MOVING, id);

/**
 * Store in the memory of this page from now on. The reflection that was open is moved there from the device, with its versions,
 * what was set aside of it as damaged or deleted, what the backup holds, and all notes about it. Other reflections stay on the device, and this page does not show them.
 * @param {string | null} [id]
 */
export function keepNothing(id = tab.get(MOVING)) {
  const mine = id === null ? [] : [keyOf(id), ...versionsOf(id).map(({ key }) => key), ...asideOf(id)];
  const moved = mine.map((key) => ({ key, text: device.get(key) }));
  const copy = id === null ? null : copyOf(id);
  const inTab = tab.keys().map((key) => ({ key, text: tab.get(key) }));
  // The choice of display and Easy Read is copied, not moved: it is also that of the next person at this computer.
  const ways = WAYS.map((key) => ({ key, text: device.get(key) }));
  if (id !== null) {
    mine.forEach(device.remove);
    backup.take(id);
    for (const name of NOTES) removeNote(PREFIX + name, id);
    const other = listReflections()[0];
    // A full device may have no room for a longer id: without one, the next page opens what was changed last.
    if (device.get(CURRENT) === id && !(other && device.tryPut(CURRENT, other.id))) device.remove(CURRENT);
  }
  tab.clear();
  useMemory();
  for (const { key, text } of inTab) if (text !== null && key !== MOVING && key !== CURRENT) tab.put(key, text);
  for (const { key, text } of [...moved, ...ways]) if (text !== null) device.put(key, text);
  if (id === null) return;
  setCurrentId(id);
  if (copy) device.put(`${PREFIX}copies`, JSON.stringify({ [id]: copy }));
}

/** Remove one reflection from the notes under a key. @param {string} key @param {string} id */
function removeNote(key, id) {
  try {
    const { [id]: gone, ...others } = JSON.parse(device.get(key) ?? "{}");
    if (gone === undefined) return;
    Object.keys(others).length ? device.put(key, JSON.stringify(others)) : device.remove(key);
  } catch {
    device.remove(key);
  }
}

/** @returns {boolean} whether something is written here that is in no saved copy */
export const hasUnsaved = () => listReflections().some((reflection) =>
  wordsIn(reflection) + chosenIn(reflection) > 0 && !isInCopy(reflection));

/** @param {Reflection} reflection @returns {number} of stages and colours that are chosen */
const chosenIn = ({ ideas = {} }) => Object.values(ideas).filter((answers) => answers?.stage || answers?.rating).length;
