// Gives this process a fixed clock, fixed random numbers, one language and no name, so that the same build makes the same
// memory, byte for byte. What must be fresh in the browser (time, time zone, random numbers) is renewed there: see `wake` in
// worksheet_start.py.
import crypto from "node:crypto";

/** A day long before any build, so that a date that was not renewed is seen at once. */
const MOMENT = Date.UTC(2001, 0, 1, 12);

/** Hold this process's clock, randomness, time zone, language and name still, for good. */
export function makeDeterministic() {
  process.env.TZ = "UTC";
  // The glue hands on to C the language of this machine, and the path of this script as the program's name.
  Object.defineProperty(navigator, "languages", { value: ["en-US"] });
  process.argv.length = 1;
  let last = 1;
  const fill = (/** @type {ArrayBufferView} */ view) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i += 1) {
      last = (Math.imul(last, 1103515245) + 12345) & 0x7fffffff;
      bytes[i] = last >> 16;
    }
    return view;
  };
  // Python's clock never stands quite still: some code waits for it to move.
  let ticks = 0;
  Date.now = () => MOMENT + (ticks += 1);
  performance.now = () => (ticks += 1);
  Math.random = () => 0.5;
  crypto.randomFillSync = /** @type {any} */ (fill);
  Object.defineProperty(globalThis.crypto, "getRandomValues", { value: fill });
}
