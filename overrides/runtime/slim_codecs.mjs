// Empties the tables of Python's codecs for East Asian letters, which are 300 kB of the compressed file.
//
// Each codec offers its tables to the others: `__map_NAME` is a capsule around a `struct dbcs_map` with two indexes
// (cjkcodecs.h). An index has 256 rows of a table's address and the first and last letter in it. So where the tables
// are is asked of Python itself, and only what it names is emptied.
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { instrumentWasm } from "./instrument_wasm.mjs";
import { CODECS } from "./unused_modules.mjs";

/** So many bytes of memory stand in the file only once. */
const SAMPLE = 1 << 16;

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
 * Fill the tables with zeros.
 * @param {Buffer} wasm  the file
 * @param {string} pyodide  folder with Pyodide's own files
 */
export async function emptyCodecs(wasm, pyodide) {
  let base = 0;
  /** @type {Buffer} */
  let memory = Buffer.alloc(0);
  const restore = instrumentWasm({
    made: (_, { env }) => {
      base = env.__memory_base.value;
      memory = Buffer.from(new Uint8Array(env.memory.buffer).slice());
    },
  });
  const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
  const python = await loadPyodide({ indexURL: `${pyodide}/` });
  restore();
  // The file holds what memory begins with in one piece.
  const start = wasm.indexOf(memory.subarray(base, base + SAMPLE)) - base;
  const find = python.runPython(FIND_TABLES);
  for (const codec of CODECS) {
    const tables = find(codec).toJs();
    if (!tables.length) throw new Error(`${codec} has no tables`);
    for (const [from, to] of tables) {
      const table = wasm.subarray(start + from, start + to);
      if (!table.equals(memory.subarray(from, to))) throw new Error(`a table of ${codec} is not found in the file`);
      table.fill(0);
    }
  }
}
