// A second copy of what is written, in IndexedDB. Browsers put localStorage on the disk when they see fit: Chromium some
// seconds later, while somebody types a minute later. What is written here is on the disk at once, so that a browser that
// is killed, or a battery that is empty, takes nothing along. Where a browser has no IndexedDB, there is one copy only; where
// nothing is to be kept, there is none.
import { keepsNothing } from "./web_storage.js";

const NAME = "coproduction:journal";
const TEXTS = "texts";

/** @typedef {{id: string, turn: number, text: string}} Entry */

/** @type {IDBDatabase | null} */
let database = null;
/** @type {Promise<IDBDatabase | null> | null} */
let opening = null;

/** @returns {Promise<IDBDatabase | null>} null where the browser has none for us */
function open() {
  opening ??= new Promise((done) => {
    if (keepsNothing) return done(null);
    try {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(TEXTS);
      asked.onerror = () => done(null);
      asked.onsuccess = () => {
        database = asked.result;
        // Somebody deletes everything, or the browser takes it away: the next writing begins anew.
        database.onversionchange = close;
        database.onclose = close;
        done(database);
      };
    } catch {
      done(null);
    }
  });
  return opening;
}

/** Who only reads leaves nothing behind. @returns {Promise<boolean>} false where it is known that there is no journal */
async function isThere() {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === NAME);
  } catch {
    return true;
  }
}

function close() {
  database?.close();
  database = null;
  opening = null;
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(texts: IDBObjectStore) => void} work
 * @returns {Promise<void>} kept when it is on the disk, or when it cannot be
 */
async function carryOut(mode, work) {
  // Without waiting where it is open, so that it is on its way before a page is gone.
  const opened = database ?? (mode === "readwrite" || (await isThere()) ? await open() : null);
  await new Promise((done) => {
    try {
      if (!opened) throw new Error("no journal");
      const transaction = opened.transaction(TEXTS, mode, { durability: "strict" });
      transaction.oncomplete = transaction.onabort = done;
      work(transaction.objectStore(TEXTS));
      if (mode === "readwrite") transaction.commit?.();
    } catch {
      done(null);
    }
  });
}

/** @param {string} id @returns {IDBKeyRange} all entries of one reflection */
const all = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/** Keep a text in the place of what was kept for this id. @param {Entry} entry */
export async function write({ id, turn, text }) {
  if (keepsNothing) return;
  await carryOut("readwrite", (texts) => {
    texts.delete(all(id));
    texts.put(text, [id, turn]);
  });
}

/** @param {string} id */
export const forget = (id) => carryOut("readwrite", (texts) => texts.delete(all(id)));

/**
 * @param {(id: string, turn: number) => boolean} isWanted
 * @returns {Promise<Entry[]>} as everything stood when this was called
 */
export async function read(isWanted) {
  /** @type {Entry[]} */
  const entries = [];
  if (keepsNothing) return entries;
  await carryOut("readonly", (texts) => {
    // By their keys first: most texts are not wanted, and none is read for nothing.
    const keys = texts.getAllKeys();
    keys.onsuccess = () => {
      for (const [id, turn] of /** @type {[string, number][]} */ (keys.result)) {
        if (!isWanted(id, turn)) continue;
        const found = texts.get([id, turn]);
        found.onsuccess = () => entries.push({ id, turn, text: found.result });
      }
    };
  });
  return entries;
}

/** Leave nothing of it. */
export async function clear() {
  // Emptied first: to delete it waits for every tab, also for one that sleeps.
  await carryOut("readwrite", (texts) => texts.clear());
  close();
  try {
    const asked = indexedDB.deleteDatabase(NAME);
    await new Promise((done) => (asked.onsuccess = asked.onerror = asked.onblocked = done));
  } catch {
    // There never was one.
  }
}
