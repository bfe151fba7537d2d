// Drops what nobody calls from a wasm file: first from the list of exports, then the code behind it.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const EXPORTS = 7; // the section's number in a wasm file
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
  const [before, after] = [join(folder, "before.wasm"), join(folder, "after.wasm")];
  writeFileSync(before, withExports(wasm, wanted));
  execFileSync(process.execPath, [
    fileURLToPath(import.meta.resolve("binaryen/bin/wasm-opt")),
    ...FEATURES.map((name) => `--enable-${name}`),
    "--remove-unused-module-elements", before, "-o", after,
  ]);
  const slim = readFileSync(after);
  rmSync(before);
  rmSync(after);
  return slim;
}

/** @param {Buffer} wasm @param {Set<string>} wanted @returns {Buffer} with only these in the list of exports */
function withExports(wasm, wanted) {
  const parts = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const [size, body] = number(wasm, at + 1);
    if (wasm[at] === EXPORTS) {
      const kept = exportEntries(wasm, body).filter(({ name }) => wanted.has(name)).map(({ bytes }) => bytes);
      const content = Buffer.concat([bytesOf(kept.length), ...kept]);
      parts.push(Buffer.from([EXPORTS]), bytesOf(content.length), content);
    } else {
      parts.push(wasm.subarray(at, body + size));
    }
    at = body + size;
  }
  return Buffer.concat(parts);
}

/** @param {Buffer} wasm @param {number} start @returns {{name: string, bytes: Buffer}[]} */
function exportEntries(wasm, start) {
  let [count, at] = number(wasm, start);
  return Array.from({ length: count }, () => {
    const entry = at;
    const [length, text] = number(wasm, at);
    // After the name: one byte of kind, and a number.
    [, at] = number(wasm, text + length + 1);
    return { name: wasm.toString("utf8", text, text + length), bytes: wasm.subarray(entry, at) };
  });
}

/** A number of varying length (LEB128). @param {Buffer} bytes @param {number} at @returns {[number, number]} value, end */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value >>> 0, at];
  }
}

/** @param {number} value @returns {Buffer} the number in that form */
function bytesOf(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
