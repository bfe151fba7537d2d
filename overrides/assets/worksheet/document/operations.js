// Edits: the only way in which a document changes. Pure: no page, no storage.

/**
 * @param {string[]} path
 * @param {unknown} value
 * @param {unknown} [before]  what the person saw there; undefined: what this page's document says
 * @returns {SetEdit}
 */
export const set = (path, value, before) => ({ op: "set", path, value, ...(before === undefined ? {} : { before }) });
/** @param {string[]} path @param {{id: string}} value @returns {Edit} at the end of the list */
export const insert = (path, value) => ({ op: "insert", path, value });
/** @param {string[]} path @param {string} id @returns {RemoveEdit} */
export const remove = (path, id) => ({ op: "remove", path, id });

/** Fields that people type into. For all others the last write wins. */
const TYPED = new Set(["evidence", "text", "what", "who", "when", "how", "name", "about"]);

/**
 * What stands at a path, or undefined.
 * @param {any} document
 * @param {string[]} path
 */
export function at(document, path) {
  return path.reduce(
    (value, name) => (Array.isArray(value) ? value.find((member) => member?.id === name) : own(value, name)),
    document,
  );
}

/**
 * The path that a clash names in one text, with dots between the names. Ids come from files and may hold dots themselves.
 * @param {any} document
 * @param {string} dotted
 * @returns {string[] | null} null where it leads to no text that people type
 */
export function pathOfText(document, dotted) {
  // The last part is a field, and no field has a dot: what stands before it is a record.
  const end = dotted.lastIndexOf(".");
  const field = dotted.slice(end + 1);
  const record = end < 0 ? [] : pathOfRecord(document, dotted.slice(0, end));
  return record && TYPED.has(field) && typeof own(at(document, record), field) === "string" ? [...record, field] : null;
}

/**
 * A record of a document, or of one of its ideas: what else a file may hold in each other has no part in this.
 * @param {any} document
 * @param {string} dotted  focus, actions.ID, ideas.IDEA, ideas.IDEA.changes.ID
 * @returns {string[] | null}
 */
function pathOfRecord(document, dotted) {
  const dot = dotted.indexOf(".");
  if (dot < 0) return [dotted];
  const [name, rest] = [dotted.slice(0, dot), dotted.slice(dot + 1)];
  if (name !== "ideas") return [name, rest];
  const [idea] = Object.keys(document.ideas ?? {}).filter((known) => rest === known || rest.startsWith(`${known}.`))
    .sort((one, other) => other.length - one.length);
  if (idea === undefined) return null;
  const [list, ...id] = rest.slice(idea.length + 1).split(".");
  return [name, idea, ...(list ? [list, ...(id.length ? [id.join(".")] : [])] : [])];
}

/**
 * A record's own property: a path may come from a file, and must not lead to a prototype.
 * @param {any} record
 * @param {string} name
 */
const own = (record, name) => (typeof record === "object" && record && Object.hasOwn(record, name) ? record[name] : undefined);

/**
 * The list that an edit makes longer. An undo puts back what was in it, so that does not count.
 * @param {any} document
 * @param {Edit} edit
 * @returns {unknown[] | undefined}
 */
export function addsTo(document, edit) {
  const isNew = edit.op === "insert" && edit.index === undefined;
  return isNew || edit.op === "include" ? at(document, edit.path) : undefined;
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
function applySet(document, { path, value, before: seen, follows }, memory) {
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
  if (typeof parent !== "object" || Array.isArray(parent) || (name in parent && !Object.hasOwn(parent, name))) return [];
  const before = parent[name];
  if (follows && before !== seen) return [];
  if (TYPED.has(name) && seen !== undefined && seen !== before) keepBoth(document, path.join("."), String(value), before);
  parent[name] = value;
  return [set(path, before, value)];
}

/**
 * Two pages wrote into one field: keep the other text until somebody chooses, unless it is only the beginning of this one,
 * as when it was sent while somebody typed.
 * @param {any} document
 * @param {string} path
 * @param {string} ours
 * @param {unknown} theirs
 */
function keepBoth(document, path, ours, theirs) {
  /** @type {Clash[]} */
  const clashes = document.clashes ?? [];
  const texts = [...new Set([...clashes.filter((clash) => clash.path === path).map(({ text }) => text), String(theirs ?? "")])];
  const kept = texts.filter((text) => ![ours, ...texts].some((longer) => longer.startsWith(text) && (longer !== text || longer === ours)));
  document.clashes = [
    ...clashes.filter((clash) => clash.path !== path),
    ...kept.map((text) => ({ id: `${path}:${sum(text)}`, path, text })),
  ];
}

/** A hash of a text, the same on every device. @param {string} text */
export const sum = (text) => [...text].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 1e9, 7);

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
