// Drops what nobody calls from a wasm file: first from the list of exports, then the code behind it.
import binaryen from "binaryen";

/** Those of Pyodide's file: with more, binaryen would write what browsers do not read yet. @type {(keyof typeof binaryen.Features)[]} */
const FEATURES = [
  "ExceptionHandling", "BulkMemory", "BulkMemoryOpt", "ReferenceTypes", "MutableGlobals", "NontrappingFPToInt", "SignExt",
  "Multivalue", "SIMD128",
];

/**
 * @param {Buffer} wasm
 * @param {Set<string>} wanted  names of exports
 * @returns {Buffer} the wasm file with only these exports and what they lead to
 */
export function keepExports(wasm, wanted) {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(FEATURES.reduce((all, name) => all | binaryen.Features[name], 0));
  const all = Array.from({ length: module.getNumExports() }, (_, i) => binaryen.getExportInfo(module.getExportByIndex(i)));
  for (const { name } of all) if (!wanted.has(name)) module.removeExport(name);
  module.runPasses(["remove-unused-module-elements"]);
  return Buffer.from(module.emitBinary());
}
