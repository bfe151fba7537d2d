// Makes the files of the quick start: code, glue and memory of a Python that has our package loaded.
// usage: node make.mjs RUNTIME OUT ARCHIVE...
//   RUNTIME  folder with Pyodide's files, stock or slim · OUT  folder to write to (python-glue, python-wasm, python-memory) · ARCHIVE  packages to load
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

import { makeModule } from "../assets/worksheet/python/snapshot_restore.js";
import { writeDelta } from "./delta.mjs";
import { makeMemory, ownFunctions } from "./memory.mjs";
import { makeDeterministic } from "./deterministic_env.mjs";
import { instrumentWasm } from "./instrument_wasm.mjs";

// An uncaught error would print the glue's one long line.
process.on("uncaughtException", (error) => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});

const [runtime, out, ...archives] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(import.meta.url);

makeDeterministic();
const wasm = readFileSync(join(runtime, "pyodide.asm.wasm"));
const glue = readFileSync(join(runtime, "pyodide.asm.js"));
const id = createHash("sha256").update(wasm).update(glue).digest().subarray(0, 16);

const made = await makeMemory(runtime, archives, join(import.meta.dirname, "worksheet_start.py"));
const { images, functions, twins } = await freshStart(made.memory.length);
if (functions !== made.functions) throw new Error("Python added functions to its table, which browsers would lack");
// What the glue must know before the other two have come.
const known = { id: id.toString("hex"), memory: made.memory.length, functions, twins };
const about = `\nObject.assign(_createPyodideModule, ${JSON.stringify(known)});\n`;
write("python-wasm", Buffer.concat([wasm, section("worksheet", id)]));
write("python-glue", Buffer.concat([glue, Buffer.from(about)]));
write("python-memory", writeDelta({ ...made, ...images, id }));
process.exit(0);

/**
 * @param {number} length  of memory, in bytes
 * @returns {Promise<{images: {untouched: Uint8Array, fresh: Uint8Array}, functions: number, twins: [string, number][]}>}
 *   memory before and after the module's own start, and what snapshot_restore.js must know of the table of functions
 */
async function freshStart(length) {
  /** @type {Uint8Array | undefined} */
  let untouched;
  /** @type {[string, number][]} */
  let twins = [];
  const unwatch = instrumentWasm({
    made: (instance, imports) => {
      untouched = new Uint8Array(imports.env.memory.buffer).slice();
      twins = findTwins(instance, imports.env.__indirect_function_table);
    },
  });
  require(join(runtime, "pyodide.asm.js"));
  const glue = Object.assign(globalThis._createPyodideModule, { memory: length, twins });
  const environment = { IN_NODE: true, IN_NODE_ESM: true };
  const { module, imports } = await makeModule(glue, WebAssembly.compile(wasm), environment);
  unwatch();
  if (!untouched) throw new Error("the module was not instantiated");
  const images = { untouched, fresh: module.HEAPU8.slice() };
  return { images, functions: ownFunctions(imports.env.__indirect_function_table, module), twins };
}

/**
 * @param {WebAssembly.Instance} instance @param {WebAssembly.Table} table
 * @returns {[string, number][]} exports that stand in the table too, and where
 */
function findTwins({ exports }, table) {
  const places = new Map(Array.from({ length: table.length }, (_, place) => [table.get(place), place]));
  const found = Object.entries(exports).map(([name, one]) => [name, typeof one === "function" && places.get(one)]);
  return /** @type {[string, number][]} */ (found.filter(([, place]) => typeof place === "number"));
}

/**
 * @param {string} name @param {Uint8Array} content
 * @returns {Buffer} a custom section of a wasm file
 */
function section(name, content) {
  const body = Buffer.concat([Buffer.from([name.length]), Buffer.from(name), content]);
  if (body.length > 127) throw new Error("section too long for one byte of length");
  return Buffer.concat([Buffer.from([0, body.length]), body]);
}

/** @param {string} name @param {Uint8Array} content */
function write(name, content) {
  writeFileSync(join(out, name), content);
}
