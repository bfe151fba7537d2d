// The ordinary start of Python, from Pyodide's own files. Slow, but it needs few features of the browser.

/**
 * @param {URL} runtime  folder of the files
 * @param {(reason: unknown) => void} fail  called when no Python will come
 * @param {(name: string) => URL} [addressOf]  the address of a file in it
 * @returns {Promise<{pyodide: any, handle: (request: string) => string}>} Python, and `api.handle` in it
 */
export async function startOrdinarily(runtime, fail, addressOf = (name) => new URL(name, runtime)) {
  // Pyodide asks for its own files by their plain names.
  const unwatch = watchSteps(fail, (address) => (address.startsWith(runtime.href) ? addressOf(address.slice(runtime.href.length)) : address));
  delete /** @type {any} */ (globalThis)._createPyodideModule; // which a quick start may have left behind
  /** @param {string} name @returns {Promise<Response>} */
  const get = (name) => fetch(new URL(name, runtime));
  const manifest = await (await get("manifest.json")).json();
  const archives = Promise.all(manifest.packages.map(async (/** @type {string} */ name) => (await get(name)).arrayBuffer()));
  const { loadPyodide } = await import(addressOf("pyodide.mjs").href);
  // Pyodide imports this one too, if it is not there.
  await import(addressOf("pyodide.asm.js").href);
  const pyodide = await loadPyodide({
    indexURL: runtime.href,
    packageBaseUrl: runtime.href,
    lockFileContents: manifest.lock,
  });
  for (const archive of await archives) {
    pyodide.unpackArchive(archive, "zip", { extractDir: pyodide.runPython("import site; site.getsitepackages()[0]") });
  }
  unwatch();
  return { pyodide, handle: pyodide.runPython("from worksheet_py.api import handle; handle") };
}

/**
 * Pyodide never settles if a file is missing or damaged, so fetching and compiling are watched.
 * @param {(reason: unknown) => void} fail
 * @param {(address: string) => URL | string} there  where a file is fetched from
 * @returns {() => void} ends the watch
 */
function watchSteps(fail, there) {
  const { fetch, WebAssembly } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = (resource, ...rest) =>
    watched(fetch(resource instanceof Request ? resource : there(String(resource)), ...rest).then(found));
  WebAssembly.instantiateStreaming = (...source) => watched(instantiateStreaming(...source));
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail(event.reason);
  });
  return () => {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };

  /** @template T @param {Promise<T>} step */
  function watched(step) {
    step.catch(fail);
    return step;
  }
}

/** @param {Response} response */
function found(response) {
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  return response;
}
