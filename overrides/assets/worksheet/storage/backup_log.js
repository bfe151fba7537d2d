// When each reflection was last saved as a file. Apart from preferences.js, which pages to read load too.
import { wordsIn } from "../document/document.js";
import { noted } from "./preferences.js";
import { PREFIX, device } from "./web_storage.js";

/**
 * When a copy of a reflection was last taken away, and how many words it had then.
 * @param {string} id
 */
export function copyOf(id) {
  const copy = noted("copies")[id];
  return typeof copy?.at === "string" && Number.isFinite(copy.words) ? copy : null;
}

/** Remember that a copy of it is taken away now. @param {Reflection} reflection */
export function keepCopyTime(reflection) {
  const now = new Date().toISOString();
  // It may have been changed on a device whose clock is ahead.
  const copy = { at: now > reflection.changed ? now : reflection.changed, words: wordsIn(reflection) };
  device.tryPut(`${PREFIX}copies`, JSON.stringify({ ...noted("copies"), [reflection.id]: copy }));
}
