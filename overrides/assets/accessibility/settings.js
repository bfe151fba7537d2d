// What somebody has chosen about how the site looks and reads aloud. It is kept on this device under one key, apart from
// all that people write.

import { device, PREFIX } from "../worksheet/storage/web_storage.js";

/** @typedef {Record<string, string>} Settings  name -> what was chosen; a name that is not there means the usual */

export const KEY = `${PREFIX}display`;

/** @type {Settings} as they are on this page, also where nothing can be kept */
let settings = read();

/** @returns {Settings} what is kept; nothing where that is damaged or forbidden */
function read() {
  try {
    const kept = JSON.parse(device.get(KEY) ?? "{}");
    return Object.fromEntries(Object.entries(kept ?? {}).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}

/** @param {string} name @returns {string | undefined} */
export const chosen = (name) => (Object.hasOwn(settings, name) ? settings[name] : undefined);

/** Read the settings again, such as after another tab has changed them. */
export function reread() {
  settings = read();
  showDisplay(settings);
}

/**
 * Choose something.
 * @param {Record<string, string | undefined>} changes  undefined: what is usual
 * @returns {boolean} whether it could be kept
 */
export function choose(changes) {
  const made = Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== undefined);
  settings = /** @type {Settings} */ (Object.fromEntries(made));
  showDisplay(settings);
  if (made.length) return device.tryPut(KEY, JSON.stringify(settings));
  device.remove(KEY);
  return true;
}
