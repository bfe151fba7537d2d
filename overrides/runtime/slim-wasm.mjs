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
 * @returns {Buffer} the wasm file with only these exports and what they lead to
 */
export function keepExports(wasm, wanted, folder) {
  const [before, after] = [join(folder, "before.wasm"), join(folder, "after.wasm")];
  writeFileSync(before, withSections(wasm, { [SECTIONS.exports]: (content) => wantedOf(content, wanted) }));
  const features = FEATURES.map((name) => `--enable-${name}`);
  const script = fileURLToPath(import.meta.resolve("binaryen/bin/wasm-opt"));
  execFileSync(process.execPath, [script, ...features, "--remove-unused-module-elements", before, "-o", after]);
  return readFileSync(after);
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
