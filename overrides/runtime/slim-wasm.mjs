// Drops what nobody calls from a wasm file: first from the list of exports, then the code behind it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

import { SECTIONS, bytesOf, number, withSections } from "./slim-file.mjs";

const FEATURES = [
  "exception-handling", "bulk-memory", "bulk-memory-opt", "reference-types", "mutable-globals",
  "nontrapping-float-to-int", "sign-ext", "multivalue", "simd",
];

/**
 * @param {Buffer} wasm
 * @param {Set<string>} wanted  names of exports
 * @param {string} folder  for work in between
 * @returns {Buffer}
 */
export function keepExports(wasm, wanted, folder) {
  return dropUnreached(withSections(wasm, { [SECTIONS.exports]: (content) => wantedOf(content, wanted) }), folder);
}

/** @param {Buffer} wasm @param {string} folder  for work in between @returns {Buffer} without code that nothing leads to */
export function dropUnreached(wasm, folder) {
  return readFileSync(binaryen("wasm-opt", ["--remove-unused-module-elements"], wasm, folder));
}

/** @param {Buffer} wasm @param {string} folder  for work in between @returns {string} in words */
export function asText(wasm, folder) {
  return readFileSync(binaryen("wasm-dis", [], wasm, folder), "utf8");
}

/**
 * @param {string} tool @param {string[]} options @param {Buffer} wasm @param {string} folder
 * @returns {string} the path of what it made
 */
function binaryen(tool, options, wasm, folder) {
  const [before, after] = [join(folder, "before.wasm"), join(folder, "after")];
  writeFileSync(before, wasm);
  const features = FEATURES.map((name) => `--enable-${name}`);
  const script = fileURLToPath(import.meta.resolve(`binaryen/bin/${tool}`));
  execFileSync(process.execPath, [script, ...features, ...options, before, "-o", after]);
  return after;
}

/** @param {Buffer} content  of the section of exports @param {Set<string>} wanted @returns {Buffer} with only these */
function wantedOf(content, wanted) {
  const kept = exportEntries(content).filter(({ name }) => wanted.has(name)).map(({ bytes }) => bytes);
  return Buffer.concat([bytesOf(kept.length), ...kept]);
}

/** @param {Buffer} content @returns {{name: string, bytes: Buffer}[]} */
function exportEntries(content) {
  let [count, at] = number(content, 0);
  return Array.from({ length: count }, () => {
    const entry = at;
    const [length, text] = number(content, at);
    // After the name: one byte of kind, and a number.
    [, at] = number(content, text + length + 1);
    return { name: content.toString("utf8", text, text + length), bytes: content.subarray(entry, at) };
  });
}
