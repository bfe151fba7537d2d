// The open reflection: takes edits, keeps them on this device a moment later, and tells who listens.
import { apply, at, isApplied, same } from "./edits.js";
import { beforeWriting } from "./history.js";
import { complete, newReflection } from "./reflection.js";
import { followClearing } from "./shelf.js";
import * as storage from "./storage.js";

/** @typedef {import("./reflection.js").Reflection} Reflection */
/** @typedef {import("./edits.js").Edit} Edit */

/** Milliseconds between the last keystroke and its safety. */
const PAUSE = 300;
/** While somebody types without a pause, it is kept at least this often. */
const AT_MOST = 900;
/** How long a write of ours may still be overtaken by another tab that had not heard of it. */
const JUST_NOW = 5000;

/**
 * Events: "gone" (deleted in another tab; what is here stays on the page), "cleared" (everything on the device was
 * deleted in another tab), "change" (the document changed; detail.elsewhere: not by typing on this page; detail.outside: in
 * another tab), "saved", "trouble" (detail.code: "full" or "forbidden").
 */
export class Store extends EventTarget {
  /**
   * @param {string[]} ideas  ids of the ideas
   * @param {() => string} nameNew  a name for a reflection that nobody has named
   */
  constructor(ideas, nameNew) {
    super();
    this.ideas = ideas;
    this.nameNew = nameNew;
    /** @type {Edit[]} */
    this.pending = [];
    /** @type {{edits: Edit[], at: number}} what was written last, and when */
    this.latest = { edits: [], at: 0 };
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.timer = 0;
    this.firstPending = 0;
    const id = storage.currentId();
    const kept = id ? storage.readReflection(id) : null;
    this.damaged = id !== null && storage.isDamaged(id);
    this.isNew = kept === null;
    this.reflection = kept ? complete(kept, ideas) : newReflection(nameNew(), ideas);
    this.isGone = false;
    addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.flush());
    addEventListener("pagehide", () => this.flush());
    addEventListener("beforeunload", (event) => {
      this.flush();
      // What could not be kept is not left behind without a question.
      if (this.pending.length) event.preventDefault();
    });
    addEventListener("storage", (event) => this.heard(event.key));
    followClearing(() => this.cleared());
    // A page that comes back from the browser's back-forward cache may be behind.
    addEventListener("pageshow", (event) => event.persisted && this.heard(storage.keyOf(this.reflection.id)));
  }

  /**
   * Change the document and keep it soon.
   * @param {...Edit} edits
   * @returns {Edit[]} the edits that undo it
   */
  edit(...edits) {
    const undo = [];
    for (const given of edits) {
      const edit = structuredClone(given);
      if (edit.op === "remove") edit.seen = structuredClone(at(this.reflection, [...edit.path, edit.id]));
      if (edit.op === "set" && !("before" in edit)) edit.before = at(this.reflection, edit.path);
      this.pending.push(structuredClone(edit));
      undo.unshift(...apply(this.reflection, edit));
    }
    this.tell("change", { elsewhere: false });
    this.keepSoon();
    return undo;
  }

  keepSoon() {
    const now = Date.now();
    if (!this.timer) this.firstPending = now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(PAUSE, this.firstPending + AT_MOST - now)));
  }

  /** Keep what is not kept yet. What another tab has changed meanwhile stays. */
  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.pending.length || this.isGone) return;
    if (this.isNew) this.joinAnother();
    const { id } = this.reflection;
    const kept = storage.readReflection(id);
    const fresh = kept ? complete(structuredClone(kept), this.ideas) : structuredClone(this.reflection);
    if (kept) for (const edit of this.pending) apply(fresh, structuredClone(edit), this.reflection);
    fresh.changed = this.reflection.changed;
    if (kept) beforeWriting(kept, fresh);
    const before = this.reflection;
    const written = this.write({ ...fresh, changed: new Date().toISOString() });
    // Another tab wrote at the same moment: what came together is more than this page shows.
    if (written && !same(fresh, before)) this.tell("change", { elsewhere: true, outside: true });
  }

  /**
   * @param {Reflection} reflection
   * @returns {boolean} whether it is kept
   */
  write(reflection) {
    try {
      storage.writeReflection(reflection);
      if (this.isNew) storage.setCurrentId(reflection.id);
    } catch (error) {
      const full = error instanceof DOMException && error.name !== "SecurityError";
      this.tell("trouble", { code: full ? "full" : "forbidden" });
      return false;
    }
    this.isNew = false;
    this.reflection = reflection;
    this.latest = { edits: this.pending, at: Date.now() };
    this.pending = [];
    this.tell("saved", {});
    return true;
  }

  /** Two tabs opened on a device where nothing was written yet become one reflection. */
  joinAnother() {
    const other = storage.readReflection(storage.currentId() ?? "");
    if (other) this.reflection = { ...this.reflection, id: other.id };
  }

  /**
   * Another tab has written or deleted.
   * @param {string | null} key
   */
  heard(key) {
    if (this.isNew && !this.pending.length && key === storage.CURRENT) this.joinAnother();
    else if (this.isNew || key !== storage.keyOf(this.reflection.id)) return;
    const kept = storage.readReflection(this.reflection.id);
    if (!kept) {
      if (!this.isNew) this.lost();
      return;
    }
    this.isNew = false;
    this.isGone = false;
    const fresh = complete(kept, this.ideas);
    // Browsers let two tabs write at the same moment, neither seeing the other. If nothing of our last write
    // is left, it is written again.
    const { edits, at: when } = this.latest;
    if (Date.now() - when < JUST_NOW && edits.length && !edits.some((edit) => isApplied(fresh, edit))) {
      this.pending.unshift(...edits);
      this.keepSoon();
    }
    for (const edit of this.pending) apply(fresh, structuredClone(edit), this.reflection);
    this.reflection = fresh;
    this.tell("change", { elsewhere: true, outside: true });
  }

  /** What was open here was deleted elsewhere: it is not brought back unless somebody wants it. */
  lost() {
    if (!storage.hasCurrent()) return this.cleared();
    this.isGone = true;
    this.tell("gone", {});
  }

  /** Everything on this device was deleted in another tab. */
  cleared() {
    this.startAfresh(this.nameNew());
    this.tell("cleared", {});
  }

  /** Keep on this device again what was deleted in another tab. */
  keepAgain() {
    this.isGone = false;
    this.pending = [];
    this.write({ ...this.reflection, changed: new Date().toISOString() });
  }

  /**
   * Make another reflection the open one in this tab.
   * @param {Reflection} reflection  as kept on this device
   */
  open(reflection) {
    this.flush();
    storage.setCurrentId(reflection.id);
    this.isNew = false;
    this.isGone = false;
    this.pending = [];
    this.reflection = complete(reflection, this.ideas);
    this.tell("change", { elsewhere: true });
  }

  /**
   * Forget what is open: nothing is written until somebody writes again.
   * @param {string} name
   */
  startAfresh(name) {
    clearTimeout(this.timer);
    this.timer = 0;
    this.pending = [];
    this.isNew = true;
    this.isGone = false;
    this.reflection = newReflection(name, this.ideas);
    this.tell("change", { elsewhere: true });
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
