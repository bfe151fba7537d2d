// The open reflection: takes edits, stores them on this device a moment later, and tells listeners.
import { newReflection, withDefaults } from "../document/document.js";
import { tool } from "../document/edition.js";
import { addsTo, apply, at, same } from "../document/operations.js";
import { open as openBackup } from "./indexeddb_backup.js";
import { UnmergedEdits } from "./merging.js";
import { restoreLost } from "./recovery.js";
import * as storage from "./repository.js";
import { areNamesTaken, claimNames } from "./site_folder.js";
import { addVersion, beforeWriting, textOf } from "./version_history.js";
import { CURRENT, HISTORY, followClearing, isFull, keepsNothing } from "./web_storage.js";

/** Milliseconds from the last keystroke to the write. */
const PAUSE = 200;
/** Milliseconds between writes while somebody types without a pause. */
const MAX_PAUSE = 400;
/** Milliseconds until what found no room is tried again: another tab may have made some. */
const RETRY = 3000;
/** The same after another tab has written: what else it wrote has to arrive first. */
const SOON = 100;

/**
 * Events: "change" (the document changed; detail.elsewhere: not by typing on this page; detail.outside: in another tab),
 * "saved", "trouble" (detail.code: "full", "forbidden", "refused", "unsaved" or "list_full"), "recovered" (what was lost or damaged is there again;
 * detail.code), "gone" (deleted in another tab, or with all that the browser stored; this page still shows it;
 * detail.code), "cleared" (everything on the device was deleted in another tab).
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
    this.edits = new UnmergedEdits();
    /** The edits of all reflections that were open on this page. @type {Map<string, UnmergedEdits>} */
    this.editsOf = new Map();
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.timer = 0;
    this.firstPending = 0;
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.retryTimer = 0;
    // There may have been no room to note which one was open.
    const id = storage.currentId() ?? storage.listReflections()[0]?.id ?? null;
    const stored = id ? storage.readReflection(id) : null;
    this.damaged = id === null ? null : storage.troubleWith(id);
    this.isNew = stored === null;
    this.reflection = stored ? withDefaults(stored, ideas) : newReflection(nameNew(), ideas);
    // The tab stays with what it shows, even if another tab opens something else.
    if (stored) storage.setTabsOwn(stored.id);
    /** Whether what another tab begins is also this tab's: nothing was stored when it opened. */
    this.joins = storage.storedIds().length === 0;
    if (!this.joins && !keepsNothing) claimNames();
    /** @type {"gone" | "emptied" | null} why what is open is not stored any more */
    this.gone = null;
    this.listen();
    this.recover();
  }

  listen() {
    addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.flush());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("freeze", () => this.flush());
    addEventListener("beforeunload", (event) => {
      this.flush();
      // The browser may have deleted everything without a word.
      if (!this.isNew && !this.isGone && storage.storedText(this.reflection.id) === null) this.setGone("emptied");
      // What could not be stored is not left without a question.
      if (!this.isSafe) event.preventDefault();
    });
    addEventListener("storage", (event) => this.onStorageEvent(event.key));
    followClearing(() => this.cleared());
    addEventListener("pageshow", (event) => event.persisted && this.comesBack());
  }

  /** This page comes back from the browser's back-forward cache. It may be behind, and the page after it may have opened something else. */
  comesBack() {
    if (!this.isNew) storage.setTabsOwn(this.reflection.id);
    this.onStorageEvent(storage.keyOf(this.reflection.id));
  }

  /** @returns {boolean} whether this page shows something that is not stored */
  get hasPending() {
    return this.edits.pending.length > 0;
  }

  /** @returns {boolean} whether all that this page shows would be there after it was left */
  get isSafe() {
    return !this.hasPending && !storage.isOnlyHere() && this.gone !== "emptied";
  }

  /** Show what was restored from the backup, a moment after the page is there. */
  async recover() {
    const { lost, damaged, homeless } = await restoreLost();
    const restored = [...lost, ...damaged, ...homeless];
    if (!restored.length) return;
    const id = storage.currentId() ?? homeless[homeless.length - 1] ?? "";
    if (!this.isNew && restored.includes(this.reflection.id)) this.onStorageEvent(storage.keyOf(this.reflection.id));
    else if (this.isNew && restored.includes(id) && !this.hasPending) this.show(storage.readReflection(id) ?? this.reflection);
    this.damaged = null;
    if (homeless.length) return this.noRoom();
    this.retryIn(RETRY);
    this.emit("recovered", { code: lost.length ? "recovered" : "mended" });
  }

  /** Say that there is no room, and try again until there is. */
  noRoom() {
    this.emit("trouble", { code: "full" });
    this.retryIn(RETRY);
  }

  /** @param {number} delay  milliseconds */
  retryIn(delay) {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.retry(), delay);
  }

  retry() {
    clearTimeout(this.retryTimer);
    this.retryTimer = 0;
    const found = storage.storeBackupOnly();
    this.flush();
    if (storage.hasHomeless()) return this.noRoom();
    if (storage.isHolding()) this.retryIn(RETRY);
    if (found && !this.hasPending && !this.isGone) this.emit("saved", {});
  }

  /**
   * Change the document, and store that soon. Nothing is changed where a list would become longer than forms may make it.
   * @param {...Edit} edits
   * @returns {Edit[]} the edits that undo it
   */
  edit(...edits) {
    const undo = [];
    const most = tool.limits.entries;
    if (edits.some((edit) => (addsTo(this.reflection, edit)?.length ?? 0) >= most)) {
      // What was ticked or pressed shows again what is so.
      this.emit("change", { elsewhere: false });
      this.emit("trouble", { code: "list_full", most: most.toLocaleString() });
      return [];
    }
    for (const given of edits) {
      const edit = structuredClone(given);
      if (edit.op === "remove") edit.seen ??= structuredClone(at(this.reflection, [...edit.path, edit.id]));
      if (edit.op === "set" && !("before" in edit)) edit.before = at(this.reflection, edit.path);
      this.edits.pending.push(structuredClone(edit));
      undo.unshift(...apply(this.reflection, edit));
    }
    this.emit("change", { elsewhere: false });
    this.keepSoon();
    return undo;
  }

  keepSoon() {
    // By the clock that nobody can set.
    const now = performance.now();
    if (!this.timer) this.firstPending = now;
    openBackup();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(PAUSE, this.firstPending + MAX_PAUSE - now)));
  }

  /** Store what is pending, together with what other tabs have stored meanwhile. */
  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.hasPending || this.isGone) return;
    try {
      this.storePending();
    } catch (error) {
      // Whatever went wrong: nobody is left to believe that it is kept.
      this.emit("trouble", { code: "unsaved" });
      throw error;
    }
  }

  storePending() {
    if (this.isNew) this.joinAnother();
    const { id } = this.reflection;
    const stored = storage.readReflection(id);
    const fresh = stored ? withDefaults(structuredClone(stored), this.ideas) : structuredClone(this.reflection);
    if (stored) {
      this.edits.requeueLost(storage.ownWritesIn(id));
      this.edits.mergeInto(fresh, this.reflection);
      if (!storage.isReadable(fresh)) return this.refuse(stored);
      fresh.changed = this.reflection.changed;
      beforeWriting(stored, fresh);
    }
    const before = this.reflection;
    const isStored = this.write({ ...fresh, changed: new Date().toISOString() });
    // Another tab wrote at the same moment: merged, there is more than this page shows.
    if (isStored && !same(fresh, before)) this.emit("change", { elsewhere: true, outside: true });
  }

  /** @param {Reflection} reflection @returns {boolean} whether it is kept */
  write(reflection) {
    try {
      const { write, hasRoom } = storage.keepReflection(reflection);
      this.edits.acknowledge(write);
      this.reflection = reflection;
      if (this.isNew || !storage.hasCurrent()) storage.setCurrentId(reflection.id);
      this.isNew = false;
      if (!hasRoom) this.noRoom();
      else this.emit("saved", {});
      // From now on, and not from the last try.
      if (this.retryTimer) this.retryIn(RETRY);
      return true;
    } catch (error) {
      if (isFull(error)) this.noRoom();
      else this.emit("trouble", { code: "forbidden" });
      return false;
    }
  }

  /** Store nothing that could not be read again, and say so. @param {Reflection} stored */
  refuse(stored) {
    this.edits.dropUnreadable(withDefaults(structuredClone(stored), this.ideas), this.reflection, storage.isReadable);
    this.flush();
    this.onStorageEvent(storage.keyOf(this.reflection.id));
    this.emit("trouble", { code: "refused" });
  }

  /** Two tabs that were opened before anything was stored become one reflection. */
  joinAnother() {
    const other = this.joins && !areNamesTaken() ? storage.readReflection(storage.currentId() ?? "") : null;
    if (!other) return;
    this.reflection = { ...this.reflection, id: other.id };
    storage.setTabsOwn(other.id);
  }

  /** Another tab has written or deleted. @param {string | null} key  null: everything */
  onStorageEvent(key) {
    storage.holdAgain();
    if (key === null) return this.emptied();
    // What begins in another copy of the site is nothing to join: this page needs names of its own.
    if (this.joins && areNamesTaken()) return this.hasPending ? undefined : location.reload();
    // Not for an earlier version: another tab that finds no room takes some away and puts them back, and would do so again.
    if (this.retryTimer && !key.startsWith(HISTORY)) this.retryIn(SOON);
    if (this.isNew && !this.hasPending && key === CURRENT) this.joinAnother();
    else if (this.isNew || key !== storage.keyOf(this.reflection.id)) return;
    const stored = storage.readReflection(this.reflection.id);
    if (!stored) {
      // It is not stored again unless somebody wants it.
      if (!this.isNew) this.setGone("gone");
      return;
    }
    // Another tab has stored what it held, which may be less than what this page shows.
    if (this.gone === "emptied" && !addVersion(stored.id, textOf(this.asOfNow()))) return;
    this.isNew = false;
    this.gone = null;
    const fresh = withDefaults(stored, this.ideas);
    this.edits.requeueLost(storage.ownWritesIn(this.reflection.id));
    // What found no room may find some now, too.
    if (this.hasPending) this.keepSoon();
    this.edits.mergeInto(fresh, this.reflection);
    this.reflection = fresh;
    this.emit("change", { elsewhere: true, outside: true });
  }

  /** @returns {Reflection} what this page shows, changed now if there is something that is not stored: no copy holds it yet */
  asOfNow() {
    return this.hasPending ? { ...this.reflection, changed: new Date().toISOString() } : this.reflection;
  }

  /** The browser has deleted all that it stored for this site; somebody may have meant that. */
  emptied() {
    if (this.isNew) return;
    // What this page holds, as there was no room for it, may be less than what it shows.
    const held = storage.readReflection(this.reflection.id);
    if (!held || !same(withDefaults(held, this.ideas), this.reflection)) this.setGone("emptied");
  }

  /** @param {"gone" | "emptied"} code */
  setGone(code) {
    this.gone = code;
    if (code === "gone") this.edits.unacked = [];
    this.emit("gone", { code });
  }

  /** @returns {boolean} whether what is open is on this page only, until somebody wants it stored again */
  get isGone() {
    return this.gone !== null;
  }

  /** Everything on this device was deleted in another tab. */
  cleared() {
    storage.dropHeld();
    clearTimeout(this.retryTimer);
    this.retryTimer = 0;
    this.startAfresh(this.nameNew());
    this.emit("cleared", {});
  }

  /** Store again what was deleted in another tab. */
  keepAgain() {
    // Another tab has brought it back meanwhile: what was typed here goes into that.
    if (storage.readReflection(this.reflection.id)) return this.onStorageEvent(storage.keyOf(this.reflection.id));
    const { gone } = this;
    this.gone = null;
    // Without room, what was typed stays pending, and the page goes on asking.
    if (!this.write({ ...this.reflection, changed: new Date().toISOString() })) this.setGone(/** @type {"gone"} */ (gone));
  }

  /**
   * Make another reflection the open one in this tab.
   * @param {Reflection} reflection  as stored
   * @returns {boolean} false where something on this page is not kept: it stays open then
   */
  open(reflection) {
    this.flush();
    if (this.hasPending || this.gone === "emptied") return false;
    storage.setCurrentId(reflection.id);
    this.show(reflection);
    // Another tab may have written over what was written here when it was open before.
    if (this.edits.unacked.length) this.onStorageEvent(storage.keyOf(reflection.id));
    return true;
  }

  /** @param {Reflection} reflection  as stored */
  show(reflection) {
    this.replace(withDefaults(reflection, this.ideas), false);
  }

  /** Close what is open: nothing is stored until somebody writes again. @param {string} name */
  startAfresh(name) {
    clearTimeout(this.timer);
    this.timer = 0;
    this.replace(newReflection(name, this.ideas), true);
  }

  /** @param {Reflection} reflection @param {boolean} isNew  whether it is not stored yet */
  replace(reflection, isNew) {
    this.isNew = isNew;
    if (!isNew) storage.setTabsOwn(reflection.id);
    this.joins = isNew && storage.storedIds().length === 0;
    this.gone = null;
    this.editsOf.set(this.reflection.id, this.edits);
    this.edits = this.editsOf.get(reflection.id) ?? new UnmergedEdits();
    this.edits.pending = [];
    this.reflection = reflection;
    this.emit("change", { elsewhere: true });
  }

  /** Show the document now, and after every change of it. @param {() => void} show */
  watch(show) {
    this.addEventListener("change", show);
    // Browsers put what they remember of forms back into fields until then.
    addEventListener("pageshow", () => show());
    show();
  }

  /** @param {string} type @param {object} detail */
  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
