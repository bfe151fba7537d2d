// The contributions that people wrote, as shown on the page, each with its copy in the shared reflection, if there is one.
// This is computed again at every press, so it must take linear time.
import { ideaIds } from "../document/edition.js";
import { at, sum } from "../document/operations.js";
import { all, one } from "../ui/dom.js";
import { pointsOf } from "./idea_views.js";

/** @typedef {{id: string, text: string, source?: Source | null}} Taken  what was taken over, in the shared reflection */
/** @typedef {{name: string, path: string[], text: string, source: Source, element: HTMLElement, button: HTMLElement,
 *   tools: HTMLElement, shown?: boolean | null}} Contribution  name: among all contributions in the tab; path: of the list that it goes
 *   into; shown: as taken over, as not, or (null) with nothing to take it into */

/** @type {Source} */
export const ANONYMOUS = { who: "", group: null, reflection: "" };
const KINDS = { evidence: "voices", change: "changes" };

/**
 * @param {HTMLElement} root  with everyone's views in it, just as they were shown
 * @param {Comparison | null} answer  from which they were shown
 * @returns {Map<Element, Contribution>} by the contribution's element
 */
export function contributionsOn(root, answer) {
  const sources = new Map((answer?.people ?? []).map((person) => [person.key, sourceOf(person)]));
  const cards = new Map(all(root, ".ws-view").map((card) => [card.dataset.id, card]));
  /** @type {Map<Element, Contribution>} */
  const found = new Map();
  for (const { id: idea, points } of answer?.ideas ?? []) {
    for (const side of points) {
      const card = cards.get(`${idea}-${side.key}`);
      const source = sources.get(side.key);
      if (!card || !source) continue;
      const elements = /** @type {HTMLElement[]} */ ([...one(card, ".ws-view-points").children]);
      pointsOf(side).forEach(({ kind, text }, place) => found.set(elements[place], {
        name: `${side.key} ${idea} ${kind} ${sum(text)}`,
        path: ["ideas", idea, KINDS[kind]],
        text,
        source,
        element: elements[place],
        button: one(elements[place], "button"),
        tools: one(elements[place], "[data-point-tools]"),
      }));
    }
  }
  return found;
}

/** @param {Comparison["people"][number]} person @returns {Source} empty for somebody who is not to be named */
function sourceOf({ name, group, reflection, anonymous }) {
  return anonymous ? ANONYMOUS : { who: name, group, reflection };
}

/**
 * @param {Iterable<Contribution>} contributions
 * @param {Reflection} reflection  the shared one
 * @param {Record<string, string>} known  what was taken over in this tab: name of a contribution -> id in the shared reflection
 * @returns {Map<Contribution, Taken>} what stands for each contribution; of those that were not taken over there is nothing in it
 */
export function matchTaken(contributions, reflection, known) {
  const matchedIds = new Set(Object.values(known));
  /** @type {Map<string, ReturnType<typeof sorted>>} */
  const lists = new Map();
  const found = new Map();
  for (const contribution of contributions) {
    const path = contribution.path.join(".");
    const list = lists.get(path) ?? sorted(at(reflection, contribution.path) ?? [], matchedIds);
    lists.set(path, list);
    const there = list.byId.get(known[contribution.name]) ?? matchByText(list.unmatched, contribution);
    if (there) found.set(contribution, there);
  }
  return found;
}

/** @param {Taken[]} list @param {Set<string>} matchedIds */
function sorted(list, matchedIds) {
  /** @type {Map<string, Taken[]>} those of which this tab does not know what they stand for */
  const unmatched = new Map();
  for (const taken of list) {
    if (!taken.source || matchedIds.has(taken.id)) continue;
    const key = keyOf(taken.text, taken.source);
    unmatched.set(key, [...(unmatched.get(key) ?? []), taken]);
  }
  return { byId: new Map(list.map((taken) => [taken.id, taken])), unmatched };
}

/**
 * In another tab, or on another day, the same files have other keys: then contributions match by text and person.
 * @param {Map<string, Taken[]>} unmatched @param {Contribution} contribution
 */
function matchByText(unmatched, { text, source }) {
  const fellows = unmatched.get(keyOf(text, source)) ?? [];
  const place = fellows.findIndex((taken) => !taken.source?.reflection || taken.source.reflection === source.reflection);
  return place < 0 ? undefined : fellows.splice(place, 1)[0];
}

/** @param {string} text @param {Source} source */
const keyOf = (text, { who, group }) => JSON.stringify([text, who, group]);

/**
 * Where the shared reflection still names somebody who is to be anonymous, even if they are hidden at this moment.
 * @param {Comparison | null} answer @param {Reflection} reflection @param {Record<string, string>} known
 * @returns {string[][]} paths of the sources
 */
export function sourcesStillNamed(answer, reflection, known) {
  const secret = new Set((answer?.people ?? []).filter(({ anonymous }) => anonymous).map(({ key }) => key));
  if (!secret.size) return [];
  const ids = Object.entries(known).filter(([name]) => secret.has(name.split(" ")[0])).map(([, id]) => id);
  const unnamed = new Set(ids);
  return ideaIds.flatMap((idea) => {
    const { voices, changes } = reflection.ideas[idea];
    return Object.entries({ voices, changes }).flatMap(([list, members]) =>
      members
        .filter(({ id, source }) => unnamed.has(id) && source && !isSame(source, ANONYMOUS))
        .map(({ id }) => ["ideas", idea, list, id, "source"]));
  });
}

/** @param {Source | null | undefined} source @param {Source} other @returns {boolean} */
export const isSame = (source, other) =>
  source?.who === other.who && source.group === other.group && source.reflection === other.reflection;
