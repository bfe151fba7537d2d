// Reads Python's memory as the build wrote it (overrides/runtime/delta.mjs says how).

const MAGIC = 0x314d5950;

/** @param {ArrayBuffer} buffer */
export function readDelta(buffer) {
  const [magic, length, count, textLength] = new Uint32Array(buffer, 0, 4);
  if (magic !== MAGIC) throw new Error("this is not a memory of Python");
  const id = hex(new Uint8Array(buffer, 16, 16));
  const notes = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 32, textLength)));
  const table = 32 + ((textLength + 3) & ~3);
  const runs = new Uint32Array(buffer, table, count * 2);

  /** @param {Uint8Array} memory */
  function putInto(memory) {
    let at = table + runs.byteLength;
    for (let i = 0; i < runs.length; i += 2) {
      memory.set(new Uint8Array(buffer, at, runs[i + 1]), runs[i]);
      at += runs[i + 1];
    }
  }
  return { length, id, notes, putInto };
}

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
