// Controls that show parts of the document. Another tab may change what somebody is typing in: it comes into the field around
// the caret, once no key has been pressed for a moment and no composition is open.
import { holdCaretLine } from "./caret_line.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextControl */

/** Milliseconds without a key after which what another tab wrote comes into the field. */
const PAUSE = 1000;

/** The text of the document from which somebody goes on in each field. @type {WeakMap<Control, string>} */
const seen = new WeakMap();
/** What comes into each field at the next pause. @type {Map<TextControl, string>} */
const waiting = new Map();
let typedAt = -Infinity;
let isComposing = false;
/** @type {ReturnType<typeof setTimeout> | 0} */
let timer = 0;

addEventListener("input", () => (typedAt = performance.now()), true);
addEventListener("compositionstart", () => (isComposing = true), true);
addEventListener("compositionend", () => {
  isComposing = false;
  typedAt = performance.now();
}, true);
addEventListener("focusout", () => {
  isComposing = false;
  stopWaiting();
}, true);

/** Bring in what waits for a pause, now: the field was left, or shows another document. */
export function stopWaiting() {
  typedAt = -Infinity;
  bringIn();
}

function bringIn() {
  clearTimeout(timer);
  timer = 0;
  const found = [...waiting];
  waiting.clear();
  for (const [control, text] of found) showText(control, text);
}

/**
 * Show a text of the document in a field. The caret, the selection and the caret's line stay where they are.
 * @param {TextControl} control
 * @param {string} text
 */
function showText(control, text) {
  waiting.delete(control);
  if (control.value !== text && control === document.activeElement) {
    const left = typedAt + PAUSE - performance.now();
    if (isComposing || left > 0) {
      waiting.set(control, text);
      timer ||= setTimeout(bringIn, Math.max(left, PAUSE / 4));
      return;
    }
    replaceMiddle(control, text);
  } else if (control.value !== text) control.value = text;
  seen.set(control, text);
}

/** Characters on each side of the caret by which its place is found again. */
const CONTEXT = 40;

/**
 * Where a place in a text is in another version of it: between the same words as far as they are there.
 * @param {string} old
 * @param {string} text
 * @param {number} place
 */
export function placeIn(old, text, place) {
  for (let size = CONTEXT; size > 0; size -= 1) {
    for (const [before, behind] of [[size, size], [size, 0], [0, size]]) {
      const start = Math.max(place - before, 0);
      const context = old.slice(start, place + behind);
      const found = context ? text.indexOf(context) : -1;
      if (found >= 0) return found + place - start;
    }
  }
  return Math.min(place, text.length);
}

/** Write only what differs, and put the caret between the same words. @param {TextControl} control @param {string} text */
function replaceMiddle(control, text) {
  const old = control.value;
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  const { selectionStart, selectionEnd, selectionDirection } = control;
  const [first, last] = [selectionStart, selectionEnd].map((place) => placeIn(old, text, place ?? 0));
  holdCaretLine(control, () => {
    control.setRangeText(text.slice(start, text.length - end), start, old.length - end, "preserve");
    control.setSelectionRange(first, Math.max(first, last), selectionDirection ?? "none");
    grow(control);
  });
}

/**
 * @param {Control} control
 * @returns {string | undefined} the text of the document from which somebody went on here; undefined where it is no text
 */
export const seenIn = (control) => seen.get(control);

/** @param {Control} control @returns {boolean} whether it is typed into */
const isText = (control) =>
  control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === "text");

/**
 * Put a value into a control.
 * @param {Control} control
 * @param {string | boolean | null | undefined} value
 */
export function show(control, value) {
  if (isText(control)) showText(/** @type {TextControl} */ (control), String(value ?? ""));
  else if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === value;
  else if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = value === true;
  else if (control.value !== (value ?? "")) control.value = String(value ?? "");
  grow(control);
}

/** Show a record's values in the [data-field]s of its card. @param {HTMLElement} card @param {Record<string, any>} record */
export function showFields(card, record) {
  const controls = /** @type {NodeListOf<Control>} */ (card.querySelectorAll("[data-field]"));
  for (const control of controls) show(control, record[control.dataset.field ?? ""]);
}

/**
 * The value of a control: text, true or false, or null where nothing is chosen.
 * @param {Control} control
 */
export function read(control) {
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.checked;
  if (control instanceof HTMLInputElement && control.type === "radio") return control.checked ? control.value : null;
  return control instanceof HTMLSelectElement ? control.value || null : control.value;
}

const growsByItself = globalThis.CSS?.supports?.("field-sizing", "content") ?? false;

/**
 * Let a text field be as tall as its text, in browsers that do not do so by themselves.
 * @param {Element} control
 */
export function grow(control) {
  if (growsByItself || !(control instanceof HTMLTextAreaElement) || !("grow" in control.dataset)) return;
  control.style.height = "auto";
  control.style.height = `${control.scrollHeight + 2}px`;
}
