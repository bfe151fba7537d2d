// A browser in which several tabs of the site are open, without a page to look at: the real scripts of storage and fields, over
// stores that behave as a browser's do. What another tab writes is seen late, a browser that is killed loses what it had not
// written to the disk yet, stores are full or emptied, and time passes only when the test says so.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { build } from "esbuild";

import { ideas, page, root } from "../page.mjs";
import { database } from "./indexeddb.mjs";

const SCRIPTS = resolve(root, "overrides/assets/worksheet");
const USED = ["storage/store", "storage/repository", "storage/replacing", "storage/memory_only", "storage/backup_log", "document/document", "document/operations", "ui/fields"];
/** What the scripts find in a window; the rest is JavaScript's own. */
const WINDOW = ["localStorage", "sessionStorage", "indexedDB", "IDBKeyRange", "addEventListener", "document", "performance", "Date",
  "setTimeout", "clearTimeout", "HTMLTextAreaElement", "HTMLInputElement", "HTMLSelectElement"];

/** Replaces a line of a script, to see that a fault which was there once is found. @typedef {{file: string, line: string, by: string}} Patch */

/**
 * @param {Patch[]} [patches]
 * @returns {Promise<Function>} loads the scripts into a window
 */
export async function bundle(patches = []) {
  const plugin = {
    name: "patches",
    setup: (/** @type {import("esbuild").PluginBuild} */ { onLoad }) => onLoad({ filter: /\.js$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const { file, line, by } of patches.filter((patch) => path.endsWith(patch.file))) {
        if (!contents.includes(line)) throw new Error(`${file} has no ${line}`);
        contents = contents.replace(line, by);
      }
      // What a page holds in its memory, also where it reads what another tab has stored since.
      if (path.endsWith("storage/repository.js")) contents += "\nexport const heldTexts = () => [...backupOnly].map(([id, held]) => ({ id, ...held }));";
      return { contents };
    }),
  };
  const { outputFiles } = await build({
    stdin: { contents: USED.map((path) => `export * as ${path.split("/")[1]} from "./${path}.js";`).join("\n"), resolveDir: SCRIPTS },
    bundle: true,
    format: "iife",
    globalName: "scripts",
    plugins: [plugin],
    write: false,
  });
  return new Function(...WINDOW, `${outputFiles[0].text}\nreturn scripts;`);
}

/** Fields as earlier versions had them, which knew nothing of what a field had shown. */
const EARLIER_FIELDS = {
  show: (/** @type {Control} */ field, /** @type {string} */ text) => void (field.value = text),
  seenIn: () => undefined,
  stopWaiting: () => {},
};

/** @param {string} name  of a bundle in `earlier/` @returns {Function} loads the scripts of an earlier version into a window */
export function earlier(name) {
  const text = readFileSync(resolve(import.meta.dirname, `earlier/${name}.js`), "utf8");
  const load = new Function(...WINDOW, `${text}\nreturn scripts;`);
  return (/** @type {any[]} */ ...window) => ({ ...load(...window), fields: EARLIER_FIELDS });
}

/** Milliseconds after which a browser has written localStorage to the disk. */
const TO_DISK = 5000;
/**
 * Milliseconds after which a tab has heard of what another one wrote, if it runs at all. Browsers need a few; the store relies on
 * no more than its RETRY, for which it holds what has found room.
 */
const LATE = 2900;
/** Timers that can be due while time passes. */
const MAX_TIMERS = 5000;
const START = Date.UTC(2030, 0, 1);

const full = () => new DOMException("full", "QuotaExceededError");

/** What one device stores for the site, and its tabs. */
export class Device {
  /** @param {Function} load  loads the scripts into a window */
  constructor(load) {
    this.load = load;
    /** localStorage, as the browser has it. @type {Map<string, string>} */
    this.kept = new Map();
    this.disk = new Map();
    /** IndexedDB's texts: "id revision" -> text. @type {Map<string, string>} */
    this.backup = new Map();
    /** Characters that localStorage takes, and whether IndexedDB takes any. */
    this.room = Infinity;
    this.backupIsFull = false;
    /** Done when all transactions of IndexedDB are. */
    this.transactions = Promise.resolve();
    /** Number of the last write. */
    this.count = 0;
    this.now = 0;
    /** Milliseconds by which somebody has set the clock. */
    this.clock = 0;
    /** @type {Tab[]} */
    this.tabs = [];
  }

  /** @param {Map<string, string>} [session] @param {Function} [load]  scripts of another version */
  open(session = new Map(), load = this.load) {
    const tab = new Tab(this, session, load);
    this.tabs.push(tab);
    return tab;
  }

  get size() {
    return [...this.kept].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  }

  /** @param {Tab} from @param {string} key @param {string | null} text */
  write(from, key, text) {
    if (text === null && !this.kept.has(key)) return;
    this.count += 1;
    from.writes.set(key, this.count);
    if (text === null) this.kept.delete(key);
    else this.kept.set(key, text);
    for (const tab of this.tabs) if (tab !== from) tab.inbox.push({ key, text, number: this.count });
  }

  /** @param {number} milliseconds */
  passes(milliseconds) {
    const end = this.now + milliseconds;
    let heard = this.now;
    for (let timers = 0; ; timers += 1) {
      if (timers > MAX_TIMERS) throw new Error("timers set timers without an end");
      const due = this.tabs.filter((tab) => !tab.isFrozen).flatMap((tab) => [...tab.timers.values()].map((timer) => ({ tab, timer })))
        .filter(({ timer }) => timer.at <= end).sort((a, b) => a.timer.at - b.timer.at)[0];
      if (!due) break;
      if (due.timer.at - heard > LATE) {
        heard = due.timer.at - LATE;
        for (const tab of this.tabs) tab.hears();
        continue;
      }
      this.now = Math.max(this.now, due.timer.at);
      due.tab.timers.delete(due.timer.id);
      due.timer.act();
    }
    this.now = end;
    if (milliseconds >= TO_DISK) this.disk = new Map(this.kept);
  }

  /** The browser is killed: what was not on the disk is gone. */
  dies() {
    for (const tab of this.tabs) tab.vanishes();
    this.kept = new Map(this.disk);
  }

  /** Somebody, or the browser, deletes all that the site has stored. */
  empties() {
    this.kept.clear();
    this.disk.clear();
    this.backup.clear();
    for (const tab of this.tabs) {
      tab.cache.clear();
      tab.inbox = [{ key: null, text: null, number: 0 }];
    }
  }
}

/** One tab, with one page of the site. */
class Tab {
  /** @param {Device} device @param {Map<string, string>} session @param {Function} load */
  constructor(device, session, load) {
    this.device = device;
    this.load = load;
    this.session = session;
    /** localStorage, as this tab has heard of it. */
    this.cache = new Map(device.kept);
    /** @type {{key: string | null, text: string | null, number: number}[]} */
    this.inbox = [];
    /** Number of this tab's last write of each key. @type {Map<string, number>} */
    this.writes = new Map();
    this.timers = new Map();
    this.isFrozen = false;
    /** Its page is not there any more: what it would still do does not happen. */
    this.isGone = false;
    /** The page before this one, which the browser may show again as it was. @type {Tab | null} */
    this.before = null;
    /** @type {Map<string, ((event: any) => void)[]>} */
    this.listeners = new Map();
    this.said = "";
    this.scripts = load(...this.window());
    this.store = new this.scripts.store.Store(ideas, () => "A new one");
    for (const type of ["saved", "trouble", "gone", "cleared", "recovered"]) this.store.addEventListener(type, () => (this.said = type));
    /** A field for each text, as pages show them. @type {Map<string, Control>} */
    this.fields = new Map();
    this.store.addEventListener("change", ({ detail }) => {
      if (detail.elsewhere && !detail.outside) this.scripts.fields.stopWaiting();
      this.shows();
    });
    this.shows();
  }

  window() {
    const tab = this;
    const { device } = this;
    const area = (/** @type {Map<string, string>} */ kept, /** @type {(key: string, text: string | null) => void} */ write) => new Proxy({
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ text) => write(key, text),
      removeItem: (/** @type {string} */ key) => write(key, null),
    }, { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
    const listen = (/** @type {string} */ type, /** @type {any} */ act) => void tab.listeners.set(type, [...(tab.listeners.get(type) ?? []), act]);
    const later = (/** @type {() => void} */ act, delay = 0) => {
      const id = Math.random();
      tab.timers.set(id, { id, at: device.now + delay, act });
      return id;
    };
    class Clock extends Date {
      /** @param {...any} given */
      constructor(...given) {
        super(...(given.length ? given : [Clock.now()]));
      }

      static now() {
        return START + device.now + device.clock;
      }
    }
    tab.document = { addEventListener: listen, visibilityState: "visible", activeElement: null, getElementById: page.document.getElementById };
    return [
      area(tab.cache, (key, text) => tab.write(key, text)),
      area(tab.session, (key, text) => void (text === null ? tab.session.delete(key) : tab.session.set(key, text))),
      database(device, tab),
      { bound: (/** @type {any} */ from, /** @type {any} */ to) => ({ from, to }) },
      listen,
      tab.document,
      { now: () => device.now },
      Clock,
      later,
      (/** @type {number} */ id) => void tab.timers.delete(id),
      Control, class {}, class {},
    ];
  }

  /** @param {string} key @param {string | null} text */
  write(key, text) {
    if (this.isGone) return;
    const size = (/** @type {string | null | undefined} */ one) => (one === null || one === undefined ? 0 : key.length + one.length);
    const more = size(text) - size(this.device.kept.get(key));
    if (more > 0 && this.device.size + more > this.device.room) throw full();
    if (text === null) this.cache.delete(key);
    else this.cache.set(key, text);
    this.device.write(this, key, text);
  }

  /** @param {string} type @param {object} [event] @returns {boolean} whether nobody has prevented it */
  dispatch(type, event = {}) {
    let isAllowed = true;
    for (const act of this.listeners.get(type) ?? []) act({ preventDefault: () => (isAllowed = false), ...event });
    return isAllowed;
  }

  /** Hear of what other tabs have written. */
  hears() {
    if (this.isFrozen) return;
    for (let next = this.inbox.shift(); next; next = this.inbox.shift()) {
      const { key, text, number } = next;
      // A write of this tab that came later counts.
      if (key !== null && (this.writes.get(key) ?? 0) <= number) text === null ? this.cache.delete(key) : this.cache.set(key, text);
      this.dispatch("storage", { key, newValue: text });
    }
  }

  /** Show the document in the page's fields. */
  shows() {
    const { reflection } = this.store;
    const texts = new Map(ideas.map((idea) => [idea, reflection.ideas[idea]]).flatMap(([idea, answers]) => [
      [`ideas ${idea} evidence`, answers.evidence],
      ...answers.changes.map(({ id, text }) => [`ideas ${idea} changes ${id} text`, text]),
      ...answers.actions.map(({ id, what }) => [`ideas ${idea} actions ${id} what`, what]),
    ]));
    texts.set("name", reflection.name);
    for (const path of this.fields.keys()) if (!texts.has(path)) this.fields.delete(path);
    for (const [path, text] of texts) {
      const field = this.fields.get(path) ?? new Control();
      this.fields.set(path, field);
      this.scripts.fields.show(field, text);
    }
  }

  /** Type in a field, as a person does: the whole text is there afterwards. @param {string} path @param {(text: string) => string} change */
  types(path, change) {
    const field = this.fields.get(path);
    if (!field) return;
    this.document.activeElement = field;
    field.value = change(field.value);
    this.dispatch("input");
    this.store.edit(this.scripts.operations.set(path.split(" "), field.value, this.scripts.fields.seenIn(field)));
  }

  leavesField() {
    this.document.activeElement = null;
    this.dispatch("focusout");
  }

  /** Leave the page. @returns {boolean} false where the page asks, and the person stays */
  leaves() {
    if (!this.dispatch("beforeunload")) return false;
    this.dispatch("pagehide");
    this.vanishes();
    return true;
  }

  /** Follow a link: the browser keeps this page as it is, and lets it do nothing. */
  leavesByLink() {
    if (!this.dispatch("beforeunload")) return;
    this.dispatch("pagehide", { persisted: true });
    this.device.tabs = this.device.tabs.filter((tab) => tab !== this);
    this.device.open(this.session).before = this;
  }

  /** Go back to the page before, as the browser has kept it. It has heard of nothing meanwhile. */
  goesBack() {
    const { before, device } = this;
    if (!before || !this.leaves()) return;
    device.tabs.push(before);
    before.cache.clear();
    for (const [key, text] of device.kept) before.cache.set(key, text);
    before.inbox = [];
    before.dispatch("pageshow", { persisted: true });
  }

  /** The tab's process is killed. */
  vanishes() {
    this.isGone = true;
    this.device.tabs = this.device.tabs.filter((tab) => tab !== this);
  }
}

/** A text field. */
class Control {
  constructor() {
    this.value = "";
    this.dataset = {};
    this.scrollTop = 0;
  }

  /** @param {string} text @param {number} start @param {number} end */
  setRangeText(text, start, end) {
    this.value = this.value.slice(0, start) + text + this.value.slice(end);
  }

  setSelectionRange() {}

  /** It is not drawn. */
  getClientRects() {
    return [];
  }
}
