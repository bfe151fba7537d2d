// A second copy of each reflection, in IndexedDB. Browsers write localStorage to the disk late: Chromium after some seconds,
// and after a minute while somebody types. IndexedDB is on the disk at once, so a browser that is killed, or a flat battery,
// loses nothing. Without IndexedDB there is one copy only; the page that keeps nothing has none.
import { PREFIX, keepsNothing } from "./web_storage.js";

const NAME = `${PREFIX}journal`;
const TEXTS = "texts";

/** @typedef {{id: string, revision: number, text: string}} Entry */
/** @typedef {Entry & {page?: string}} Found  page: which page holds it, as it had no room for it in localStorage */

/** @type {IDBDatabase | null} */
let database = null;
/** @type {Promise<IDBDatabase | null> | null} */
let opening = null;

/** Opened when somebody begins to write, as a page that is left has no time for it. @returns {Promise<IDBDatabase | null>} null where the browser has none for us */
export function open() {
  opening ??= new Promise((done) => {
    if (keepsNothing) return done(null);
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TEXTS);
      request.onerror = () => done(null);
      request.onsuccess = () => {
        database = request.result;
        // Another tab deletes everything, or the browser takes the database away: the next write opens a new one.
        database.onversionchange = database.onclose = close;
        done(database);
      };
    } catch {
      done(null);
    }
  });
  return opening;
}

/** A page that only reads must not create the database. @returns {Promise<boolean>} false where it is known not to exist */
async function exists() {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === NAME);
  } catch {
    return true;
  }
}

function close() {
  database?.close();
  database = opening = null;
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(texts: IDBObjectStore) => void} work
 * @param {boolean} [isAsking]  whether the work goes on after an answer
 * @returns {Promise<boolean>} resolves when the work is on the disk, or cannot be: whether it is
 */
async function transact(mode, work, isAsking = mode === "readonly") {
  // Without waiting where it is open, so that the write is under way before a page is closed.
  const opened = database ?? (mode === "readwrite" || (await exists()) ? await open() : null);
  return new Promise((done) => {
    try {
      if (!opened) throw new Error("no database");
      const transaction = opened.transaction(TEXTS, mode, { durability: "strict" });
      transaction.oncomplete = () => done(true);
      transaction.onabort = () => done(false);
      work(transaction.objectStore(TEXTS));
      if (!isAsking) transaction.commit?.();
    } catch {
      done(false);
    }
  });
}

/** @param {string} id @returns {IDBKeyRange} all that was written for it, but not what is held */
const written = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/**
 * Store a text in place of all that was written for this id before it. A later one stays, as of another tab that wrote while this
 * page opened the database; and what is held.
 * @param {Entry} entry
 */
export async function write({ id, revision, text }) {
  if (keepsNothing) return;
  await transact("readwrite", (texts) => {
    texts.delete(IDBKeyRange.bound([id, 0], [id, revision]));
    texts.put(text, [id, revision]);
  });
}

/** @param {string} id @param {string} page @returns {[string, number, string]} before all revisions, so that no page writes over it */
const heldKey = (id, page) => [id, -1, page];

/**
 * Hold what a page has no room for in the other store.
 * @param {string} id
 * @param {string} text
 * @param {string} page
 * @returns {Promise<boolean>} whether it is stored
 */
export const hold = async (id, text, page) => !keepsNothing && transact("readwrite", (texts) => texts.put(text, heldKey(id, page)));

/** Hold a text no more, unless its page holds another one by now. @param {string} id @param {string} text @param {string} page */
export const letGo = (id, text, page) => transact("readwrite", (texts) => {
  const held = texts.get(heldKey(id, page));
  held.onsuccess = () => held.result === text && texts.delete(heldKey(id, page));
}, true);

/** Forget what was written, but not what pages hold: whoever deletes a reflection has not seen that. @param {string} id */
export const forgetWritten = (id) => transact("readwrite", (texts) => texts.delete(written(id)));

/** @param {string} id @returns {IDBKeyRange} all that was written for it, and what is held */
const everything = (id) => IDBKeyRange.bound([id, -Infinity], [id, Infinity]);

/** What the page that keeps nothing has taken along. @type {Promise<Found[]>} */
let taken = Promise.resolve([]);

/** Forget a reflection; what was stored for it is what this page reads from then on. @param {string} id */
export function take(id) {
  taken = find("readwrite", (other) => other === id, (texts) => texts.delete(everything(id)));
}

/** @returns {Promise<Found[]>} as everything was when this was called */
export const read = () => (keepsNothing ? taken : find("readonly", () => true));

/**
 * @param {IDBTransactionMode} mode
 * @param {(id: string) => boolean} isWanted
 * @param {(texts: IDBObjectStore) => void} [then]  called when all are read
 * @returns {Promise<Found[]>}
 */
async function find(mode, isWanted, then = () => {}) {
  /** @type {Found[]} */
  const entries = [];
  await transact(mode, (texts) => {
    const keys = texts.getAllKeys();
    keys.onsuccess = () => {
      // Another page of the same host may have put anything there.
      for (const key of /** @type {([string, number] | [string, number, string])[]} */ (keys.result.filter(Array.isArray))) {
        const [id, revision, page] = key;
        if (!isWanted(id)) continue;
        const found = texts.get(key);
        found.onsuccess = () => entries.push({ id, revision, text: found.result, page });
      }
      then(texts);
    };
  }, true);
  return entries;
}

/** Delete the database. @returns {Promise<boolean>} whether nothing is left in it */
export async function clear() {
  // Emptied first: deleting waits for every tab, including one that is asleep.
  await transact("readwrite", (texts) => texts.clear());
  const left = await find("readonly", () => true);
  close();
  try {
    const request = indexedDB.deleteDatabase(NAME);
    await new Promise((done) => (request.onsuccess = request.onerror = request.onblocked = done));
  } catch {
    // There never was one.
  }
  return left.length === 0;
}
