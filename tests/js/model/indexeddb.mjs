// As much of IndexedDB as the backup uses, and how to wait for it.

/** Of all devices. */
let waiting = 0;

/** A turn of the event loop: what promises wait for is done. */
export const turn = () => new Promise((done) => setImmediate(done));

/** Everything done so far in all tabs, promises included. */
export async function settle() {
  // Whoever has been answered may ask again.
  for (let quiet = 0; quiet < 2; quiet = waiting ? 0 : quiet + 1) await turn();
}

/**
 * Each transaction sees what the one before has left.
 * @param {import("./browser.mjs").Device} device
 * @param {import("./browser.mjs").Device["tabs"][number]} tab  whose page uses it
 */
export function database(device, tab) {
  const parse = (/** @type {string} */ key) => key.split(" ").map((part, n) => (n === 1 ? Number(part) : part));
  const keys = () => [...device.backup.keys()].map(parse);
  const isIn = (/** @type {any[]} */ [id, revision], /** @type {any} */ { from, to }) => id === from?.[0] && revision >= from[1] && revision <= to[1];

  /** @param {string} _ @param {string} mode */
  function transaction(_, mode) {
    /** @type {{request: any, answer: () => any}[]} */
    const asked = [];
    /** @type {(() => void)[]} */
    const work = [];
    let [isPut, isCommitted] = [false, false];
    const ask = (/** @type {() => any} */ answer) => {
      const request = {};
      asked.push({ request, answer });
      return request;
    };
    const texts = {
      delete: (/** @type {any} */ range) => work.push(() => {
        for (const key of device.backup.keys()) if (key === range.join?.(" ") || isIn(parse(key), range)) device.backup.delete(key);
      }),
      put(/** @type {string} */ text, /** @type {any[]} */ key) {
        isPut = true;
        work.push(() => device.backup.set(key.join(" "), text));
      },
      clear: () => work.push(() => device.backup.clear()),
      getAllKeys: () => ask(keys),
      get: (/** @type {any[]} */ key) => ask(() => device.backup.get(key.join(" "))),
    };
    const made = { objectStore: () => texts, commit: () => void (isCommitted = true), oncomplete: () => {}, onabort: () => {} };

    // What a page has begun goes on when it has gone, but it asks no more.
    const isVoid = tab.isGone;
    async function run() {
      if (isVoid) return;
      do {
        for (let next = asked.shift(); next; next = asked.shift()) {
          next.request.result = next.answer();
          await null;
          if (!tab.isGone) next.request.onsuccess?.({ target: next.request });
        }
        // Without a commit it is over when nothing more is asked.
        if (!isCommitted) await turn();
      } while (asked.length);
      // Deleting needs no room.
      const isFull = device.backupIsFull && isPut;
      if (!isFull) for (const act of work) act();
      isFull ? made.onabort() : made.oncomplete();
    }
    waiting += 1;
    device.transactions = device.transactions.then(run).then(() => void (waiting -= 1));
    return made;
  }

  const succeed = (/** @type {any} */ result) => {
    const request = { result, onsuccess: (/** @type {any} */ _) => {} };
    queueMicrotask(() => request.onsuccess({ target: request }));
    return request;
  };
  return {
    open: () => succeed({ transaction, close: () => {} }),
    databases: async () => [{ name: "coproduction:journal" }],
    deleteDatabase: () => succeed(undefined),
  };
}
