// What leads to what in a wasm file, read from its text.
//
// The file is made to be put anywhere in memory, which helps: an address is written as __memory_base + a number, the
// number of a function as __table_base + a number, and one function writes all pointers that stand in data.

const RELOCATIONS = "__wasm_apply_data_relocs";

/**
 * @typedef {{kind: "data" | "function", to: number}} Pointer
 * @typedef {{calls: string[], places: number[], slots: number[]}} Code  names of functions; numbers that may be
 *   places in memory; places in the table of functions
 * @typedef {{code: Map<string, Code>, exported: string[], table: string[], pointers: Map<number, Pointer>,
 *   regions: number[], size: number}} Program  regions: where anything points to, in order; each goes on to the next
 * @typedef {{functions: Set<string>, regions: Set<number>, slots: Set<number>}} Reached  regions by their number
 */

/** @param {string} text  of the wasm file @param {number} size  bytes of its data @returns {Program} */
export function readProgram(text, size) {
  const global = (/** @type {string} */ name) => text.match(new RegExp(`\\(import "env" "${name}" \\(global (\\S+) `))?.[1] ?? "";
  const memoryBase = global("__memory_base");
  const tableBase = global("__table_base");
  const table = text.match(/\n \(elem \S+ .*? func (.*)\)\n/)?.[1].split(" ") ?? [];
  const globals = new Map(all(text, /^ \(global (\S+) .*?\(i32\.const (-?\d+)\)\)/gm, ([, name, value]) => [name, Number(value)]));
  const exports = all(text, /^ \(export "([^"]+)" \((\w+) (\S+?)\)\)/gm, ([, name, kind, what]) => ({ name, kind, what }));
  const writer = exports.find(({ name }) => name === RELOCATIONS)?.what ?? "";

  /** @type {Program["code"]} */
  const code = new Map();
  /** @type {Program["pointers"]} */
  let pointers = new Map();
  for (const body of text.split("\n (func ").slice(1)) {
    const name = body.match(/^\$\d+/)?.[0] ?? "";
    if (name === writer) pointers = readPointers(body, memoryBase, tableBase);
    else code.set(name, readCode(body, tableBase, globals));
  }
  const places = [...code.values()].flatMap((one) => one.places);
  const targets = [...pointers.values()].flatMap(({ kind, to }) => (kind === "data" ? [to] : []));
  const within = [0, ...places, ...targets, ...globals.values()].filter((place) => place >= 0 && place < size);
  const exported = exports.filter(({ kind, name }) => kind === "func" && name !== RELOCATIONS).map(({ what }) => what);
  return { code, exported, table, pointers, regions: [...new Set(within)].sort((a, b) => a - b), size };
}

/** @template T @param {string} text @param {RegExp} pattern @param {(match: RegExpMatchArray) => T} read @returns {T[]} */
const all = (text, pattern, read) => Array.from(text.matchAll(pattern), read);

/** @param {string} body @param {string} tableBase @param {Map<string, number>} globals @returns {Code} */
function readCode(body, tableBase, globals) {
  const calls = all(body, /\((?:call|return_call|ref\.func) (\$\d+)/g, ([, name]) => name);
  // To add 64 is at times written as to take away -64, which is shorter.
  const numbers = all(body, /\(i32\.const (-?\d+)\)| offset=(\d+)/g, ([, constant, offset]) => Math.abs(Number(constant ?? offset)));
  const known = all(body, /\(global\.get (\S+?)\)/g, ([, name]) => globals.get(name) ?? -1);
  const base = literally(`(global.get ${tableBase})`);
  const slots = all(body, new RegExp(`\\(i32\\.add\\s+${base}\\s+\\(i32\\.const (\\d+)\\)`, "g"), ([, slot]) => Number(slot));
  // Where the base stands elsewhere, it is kept for later: then any number may be added to it.
  const later = all(body, new RegExp(base, "g"), () => 0).length > slots.length;
  return { calls, places: unique([...numbers, ...known]), slots: unique(later ? [0, ...numbers, ...known] : slots) };
}

/** @param {string} body @param {string} memoryBase @param {string} tableBase @returns {Map<number, Pointer>} by address */
function readPointers(body, memoryBase, tableBase) {
  const [memory, table] = [memoryBase, tableBase].map((name) => literally(`(global.get ${name})`));
  const plus = (/** @type {string} */ base) => `(?:\\(i32\\.(?:add|sub)\\s+${base}\\s+\\(i32\\.const -?(\\d+)\\)\\s+\\)|${base})`;
  const other = "\\(global\\.get \\S+\\)";
  const store = new RegExp(`\\(i32\\.store\\s+${plus(memory)}\\s+(?:${plus(memory)}|(${plus(table)})|${other})\\s+\\)`, "g");
  const found = all(body, store, ([, at, data, isFunction, slot]) => {
    /** @type {[number, Pointer]} */
    const entry = [Number(at ?? 0), isFunction ? { kind: "function", to: Number(slot ?? 0) } : { kind: "data", to: Number(data ?? 0) }];
    return entry;
  });
  if (found.length !== all(body, /store/g, () => 0).length) throw new Error("some pointers in data cannot be read");
  return new Map(found);
}

/** @param {string} text @returns {string} a pattern for it */
const literally = (text) => text.replace(/[.()$]/g, "\\$&");

/** @template T @param {T[]} list @returns {T[]} */
const unique = (list) => [...new Set(list)];

/**
 * These, and all that they lead to.
 * @param {Program} program
 * @param {{functions: string[], regions: number[]}} from
 * @param {Set<string>} without  functions that lead nowhere
 * @returns {Reached}
 */
export function reach({ code, table, pointers, regions, size }, from, without) {
  /** @type {Reached} */
  const reached = { functions: new Set(), regions: new Set(), slots: new Set() };
  const pointersIn = byRegion(pointers, regions);
  /** @type {(() => void)[]} */
  const todo = [...from.functions.map((name) => () => toFunction(name)), ...from.regions.map((region) => () => toRegion(region))];
  for (let next = todo.pop(); next; next = todo.pop()) next();
  return reached;

  /** @param {string} name */
  function toFunction(name) {
    const one = code.get(name);
    if (!one || reached.functions.has(name)) return;
    reached.functions.add(name);
    if (without.has(name)) return;
    todo.push(() => one.calls.forEach(toFunctionLater), () => one.places.forEach(toPlace), () => one.slots.forEach(toSlot));
  }

  /** @param {string} name */
  function toFunctionLater(name) {
    todo.push(() => toFunction(name));
  }

  /** @param {number} slot */
  function toSlot(slot) {
    if (slot >= table.length || reached.slots.has(slot)) return;
    reached.slots.add(slot);
    toFunctionLater(table[slot]);
  }

  /** @param {number} place */
  function toPlace(place) {
    if (place >= 0 && place < size) toRegion(regionOf(regions, place));
  }

  /** @param {number} region */
  function toRegion(region) {
    if (reached.regions.has(region)) return;
    reached.regions.add(region);
    todo.push(() => pointersIn.get(region)?.forEach(({ kind, to }) => (kind === "data" ? toPlace(to) : toSlot(to))));
  }
}

/** @param {Map<number, Pointer>} pointers @param {number[]} regions @returns {Map<number, Pointer[]>} */
function byRegion(pointers, regions) {
  /** @type {Map<number, Pointer[]>} */
  const found = new Map();
  for (const [at, pointer] of pointers) {
    const region = regionOf(regions, at);
    found.set(region, [...(found.get(region) ?? []), pointer]);
  }
  return found;
}

/** @param {number[]} regions @param {number} place @returns {number} the number of the region that it lies in */
function regionOf(regions, place) {
  let [low, high] = [0, regions.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (regions[middle] <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
