// Takes Python's modules written in C that this site never imports out of the wasm file: their code and their data.
// The codecs of East Asian letters alone are 370 kB on the way.
//
// Such a module hangs on one function, which Python finds by name in a table and calls when the module is
// imported. What only that function leads to is unused without it. Code and data lead to each other by numbers:
// places in memory, and places in the table of functions. A number that may be a place is taken for one, and what
// is not known to belong to these modules is taken to be used. So something unused may stay, but nothing that is
// used goes.
import { SECTIONS, bytesOf, number, section, withSections } from "./slim-file.mjs";
import { asText, dropUnreached } from "./slim-wasm.mjs";
import { readProgram, reach } from "./slim-reach.mjs";

/** Bytes. */
const LONG = 256;

/**
 * @param {Buffer} wasm
 * @param {string[]} names  of modules
 * @param {string} folder  for work in between
 * @returns {Buffer}
 */
export function dropModules(wasm, names, folder) {
  const [data, dataStart] = dataOf(section(wasm, SECTIONS.data));
  const program = readProgram(asText(wasm, folder), data.length);
  const starts = new Map(names.map((name) => [name, startOf(name, program, data)]));
  const functions = new Set([...starts.values()].map((slot) => program.table[slot]));
  const live = used(program, functions);

  const [slots] = elementsOf(section(wasm, SECTIONS.elements));
  const bodies = new Set([...starts.values()].map((slot) => slots[slot]));
  const changed = withSections(wasm, {
    [SECTIONS.elements]: (content) => withSlots(content, live.slots, [...bodies][0]),
    [SECTIONS.code]: (content) => withoutBodies(content, bodies, importedFunctions(wasm)),
    [SECTIONS.data]: (content) => withZeros(content, dataStart, names.flatMap((name) => onlyOf(starts.get(name) ?? 0))),
  });
  return dropUnreached(changed, folder);

  /**
   * What lies between two places that only this module uses: so it does, as the linker keeps a file's data together.
   * @param {number} slot @returns {[number, number][]}
   */
  function onlyOf(slot) {
    const own = reach(program, { functions: [program.table[slot]], regions: [] }, new Set()).regions;
    const dead = (/** @type {number} */ region) => own.has(region) && !live.regions.has(region);
    const spans = program.regions.map((start, i) => /** @type {[number, number]} */ ([start, program.regions[i + 1]]));
    // A short one may be a part of something larger, which others use as a whole.
    return spans.filter(([start, end], i) => dead(i) && dead(i + 1) && end - start >= LONG);
  }
}

/**
 * @param {import("./slim-reach.mjs").Program} program @param {Set<string>} starts  functions that nobody will call
 * @returns {import("./slim-reach.mjs").Reached} all that is used, or not known to be these functions' own
 */
function used(program, starts) {
  const own = reach(program, { functions: [...starts], regions: [] }, new Set());
  const functions = [...program.code.keys()].filter((name) => !own.functions.has(name));
  // A part of something larger may be used by these alone, and the whole by others: it stands next to such.
  const amongOwn = (/** @type {number} */ region) => [region - 1, region, region + 1].every((one) => own.regions.has(one));
  const regions = [...program.regions.keys()].filter((region) => !amongOwn(region));
  return reach(program, { functions: [...program.exported, ...functions], regions }, starts);
}

/**
 * @param {string} name @param {import("./slim-reach.mjs").Program} program @param {Buffer} data
 * @returns {number} the place in the table of functions of the one that starts this module
 */
function startOf(name, { pointers }, data) {
  const entry = [...pointers].filter(([at, { to, kind }]) => {
    const isName = kind === "data" && data.toString("latin1", to, to + name.length + 1) === `${name}\0`;
    return isName && pointers.get(at + 4)?.kind === "function";
  });
  const found = entry.map(([at]) => pointers.get(at + 4)?.to);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`module ${name} was found ${found.length} times`);
  return found[0];
}

/** @param {Buffer} content @returns {[Buffer, number]} the data, of one segment at __memory_base, and where it begins */
function dataOf(content) {
  const [count, at] = number(content, 0);
  const expression = number(content, at + 2)[1];
  if (count !== 1 || content[at] !== 0 || content[at + 1] !== 0x23) throw new Error("data is not as expected");
  const [length, start] = number(content, expression + 1);
  return [content.subarray(start, start + length), start];
}

/** @param {Buffer} content @returns {[number[], number]} numbers of functions in the table, and where they begin */
function elementsOf(content) {
  const [count, at] = number(content, 0);
  const expression = number(content, at + 2)[1];
  if (count !== 1 || content[at] !== 0 || content[at + 1] !== 0x23) throw new Error("the table is not as expected");
  let [length, end] = number(content, expression + 1);
  const slots = Array.from({ length }, () => {
    const [index, next] = number(content, end);
    end = next;
    return index;
  });
  return [slots, expression + 1];
}

/** @param {Buffer} content @param {Set<number>} live @param {number} stub  a function in place of the others */
function withSlots(content, live, stub) {
  const [slots, start] = elementsOf(content);
  const kept = slots.map((index, slot) => bytesOf(live.has(slot) ? index : stub));
  return Buffer.concat([content.subarray(0, start), bytesOf(slots.length), ...kept]);
}

/** @param {Buffer} wasm @returns {number} */
const importedFunctions = (wasm) =>
  WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;

/** Code of no locals: i32.const 0, end. Python takes it for a module that cannot start. */
const NOTHING = Buffer.from([4, 0, 0x41, 0, 0x0b]);

/** @param {Buffer} content @param {Set<number>} emptied  numbers of functions @param {number} imported @returns {Buffer} */
function withoutBodies(content, emptied, imported) {
  let [count, at] = number(content, 0);
  const parts = [bytesOf(count)];
  for (let index = imported; index < imported + count; index += 1) {
    const [size, body] = number(content, at);
    parts.push(emptied.has(index) ? NOTHING : content.subarray(at, body + size));
    at = body + size;
  }
  return Buffer.concat(parts);
}

/** @param {Buffer} content @param {number} start  of the data @param {[number, number][]} spans @returns {Buffer} */
function withZeros(content, start, spans) {
  const changed = Buffer.from(content);
  for (const [from, to] of spans) changed.fill(0, start + from, start + to);
  return changed;
}
