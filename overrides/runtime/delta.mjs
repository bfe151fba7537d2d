// Writes Python's memory as what differs from a runtime that was just loaded. Read by delta.js in the browser.
//
// layout, all numbers 32 bits, little-endian:
//   "PYM1" · length of memory · number of runs · length of notes · runtime's id (16 bytes)
//   notes (JSON, padded to 4) · for each run: address, length · the bytes of all runs

const MAGIC = 0x314d5950;
/** A gap of fewer words than this costs less as bytes than as a run of its own. */
const GAP = 16;

/**
 * @param {Uint32Array} memory  Python's, warmed up
 * @param {Uint32Array} untouched  of the module, before any of its code ran
 * @param {Uint32Array} fresh  of the module, when memory will be put into it
 * @returns {[number, number][]} [start, end] in words: all that was ever written. What start-up code writes is
 *   listed even where it is the same here, because another browser's start-up may write something else.
 */
export function findRuns(memory, untouched, fresh) {
  /** @type {[number, number][]} */
  const runs = [];
  let end = -GAP - 1;
  for (let i = 0; i < memory.length; i += 1) {
    const before = untouched[i] ?? 0;
    if (memory[i] === before && (fresh[i] ?? 0) === before) continue;
    if (i - end > GAP) runs.push([i, i + 1]);
    else runs[runs.length - 1][1] = i + 1;
    end = i + 1;
  }
  return runs;
}

/**
 * @param {{memory: Uint8Array, untouched: Uint8Array, fresh: Uint8Array, notes: object, id: Uint8Array}} parts
 * @returns {Uint8Array}
 */
export function writeDelta({ memory, untouched, fresh, notes, id }) {
  const [words, ...others] = [memory, untouched, fresh].map((bytes) => new Uint32Array(bytes.slice().buffer));
  const runs = findRuns(words, others[0], others[1]);
  const text = new TextEncoder().encode(JSON.stringify(notes));
  const padded = (text.length + 3) & ~3;
  const head = new Uint32Array(8 + padded / 4 + runs.length * 2);
  head.set([MAGIC, memory.length, runs.length, text.length]);
  new Uint8Array(head.buffer).set(id, 16);
  new Uint8Array(head.buffer).set(text, 32);
  runs.forEach(([start, end], i) => head.set([start * 4, (end - start) * 4], 8 + padded / 4 + i * 2));
  return Buffer.concat([
    new Uint8Array(head.buffer),
    ...runs.map(([start, end]) => memory.subarray(start * 4, end * 4)),
  ]);
}
