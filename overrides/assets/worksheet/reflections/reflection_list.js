// The page that lists every reflection on this device: open, rename, copy, take away, delete with undo.
import { newId, newReflection, planned, withDefaults } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { set } from "../document/operations.js";
import { takeAway } from "../export/export_panel.js";
import { whyNotKept, whyNotLeft } from "../form/save_status.js";
import { hasNext, offerNextRound } from "../rounds/next_round.js";
import { wasUsed } from "../storage/backup_log.js";
import { bringBack, deleteReflection, forgetDeleted, lastDeleted, storeAll } from "../storage/replacing.js";
import * as storage from "../storage/repository.js";
import { versionsOf } from "../storage/version_history.js";
import { fill, forgetSaid, fromTemplate, isEnter, keyOf, one, onPress, syncList, withId } from "../ui/dom.js";
import { describe, nameFrom, nameOf, roundOf } from "../ui/labels.js";
import { say, sayCount, sayTime } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";
import { showDamaged } from "./damaged_list.js";
import { startDeleteAll } from "./delete_all.js";
import { showElsewhere } from "./elsewhere_list.js";

/** What stands first on a card: the button that opens it, or the way on from the one that is open. */
const FIRST = ".ws-first:not([hidden])";
/** The words on a card's buttons: `reflections.NAME`, and `reflections.NAME_name` for those who only hear them. */
const BUTTONS = { open: "open", "next-round": "next", rename: "rename", duplicate: "duplicate", "export-one": "export", delete: "delete" };

/** @param {{store: Store, engine: Engine, leaveNothing: () => Promise<void>}} page */
export function startReflectionList({ store, engine, leaveNothing }) {
  const page = new ReflectionList(store, engine);
  const { root } = page;
  const actions = Object.entries(cardActions(page)).map(([name, act]) => [name, (/** @type {HTMLElement} */ _, /** @type {HTMLElement} */ item) => {
    store.flush();
    const reflection = storage.readReflection(item.dataset.id ?? "");
    if (!reflection) return;
    forgetSaid();
    act(reflection, item);
  }]);
  onPress(root, { ...Object.fromEntries(actions), new: () => page.start() });
  root.addEventListener("keydown", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.closest(".ws-rename")) return;
    const item = /** @type {HTMLElement} */ (event.target.closest("[data-id]"));
    const isEscape = keyOf(event) === "Escape";
    if (!isEnter(event) && !isEscape) return;
    // The key must not also press the button that gets the focus.
    event.preventDefault();
    one(item, `[data-do="rename-${isEscape ? "cancel" : "keep"}"]`).click();
  });
  startDeleteAll(root, store, (reflection, button) => page.takeAway(reflection, button), leaveNothing, (isDeleted) => {
    one(root, "[data-undo]").replaceChildren();
    page.announce(say(`reflections.${isDeleted ? "everything" : "nothing"}_deleted`));
    one(root, '[data-do="new"]').focus();
  });

  const update = () => page.update();
  for (const event of ["change", "saved", "recovered"]) store.addEventListener(event, update);
  addEventListener("storage", update);
  update();
  page.offerLastDeleted();
}

/** The cards of all reflections. */
export class ReflectionList {
  /** @param {Store} store @param {Engine} engine */
  constructor(store, engine) {
    this.store = store;
    this.engine = engine;
    this.root = one(document, "[data-reflections]");
    this.list = one(this.root, ".ws-reflections");
  }

  /** @param {string} text */
  announce(text) {
    fill(this.root, "reflections-said", text);
  }

  /** @param {Reflection} reflection @returns {boolean} whether there was room for it */
  keep(reflection) {
    return this.attempt(() => storage.writeReflection(reflection));
  }

  /** @param {() => void} write @returns {boolean} whether there was room for it */
  attempt(write) {
    try {
      write();
    } catch {
      this.announce(whyNotKept());
      return false;
    }
    this.update();
    return true;
  }

  /** Put a reflection back to an earlier version. @param {Reflection} version @returns {boolean} whether there was room for it */
  restore(version) {
    this.store.flush();
    const fresh = { ...structuredClone(version), changed: new Date().toISOString() };
    if (!this.attempt(() => storeAll(fresh))) return false;
    if (fresh.id === this.store.reflection.id) this.store.open(fresh);
    this.focusOn(fresh);
    return true;
  }

  start() {
    forgetSaid();
    const fresh = newReflection(this.store.nameNew(), this.store.ideas);
    if (!this.keep(fresh)) return;
    if (!this.store.open(fresh)) return this.announce(whyNotLeft(this.store));
    this.announce(say("reflections.started"));
    this.focusOn(fresh);
  }

  /** Focus a card. @param {Reflection} reflection */
  focusOn({ id }) {
    one(this.list, `${withId(id)} ${FIRST}`).focus();
  }

  /** What was deleted last can be brought back, also after a reload. */
  offerLastDeleted() {
    const deleted = lastDeleted();
    if (!deleted || storage.readReflection(deleted.reflection.id)) return;
    const text = nameOf(deleted.reflection);
    offerUndo(this.root, say("undo.deleted_reflection", { text }), text, () => {
      if (!this.attempt(() => bringBack(deleted))) return false;
      forgetSaid();
      const kept = storage.readReflection(deleted.reflection.id);
      // It was the open one, and nothing has been begun since.
      if (kept && this.store.isNew) this.store.open(kept);
      this.focusOn(deleted.reflection);
    }, () => {
      forgetDeleted(deleted);
      one(this.root, '[data-do="new"]').focus();
    });
  }

  update() {
    const kept = storage.listReflections();
    syncList(this.list, kept, ({ id }) => this.makeCard(id), (item, reflection) => this.updateCard(item, reflection, kept));
    const none = one(this.root, "[data-show-none]");
    none.hidden = kept.length > 0;
    // Somebody has written here, or has set up the app: it may have been cleared.
    if (!kept.length && wasUsed()) one(none, "details").setAttribute("open", "");
    // What cannot be read is set aside when this is written.
    showDamaged(one(this.root, "[data-damaged]"), (version) => this.restore(version));
    showElsewhere(one(this.root, "[data-elsewhere]"), (reflections) => this.bringHere(reflections));
  }

  /** @param {Reflection[]} reflections  kept by a copy of this site in another folder */
  bringHere(reflections) {
    if (!this.attempt(() => storeAll(...reflections))) return;
    this.announce(sayCount("reflections.elsewhere_brought", reflections.length));
    this.focusOn(reflections[0]);
  }

  /** @param {string} id @returns {HTMLElement} */
  makeCard(id) {
    const item = fromTemplate("reflection", id);
    one(item, ".ws-versions").addEventListener("toggle", () => {
      const reflection = storage.readReflection(id);
      if (reflection) this.showVersions(item, reflection);
    });
    return item;
  }

  /** @param {HTMLElement} item @param {Reflection} reflection @param {Reflection[]} kept */
  updateCard(item, reflection, kept) {
    const name = nameOf(reflection);
    fill(item, "name", name);
    fill(item, "about", describe(reflection));
    fill(item, "round", roundOf(reflection) > 1 ? say("reflections.round", { round: roundOf(reflection) }) : "");
    // Only the latest round can have a next one.
    one(item, '[data-do="next-round"]').hidden = hasNext(reflection, kept);
    fill(item, "inside", insideOf(reflection));
    fill(item, "changed", say("reflections.changed", { date: sayTime(reflection.changed) }));
    const isOpen = reflection.id === this.store.reflection.id;
    item.classList.toggle("ws-is-open", isOpen);
    one(item, '[data-slot="open"]').hidden = !isOpen;
    one(item, ".ws-go-on").hidden = !isOpen;
    one(item, ".ws-go-on").setAttribute("aria-label", say("reflections.go_on_name", { name }));
    for (const [action, key] of Object.entries(BUTTONS)) {
      const button = one(item, `[data-do="${action}"]`);
      button.textContent = say(`reflections.${key === "open" ? "open_it" : key}`);
      button.setAttribute("aria-label", say(`reflections.${key}_name`, { name }));
    }
    one(item, '[data-do="open"]').hidden = isOpen;
    this.showVersions(item, reflection);
  }

  /** @param {Reflection} reflection @param {HTMLElement} button @param {boolean} [isLatest]  whether it is a copy of what is stored now */
  takeAway(reflection, button, isLatest) {
    takeAway(this.engine, reflection, button, { isLatest });
  }

  /** @param {HTMLElement} item @param {Reflection} reflection */
  async showVersions(item, reflection) {
    const box = /** @type {HTMLDetailsElement} */ (one(item, ".ws-versions"));
    const count = versionsOf(reflection.id).length;
    box.hidden = count === 0;
    fill(box, "versions", sayCount("versions.summary", count));
    if (!box.open || box.hidden) return;
    const { showVersions, versionActions } = await import("./version_list.js");
    showVersions(box, reflection, versionActions(this, reflection.id));
  }
}

/**
 * What the buttons of a card do.
 * @param {ReflectionList} page
 * @returns {Record<string, (reflection: Reflection, item: HTMLElement) => void>}
 */
function cardActions(page) {
  const { store, root } = page;
  return {
    open(reflection) {
      if (!store.open(reflection)) return page.announce(whyNotLeft(store));
      page.announce(say("reflections.opened", { name: nameOf(reflection) }));
      page.focusOn(reflection);
    },
    rename({ name }, item) {
      one(item, ".ws-rename").hidden = false;
      const field = /** @type {HTMLInputElement} */ (one(item, ".ws-rename input"));
      field.value = name;
      field.select();
    },
    "rename-cancel": (_, item) => closeRename(item),
    "rename-keep"(reflection, item) {
      const name = /** @type {HTMLInputElement} */ (one(item, ".ws-rename input")).value.trim();
      // If it is open, the name is an edit, so that it is merged with those of other tabs.
      if (reflection.id === store.reflection.id) {
        store.edit(set(["name"], name));
        store.flush();
      } else if (!page.keep({ ...reflection, name })) return;
      closeRename(item);
      page.announce(say("reflections.renamed", { name: nameOf({ name }) }));
    },
    duplicate(reflection) {
      const now = new Date().toISOString();
      const name = nameFrom("reflections.copy_of", { name: nameOf(reflection) });
      const copy = { ...structuredClone(reflection), id: newId(), name, created: now, changed: now };
      if (page.keep(copy)) page.announce(say("reflections.copied", { name }));
    },
    "next-round": offerNextRound(root, page.engine, (fresh, isHere) => {
      if (!page.keep(fresh)) return false;
      store.open(fresh);
      if (isHere) page.focusOn(fresh);
      return true;
    }),
    "export-one": (reflection, item) => page.takeAway(reflection, one(item, '[data-do="export-one"]')),
    delete(reflection, item) {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      if (!page.attempt(() => deleteReflection(reflection.id))) return;
      if (reflection.id === store.reflection.id) store.startAfresh(store.nameNew());
      one(next ?? root, next ? FIRST : '[data-do="new"]').focus();
      page.offerLastDeleted();
    },
  };
}

/** @param {Reflection} reflection @returns {string} how much is in it, in words */
function insideOf(reflection) {
  const stages = ideaIds.filter((id) => reflection.ideas?.[id]?.stage).length;
  const actions = planned(withDefaults(structuredClone(reflection), ideaIds), ideaIds).length;
  const counts = Object.entries({ stages, actions }).filter(([, count]) => count > 0);
  return counts.map(([name, count]) => say(`reflections.${name}`, { count })).join(" · ");
}

/** @param {HTMLElement} item */
function closeRename(item) {
  one(item, ".ws-rename").hidden = true;
  one(item, '[data-do="rename"]').focus();
}
