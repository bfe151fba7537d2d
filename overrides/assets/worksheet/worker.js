// Python's room: starts Pyodide from our own site, and hands JSON through the package's only door.
// It never looks inside what passes.

const runtime = new URL("../../runtime/", import.meta.url);

/** @param {object} message */
const post = (message) => postMessage(message);

/** @param {unknown} reason */
const fail = (reason) => post({ event: "status", status: "failed", detail: String(reason) });

// The runtime waits for ever for some files that do not come, so every file is watched here.
const plainFetch = fetch;
self.fetch = async (...request) => {
  try {
    const response = await plainFetch(...request);
    if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
    return response;
  } catch (error) {
    fail(error);
    throw error;
  }
};
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  fail(event.reason);
});

// Nor does it tell anybody of a file that came but cannot be compiled.
const plainInstantiate = WebAssembly.instantiateStreaming;
/** @type {typeof plainInstantiate} */
WebAssembly.instantiateStreaming = (source, imports) =>
  plainInstantiate(source, imports).catch((error) => {
    fail(error);
    throw error;
  });

/** @param {string} name @returns {Promise<Response>} */
const get = (name) => fetch(new URL(name, runtime));

async function start() {
  const manifest = await (await get("manifest.json")).json();
  const archives = Promise.all(manifest.packages.map(async (/** @type {string} */ name) => (await get(name)).arrayBuffer()));
  const { loadPyodide } = await import(new URL("pyodide.mjs", runtime).href);
  const pyodide = await loadPyodide({
    indexURL: runtime.href,
    packageBaseUrl: runtime.href,
    lockFileContents: manifest.lock,
  });
  for (const archive of await archives) {
    pyodide.unpackArchive(archive, "zip", { extractDir: pyodide.runPython("import site; site.getsitepackages()[0]") });
  }
  return pyodide.runPython("from worksheet_py.api import handle; handle");
}

const ready = start();
ready.then(
  () => post({ event: "status", status: "ready" }),
  (error) => fail(error),
);

addEventListener("message", async ({ data }) => {
  const handle = await ready.catch(() => null);
  if (handle) post(JSON.parse(handle(data)));
});
