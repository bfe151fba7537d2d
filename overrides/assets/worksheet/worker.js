// The worker in which Python runs: starts it from the site's own files, and passes JSON between the page and `api.handle`.
//
// The quick start restores a memory snapshot made when the site was built. If it fails for any reason, the ordinary start
// follows; only if that fails too is there no Python.

const runtime = new URL("../../runtime/", import.meta.url);
/** @type {Record<string, string>} */
const versions = JSON.parse(RUNTIME_VERSIONS);

/**
 * The address of a file of the runtime, with what says which version of it is wanted, so that no cache gives another one.
 * @param {string} name
 */
function addressOf(name) {
  const version = versions[name];
  return new URL(version ? `${name}?v=${version}` : name, runtime);
}

/** @param {object} message */
const post = (message) => postMessage(message);

/** @param {unknown} reason */
const fail = (reason) => post({ event: "status", status: "failed", detail: String(reason) });

/** @param {string} name */
const requestFile = (name) => later(fetch(addressOf(name)));

/**
 * A file of the runtime, decompressed here, as many hosts do not compress such files.
 * @param {Promise<Response>} requested @param {string} type
 */
async function decompressed(requested, type) {
  const response = await requested;
  if (!response.ok || !response.body) throw new Error(`${response.status} for ${response.url}`);
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked, { headers: { "Content-Type": type } });
}

/** The glue is a script that sets a global function; in the single file it has run already. @param {Response} response */
async function loadGlue(response) {
  const left = /** @type {any} */ (globalThis);
  if (!left._createPyodideModule) {
    const address = URL.createObjectURL(await response.blob());
    await import(address);
    URL.revokeObjectURL(address);
  }
  return left._createPyodideModule;
}

/**
 * A promise whose rejection is not reported as unhandled before it is awaited.
 * @template T
 * @param {Promise<T>} promise
 */
function later(promise) {
  promise.catch(() => {});
  return promise;
}

/** @returns {Promise<{pyodide: any, handle: (request: string) => string}>} Python, and `api.handle` in it */
async function startQuickly() {
  // All files are requested at once, the small ones, which run first, before the others. Decompressing a big file blocks this
  // thread, so that starts when the small ones are done.
  const code = later(import("./python/snapshot_restore.js"));
  const [gluePacked, wasmPacked, memoryPacked] = ["python-glue.bin", "python-wasm.bin", "python-memory.bin"].map(requestFile);
  const glue = await loadGlue(await decompressed(gluePacked, "text/javascript"));
  const { restore } = await code;
  const wasm = later(WebAssembly.compileStreaming(decompressed(wasmPacked, "application/wasm")));
  const memory = later(decompressed(memoryPacked, "application/octet-stream").then((response) => response.arrayBuffer()));
  const pyodide = await restore({ glue, wasm, memory });
  return { pyodide, handle: pyodide.pyimport("worksheet_start").wake() };
}

/** @returns {Promise<(request: string) => Promise<any>>} answers a request; what Python needs for that is fetched first */
async function start() {
  const { pyodide, handle } = await startQuickly().catch(async (reason) => {
    console.warn("Python starts the ordinary way:", reason);
    const { startOrdinarily } = await import("./python/standard_start.js");
    return startOrdinarily(runtime, fail, addressOf);
  });
  /** @type {import("./python/optional_packages.js").More | undefined} */
  let more;
  return async (request) => {
    const callPython = () => JSON.parse(handle(request));
    const answer = callPython();
    if (answer.error?.code !== "library") return answer;
    try {
      const { More } = await import("./python/optional_packages.js");
      more ??= new More(pyodide, fetchChecked);
    } catch (error) {
      console.warn("A script for Python did not come:", error);
      return answer;
    }
    return more.answer(callPython);
  };
}

/** @param {string} name @returns {Promise<ArrayBuffer>} a file of the runtime; rejected if the host has it in another version */
async function fetchChecked(name) {
  const response = await fetch(addressOf(name));
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  const content = await response.arrayBuffer();
  const version = versions[name];
  // Over http: browsers give no hashes, except on the device itself.
  if (version && globalThis.crypto?.subtle && (await versionOf(content)) !== version) throw new Error(`${name} is of another version`);
  return content;
}

/** @param {ArrayBuffer} content @returns {Promise<string>} as in `versions` */
async function versionOf(content) {
  const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", content))));
  return hash.slice(0, 12).replace(/\+/g, "-").replace(/\//g, "_");
}

const ready = start();
ready.then(
  () => post({ event: "status", status: "ready" }),
  (error) => fail(error),
);

addEventListener("message", async ({ data }) => {
  const handle = await ready.catch(() => null);
  // An exception that Python did not turn into an answer has broken it: it has to be started again.
  if (handle) handle(data).then(post, fail);
});
