// The saved document: its shape, and edits on it. Pure: no page, no storage.

/**
 * @typedef {{id: string, change?: string, what: string, who: string, when: string, written: string | null,
 *   how: string, status: string}} Action
 * @typedef {{id: string, text: string, chosen: boolean}} Change
 * @typedef {{stage: string | null, evidence: string, recognised: string[], rating: string | null,
 *   changes: Change[], actions: Action[], done: boolean}} IdeaAnswers
 * @typedef {{type: string, version: number, id: string, name: string, focus: {kind: string | null, about: string},
 *   perspective: {group: string | null, who: string}, created: string, changed: string,
 *   ideas: Record<string, IdeaAnswers>, actions: Action[]}} Reflection
 */

/**
 * One change to a document. In a path, a list's members are named by their id.
 * @typedef {{op: "set", path: string[], value: unknown}} SetEdit
 * @typedef {{op: "insert", path: string[], value: {id: string}, index?: number}} InsertEdit
 * @typedef {{op: "remove", path: string[], id: string, seen?: unknown}} RemoveEdit  seen: the record as it was
 *   when somebody removed it; one that was changed elsewhere since then stays
 * @typedef {{op: "move", path: string[], id: string, index: number}} MoveEdit
 * @typedef {{op: "include" | "exclude", path: string[], value: string}} MarkEdit  for lists of ids
 * @typedef {SetEdit | InsertEdit | RemoveEdit | MoveEdit | MarkEdit} Edit
 */

/** @param {string[]} path @param {unknown} value @returns {Edit} */
export const set = (path, value) => ({ op: "set", path, value });
/** @param {string[]} path @param {{id: string}} value @returns {Edit} at the end of the list */
export const insert = (path, value) => ({ op: "insert", path, value });
/** @param {string[]} path @param {string} id @returns {RemoveEdit} */
export const remove = (path, id) => ({ op: "remove", path, id });

export const TYPE = "coproduction-reflection";
export const VERSION = 1;

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
  return complete(/** @type {Reflection} */ ({ type: TYPE, version: VERSION, id: newId(), name, created: now, changed: now }), ideas);
}

/**
 * The same document with every part that the pages expect; nothing that is there is touched.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 * @returns {Reflection}
 */
export function complete(reflection, ideas) {
  reflection.name ??= "";
  reflection.focus = Object.assign({ kind: null, about: "" }, reflection.focus);
  reflection.perspective = Object.assign({ group: null, who: "" }, reflection.perspective);
  reflection.ideas ??= {};
  reflection.actions ??= [];
  for (const idea of ideas) {
    reflection.ideas[idea] = {
      ...{ stage: null, evidence: "", recognised: [], rating: null, changes: [], actions: [], done: false },
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
 * An action with nothing in it yet.
 * @param {Partial<Action>} [known]
 * @returns {Action}
 */
export function newAction(known = {}) {
  return { id: newId(), what: "", who: "", when: "", written: null, how: "", status: "to-do", ...known };
}

/**
 * What stands at a path, or undefined.
 * @param {any} document
 * @param {string[]} path
 * @returns {any}
 */
export function at(document, path) {
  return path.reduce(
    (value, name) => (Array.isArray(value) ? value.find((member) => member.id === name) : value?.[name]),
    document,
  );
}

/**
 * Carry out an edit on the document. Where another tab has deleted the record that is being edited, it is
 * brought back from `memory`, so that nothing typed is lost.
 * @param {any} document
 * @param {Edit} edit
 * @param {any} [memory]
 * @returns {Edit[]} the edits that take it back
 */
export function apply(document, edit, memory) {
  if (edit.op === "set") return applySet(document, edit, memory);
  const list = at(document, edit.path);
  if (!Array.isArray(list)) return [];
  switch (edit.op) {
    case "insert":
      if (list.some((member) => member.id === edit.value.id)) return [];
      list.splice(edit.index ?? list.length, 0, structuredClone(edit.value));
      return [remove(edit.path, edit.value.id)];
    case "remove":
    case "move":
      return applyToMember(list, edit);
    default:
      return applyMark(list, edit);
  }
}

/** @param {any} document @param {SetEdit} edit @param {any} memory @returns {Edit[]} */
function applySet(document, { path, value }, memory) {
  const parentPath = path.slice(0, -1);
  const name = path[path.length - 1];
  let parent = at(document, parentPath);
  if (!parent) {
    const record = at(memory, parentPath);
    const list = at(document, parentPath.slice(0, -1));
    if (!record || !Array.isArray(list)) return [];
    parent = structuredClone(record);
    list.push(parent);
  }
  const before = parent[name];
  parent[name] = value;
  return [set(path, before)];
}

/** @param {{id: string}[]} list @param {RemoveEdit | MoveEdit} edit @returns {Edit[]} */
function applyToMember(list, edit) {
  const index = list.findIndex((member) => member.id === edit.id);
  if (index < 0) return [];
  if (edit.op === "remove" && edit.seen && !same(edit.seen, list[index])) return [];
  const [record] = list.splice(index, 1);
  if (edit.op === "remove") return [{ op: "insert", path: edit.path, value: record, index }];
  list.splice(edit.index, 0, record);
  return [{ ...edit, index }];
}

/** @param {unknown} one @param {unknown} other */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {string[]} list @param {MarkEdit} edit @returns {Edit[]} */
function applyMark(list, edit) {
  const index = list.indexOf(edit.value);
  if ((index >= 0) === (edit.op === "include")) return [];
  if (edit.op === "include") list.push(edit.value);
  else list.splice(index, 1);
  return [{ ...edit, op: edit.op === "include" ? "exclude" : "include" }];
}

/**
 * The actions that a plan gathers, in the order of the ideas: those of chosen changes, then those of no idea.
 * @param {Reflection} reflection
 * @param {string[]} ideas
 * @returns {{action: Action, idea: string | null, path: string[]}[]}
 */
export function planned(reflection, ideas) {
  const found = ideas.flatMap((idea) => {
    const { changes, actions } = reflection.ideas[idea];
    const unchosen = new Set(changes.filter((change) => !change.chosen).map((change) => change.id));
    return actions
      .filter((action) => !unchosen.has(action.change ?? ""))
      .map((action) => ({ action, idea, path: ["ideas", idea, "actions", action.id] }));
  });
  const own = reflection.actions.map((action) => ({ action, idea: null, path: ["actions", action.id] }));
  return [...found, ...own];
}

/**
 * How far a worksheet is: "none", "started" or "done".
 * @param {IdeaAnswers} answers
 * @returns {"none" | "started" | "done"}
 */
export function progress(answers) {
  if (answers.done) return "done";
  const { stage, rating, evidence, recognised, changes } = answers;
  return stage || rating || evidence.trim() || recognised.length || changes.length ? "started" : "none";
}
