// The files of this version of the site: fetched, kept and looked at again, each only if it has the hash that
// was published. The build puts Workbox and the list `SITE` before this.

/**
 * @typedef {{url: string, hash: string, size: number, address: string}} SiteFile  hash: SHA-256 in base64; size in bytes;
 *   address: as pages ask for it, so that what a page has fetched is not fetched again
 */

const sw = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = sw.registration.scope;
// Several sites may share an origin, so that the folder belongs to the name.
const KEPT = `coproduction:${new URL(scope).pathname}:`;

// Python starts in one of two ways (worker.js), and the files of the other are not kept: they are large.
const { quick, ordinary } = SITE.starts;
const hasSnapshot = quick.length > 0 && "DecompressionStream" in sw && "compileStreaming" in WebAssembly;
const unwanted = new Set(hasSnapshot ? ordinary : quick);

/** @type {SiteFile[]} */
const FILES = SITE.files.filter(([path]) => !unwanted.has(path)).map(([path, hash, size, version]) => {
  const url = new URL(path, scope).href;
  return { url, hash, size, address: version ? `${url}?v=${versionOf(hash)}` : url };
});
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
    await tell({ scope, hundredths, total: TOTAL });
  }
}

/**
 * The file that is asked for. A page is the same whatever stands behind its question mark, such as the words that a search marks;
 * any other file may be asked for in the version of another page, which is none of these.
 * @param {string} url @returns {SiteFile | undefined}
 */
function fileAt(url) {
  const { origin, pathname, searchParams } = new URL(url);
  const file = BY_URL.get(origin + pathname.replace(/\/index\.html$/, "/"));
  const version = searchParams.get("v");
  return !file || isPage(file) || !version || version === versionOf(file.hash) ? file : undefined;
}

/** @param {SiteFile} file */
const isPage = ({ url }) => url.endsWith("/");

/** What the build adds to the file's address (`version` in overrides/hooks/artifacts.py). @param {string} hash */
function versionOf(hash) {
  return hash.slice(0, 12).replace(/\+/g, "-").replace(/\//g, "_");
}

/** The type with which the file is published: not every host knows it. @param {SiteFile} file @returns {string} */
const typeOf = (file) => SITE.types[isPage(file) ? "html" : file.url.slice(file.url.lastIndexOf(".") + 1)];

/** What is kept under another type, by an earlier version, gets the right one. @param {Response} kept @param {SiteFile} file */
function typed(kept, file) {
  const type = typeOf(file);
  return kept.headers.get("Content-Type") === type ? kept : new Response(kept.body, { headers: { "Content-Type": type } });
}

/** Tell the open pages. @param {object} message */
async function tell(message) {
  for (const page of await sw.clients.matchAll({ includeUncontrolled: true, type: "window" })) page.postMessage(message);
}

/** Tell the open pages why something could not be kept, if that is for lack of room. @param {unknown} error */
async function tellOfRoom(error) {
  if (error instanceof DOMException && error.name === "QuotaExceededError") await tell({ full: scope });
}

/** @param {BufferSource} bytes @returns {Promise<string>} as in the list */
async function hashOf(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
}

/**
 * The response to keep: the bytes and the type that were published, and nothing else that a host may have
 * said of them. Throws if the bytes are others.
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
  return new Response(bytes, { headers: { "Content-Type": typeOf(file) } });
}

/** A request that asks the host whether what the browser has is still right, and does not fetch it twice. @param {SiteFile} file */
const request = ({ address }) => new Request(address, { cache: "no-cache", credentials: "same-origin" });

/** @type {import("workbox-core").WorkboxPlugin} */
const plugin = {
  requestWillFetch: async ({ request: { url } }) => request(/** @type {SiteFile} */ (fileAt(url))),
  fetchDidSucceed: async ({ request: { url }, response }) =>
    published(response, /** @type {SiteFile} */ (fileAt(url)), installing),
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
    return typed(cachedResponse, file);
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
    if (left) return false;
    const cache = await caches.open(name);
    for (const file of files) {
      const key = /** @type {string} */ (controller.getCacheKeyForURL(file.url));
      const kept = await cache.match(key);
      if (kept && (!thorough || (await hashOf(await kept.arrayBuffer())) === file.hash)) {
        progress.done += file.size;
        continue;
      }
      try {
        await keep(file, await published(await fetch(request(file)), file, progress));
      } catch (error) {
        whole = false;
        await tellOfRoom(error);
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
