// When a copy of each reflection was last taken away. Not with the other notes, which pages that are only read need too.
import { wordsIn } from "../document/document.js";
import { noted } from "./preferences.js";
import { PREFIX, device } from "./web_storage.js";

/** @typedef {import("../document/document.js").Reflection} Reflection */

/**
 * When a copy of a reflection was last taken away, and how many words it had then.
 * @param {string} id
 * @returns {{at: string, words: number} | null}
 */
export function copyOf(id) {
  const copy = noted("copies")[id];
  return typeof copy?.at === "string" && Number.isFinite(copy.words) ? copy : null;
}

/** Remember that a copy of it is taken away now. @param {Reflection} reflection */
export function keepCopyTime(reflection) {
  try {
    const now = new Date().toISOString();
    // It may have been written where a clock was ahead of this one.
    const copy = { at: now > reflection.changed ? now : reflection.changed, words: wordsIn(reflection) };
    device.put(`${PREFIX}copies`, JSON.stringify({ ...noted("copies"), [reflection.id]: copy }));
  } catch {
    // Then the reminder comes once too often.
  }
}
