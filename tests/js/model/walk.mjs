// Walks: what people and browsers do, in any order, in up to four tabs. After each step every word that somebody has typed and
// nobody has deleted must be somewhere: architecture/rules.md says where.
import { Device } from "./browser.mjs";
import { settle } from "./indexeddb.mjs";
import { STEPS } from "./steps.mjs";

/** A step with a higher number is followed by the next before what it has begun, as reading the backup, is over. */
const HASTY = 47;
/** But for these: what is owed after them is told from what is stored when all is over. */
const UNHURRIED = new Set(["kill", "dies", "empties", "delete", "forget", "goBack", "deleteEverything"]);

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
    /** Files that were made, and what is in those that somebody is known to have. @type {{reflection: any, copy: any}[]} */
    this.files = [];
    this.saved = "";
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

  /** @param {any} tab @returns {string[]} words of a reflection that is said to be in a file, and that are in none (rule 11) */
  notInCopies({ scripts: { repository, backup_log } }) {
    return repository.listReflections().filter(backup_log.isInCopy).flatMap((/** @type {any} */ reflection) => {
      const stored = JSON.stringify(reflection);
      return [...this.owed.keys()].filter((word) => stored.includes(word) && !this.saved.includes(word));
    });
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
      faults.push(...this.notInCopies(tab).map((word) => `${word} is said to be in a file`));
    }
    return faults;
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
    // What was written within the milliseconds before the browser is killed, or empties its stores, is not promised.
    if (!isHasty || name === "dies" || name === "empties") await settle();
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
