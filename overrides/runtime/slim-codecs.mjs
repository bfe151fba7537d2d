// Empties the tables of Python's codecs for East Asian letters, which are 300 kB of the compressed file.
//
// Each codec offers its tables to the others: `__map_NAME` is a capsule around a `struct dbcs_map` with two indexes
// (cjkcodecs.h). An index has 256 rows of a table's address and the first and last letter in it. So where the tables
// are is asked of Python itself, and only what it names is emptied.
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { instrumentWasm } from "./instrument_wasm.mjs";
import { SECTIONS, number, withSections } from "./slim-file.mjs";
import { CODECS } from "./unused-modules.mjs";

const FIND_TABLES = `
import ctypes, importlib

def tables(codec):
    get = ctypes.pythonapi.PyCapsule_GetPointer
    get.restype, get.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    word = lambda address: ctypes.c_uint32.from_address(address).value
    byte = lambda address: ctypes.c_uint8.from_address(address).value
    module = importlib.import_module(codec)
    # A pair_encodemap is something else, and small.
    for name in (name for name in dir(module) if name.startswith("__map_") and not name.endswith("_pair")):
        pointers = get(getattr(module, name), b"multibytecodec.map")
        for index in filter(None, (word(pointers + 4), word(pointers + 8))):
            for row in range(index, index + 256 * 8, 8):
                if table := word(row):
                    yield table, table + 2 * (byte(row + 5) - byte(row + 4) + 1)

lambda codec: list(tables(codec))
`;

/**
 * @param {Buffer} wasm @param {string} pyodide  folder with Pyodide's own files
 * @returns {Promise<Buffer>} the wasm file with zeros in place of the tables
 */
export async function emptyCodecs(wasm, pyodide) {
  let base = 0;
  const restore = instrumentWasm({ given: ({ env }) => (base = env.__memory_base.value) });
  const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
  const python = await loadPyodide({ indexURL: `${pyodide}/` });
  restore();
  const find = python.runPython(FIND_TABLES);
  return withSections(wasm, {
    [SECTIONS.data]: (content) => {
      const [size, start] = segment(content);
      const emptied = Buffer.from(content);
      for (const codec of CODECS) {
        const tables = find(codec).toJs();
        if (!tables.length) throw new Error(`${codec} has no tables`);
        for (const [from, to] of tables) {
          if (from < base || to <= from || to > base + size) throw new Error(`${codec} has a table outside the data`);
          emptied.fill(0, start + from - base, start + to - base);
        }
      }
      return emptied;
    },
  });
}

/** @param {Buffer} content  of the section @returns {[number, number]} length and place of its one segment, at __memory_base */
function segment(content) {
  const [count, at] = number(content, 0);
  const expression = number(content, at + 2)[1];
  if (count !== 1 || content[at] !== 0 || content[at + 1] !== 0x23) throw new Error("data is not as expected");
  return number(content, expression + 1);
}
