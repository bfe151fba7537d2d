// The files of this version of the site: fetched, kept and looked at again, each only if it has the hash that
// was published. The build puts Workbox and the list `SITE` before this.

/** @typedef {{url: string, hash: string, size: number}} SiteFile  hash: SHA-256 in base64; size in bytes */

const sw = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = sw.registration.scope;
// Several sites may share an origin, so that the folder belongs to the name.
const KEPT = `coproduction:${new URL(scope).pathname}:`;

// Python starts in one of two ways (worker.js), and the files of the other are not kept: they are large.
const { quick, ordinary } = SITE.starts;
const wakes = quick.length > 0 && "DecompressionStream" in sw && "compileStreaming" in WebAssembly;
const unwanted = new Set(wakes ? ordinary : quick);

/** @type {SiteFile[]} */
const FILES = SITE.files.filter(([path]) => !unwanted.has(path)).map(([path, hash, size]) => ({ url: new URL(path, scope).href, hash, size }));
const BY_URL = new Map(FILES.map((file) => [file.url, file]));
const RUNTIME = `${scope}runtime/`;
const TOTAL = FILES.reduce((sum, { size }) => sum + size, 0);

/** Whether a person has asked to leave nothing of the site here. */
let left = false;

/** Tells the open pages how far it is, whenever that makes a difference of a hundredth. */
class Progress {
  constructor() {
    this.done = 0;
    this.told = -1;
  }

  /** @param {number} bytes  more than before */
  async add(bytes) {
    this.done += bytes;
    const hundredths = Math.min(100, Math.floor((100 * this.done) / TOTAL));
    if (hundredths === this.told) return;
    this.told = hundredths;
    for (const page of await sw.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
      page.postMessage({ scope, hundredths, total: TOTAL });
    }
  }
}

/** @param {string} url  whatever stands behind its question mark @returns {SiteFile | undefined} */
function fileAt(url) {
  const { origin, pathname } = new URL(url);
  return BY_URL.get(origin + pathname);
}

/** @param {BufferSource} bytes @returns {Promise<string>} as in the list */
async function hashOf(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
}

/**
 * The response to keep: the bytes that were published, with their type and nothing else that a host may have
 * said of them. Throws if they are others.
 * @param {Response} response
 * @param {SiteFile} file
 * @param {Progress} [progress]
 */
async function published(response, file, progress) {
  if (!response.ok || !response.body) throw new Error(`${response.status} for ${file.url}`);
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(/** @type {Uint8Array<ArrayBuffer>} */ (part.value));
    progress?.add(part.value.length);
  }
  const bytes = await new Response(new Blob(parts)).arrayBuffer();
  if ((await hashOf(bytes)) !== file.hash) throw new Error(`${file.url} is not what was published`);
  const type = response.headers.get("Content-Type");
  return new Response(bytes, { headers: type ? { "Content-Type": type } : {} });
}

/** A request that asks the host whether what the browser has is still right, and does not fetch it twice. @param {string} url */
const request = (url) => new Request(url, { cache: "no-cache", credentials: "same-origin" });

/** @type {import("workbox-core").WorkboxPlugin} */
const plugin = {
  requestWillFetch: async ({ request: { url } }) => request(url),
  fetchDidSucceed: async ({ request: { url }, response }) =>
    published(response, /** @type {SiteFile} */ (BY_URL.get(url)), installing),
  cachedResponseWillBeUsed: async ({ request: { url }, cachedResponse, event }) => {
    const file = fileAt(url);
    if (!cachedResponse || !file) return cachedResponse;
    const installs = event?.type === "install";
    // Nothing damaged is ever shown, or handed on to a new version. Python has big files and no time to lose:
    // they are read by `check`, which its pages ask for.
    if (installs || !file.url.startsWith(RUNTIME)) {
      if ((await hashOf(await cachedResponse.clone().arrayBuffer())) !== file.hash) return null;
    }
    // What an earlier attempt or version has fetched is not fetched again.
    if (installs) installing.add(file.size);
    return cachedResponse;
  },
  cacheWillUpdate: async ({ response }) => (left ? null : response),
};
const installing = new Progress();

/** Two caches, so that a corrected page leaves Python where it is. A file's key holds its hash. */
const SHELVES = [false, true].map((ofRuntime) => {
  const files = FILES.filter(({ url }) => url.startsWith(RUNTIME) === ofRuntime);
  const name = KEPT + (ofRuntime ? "runtime" : "pages");
  const controller = new workbox.precaching.PrecacheController({
    cacheName: name,
    plugins: [plugin],
    fallbackToNetwork: false,
  });
  controller.addToCacheList(files.map(({ url, hash }) => ({ url, revision: hash })));
  return { name, files, controller };
});

/**
 * Look at every file that should be here, and fetch anew what is missing or damaged.
 * @param {boolean} thorough  whether to read the files, and not only to see that they are there
 * @returns {Promise<boolean>} whether all are here now
 */
async function check(thorough) {
  const progress = new Progress();
  let whole = true;
  for (const { name, files, controller } of SHELVES) {
    const cache = await caches.open(name);
    for (const file of files) {
      const key = /** @type {string} */ (controller.getCacheKeyForURL(file.url));
      const kept = await cache.match(key);
      if (kept && (!thorough || (await hashOf(await kept.arrayBuffer())) === file.hash)) {
        progress.done += file.size;
        continue;
      }
      try {
        await keep(file, await published(await fetch(request(file.url)), file, progress));
      } catch {
        whole = false;
        // A damaged file is of no use to anybody.
        await cache.delete(key);
      }
    }
  }
  return whole;
}

/** @param {SiteFile} file @param {Response} response */
async function keep(file, response) {
  const shelf = SHELVES.find(({ files }) => files.includes(file));
  const key = shelf?.controller.getCacheKeyForURL(file.url);
  if (shelf && key && !left) await (await caches.open(shelf.name)).put(key, response);
}

/** Leave nothing of the site here. Open pages go on with the network. */
async function leave() {
  left = true;
  await sw.registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(KEPT)) await caches.delete(name);
}
