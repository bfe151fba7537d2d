// Reads and changes a wasm file by its sections. The format: https://webassembly.github.io/spec/core/binary/

export const SECTIONS = { exports: 7, data: 11 };

/**
 * @param {Uint8Array} wasm
 * @param {Partial<Record<number, (content: Buffer) => Uint8Array>>} changes  by the number of a section
 * @returns {Buffer} the file with these sections' contents changed
 */
export function withSections(wasm, changes) {
  const parts = [Buffer.from(wasm.subarray(0, 8))];
  for (const { kind, content } of sections(wasm)) {
    const now = changes[kind]?.(content) ?? content;
    parts.push(Buffer.from([kind]), bytesOf(now.length), Buffer.from(now));
  }
  return Buffer.concat(parts);
}

/** @param {Uint8Array} wasm @returns {Generator<{kind: number, content: Buffer}>} */
function* sections(wasm) {
  const bytes = Buffer.from(wasm.buffer, wasm.byteOffset, wasm.byteLength);
  for (let at = 8; at < bytes.length; ) {
    const [size, body] = number(bytes, at + 1);
    yield { kind: bytes[at], content: bytes.subarray(body, body + size) };
    at = body + size;
  }
}

/** A number of varying length (LEB128). @param {Buffer} bytes @param {number} at @returns {[number, number]} value, end */
export function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value >>> 0, at];
  }
}

/** @param {number} value @returns {Buffer} the number in that form */
export function bytesOf(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
