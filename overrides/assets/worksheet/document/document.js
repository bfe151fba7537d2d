// The saved document: defaults, new ones, and what is derived from one. Pure: no page, no storage.

export const TYPE = "coproduction-reflection";
const VERSION = 1;

/** Defaults that are left out when a document is stored: of the whole, and of each idea. */
const SELDOM = { series: "", round: 1, clashes: [] };
const SELDOM_IN_IDEA = { voices: [], earlier: null };
const SOURCE = { who: "", group: null, reflection: "" };
/** What an entry of each list has at least. @type {Record<string, Record<string, any>>} */
const ENTRIES = {
  changes: { text: "", chosen: false },
  actions: { what: "", who: "", when: "", written: null, how: "", status: "to-do" },
  voices: { text: "", source: SOURCE },
  clashes: { path: "", text: "" },
};
/** The lists that the whole has, and those of an idea. A file may hold anything else under these names elsewhere: that is not ours. */
const LISTS = ["actions", "clashes"];
const LISTS_OF_IDEA = ["changes", "actions", "voices"];
/** Those of them whose entries may say whose they were. */
const SOURCED = new Set(["changes", "voices"]);
const EARLIER = { stage: null, rating: null, evidence: "", changed: "" };

/** As many as Python reads in a list. */
const MAX_ENTRIES = 2000;
/** Letters of a text that stands for several actions. */
const MAX_AGAIN = 200;
/** Letters of an id that Python reads. */
const MAX_ID = 200;

/** @returns {string} an id that no other record has */
export function newId() {
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

/**
 * A reflection in which nothing is written yet.
 * @param {string} name
 * @param {string[]} ideas
 */
export function newReflection(name, ideas) {
  const now = new Date().toISOString();
  return withDefaults(/** @type {Reflection} */ ({ type: TYPE, version: VERSION, id: newId(), name, created: now, changed: now }), ideas);
}

/**
 * Add every part that is missing; what is there stays as it is.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 */
export function withDefaults(reflection, ideas) {
  for (const text of /** @type {const} */ (["name", "created", "changed"])) reflection[text] ??= "";
  reflection.focus = Object.assign({ kind: null, about: "" }, reflection.focus);
  reflection.perspective = Object.assign({ group: null, who: "" }, reflection.perspective);
  reflection.ideas ??= {};
  reflection.actions ??= [];
  Object.assign(reflection, { ...structuredClone(SELDOM), ...reflection });
  completeEntries(reflection, LISTS);
  for (const idea of ideas) {
    reflection.ideas[idea] = {
      ...{ stage: null, evidence: "", recognised: [], rating: null, changes: [], actions: [], done: false },
      ...structuredClone(SELDOM_IN_IDEA),
      ...reflection.ideas[idea],
    };
    const answers = reflection.ideas[idea];
    completeEntries(answers, LISTS_OF_IDEA);
    if (answers.earlier) answers.earlier = { ...EARLIER, ...answers.earlier };
    addMissingActions(answers);
  }
  return reflection;
}

/**
 * Give each chosen change that has no action one, named like the change: a file from elsewhere may lack it, and may have an action
 * of that name already. It may also have more changes and actions than fit into one list.
 * @param {IdeaAnswers} answers
 */
function addMissingActions({ changes, actions }) {
  const worked = new Set(actions.map(({ change }) => change));
  const taken = new Set(actions.map(({ id }) => id));
  let number = 1;
  for (const { id, text, chosen } of changes) {
    if (!chosen || worked.has(id) || actions.length >= MAX_ENTRIES) continue;
    let free = id;
    while (taken.has(free)) free = `${id.slice(0, MAX_ID - 10)}+${(number += 1)}`;
    taken.add(free);
    actions.push(newAction({ id: free, change: id, what: text }));
  }
}

/** @param {any} part  the whole, or an idea @param {string[]} lists  that it has */
function completeEntries(part, lists) {
  for (const name of lists) {
    for (const entry of part[name] ?? []) {
      Object.assign(entry, { ...ENTRIES[name], ...entry });
      if (SOURCED.has(name) && entry.source) entry.source = { ...SOURCE, ...entry.source };
    }
  }
}

/**
 * The document as it is stored: without the defaults that Python leaves out too.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 */
export function withoutDefaults(reflection, ideas) {
  const there = ideas.filter((idea) => reflection.ideas?.[idea]);
  const ours = there.map((idea) => [idea, without(SELDOM_IN_IDEA, reflection.ideas[idea])]);
  return { ...without(SELDOM, reflection), ideas: { ...reflection.ideas, ...Object.fromEntries(ours) } };
}

/** @param {Record<string, unknown>} seldom @param {object} record */
function without(seldom, record) {
  const isSaid = (/** @type {[string, unknown]} */ [key, value]) => JSON.stringify(value) !== JSON.stringify(seldom[key]);
  return Object.fromEntries(Object.entries(record).filter(isSaid));
}

/**
 * Moments are compared as numbers: their texts may be of other time zones, and with or without milliseconds.
 * @param {string | undefined} text
 * @returns {number} milliseconds; 0 where it says no moment
 */
export const momentOf = (text) => Date.parse(text ?? "") || 0;

/** Whether it is a document of ours that a newer version of this site has made. @param {any} document @returns {boolean} */
export const isNewer = (document) => document?.type === TYPE && document.version > VERSION;

/**
 * An action with nothing in it yet.
 * @param {Partial<Action>} [known]
 */
export function newAction(known = {}) {
  return /** @type {Action} */ ({ id: newId(), ...ENTRIES.actions, ...known });
}

/**
 * The name of an action among all of the plan: actions of different ideas may have the same id.
 * @param {string | null} idea @param {string} id
 */
export const lineOf = (idea, id) => `${idea ?? "own"}.${id}`;

/**
 * What each action is called: by its own words or those of its change. A long text stands whole for one action, and with its
 * beginning for others, as no browser has room for thousands that are all called so. `again_and_again` in review/plan.py does the same.
 * @returns {(action: Action, change?: Change) => string}
 */
export function namesActions() {
  /** @type {Set<string>} */
  const named = new Set();
  return ({ what }, change) => {
    const own = what.trim();
    if (own || !change) return own;
    const { id, text } = change;
    if (named.has(id) && text.length > MAX_AGAIN) return `${[...text.slice(0, MAX_AGAIN)].slice(0, -1).join("")}…`;
    named.add(id);
    return text;
  };
}

/**
 * The actions that a plan gathers, in the order of the ideas: those of chosen changes, then those of no idea.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 * @returns {PlanEntry[]}
 */
export function planned(reflection, ideas) {
  const found = ideas.flatMap((idea) => {
    const changes = new Map(reflection.ideas[idea].changes.map((change) => [change.id, change]));
    const whatOf = namesActions();
    return reflection.ideas[idea].actions.flatMap((action) => {
      const change = changes.get(action.change ?? "");
      if (change && !change.chosen) return [];
      const text = whatOf(action, change);
      return [{ action, idea, path: ["ideas", idea, "actions", action.id], line: lineOf(idea, action.id), text }];
    });
  });
  const own = reflection.actions.map((action) =>
    ({ action, idea: null, path: ["actions", action.id], line: lineOf(null, action.id), text: action.what.trim() }));
  return [...found, ...own];
}

/**
 * @param {PlanEntry[]} entries
 * @param {string[]} order  the lines as Python has ordered them; what it does not know yet follows
 */
export function inOrder(entries, order) {
  const places = new Map(order.map((line, place) => [line, place]));
  const place = (/** @type {PlanEntry} */ { line }) => places.get(line) ?? order.length;
  return entries.sort((a, b) => place(a) - place(b));
}

/**
 * How far a worksheet is: "none", "started" or "done".
 * @param {IdeaAnswers} answers
 */
export function progress(answers) {
  if (answers.done) return "done";
  const { stage, rating, evidence, recognised, changes, voices, earlier } = answers;
  // Ideas for change that were carried over from the last round do not count.
  const isStarted = stage || rating || evidence.trim() || recognised.length || voices.length || (changes.length && !earlier);
  return isStarted ? "started" : "none";
}

/** @param {Reflection} reflection @param {string[]} ids  of the ideas @returns {boolean} whether somebody has begun to answer */
export const isBegun = ({ ideas, actions }, ids) => actions.length > 0 || ids.some((id) => progress(ideas[id]) !== "none");

/**
 * All that is written, whatever it is. An idea of another edition counts as far as it has the shape of ours: a file may hold anything there.
 * @param {Reflection} reflection
 * @returns {string}
 */
export function writtenIn({ ideas = {}, actions = [] }) {
  const texts = [...Object.values(ideas), { evidence: "", changes: [], actions }].flatMap((answers) => [
    answers?.evidence,
    ...entriesOf(answers?.changes).map(({ text }) => text),
    ...entriesOf(answers?.actions).flatMap(({ what, who, when, how }) => [what, who, when, how]),
  ]);
  return texts.map((text) => (typeof text === "string" ? text : "")).join(" ");
}

/** @param {any} list @returns {any[]} */
const entriesOf = (list) => (Array.isArray(list) ? list.filter(Boolean) : []);

/** @param {Reflection} reflection @returns {number} how many words are written */
export const wordsIn = (reflection) => countWords(writtenIn(reflection));

/** @param {string} text @returns {number} */
export const countWords = (text) => text.split(/\s+/).filter(Boolean).length;
