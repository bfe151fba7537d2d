// Walks: what people and browsers do, in any order, in up to four tabs. After each step every word that somebody has typed and
// nobody has deleted must be somewhere: architecture/rules.md says where.
import { Device, settle, turn } from "./browser.mjs";

const MINUTE = 60_000;
const MAX_TABS = 4;
/** A step with a higher number is followed by the next before what it has begun, as reading the backup, is over. */
const HASTY = 47;
/** But for these: what is owed after them is told from what is stored when all is over. */
const UNHURRIED = new Set(["kill", "dies", "empties", "delete", "forget", "goBack", "deleteEverything"]);
const MAX_TEXT = 300;

/** One walk: the device, and the words that are owed to the person. */
export class Walk {
  /** @param {Function} load  see `bundle` */
  constructor(load) {
    this.device = new Device(load);
    this.device.open();
    /** Each word, and the reflection into which it was typed; null where that was not stored yet. @type {Map<string, string | null>} */
    this.owed = new Map();
    this.count = 0;
    /** What can be undone in each tab, and what it has deleted. @type {WeakMap<object, any[]>} */
    this.undos = new WeakMap();
    /** @type {WeakMap<object, any[]>} */
    this.deleted = new WeakMap();
    this.backupFailed = false;
  }

  /** @param {number} n @returns {any} */
  tab(n) {
    const { tabs } = this.device;
    return tabs.length ? tabs[n % tabs.length] : this.device.open();
  }

  word() {
    this.count += 1;
    return `w${this.count}x`;
  }

  /** @param {string} text  nobody wants its words any more @param {string} [but]  unless they are in this */
  release(text, but = "") {
    for (const word of this.owed.keys()) if (text.includes(word) && !but.includes(word)) this.owed.delete(word);
  }

  /** @param {(word: string) => boolean} isGone */
  releaseIf(isGone) {
    for (const word of [...this.owed.keys()]) if (isGone(word)) this.owed.delete(word);
  }

  /** Nobody could have saved what was only in these texts. @param {string | null} held  null: any */
  forgive(held) {
    const lost = this.lost();
    const stored = (/** @type {string} */ word) => this.device.kept.get(`coproduction:reflection:${this.owed.get(word)}`) ?? "";
    this.releaseIf((word) => (held === null ? lost.includes(word) : held.includes(word) && !stored(word).includes(word)));
  }

  /** @param {any} tab @param {() => void} act  types words */
  typed(tab, act) {
    const before = this.count;
    act();
    for (let n = before + 1; n <= this.count; n += 1) this.owed.set(`w${n}x`, tab.store.isNew ? null : tab.store.reflection.id);
  }

  /** Words that were typed into a reflection before it was stored: now they belong to it. */
  assign() {
    const unassigned = [...this.owed].filter(([, id]) => id === null).map(([word]) => word);
    if (!unassigned.length) return;
    const stored = [...this.device.kept].filter(([key]) => key.startsWith("coproduction:reflection:"))
      .map(([key, text]) => [key.slice("coproduction:reflection:".length), text]);
    // Where there was no room, the other store may have it.
    stored.push(...[...this.device.backup].map(([key, text]) => [key.split(" ")[0], text]), ...this.held().map(({ id, text }) => [id, text]));
    for (const word of unassigned) {
      const found = stored.find(([, text]) => text.includes(word));
      if (found) this.owed.set(word, found[0]);
    }
  }

  /** @returns {{id: string, text: string}[]} all texts of reflections that are anywhere */
  places() {
    const { device } = this;
    const stored = [...device.kept.entries()].map(([key, text]) => ({ id: /"id":"([^"]*)"/.exec(text)?.[1] ?? "", text, key }));
    const backedUp = [...device.backup].map(([key, text]) => ({ id: key.split(" ")[0], text }));
    const shown = device.tabs.map(({ store }) => ({ id: store.reflection.id, text: JSON.stringify([store.reflection, store.edits.pending]) }));
    return [...stored, ...backedUp, ...shown, ...this.held()];
  }

  /**
   * @returns {{id: string, text: string}[]} what pages hold as there is no room for it, and what they read. Rule 1: what a page
   *   holds alone it asks about before it is left, also where another tab has stored its own text under that id since.
   */
  held() {
    return this.device.tabs.flatMap(({ scripts: { repository } }) => [
      // What was stored since goes with what is stored, when the browser empties its stores.
      ...repository.heldTexts().filter((/** @type {any} */ { id, isStored }) => !isStored || this.device.kept.has(repository.keyOf(id))),
      ...repository.storedIds().map((/** @type {string} */ id) => ({ id, text: repository.storedText(id) })),
    ]);
  }

  /** @param {any} tab @returns {string} all texts that this tab alone has */
  onlyIn({ store, inbox, scripts: { repository } }) {
    // What another tab has written over at the same moment is repeated when this one hears of it.
    const unacked = inbox.length ? store.edits.unacked : "";
    // It has not heard yet that the stores were emptied.
    const isEmptied = inbox.some((/** @type {any} */ { key }) => key === null);
    const shown = store.isSafe && !isEmptied ? "" : store.reflection;
    const held = repository.heldTexts().filter((/** @type {any} */ one) => isEmptied || !one.isSafe);
    return JSON.stringify([store.edits.pending, shown, unacked, held]);
  }

  /** @returns {string[]} the words that are nowhere */
  lost() {
    const places = this.places();
    const ids = new Map();
    for (const { id, text } of places) ids.set(id, (ids.get(id) ?? "") + text);
    const everywhere = places.map(({ text }) => text).join();
    return [...this.owed].filter(([word, id]) => !(id === null ? everywhere : ids.get(id) ?? "").includes(word)).map(([word]) => word);
  }

  /** @returns {string[]} what is said and not true */
  untrue() {
    const faults = [];
    for (const tab of this.device.tabs) {
      if (tab.said === "saved" && !tab.store.isGone && tab.store.isSafe && !tab.inbox.length) {
        const stored = tab.scripts.repository.readReflection(tab.store.reflection.id);
        const missing = [...this.owed.keys()].filter((word) => JSON.stringify(tab.store.reflection).includes(word) && !JSON.stringify(stored).includes(word));
        if (missing.length) faults.push(`"saved" is said of ${missing}`);
      }
    }
    return faults;
  }
}

const at = (/** @type {any[]} */ list, /** @type {number} */ n) => list[n % list.length];

/**
 * What can be done. Each gets the walk, a tab and a number to choose by, and says in words what it did.
 * @type {Record<string, (walk: Walk, tab: any, n: number) => void | Promise<void>>}
 */
export const STEPS = {
  type(walk, tab, n) {
    walk.typed(tab, () => tab.types(at([...tab.fields.keys()], n), (/** @type {string} */ text) => `${text} ${walk.word()}`));
  },
  typeBefore(walk, tab, n) {
    walk.typed(tab, () => tab.types(at([...tab.fields.keys()], n), (/** @type {string} */ text) => `${walk.word()} ${text}`));
  },
  reword(walk, tab, n) {
    walk.typed(tab, () => tab.types(at([...tab.fields.keys()], n), (/** @type {string} */ text) => {
      walk.release(text);
      return walk.word();
    }));
  },
  leaveField: (_, tab) => tab.leavesField(),
  add(walk, tab, n) {
    const { operations, document } = tab.scripts;
    walk.typed(tab, () => tab.store.edit(operations.insert(["ideas", at(tab.store.ideas, n), "changes"],
      { id: document.newId(), text: walk.word(), chosen: false })));
  },
  choose(walk, tab, n) {
    const { operations, document } = tab.scripts;
    const idea = at(tab.store.ideas, n);
    const { changes, actions } = tab.store.reflection.ideas[idea];
    if (!changes.length) return;
    const { id, text, chosen } = at(changes, n >> 1);
    const isNew = !chosen && !actions.some(({ change }) => change === id);
    tab.store.edit(operations.set(["ideas", idea, "changes", id, "chosen"], !chosen),
      ...(isNew ? [operations.insert(["ideas", idea, "actions"], document.newAction({ change: id, what: text }))] : []));
  },
  remove(walk, tab, n) {
    const idea = at(tab.store.ideas, n);
    const { changes, actions } = tab.store.reflection.ideas[idea];
    if (!changes.length) return;
    const change = at(changes, n >> 1);
    const action = actions.find((/** @type {any} */ one) => one.change === change.id);
    walk.release(JSON.stringify([change, action ?? ""]));
    const { remove } = tab.scripts.operations;
    const undo = tab.store.edit(...(action ? [remove(["ideas", idea, "actions"], action.id)] : []), remove(["ideas", idea, "changes"], change.id));
    walk.undos.set(tab, [...(walk.undos.get(tab) ?? []), () => tab.store.edit(...undo)]);
  },
  move(_, tab, n) {
    const idea = at(tab.store.ideas, n);
    const { changes } = tab.store.reflection.ideas[idea];
    if (changes.length) tab.store.edit({ op: "move", path: ["ideas", idea, "changes"], id: at(changes, n >> 1).id, index: (n >> 3) % changes.length });
  },
  undo(walk, tab) {
    const undos = walk.undos.get(tab) ?? [];
    undos.pop()?.();
  },
  settleClash(walk, tab, n) {
    const { operations } = tab.scripts;
    const { reflection } = tab.store;
    if (!reflection.clashes.length) return;
    const clash = at(reflection.clashes, n);
    const path = operations.pathOfText(reflection, clash.path);
    if (!path) return;
    const ours = operations.at(reflection, path);
    const both = `${ours}\n${clash.text}`;
    // Both, again and again, doubles a text each time.
    const value = [clash.text, ours, both][n % (both.length < MAX_TEXT ? 3 : 2)];
    walk.release(JSON.stringify([ours, clash.text]), value);
    const undo = tab.store.edit(operations.set(path, value), operations.remove(["clashes"], clash.id));
    walk.undos.set(tab, [...(walk.undos.get(tab) ?? []), () => tab.store.edit(...undo)]);
  },
  freeze(_, tab) {
    tab.dispatch("freeze");
    tab.isFrozen = true;
  },
  thaw: (_, tab) => void (tab.isFrozen = false),
  pass: (walk, _, n) => walk.device.passes(at([50, 250, 500, 1500, 3500, 6000, 11 * MINUTE], n)),
  setClock: (walk, _, n) => void (walk.device.clock = at([0, -60, 60, -60 * 24 * 400], n) * MINUTE),
  async openTab(walk, tab, n) {
    if (walk.device.tabs.length >= MAX_TABS) return;
    walk.device.open();
    // While the new one reads the backup; or when it has read it, and nobody has heard of that.
    if (n % 2 === 0) return;
    for (let count = n >> 3; count > 0; count -= 1) await turn();
    tab.store.flush();
  },
  reload(walk, tab) {
    const { isNew, reflection } = tab.store;
    if (!tab.leaves()) return;
    const again = walk.device.open(tab.session);
    const isThere = again.scripts.repository.readReflection(reflection.id);
    if (!isNew && isThere && again.store.reflection.id !== reflection.id) throw new Error("the tab has another reflection after a reload");
  },
  close: (_, tab) => void tab.leaves(),
  kill(walk, tab) {
    const held = walk.onlyIn(tab);
    tab.vanishes();
    walk.forgive(held);
  },
  async dies(walk) {
    const { device } = walk;
    const held = device.tabs.map((tab) => walk.onlyIn(tab));
    // What was deleted or set aside a moment ago may be gone with the browser.
    const aside = [...device.kept].filter(([key, text]) => /:(deleted|history:.*)$/.test(key) && device.disk.get(key) !== text);
    device.dies();
    device.open();
    await settle();
    await settle();
    walk.forgive(JSON.stringify([held, aside]));
    if (walk.backupFailed) walk.forgive(null);
  },
  startNew(walk, tab) {
    const fresh = tab.scripts.document.newReflection(`Reflection ${walk.count}`, tab.store.ideas);
    attempt(() => {
      tab.scripts.repository.writeReflection(fresh);
      tab.store.open(fresh);
    });
  },
  openOther(_, tab, n) {
    tab.store.flush();
    const found = tab.scripts.repository.listReflections();
    if (found.length) tab.store.open(at(found, n));
  },
  delete(walk, tab, n) {
    const { replacing, repository } = tab.scripts;
    tab.store.flush();
    walk.assign();
    const found = repository.listReflections();
    if (!found.length) return;
    const { id } = at(found, n);
    const last = replacing.lastDeleted()?.reflection;
    attempt(() => {
      replacing.deleteReflection(id);
      // What was deleted before can be brought back only in a tab that still offers it.
      const [before, now] = [last, replacing.lastDeleted()?.reflection].map((reflection) => JSON.stringify(reflection ?? ""));
      walk.releaseIf((word) => last !== undefined && walk.owed.get(word) === last.id && (last.id !== id || (before.includes(word) && !now.includes(word))));
      // What a page shows that had no room again, after the browser had emptied its stores, is deleted with it.
      if (id === tab.store.reflection.id && tab.store.isGone) walk.release(JSON.stringify(tab.store.reflection), now);
      if (id === tab.store.reflection.id) tab.store.startAfresh("A new one");
      const deleted = replacing.lastDeleted();
      walk.deleted.set(tab, [...(walk.deleted.get(tab) ?? []), deleted]);
    });
  },
  bringBack(walk, tab, n) {
    const deleted = at(walk.deleted.get(tab) ?? [], n);
    if (deleted) attempt(() => tab.scripts.replacing.bringBack(deleted));
  },
  forget(walk, tab, n) {
    const { replacing } = tab.scripts;
    const deleted = at(walk.deleted.get(tab) ?? [], n);
    if (!deleted) return;
    const { device, owed } = walk;
    const { id } = deleted.reflection;
    const texts = (/** @type {string} */ kind) => [...device.kept, ...device.backup].filter(([key]) => key.startsWith(kind + id)).join();
    const isLast = replacing.lastDeleted()?.text === deleted.text;
    const forgotten = deleted.text + texts("coproduction:history:");
    replacing.forgetDeleted(deleted);
    // Rule 5: this copy is forgotten and, where nothing is stored under its id, its earlier versions. What another page held may
    // be stored there by now: that stays owed.
    const stays = texts("coproduction:reflection:") + texts("coproduction:history:") + texts("");
    if (isLast) walk.releaseIf((word) => owed.get(word) === id && forgotten.includes(word) && !stays.includes(word));
  },
  keepAgain: (_, tab) => void (tab.store.isGone && tab.store.keepAgain()),
  copy(_, tab, n) {
    const { repository, document } = tab.scripts;
    const found = repository.listReflections();
    if (found.length) attempt(() => repository.writeReflection({ ...structuredClone(at(found, n)), id: document.newId() }));
  },
  async goBack(walk, tab, n) {
    const { replacing, repository } = tab.scripts;
    tab.store.flush();
    walk.assign();
    const { id } = tab.store.reflection;
    const versions = repository.listVersions(id);
    if (!versions.length || tab.store.hasPending) return;
    const before = repository.storedText(id);
    attempt(() => {
      replacing.storeAll(at(versions, n).reflection);
      tab.store.open(repository.readReflection(id));
    });
    await settle();
    // The person wants no more what has become an earlier version; it has to be one first, and no room is made by it.
    const lost = walk.lost();
    const overwritten = lost.filter((word) => before?.includes(word));
    if (overwritten.length) throw new Error(`${overwritten} went when an earlier version was put in its place`);
    const there = JSON.stringify(repository.readReflection(id));
    walk.releaseIf((word) => walk.owed.get(word) === id && !there.includes(word) && !lost.includes(word));
  },
  async deleteEverything(walk, tab) {
    walk.owed.clear();
    await tab.scripts.repository.deleteEverything();
    tab.store.startAfresh("A new one");
    for (const one of walk.device.tabs) if (one !== tab) one.hears();
  },
  async empties(walk) {
    walk.device.empties();
    for (const tab of walk.device.tabs) tab.hears();
    await settle();
    walk.forgive(null);
  },
  room: (walk, _, n) => void (walk.device.room = walk.device.size + at([Infinity, 0, 1, 50, 300, 2000], n)),
  backupRoom(walk, _, n) {
    walk.device.backupIsFull = n % 3 === 0;
    walk.backupFailed ||= walk.device.backupIsFull;
  },
};

/** @param {() => void} act  which throws where there is no room */
function attempt(act) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/**
 * @param {Function} load  see `bundle`
 * @param {[name: string, tab: number, n: number][]} steps
 * @param {() => void} [count]  called for each step
 * @returns {Promise<string[]>} what was broken, after the step that broke it
 */
export async function walk(load, steps, count = () => {}) {
  const walk = new Walk(load);
  let isHasty = false;
  /** @type {[string, string][]} */
  let versions = [];
  await settle();
  for (const [index, [name, tab, n]] of steps.entries()) {
    const acting = walk.tab(tab);
    // What was written within the milliseconds before the browser is killed is not promised.
    if (!isHasty || name === "dies") await settle();
    count();
    if (acting.isFrozen && name !== "thaw" && name !== "kill") continue;
    // What another tab wrote arrives within milliseconds, and nobody is as quick as that in two tabs.
    for (const one of walk.device.tabs) one.hears();
    const others = walk.device.tabs.filter((one) => one !== acting && !one.store.isNew).map((one) => ({ one, id: one.store.reflection.id }));
    if (!isHasty) versions = [...walk.device.kept].filter(([key]) => key.startsWith("coproduction:history:"));
    await STEPS[name](walk, acting, n);
    isHasty = n > HASTY && !UNHURRIED.has(name) && index < steps.length - 1;
    if (isHasty) continue;
    await settle();
    for (const one of walk.device.tabs) one.hears();
    await settle();
    walk.assign();
    // The oldest versions go first where there is no room, as the page says.
    const gone = walk.device.room === Infinity ? [] : versions.filter(([key]) => !walk.device.kept.has(key));
    if (gone.length) walk.forgive(gone.join());
    const moved = others.filter(({ one, id }) => walk.device.tabs.includes(one) && one.store.reflection.id !== id && one.said !== "cleared");
    const faults = [...walk.lost().map((word) => `${word} is not in ${walk.owed.get(word)}`), ...walk.untrue(), ...moved.map(({ one, id }) => `a tab lost its reflection ${id}: ${one.said}`)];
    if (faults.length) return [...faults, `after step ${index}: ${name}`];
  }
  return [];
}
