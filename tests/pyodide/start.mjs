// Both ways to start Python, here in Node, from the files of a built site.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

import { restore } from "../../overrides/assets/worksheet/python/snapshot_restore.js";

/**
 * @param {string} runtime  the site's folder
 * @returns {Promise<any>} Pyodide, with our package in its memory and no library at hand
 */
export async function startQuickly(runtime) {
  const require = createRequire(import.meta.url);
  globalThis.require = require;
  const open = (/** @type {string} */ name) => gunzipSync(readFileSync(join(runtime, name)));
  // The glue is a script of the old kind; only a file with this ending is read as one.
  const script = join(tmpdir(), `glue-${process.pid}.cjs`);
  writeFileSync(script, open("python-glue.bin"));
  require(script);
  rmSync(script);
  const parts = {
    glue: globalThis._createPyodideModule,
    wasm: WebAssembly.compile(open("python-wasm.bin")),
    memory: Promise.resolve(new Uint8Array(open("python-memory.bin")).buffer),
  };
  const pyodide = await restore(parts, { IN_NODE: true, IN_NODE_ESM: true });
  pyodide.pyimport("worksheet_start").wake();
  return pyodide;
}

/**
 * @param {string} runtime  the site's folder
 * @returns {Promise<any>} Pyodide, started from its files, with our package unpacked
 */
export async function startOrdinarily(runtime) {
  const { lock, packages } = manifest(runtime);
  const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
  const pyodide = await loadPyodide({
    indexURL: `${runtime}/`,
    packageBaseUrl: `${runtime}/`,
    lockFileContents: lock,
    env: { HOME: "/home/pyodide" },
  });
  const extractDir = pyodide.runPython("import site; site.getsitepackages()[0]");
  for (const name of packages) {
    pyodide.unpackArchive(new Uint8Array(readFileSync(join(runtime, name))), "zip", { extractDir });
  }
  return pyodide;
}

/**
 * Give a Python that started quickly the whole of its library, and its packages as files.
 * @param {any} pyodide @param {string} runtime
 */
export function addLibrary(pyodide, runtime) {
  const write = (/** @type {string} */ name, /** @type {string} */ at) =>
    pyodide.FS.writeFile(at, new Uint8Array(readFileSync(join(runtime, name))));
  write("python_stdlib.zip", "/lib/python313.zip");
  manifest(runtime).packages.forEach((/** @type {string} */ name) => write(name, `/tmp/${name}`));
  pyodide.runPython(`
import sys
sys.path_importer_cache.clear()
import pathlib, site, zipfile
for archive in [*pathlib.Path("/tmp").glob("*.zip"), *pathlib.Path("/tmp").glob("*.whl")]:
    zipfile.ZipFile(archive).extractall(site.getsitepackages()[0])
sys.path_importer_cache.clear()
`);
}

/** @param {string} runtime */
const manifest = (runtime) => JSON.parse(readFileSync(join(runtime, "manifest.json"), "utf8"));
