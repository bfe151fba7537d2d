// The interface's sentences with values filled in, and dates and numbers in the edition's language.
import { tool, words } from "../document/edition.js";

/**
 * The words for a key, with {name} filled in.
 * @param {string} key  for example "plan.from"
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  const [section, name] = key.split(".");
  const text = words[section]?.[name];
  // A page of another version may lack a sentence: that must not stop the scripts that store answers.
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => isolated(String(values[name] ?? whole)));
}

/** Bidirectional control characters, which act until another one ends them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * Isolate a person's text within a sentence of ours, so that its bidirectional controls do not act beyond it.
 * @param {string} text
 */
function isolated(text) {
  return TURNING.test(text) ? text.split("\n").map(closed).join("\n") : text;
}

/** An isolated line: isolates that it opens are closed, and those it did not open it cannot close. @param {string} line */
function closed(line) {
  let open = 0;
  const kept = [...line].filter((sign) => {
    if ("\u2066\u2067\u2068".includes(sign)) open += 1;
    if (sign !== "\u2069") return true;
    open -= 1;
    if (open >= 0) return true;
    open = 0;
    return false;
  });
  return `\u2068${kept.join("")}${"\u2069".repeat(open + 1)}`;
}

/**
 * The words for one or for several things.
 * @param {string} key
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 */
export function sayCount(key, count, values = {}) {
  return say(`${key}_${count === 1 ? "one" : "other"}`, { count, ...values });
}

/** @type {Map<string, Intl.DateTimeFormat>} those already made: a browser takes long to make one */
const formats = new Map();
/** Spelled out, because `dateStyle` is missing from Safari 14 and Firefox 78. @type {Intl.DateTimeFormatOptions} */
const DAY = { day: "numeric", month: "long", year: "numeric" };
/** @type {Intl.DateTimeFormatOptions} */
export const CLOCK = { hour: "2-digit", minute: "2-digit" };

/** @param {Intl.DateTimeFormatOptions} options */
function formatOf(options) {
  const key = JSON.stringify(options);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tool.language, options);
  formats.set(key, made);
  return made;
}

/**
 * A date as people here write it.
 * @param {string | Date} date  ISO text or a date
 * @param {Intl.DateTimeFormatOptions} [options]
 */
export function sayDate(date, options = DAY) {
  // A date without a time would be parsed as midnight UTC, which is another day in some time zones.
  const day = typeof date === "string" && date.length === 10 ? new Date(`${date}T12:00`) : new Date(date);
  return Number.isNaN(day.getTime()) ? String(date) : formatOf(options).format(day);
}

/** A day with its time. @param {string} date @returns {string} */
export const sayTime = (date) => sayDate(date, { ...DAY, ...CLOCK });

/** Several things in one sentence: a, b and c. @param {string[]} items @returns {string} */
export const sayList = (items) => (Intl.ListFormat ? new Intl.ListFormat(tool.language, { type: "conjunction" }).format(items) : items.join(", "));

/** Bytes as megabytes, to one tenth. @param {number} bytes @returns {string} */
export function sayMegabytes(bytes) {
  const tenth = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(tool.language, tenth).format(bytes / 1e6);
}

/** A date as somebody remembers it: the month and the year. @param {string | Date} date @returns {string} */
export const sayMonth = (date) => sayDate(date, { month: "long", year: "numeric" });

/** Whether the device's clock cannot be right: it shows a day before this site was made. */
export const isClockWrong = () => today() < (tool.built ?? "");

/** Today's date where the person is, as YYYY-MM-DD. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}
