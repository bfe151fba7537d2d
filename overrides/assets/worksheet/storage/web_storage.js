// localStorage, for this device, and sessionStorage, for this tab. Only `site_folder.js` touches them besides, which finds the
// prefix that all keys have.
import { PREFIX, THEME, keepClaim } from "./site_folder.js";

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Place */
/** @typedef {ReturnType<typeof webStorage>} WebStorage */

export { PREFIX };
/** Before the id, in the key of each reflection. */
export const REFLECTION = `${PREFIX}reflection:`;
/** The key for which reflection is open. */
export const CURRENT = `${PREFIX}current`;
/** Written, and deleted again, to tell all other tabs that everything is deleted. */
const CLEARED = `${PREFIX}cleared`;
/** Earlier versions, which are deleted when there is no room. Behind the last colon stands when each was stored. */
export const HISTORY = `${PREFIX}history:`;

/** For `mayEvict`: what is stored is not worth an earlier version. */
export const NONE = () => false;

/** @param {string} key @returns {number} when an earlier version was stored */
export const timeIn = (key) => Number(key.slice(key.lastIndexOf(":") + 1)) || 0;

/** @param {unknown} error @returns {boolean} whether there was no room, which is not the same as being forbidden */
export const isFull = (error) => error instanceof DOMException && error.name === "QuotaExceededError";

/** @type {Record<"device" | "tab", () => Place>} asked each time: a browser may forbid it from one moment to the next */
const places = { device: () => localStorage, tab: () => sessionStorage };

/** @returns {Place} gone with the page */
function memory() {
  /** @type {Record<string, string>} */
  const kept = {};
  const ways = {
    getItem: (/** @type {string} */ key) => kept[key] ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => void (kept[key] = text),
    removeItem: (/** @type {string} */ key) => void delete kept[key],
  };
  const hidden = Object.entries(ways).map(([name, value]) => [name, { value }]);
  return /** @type {Place} */ (/** @type {unknown} */ (Object.defineProperties(kept, Object.fromEntries(hidden))));
}

/** Whether everything is stored in the memory of this page alone. */
export let keepsNothing = false;

/** Store in the memory of this page from now on: browsers write even sessionStorage to the disk. */
export function useMemory() {
  keepsNothing = true;
  const [device, tab] = [memory(), memory()];
  places.device = () => device;
  places.tab = () => tab;
}

/** @param {"device" | "tab"} name */
function webStorage(name) {
  const place = () => places[name]();
  /** @returns {string[]} every key of ours; none where the browser forbids storage */
  function keys() {
    try {
      return Object.keys(place()).filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  }

  /**
   * Store a text. If there is no room, earlier versions are deleted, the oldest first. Throws if that is not enough, and
   * leaves all as it was.
   * @param {string} key
   * @param {string} text
   * @param {(key: string) => boolean} [mayEvict]  whether an earlier version may make room
   */
  function put(key, text, mayEvict = () => true) {
    /** @type {[key: string, text: string][]} */
    const removed = [];
    for (;;) {
      try {
        place().setItem(key, text);
        // Some locked-down browsers accept everything and store nothing.
        if (place().getItem(key) !== text) throw new DOMException("not kept", "NotAllowedError");
        return;
      } catch (error) {
        const versions = keys().filter((known) => known.startsWith(HISTORY) && mayEvict(known)).sort((a, b) => timeIn(a) - timeIn(b));
        if (!isFull(error) || !versions.length) {
          putBack(removed);
          throw error;
        }
        removed.unshift([versions[0], place().getItem(versions[0]) ?? ""]);
        place().removeItem(versions[0]);
      }
    }
  }

  /** @param {[key: string, text: string][]} versions  removed a moment ago, so there is room for them */
  function putBack(versions) {
    try {
      for (const [key, text] of versions) place().setItem(key, text);
    } catch {
      // Another tab has taken the room meanwhile.
    }
  }

  return {
    keys,
    put,

    /** Store what can be done without. @param {string} key @param {string} text @param {(key: string) => boolean} [mayEvict] @returns {boolean} whether it is stored */
    tryPut(key, text, mayEvict) {
      try {
        put(key, text, mayEvict);
        return true;
      } catch {
        return false;
      }
    },

    /** @param {string} key @returns {string | null} null also where the browser forbids storage */
    get(key) {
      try {
        return place().getItem(key);
      } catch {
        return null;
      }
    },

    /** @param {string} key */
    remove(key) {
      try {
        place().removeItem(key);
      } catch {
        // Where storage is forbidden, nothing is kept.
      }
    },

    /** Delete everything, including the theme's own settings. */
    clear() {
      try {
        for (const key of Object.keys(place())) if (key.startsWith(PREFIX) || key === THEME) place().removeItem(key);
      } catch {
        // Where storage is forbidden, nothing is kept.
      }
    },
  };
}

/** Stays on this device. */
export const device = webStorage("device");
/** Forgotten when the tab is closed. */
export const tab = webStorage("tab");

/**
 * Do something that writes more than once. If it throws, the earlier versions that made room for it are there again.
 * @param {() => void} act
 */
export function keepVersionsOnFailure(act) {
  const isVersion = (/** @type {string} */ key) => key.startsWith(HISTORY);
  const before = new Map(device.keys().filter(isVersion).map((key) => [key, device.get(key) ?? ""]));
  try {
    act();
  } catch (error) {
    for (const key of device.keys().filter(isVersion)) if (!before.has(key)) device.remove(key);
    for (const [key, text] of before) if (device.get(key) === null) device.tryPut(key, text, NONE);
    throw error;
  }
}

/** Delete everything on this device and in this tab, and tell the other tabs. */
export function clearAll() {
  const isTold = device.tryPut(CLEARED, "");
  keepClaim(device.clear);
  tab.clear();
  // There was no room for it before.
  if (!isTold && device.tryPut(CLEARED, "")) device.remove(CLEARED);
}

/** When another tab deletes everything, delete it in this tab too. @param {() => void} [then] */
export function followClearing(then = () => {}) {
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== CLEARED || newValue === null) return;
    tab.clear();
    // The memory of this page is on this device, too.
    if (keepsNothing) device.clear();
    then();
  });
}
