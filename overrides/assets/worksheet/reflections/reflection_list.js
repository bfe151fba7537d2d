// The page that lists every reflection on this device: open, rename, copy, take away, delete with undo.
import { newId, newReflection } from "../document/document.js";
import { tool } from "../document/edition.js";
import { set } from "../document/operations.js";
import { hasNext, offerNextRound, roundOf } from "../rounds/next_round.js";
import * as storage from "../storage/repository.js";
import { setAside, textOf, versionsOf } from "../storage/version_history.js";
import { download, fill, fromTemplate, isEnter, line, one, syncList, withId } from "../ui/dom.js";
import { describe } from "../ui/labels.js";
import { say, sayCount, sayDate, sayTime } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";
import { startDeleteAll } from "./delete_all.js";

/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("../document/document.js").Reflection} Reflection */

/** The first button of a card that is always there. */
const OPEN = '[data-do="open"]';

/**
 * @param {Store} store
 * @param {import("../python/client.js").Engine} engine
 * @param {() => Promise<void>} leaveNothing  takes the site itself off this device
 * @param {(reflection: Reflection, isLatest?: boolean) => Promise<void>} takeAway  gives one as a file
 */
export function startReflections(store, engine, leaveNothing, takeAway) {
  const root = one(document, "[data-reflections]");
  const list = one(root, ".ws-reflections");
  const nameOf = (/** @type {Reflection} */ reflection) => reflection.name.trim() || say("bar.unnamed");
  /** @param {string} text */
  const tell = (text) => fill(root, "reflections-said", text);

  /** @type {Record<string, (reflection: Reflection, item: HTMLElement) => void>} */
  const doing = {
    open(reflection) {
      store.open(reflection);
      tell(say("reflections.opened", { name: nameOf(reflection) }));
    },
    rename(reflection, item) {
      one(item, ".ws-rename").hidden = false;
      const field = /** @type {HTMLInputElement} */ (one(item, ".ws-rename input"));
      field.value = reflection.name;
      field.select();
    },
    "rename-cancel"(_, item) {
      one(item, ".ws-rename").hidden = true;
      one(item, '[data-do="rename"]').focus();
    },
    "rename-keep"(reflection, item) {
      const name = /** @type {HTMLInputElement} */ (one(item, ".ws-rename input")).value.trim();
      // The one that is open takes it as an edit, so that it meets what other tabs do.
      if (reflection.id === store.reflection.id) {
        store.edit(set(["name"], name));
        store.flush();
      } else if (!keep({ ...reflection, name })) return;
      doing["rename-cancel"](reflection, item);
      tell(say("reflections.renamed", { name: nameOf({ ...reflection, name }) }));
    },
    duplicate(reflection) {
      const now = new Date().toISOString();
      const name = say("reflections.copy_of", { name: nameOf(reflection) });
      const copy = { ...structuredClone(reflection), id: newId(), name, created: now, changed: now };
      if (keep(copy)) tell(say("reflections.copied", { name }));
    },
    "next-round": offerNextRound(root, engine, (fresh, isHere) => {
      if (!keep(fresh)) return false;
      store.open(fresh);
      if (isHere) attend(fresh);
      return true;
    }),
    "export-one"(reflection) {
      takeAway(reflection);
    },
    delete(reflection, item) {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      storage.deleteReflection(reflection.id);
      if (reflection.id === store.reflection.id) store.startAfresh(store.nameNew());
      update();
      one(next ?? root, next ? OPEN : '[data-do="new"]').focus();
      offerLast();
    },
  };

  /**
   * The ways from an earlier version: back to it, apart from it, out with it.
   * @param {string} id  of the reflection
   * @returns {import("./version_list.js").Ways}
   */
  const waysOf = (id) => ({
    "go-back"(version, when) {
      store.flush();
      const before = storage.readReflection(id);
      // So that this, too, can be taken back.
      if (before) setAside(id, textOf(before));
      if (!putBack(version)) return;
      const name = nameOf(version);
      offerUndo(root, say("versions.went_back", { name, when }), name, () => before && putBack(before));
    },
    "keep-apart"(version, when) {
      const name = say("versions.as_of", { name: nameOf(version), when });
      if (keep({ ...structuredClone(version), id: newId(), name })) tell(say("versions.kept_apart", { name }));
    },
    "take-version"(version, when) {
      takeAway({ ...version, name: say("versions.as_of", { name: nameOf(version), when }) }, false);
    },
  });

  /** Let a reflection be as it was. @param {Reflection} version @returns {boolean} whether there was room for it */
  function putBack(version) {
    const fresh = { ...structuredClone(version), changed: new Date().toISOString() };
    if (!keep(fresh)) return false;
    if (fresh.id === store.reflection.id) store.open(fresh);
    attend(fresh);
    return true;
  }

  /** @param {HTMLElement} item @param {Reflection} reflection */
  async function showVersionsOf(item, reflection) {
    const box = /** @type {HTMLDetailsElement} */ (one(item, ".ws-versions"));
    const count = versionsOf(reflection.id).length;
    box.hidden = count === 0;
    fill(box, "versions", sayCount("versions.summary", count));
    if (!box.open || box.hidden) return;
    const { showVersions } = await import("./version_list.js");
    showVersions(box, reflection, waysOf(reflection.id));
  }

  /** @param {Reflection} reflection @returns {HTMLElement} */
  function makeCard({ id }) {
    const item = fromTemplate("reflection", id);
    one(item, ".ws-versions").addEventListener("toggle", () => {
      const reflection = storage.readReflection(id);
      if (reflection) showVersionsOf(item, reflection);
    });
    return item;
  }

  /** Give a card the keyboard. @param {Reflection} reflection */
  const attend = ({ id }) => one(list, `${withId(id)} ${OPEN}`).focus();

  /** @param {Reflection} reflection @returns {boolean} whether there was room for it */
  function keep(reflection) {
    try {
      storage.writeReflection(reflection);
    } catch {
      tell(say(storage.isAllowed() ? "bar.full" : "bar.forbidden"));
      return false;
    }
    update();
    return true;
  }

  /** What was deleted last can be brought back, also after a reload. */
  function offerLast() {
    const deleted = storage.lastDeleted();
    if (!deleted || storage.readReflection(deleted.id)) return;
    const text = nameOf(deleted);
    offerUndo(root, say("undo.deleted_reflection", { text }), text, () => {
      if (!keep(deleted)) return;
      storage.forgetDeleted();
      attend(deleted);
    }, () => {
      storage.forgetDeleted();
      one(root, '[data-do="new"]').focus();
    });
  }

  root.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    const what = button?.dataset.do ?? "";
    const item = /** @type {HTMLElement | null} */ (button?.closest("[data-id]") ?? null);
    if (item) {
      store.flush();
      const reflection = storage.readReflection(item.dataset.id ?? "");
      if (reflection) doing[what]?.(reflection, item);
    }
    if (what === "new") {
      const fresh = newReflection(store.nameNew(), store.ideas);
      if (keep(fresh)) {
        store.open(fresh);
        tell(say("reflections.started"));
        attend(fresh);
      }
    }
  });
  root.addEventListener("keydown", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.closest(".ws-rename")) return;
    const item = /** @type {HTMLElement} */ (event.target.closest("[data-id]"));
    if (!isEnter(event) && event.key !== "Escape") return;
    // The same key must not press the button that the attention goes to.
    event.preventDefault();
    one(item, `[data-do="rename-${event.key === "Escape" ? "cancel" : "keep"}"]`).click();
  });
  startDeleteAll(root, store, takeAway, leaveNothing, () => {
    one(root, "[data-undo]").replaceChildren();
    tell(say("reflections.everything_deleted"));
    one(root, '[data-do="new"]').focus();
  });

  function update() {
    const kept = storage.listReflections();
    syncList(list, kept, makeCard, (item, reflection) => {
      const name = nameOf(reflection);
      fill(item, "name", name);
      fill(item, "about", describe(reflection));
      fill(item, "round", roundOf(reflection) > 1 ? say("reflections.round", { round: roundOf(reflection) }) : "");
      // The next one follows the latest, so that rounds stay in one row.
      one(item, '[data-do="next-round"]').hidden = hasNext(reflection, kept);
      fill(item, "changed", say("reflections.changed", { date: sayTime(reflection.changed) }));
      const isOpen = reflection.id === store.reflection.id;
      item.classList.toggle("ws-is-open", isOpen);
      one(item, '[data-slot="open"]').hidden = !isOpen;
      for (const [action, key] of buttons) {
        const button = one(item, `[data-do="${action}"]`);
        button.textContent = say(`reflections.${key === "open" ? "open_it" : key}`);
        button.setAttribute("aria-label", say(`reflections.${key}_name`, { name }));
      }
      showVersionsOf(item, reflection);
    });
    one(root, '[data-show="none-yet"]').hidden = kept.length > 0;
    updateDamaged();
  }

  function updateDamaged() {
    const damaged = storage.listDamaged();
    const box = one(root, "[data-damaged]");
    box.hidden = damaged.length === 0;
    const items = damaged.map(({ key, text, date, id, isNewer }) => {
      const item = document.createElement("li");
      const said = say(`reflections.download_${isNewer ? "newer" : "damaged"}`, { date: date ? sayDate(date) : key });
      item.append(button(said, () => download("coproduction-unreadable.json", text)));
      const [last] = storage.listVersions(id).map(({ reflection }) => reflection);
      // What cannot be read is set aside when this is written.
      if (last) item.append(" ", button(say("versions.instead", { when: sayTime(last.changed) }), () => putBack(last)));
      return item;
    });
    one(box, "ul").replaceChildren(...items);
  }

  for (const event of ["change", "saved"]) store.addEventListener(event, update);
  addEventListener("storage", update);
  update();
  offerLast();
}

/** @param {string} text @param {() => void} act @returns {HTMLElement} */
function button(text, act) {
  const made = /** @type {HTMLButtonElement} */ (line("button", text));
  made.type = "button";
  made.className = "ws-button";
  made.addEventListener("click", act);
  return made;
}

const buttons = [
  ["open", "open"],
  ["next-round", "next"],
  ["rename", "rename"],
  ["duplicate", "duplicate"],
  ["export-one", "export"],
  ["delete", "delete"],
];
