// The saved document: its shape, a new one, and what can be said of one. Pure: no page, no storage.

/**
 * @typedef {{id: string, change?: string, what: string, who: string, when: string, written: string | null,
 *   how: string, status: string}} Action
 * @typedef {{who: string, group: string | null, reflection: string}} Source  whose a point was
 * @typedef {{id: string, text: string, chosen: boolean, source?: Source | null}} Change
 * @typedef {{id: string, text: string, source: Source}} Voice  evidence taken over from somebody
 * @typedef {{stage: string | null, rating: string | null, evidence: string, changed: string}} Earlier  the last round
 * @typedef {{stage: string | null, evidence: string, recognised: string[], rating: string | null,
 *   changes: Change[], actions: Action[], done: boolean, voices: Voice[], earlier: Earlier | null}} IdeaAnswers
 * @typedef {{type: string, version: number, id: string, name: string, focus: {kind: string | null, about: string},
 *   perspective: {group: string | null, who: string}, created: string, changed: string,
 *   ideas: Record<string, IdeaAnswers>, actions: Action[], series: string, round: number, clashes: Clash[]}} Reflection
 * @typedef {{id: string, path: string, text: string}} Clash  what another page wrote into the same field
 */

export const TYPE = "coproduction-reflection";
const VERSION = 1;

/** Keys that most documents have no use for, and what they hold then: of the whole, and of each idea. */
const SELDOM = { series: "", round: 1, clashes: [] };
const SELDOM_IN_IDEA = { voices: [], earlier: null };

/** @returns {string} an id that no other record has */
export function newId() {
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

/**
 * A reflection in which nothing is written yet.
 * @param {string} name
 * @param {string[]} ideas
 * @returns {Reflection}
 */
export function newReflection(name, ideas) {
  const now = new Date().toISOString();
  return withDefaults(/** @type {Reflection} */ ({ type: TYPE, version: VERSION, id: newId(), name, created: now, changed: now }), ideas);
}

/**
 * The same document with every part that the pages expect; nothing that is there is touched.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 * @returns {Reflection}
 */
export function withDefaults(reflection, ideas) {
  reflection.name ??= "";
  reflection.focus = Object.assign({ kind: null, about: "" }, reflection.focus);
  reflection.perspective = Object.assign({ group: null, who: "" }, reflection.perspective);
  reflection.ideas ??= {};
  reflection.actions ??= [];
  Object.assign(reflection, { ...structuredClone(SELDOM), ...reflection });
  for (const idea of ideas) {
    reflection.ideas[idea] = {
      ...{ stage: null, evidence: "", recognised: [], rating: null, changes: [], actions: [], done: false },
      ...structuredClone(SELDOM_IN_IDEA),
      ...reflection.ideas[idea],
    };
    const { changes, actions } = reflection.ideas[idea];
    for (const { id, text, chosen } of changes) {
      // A file from elsewhere may have chosen a change without working it up.
      if (chosen && !actions.some((action) => action.change === id)) actions.push(newAction({ id, change: id, what: text }));
    }
  }
  return reflection;
}

/**
 * The document as it is written down: what it has no use for is left out, as Python leaves it out.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 * @returns {object}
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

/** Whether it is a document of ours that a newer version of this site has made. @param {any} document @returns {boolean} */
export const isNewer = (document) => document?.type === TYPE && document.version > VERSION;

/**
 * An action with nothing in it yet.
 * @param {Partial<Action>} [known]
 * @returns {Action}
 */
export function newAction(known = {}) {
  return { id: newId(), what: "", who: "", when: "", written: null, how: "", status: "to-do", ...known };
}

/**
 * The name of an action among all of the plan: actions of different ideas may have the same id.
 * @param {string | null} idea @param {string} id
 */
export const lineOf = (idea, id) => `${idea ?? "own"}.${id}`;

/**
 * The actions that a plan gathers, in the order of the ideas: those of chosen changes, then those of no idea.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 * @returns {{action: Action, idea: string | null, path: string[], line: string}[]}  line: names it among all of the plan
 */
export function planned(reflection, ideas) {
  const found = ideas.flatMap((idea) => {
    const { changes, actions } = reflection.ideas[idea];
    const unchosen = new Set(changes.filter((change) => !change.chosen).map((change) => change.id));
    return actions
      .filter((action) => !unchosen.has(action.change ?? ""))
      .map((action) => ({ action, idea, path: ["ideas", idea, "actions", action.id], line: lineOf(idea, action.id) }));
  });
  const own = reflection.actions.map((action) => ({ action, idea: null, path: ["actions", action.id], line: lineOf(null, action.id) }));
  return [...found, ...own];
}

/**
 * How far a worksheet is: "none", "started" or "done".
 * @param {IdeaAnswers} answers
 * @returns {"none" | "started" | "done"}
 */
export function progress(answers) {
  if (answers.done) return "done";
  const { stage, rating, evidence, recognised, changes, voices, earlier } = answers;
  // In a next round the ideas for change came along from the last one: nobody has started by that.
  const isStarted = stage || rating || evidence.trim() || recognised.length || voices.length || (changes.length && !earlier);
  return isStarted ? "started" : "none";
}

/** @param {Reflection} reflection @param {string[]} ids  of the ideas @returns {boolean} whether somebody has begun to answer */
export const isBegun = ({ ideas, actions }, ids) => actions.length > 0 || ids.some((id) => progress(ideas[id]) !== "none");

/**
 * How much is written, whatever it is.
 * @param {Reflection} reflection
 * @returns {number} of words
 */
export function wordsIn({ ideas = {}, actions = [] }) {
  const texts = [...Object.values(ideas), { evidence: "", changes: [], actions }].flatMap((answers) => [
    answers.evidence,
    ...(answers.changes ?? []).map(({ text }) => text),
    ...(answers.actions ?? []).flatMap(({ what, who, when, how }) => [what, who, when, how]),
  ]);
  return texts.join(" ").split(/\s+/).filter(Boolean).length;
}
