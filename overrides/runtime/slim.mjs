// Makes a copy of Pyodide's runtime without what this site never calls: no dynamic libraries, no graphics, no C API
// for modules that other people compile. About a third of the start-up is saved. It reaches into Pyodide's files,
// so it stands apart: with SLIM=0 the build does without it.
// usage: node slim.mjs IN OUT
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { dropUnused, wantedExports } from "./slim_glue.mjs";
import { emptyCodecs } from "./slim_codecs.mjs";
import { keepExports } from "./slim_wasm.mjs";

const [from, to] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
const wasm = readFileSync(join(from, "pyodide.asm.wasm"));
const glue = readFileSync(join(from, "pyodide.asm.js"), "utf8");
// What uses the runtime from outside: Pyodide's start, which makes the memory at build time, and ours.
const users = [join(from, "pyodide.mjs"), join(import.meta.dirname, "../assets/worksheet/python/snapshot_restore.js")]
  .map((path) => readFileSync(path, "utf8"));

// Two rounds: what the first takes from the wasm file, the wasm file no longer takes from the glue.
const names = (/** @type {BufferSource} */ bytes) => new Set(WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ name }) => name));
const first = await dropUnused(glue, users, names(wasm));
const slim = keepExports(wasm, wantedExports(first));
await emptyCodecs(slim, from);
const second = await dropUnused(first, users, names(slim));

writeFileSync(join(to, "pyodide.asm.wasm"), slim);
writeFileSync(join(to, "pyodide.asm.js"), second);
for (const name of ["pyodide.mjs", "pyodide-lock.json", "package.json"]) copyFileSync(join(from, name), join(to, name));
process.exit(0); // Pyodide keeps Node running
