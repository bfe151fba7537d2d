// Starts Python, loads and warms up our package, and gives its memory.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { UNUSED_MODULES } from "./unused_modules.mjs";
import { instrumentWasm } from "./instrument_wasm.mjs";

const HEADER = 4; // words before the build id in Pyodide's own snapshots: magic, start of memory, length of notes
const NOTES_AT = 48;

/**
 * @param {string} folder  with pyodide.mjs, pyodide.asm.js, pyodide.asm.wasm and python_stdlib.zip
 * @param {string[]} archives  zip files or wheels to load
 * @param {string} starter  path of worksheet_start.py
 * @returns {Promise<{memory: Uint8Array, notes: object, functions: number}>} notes: what Pyodide's
 *   bootstrap wants, and where in memory the time zone stands; how many functions its table has
 */
export async function makeMemory(folder, archives, starter) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const lock = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
  /** @type {any} */
  let exports;
  /** @type {any} */
  let table;
  /** @type {number[]} */
  let zone = [];
  const unwatch = instrumentWasm({
    given: ({ env }) => {
      const setZone = env._tzset_js;
      env._tzset_js = (/** @type {number[]} */ ...addresses) => setZone(...(zone = addresses));
    },
    made: (instance, imports) => {
      ({ exports } = instance);
      table = imports.env.__indirect_function_table;
    },
  });
  const pyodide = await loadPyodide({
    indexURL: `${folder}/`,
    packageBaseUrl: `${folder}/`,
    lockFileContents: { info: lock.info, packages: {} },
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
    _sysExecutable: "python",
    _makeSnapshot: true,
  });
  unwatch();
  pyodide.runPython(`import sys; sys.modules.update(dict.fromkeys(${JSON.stringify(UNUSED_MODULES)}))`);
  const packages = pyodide.runPython("import site; site.getsitepackages()[0]");
  for (const archive of archives) {
    pyodide.unpackArchive(new Uint8Array(readFileSync(archive)), "zip", { extractDir: packages });
  }
  pyodide.FS.writeFile(`${packages}/worksheet_start.py`, readFileSync(starter));
  pyodide.runPython("import worksheet_start; worksheet_start.settle()");
  pyodide.runPython(readFileSync(join(import.meta.dirname, "strip_modules.py"), "utf8"), { globals: pyodide.toPy({}) });
  clearFreed(exports, pyodide._module);
  const snapshot = pyodide.makeMemorySnapshot();
  const [, start, length] = new Uint32Array(snapshot.buffer, 0, HEADER);
  const bootstrap = JSON.parse(new TextDecoder().decode(snapshot.subarray(NOTES_AT, NOTES_AT + length)));
  return { memory: snapshot.subarray(start), notes: { bootstrap, zone }, functions: ownFunctions(table, pyodide._module) };
}

/**
 * @param {WebAssembly.Table} table @param {any} module  Pyodide's
 * @returns {number} how many places the table has without the last, which only some browsers have
 */
export const ownFunctions = (table, module) => table.length - (module._PyEM_CountArgsPtr ? 1 : 0);

/**
 * Fill with zeros what was freed: it holds rubbish, which would be sent to every browser.
 * @param {any} exports  of the wasm instance
 * @param {any} module  Pyodide's
 */
function clearFreed({ malloc, free, sbrk }, module) {
  const taken = [];
  for (let size = 1 << 16; size >= 16; size >>= 1) {
    const top = sbrk(0);
    // Until malloc has to ask for new memory: then nothing of this size is free any more.
    while (sbrk(0) === top) {
      const at = malloc(size);
      module.HEAPU8.fill(0, at, at + size);
      taken.push(at);
    }
  }
  taken.forEach((at) => free(at));
}
