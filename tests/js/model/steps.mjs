// What people and browsers do, one step each, and what is owed to the person afterwards.
import { settle, turn } from "./indexeddb.mjs";

const MINUTE = 60_000;
const MAX_TABS = 4;
const MAX_TEXT = 300;

const at = (/** @type {any[]} */ list, /** @type {number} */ n) => list[n % list.length];

/**
 * What can be done. Each gets the walk, a tab and a number to choose by, and says in words what it did.
 * @type {Record<string, (walk: import("./walk.mjs").Walk, tab: any, n: number) => void | Promise<void>>}
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
  leaveByLink: (_, tab) => void tab.leavesByLink(),
  goBackInHistory: (_, tab) => void tab.goesBack(),
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
    // The very text that is forgotten may be held too, until the next page has seen that.
    const held = [...device.backup].filter(([key, text]) => key.startsWith(id) && text !== deleted.text).join();
    const stays = texts("coproduction:reflection:") + texts("coproduction:history:") + held;
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
  nextRound(_, tab, n) {
    const { repository, document } = tab.scripts;
    const found = repository.listReflections();
    if (!found.length) return;
    const old = at(found, n);
    const ideas = structuredClone(old.ideas);
    for (const idea of Object.values(ideas)) [idea.earlier, idea.evidence] = [{ stage: null, rating: null, evidence: idea.evidence, changed: "" }, ""];
    const fresh = { ...structuredClone(old), id: document.newId(), series: old.series || old.id, round: (old.round ?? 1) + 1, ideas };
    attempt(() => {
      repository.writeReflection(fresh);
      tab.store.open(fresh);
    });
  },
  /** What is typed from now on is not in the file, though it may be saved later. */
  makeFile(walk, tab) {
    walk.device.passes(1);
    tab.store.flush();
    const { isNew, reflection } = tab.store;
    if (isNew) return;
    walk.files.push({ reflection: structuredClone(reflection), copy: tab.scripts.backup_log.newCopy(reflection) });
    walk.device.passes(1);
  },
  saveFile(walk, tab, n) {
    const file = at(walk.files, n);
    if (file && tab.scripts.backup_log.keepCopy(file.reflection.id, file.copy)) walk.saved += JSON.stringify(file.reflection);
  },
  bringIn(walk, tab, n) {
    const { backup_log, document, repository, replacing } = tab.scripts;
    const file = at(walk.files, n >> 1)?.reflection;
    if (!file) return;
    walk.device.passes(1);
    tab.store.flush();
    walk.assign();
    const twin = repository.readReflection(file.id);
    const isReplaced = twin !== null && n % 2 === 0;
    // What was there is kept too, under an id of its own.
    const other = { ...twin, id: document.newId() };
    const fresh = structuredClone(twin && !isReplaced ? { ...file, id: document.newId() } : file);
    attempt(() => {
      replacing.storeAll(...(isReplaced ? [other] : []), fresh);
      const [now, before] = [fresh, twin].map((reflection) => JSON.stringify(reflection));
      if (isReplaced) for (const [word, id] of walk.owed) if (id === file.id && before.includes(word) && !now.includes(word)) walk.owed.set(word, other.id);
      // Who brings it in has it.
      backup_log.keepCopy(fresh.id, backup_log.newCopy(fresh));
      walk.saved += JSON.stringify(fresh);
      tab.store.open(fresh);
    });
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
