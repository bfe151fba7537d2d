// Reads ZIP archives, with what the browser has for it. Nothing is unpacked further than a limit, whatever the archive says.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The longest comment that an archive can end with, and what stands before it. */
const TAIL = 65_535 + 22;

/** @typedef {{name: string, packed: Uint8Array<ArrayBuffer>, method: number, crc: number, size: number, isLocked: boolean}} Entry */

/** @param {Uint8Array} bytes */
export const isZip = (bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Entry[]} its files; throws where it is damaged */
export function entriesOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== END) {
    end -= 1;
    if (end < bytes.length - TAIL) throw new RangeError("no end");
  }
  /** @type {Entry[]} */
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError("no entry");
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [crc, length, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true));
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const header = view.getUint32(at + 42, true);
    const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      packed: bytes.subarray(start, start + length),
      method, crc, size, isLocked: (flags & 1) === 1,
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/**
 * @param {Entry} entry
 * @param {number} most  bytes
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null if it is longer; throws where it is damaged
 */
export async function unpack({ packed, method, crc, size }, most) {
  if (method === 0) return packed.length > most ? null : packed;
  if (method !== 8) throw new TypeError("unknown method");
  // Browsers know gzip longer than what a ZIP holds: the same, between a head and a check.
  const [head, foot] = [new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]), new DataView(new ArrayBuffer(8))];
  foot.setUint32(0, crc, true);
  foot.setUint32(4, size, true);
  const reader = new Blob([head, packed, foot]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    parts.push(value);
    length += value.length;
    if (length > most) {
      reader.cancel();
      return null;
    }
  }
}
