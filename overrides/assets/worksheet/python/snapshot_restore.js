// Restores Python from the memory snapshot made when the site was built. Replaces Pyodide's `loadPyodide`, whose steps it
// follows: settings, module, memory, bootstrap.
import { hex, readDelta } from "./delta.js";

/** What Pyodide is told about its environment. @type {Record<string, boolean>} */
const WORKER = { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true };
const HOME = "/home/pyodide";
const PAGE = 65536;

/**
 * @typedef {((settings: object) => Promise<any>) & {id: string, memory: number, functions: number,
 *   twins: [string, number][]}} Glue  makes Pyodide's module; knows which code and which length of memory it belongs
 *   to, how many functions its table then has, and which of its exports stand in that table, and where
 */

/**
 * @param {{glue: Glue, wasm: Promise<WebAssembly.Module>, memory: Promise<ArrayBuffer>}} parts
 * @param {Record<string, boolean>} [environment]
 * @returns {Promise<any>} what `loadPyodide` gives, with our package in it
 */
export async function restore({ glue, wasm, memory }, environment = WORKER) {
  // The glue starts while wasm and memory are still loading.
  const [{ module, imports }, kept] = await Promise.all([
    makeModule(glue, wasm.then((compiled) => sameVersion(glue, codeId(compiled), compiled)), environment),
    memory.then(readDelta).then((delta) => sameVersion(glue, delta.id, delta)),
  ]);
  sameTable(glue, module, imports);
  kept.putInto(module.HEAPU8);
  imports.env._PyEM_InitTrampoline_js();
  imports.env._tzset_js(...kept.notes.zone);
  const pyodide = module.API.finalizeBootstrap(kept.notes.bootstrap);
  module.API.initializeStreams();
  return pyodide;
}

/** @param {WebAssembly.Module} compiled */
function codeId(compiled) {
  const [section] = WebAssembly.Module.customSections(compiled, "worksheet");
  return section ? hex(new Uint8Array(section)) : "";
}

/**
 * A snapshot fits only the code it was made with, and a browser's cache may hold files of two versions.
 * @template T
 * @param {Glue} glue @param {string} id @param {T} part
 * @returns {T} the part, if it belongs to this glue
 */
function sameVersion(glue, id, part) {
  if (id !== glue.id) throw new Error("Python's memory and its code are of two versions");
  return part;
}

/**
 * The snapshot holds indexes into the table of functions, so the table must be as it was. The function that counts arguments
 * is appended in some browsers only; its index is written anew.
 * @param {Glue} glue @param {any} module @param {any} imports
 */
function sameTable(glue, module, imports) {
  const functions = imports.env.__indirect_function_table.length - (module._PyEM_CountArgsPtr ? 1 : 0);
  if (functions !== glue.functions) throw new Error("this browser puts Python's functions elsewhere");
}

/**
 * For a function that is exported and also in the table, WebKit returns two objects. The glue would take them for two
 * functions and append the second, which shifts all later indexes. So the exports are replaced by the table's objects.
 * @param {Glue} glue @param {WebAssembly.Instance} instance @param {WebAssembly.Table} table
 */
function withTwins({ twins }, { exports }, table) {
  return { exports: { ...exports, ...Object.fromEntries(twins.map(([name, at]) => [name, table.get(at)])) } };
}

/**
 * @param {Glue} glue
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {Record<string, boolean>} environment
 * @returns {Promise<{module: any, imports: any}>} Pyodide's module, loaded but not run, and what it was given
 */
export function makeModule(glue, wasm, environment) {
  return new Promise((resolve, reject) => {
    /** @type {any} */
    let imports;
    const settings = {
      API: { config: { jsglobals: globalThis, packages: [] }, runtimeEnv: environment },
      noInitialRun: true,
      noImageDecoding: true,
      noAudioDecoding: true,
      wasmMemory: new WebAssembly.Memory({ initial: glue.memory / PAGE, maximum: PAGE }),
      preRun: [prepare],
      instantiateWasm: (/** @type {any} */ wanted, /** @type {Function} */ use) => {
        imports = { ...wanted, sentinel: sentinel() };
        const made = wasm.then(async (compiled) => {
          const instance = await WebAssembly.instantiate(compiled, imports);
          use(withTwins(glue, instance, imports.env.__indirect_function_table), compiled);
        });
        made.catch(reject);
        return {};
      },
    };
    glue(settings).then((module) => resolve({ module, imports }), reject);
  });
}

/** Make the folders that Python expects. @param {any} module */
function prepare(module) {
  const version = module.HEAPU32[module._Py_Version >>> 2];
  const [major, minor, micro] = [24, 16, 8].map((shift) => (version >>> shift) & 255);
  module.API.pyVersionTuple = [major, minor, micro];
  module.API.sitePackages = `/lib/python${major}.${minor}/site-packages`;
  module.FS.mkdirTree(module.API.sitePackages);
  module.FS.mkdirTree(HOME);
  module.FS.chdir(HOME);
}

/** Marks Pyodide's own errors, as its sentinel.ts does. */
function sentinel() {
  const mark = Symbol("error marker");
  return { create_sentinel: () => mark, is_sentinel: (/** @type {unknown} */ value) => value === mark };
}
