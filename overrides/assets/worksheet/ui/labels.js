// Whose a point or a reflection is, and what it looks at, in words.
import { tool } from "../document/edition.js";
import { line } from "./dom.js";
import { say, sayDate } from "./messages.js";

/** What is wrong with a file, place by place. @param {Place[]} [found] @returns {HTMLElement[]} */
export const placesOf = (found = []) => found.map(({ path, message }) => line("li", `${path}: ${message}`));

/** @param {{name: string}} reflection @returns {string} its name, or the words for one without */
export const nameOf = ({ name }) => name.trim() || say("bar.unnamed");

/** @param {string} name @param {string | Date} begun @returns {boolean} whether it is the name that we gave on that day, or a later one of it */
export const isGiven = (name, begun) => name.replace(/ \(\d+\)$/, "") === say("bar.new_name", { date: sayDate(begun) });

/** @param {Reflection} reflection @returns {number} which time round it is; most documents do not say */
export const roundOf = ({ round }) => round ?? 1;

/** @param {string} name @returns {string} the name that people gave, without what we put behind it for a later round */
export const withoutRound = (name) => name.trim().match(asCalled())?.groups?.name ?? name.trim();

/** @returns {RegExp} what tells a name that we gave to a round from the name that people gave */
function asCalled() {
  const escaped = say("reflections.next_called").replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace("{name}", "(?<name>.*)").replace("{round}", "\\d+").replace("{date}", ".*")}$`, "s");
}

/** Letters of a name that go into one that we make of it, with room for what comes behind. */
const MOST = 1900;

/**
 * A name that we make of another, never longer than a name may be.
 * @param {string} key  of its words
 * @param {Record<string, string | number>} values  with the name
 */
export const nameFrom = (key, values) =>
  [...say(key, { ...values, name: [...String(values.name)].slice(0, MOST).join("") })].slice(0, tool.limits.name).join("");

/**
 * @param {Source | null | undefined} source
 * @returns {string} whose it was, in words; nothing for what the group wrote itself
 */
export function whose(source) {
  if (!source) return "";
  const group = source.group && tool.perspectives[source.group];
  const who = [source.who.trim(), group].filter(Boolean).join(", ");
  return say("voices.whose", { who: who || say("voices.not_named") });
}

/** @param {{text: string, source?: Source | null}} point @returns {string} the text with whose it was, on one line */
export function quoted({ text, source }) {
  return source ? say("voices.quote", { text, whose: whose(source) }) : text;
}

/** @param {Reflection} reflection @returns {string} what it looks at, in words */
export const looksAt = ({ focus }) => [focus?.kind && tool.focuses[focus.kind], focus?.about].filter(Boolean).join(": ");

/** @param {Reflection} reflection @returns {string} whose view it is, in words */
export const viewOf = ({ perspective }) =>
  [perspective?.group && tool.perspectives[perspective.group], perspective?.who].filter(Boolean).join(": ");

/** @param {Reflection} reflection @returns {string} what it looks at and whose view it is, in words */
export const describe = (reflection) => [looksAt(reflection), viewOf(reflection)].filter(Boolean).join(" · ");
