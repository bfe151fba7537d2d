// The open reflection: takes edits, keeps them on this device a moment later, and tells who listens.
import { complete, newReflection } from "../document/document.js";
import { apply, at, same } from "../document/operations.js";
import { bringBack } from "./recovery.js";
import * as storage from "./repository.js";
import { beforeWriting } from "./version_history.js";
import { followClearing, isFull } from "./web_storage.js";

/** @typedef {import("../document/document.js").Reflection} Reflection */
/** @typedef {import("../document/operations.js").Edit} Edit */

/** Milliseconds between the last keystroke and its safety. */
const PAUSE = 200;
/** While somebody types without a pause, it is kept at least this often: no more than a second is ever to be lost. */
const AT_MOST = 400;
/** Milliseconds after which it is tried again to keep what found no room: another tab may have made some. */
const TRY_AGAIN = 3000;
/** How many writings are remembered that a tab which has not heard of them may still overwrite, as one that was asleep. */
const UNHEARD = 50;

/**
 * Events: "gone" (deleted in another tab, or with all that the browser kept; what is here stays on the page; detail.code),
 * "cleared" (everything on the device was deleted in another tab), "recovered" (what was lost or damaged is there again;
 * detail.code), "change" (the document changed; detail.elsewhere: not by typing on this page; detail.outside: in
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
    /** @type {{edits: Edit[], writing: number}[]} what another tab may still overwrite unheard, the last at the end */
    this.written = [];
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.timer = 0;
    this.firstPending = 0;
    /** @type {ReturnType<typeof setTimeout> | 0} until it is tried again to keep what found no room */
    this.again = 0;
    const id = storage.currentId();
    const kept = id ? storage.readReflection(id) : null;
    this.damaged = id === null ? null : storage.troubleWith(id);
    this.isNew = kept === null;
    this.reflection = kept ? complete(kept, ideas) : newReflection(nameNew(), ideas);
    /** @type {"gone" | "emptied" | null} why what is open is not kept any more */
    this.gone = null;
    addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.flush());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("freeze", () => this.flush());
    addEventListener("beforeunload", (event) => {
      this.flush();
      // What could not be kept is not left behind without a question.
      if (this.pending.length || this.gone === "emptied") event.preventDefault();
    });
    addEventListener("storage", (event) => this.heard(event.key));
    followClearing(() => this.cleared());
    // A page that comes back from the browser's back-forward cache may be behind.
    addEventListener("pageshow", (event) => event.persisted && this.heard(storage.keyOf(this.reflection.id)));
    this.recover();
  }

  /** What localStorage has lost is brought back from the journal, a moment after the page is there. */
  async recover() {
    const { lost, damaged, homeless } = await bringBack();
    const back = [...lost, ...damaged, ...homeless];
    if (!back.length) return;
    const id = storage.currentId() ?? homeless[homeless.length - 1] ?? "";
    if (this.isNew && storage.hasCurrent()) this.heard(storage.CURRENT);
    else if (!this.isNew && back.includes(this.reflection.id)) this.heard(storage.keyOf(this.reflection.id));
    else if (back.includes(id) && !this.pending.length) this.show(storage.readReflection(id) ?? this.reflection);
    this.damaged = null;
    if (homeless.length) this.noRoom();
    else this.tell("recovered", { code: lost.length ? "recovered" : "mended" });
  }

  /** Say that there is no room, and try again until there is. */
  noRoom() {
    this.tell("trouble", { code: "full" });
    clearTimeout(this.again);
    this.again = setTimeout(() => this.tryAgain(), TRY_AGAIN);
  }

  tryAgain() {
    clearTimeout(this.again);
    this.again = 0;
    const found = storage.makePlaces();
    if (this.pending.length) this.flush();
    else if (storage.isInJournalOnly(this.reflection.id)) this.noRoom();
    else if (found) this.tell("saved", {});
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
    // By a clock that nobody sets.
    const now = performance.now();
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
    if (kept) this.pending.unshift(...this.overtaken());
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
    let writing = 0;
    try {
      writing = storage.writeReflection(reflection);
      if (this.isNew || !storage.hasCurrent()) storage.setCurrentId(reflection.id);
    } catch (error) {
      const full = isFull(error);
      if (full) this.noRoom();
      else this.tell("trouble", { code: "forbidden" });
      return false;
    }
    clearTimeout(this.again);
    this.again = 0;
    this.isNew = false;
    this.reflection = reflection;
    this.written = [...this.written, { edits: this.pending, writing }].slice(-UNHEARD);
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
    if (key === null) return this.emptied();
    if (this.again) this.tryAgain();
    if (this.isNew && !this.pending.length && key === storage.CURRENT) this.joinAnother();
    else if (this.isNew || key !== storage.keyOf(this.reflection.id)) return;
    const kept = storage.readReflection(this.reflection.id);
    if (!kept) {
      if (!this.isNew) this.lost();
      return;
    }
    this.isNew = false;
    this.gone = null;
    const fresh = complete(kept, this.ideas);
    this.pending.unshift(...this.overtaken());
    // Also what found no room may find some now.
    if (this.pending.length) this.keepSoon();
    for (const edit of this.pending) apply(fresh, structuredClone(edit), this.reflection);
    this.reflection = fresh;
    this.tell("change", { elsewhere: true, outside: true });
  }

  /**
   * Browsers let two tabs write at the same moment, neither seeing the other, and keep what comes last. Whose writing is not
   * in what is kept writes it again.
   * @returns {Edit[]} what is to be written again
   */
  overtaken() {
    const heard = storage.ownWritingsIn(this.reflection.id);
    const again = this.written.filter(({ writing }) => writing > heard).flatMap(({ edits }) => edits);
    this.written = this.written.filter(({ writing }) => writing <= heard);
    return again;
  }

  /** What was open here was deleted elsewhere: it is not brought back unless somebody wants it. */
  lost() {
    if (!storage.hasCurrent()) return this.cleared();
    this.tellGone("gone");
  }

  /** All that the browser kept of this site was cleared, by somebody who may have meant it. */
  emptied() {
    if (this.isNew || storage.readReflection(this.reflection.id)) return;
    this.tellGone("emptied");
  }

  /** @param {"gone" | "emptied"} code */
  tellGone(code) {
    this.gone = code;
    this.written = [];
    this.tell("gone", { code });
  }

  /** @returns {boolean} whether what is open is on this page only, until somebody wants it kept again */
  get isGone() {
    return this.gone !== null;
  }

  /** Everything on this device was deleted in another tab. */
  cleared() {
    this.startAfresh(this.nameNew());
    this.tell("cleared", {});
  }

  /** Keep on this device again what was deleted in another tab. */
  keepAgain() {
    this.gone = null;
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
    this.show(reflection);
  }

  /** @param {Reflection} reflection  as kept on this device */
  show(reflection) {
    this.isNew = false;
    this.gone = null;
    this.pending = [];
    this.written = [];
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
    this.written = [];
    this.isNew = true;
    this.gone = null;
    this.reflection = newReflection(name, this.ideas);
    this.tell("change", { elsewhere: true });
  }

  /** Show the document now, and after every change of it. @param {() => void} show */
  watch(show) {
    this.addEventListener("change", show);
    show();
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
