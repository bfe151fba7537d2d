// One reflection that a group writes together beside everyone's views: started here, with points taken over from people.
// It is an ordinary reflection: what is taken over are edits in the store, and it is kept like any other.
import { newId, newReflection } from "../document/document.js";
import { at, insert, remove, set } from "../document/operations.js";
import { whyNotKept, whyNotLeft } from "../form/save_status.js";
import * as storage from "../storage/repository.js";
import { addVersion, textOf } from "../storage/version_history.js";
import { all, fill, isEnter, one, onPress } from "../ui/dom.js";
import { startDragging } from "../ui/drag_and_drop.js";
import { shortly } from "../ui/excerpt.js";
import { nameOf } from "../ui/labels.js";
import { say, sayDate } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";
import { ANONYMOUS, contributionsOn, isSame, matchTaken, sourcesStillNamed } from "./contributions.js";
import { showContribution, showPanel, showSharedBar } from "./shared_panel.js";

/** @typedef {import("./contributions.js").Contribution} Contribution */

/**
 * @param {Store} store
 * @param {ComparisonSession} session
 * @param {HTMLElement} root
 * @param {() => void} changed  called when which reflection is shared has changed
 * @returns {(answer: Comparison | null) => void} shows what is taken over of what Python says is there
 */
export function startSharedReflection(store, session, root, changed) {
  const nameField = /** @type {HTMLInputElement} */ (one(root, "#ours-name"));
  const taking = new Taking(store, session, root);

  /** @param {Reflection} reflection */
  function open(reflection) {
    if (!store.open(reflection)) {
      fill(root, "ours-help", whyNotLeft(store));
      return;
    }
    session.share(reflection.id);
    // So that one can go back to how it was before contributions were taken over.
    addVersion(reflection.id, textOf(reflection));
    changed();
    one(root, "#ours-start").scrollIntoView({ block: "nearest" });
  }

  function start() {
    store.flush();
    const name = nameField.value.trim() || say("perspectives.ours_name", { date: sayDate(new Date()) });
    const fresh = newReflection(name, store.ideas);
    fresh.perspective.group = "group";
    try {
      storage.writeReflection(fresh);
    } catch {
      fill(root, "ours-help", whyNotKept());
      return;
    }
    nameField.value = "";
    open(fresh);
    taking.announce(say("perspectives.ours_started", { name }));
    one(root, "[data-ours-links] a").focus();
  }

  onPress(root, {
    "start-ours": start,
    "resume-ours"() {
      const found = resumable(session);
      if (found) open(found);
    },
    "leave-ours"() {
      session.share(null);
      update();
      nameField.focus();
      changed();
    },
    "take-over": (_, item) => taking.toggle(item),
    "take-back"(_, item) {
      const list = /** @type {HTMLElement} */ (item.parentElement);
      const panel = /** @type {HTMLElement} */ (list.closest("[data-ours]"));
      const next = [item.nextElementSibling, item.previousElementSibling].map((beside) => beside?.querySelector("button:not([hidden])"));
      taking.takeBack(["ideas", panel.dataset.ours ?? "", list.dataset.oursList ?? ""], item.dataset.id ?? "");
      /** @type {HTMLElement} */ (next.find(Boolean) ?? one(panel, "textarea")).focus();
    },
  });
  nameField.addEventListener("keydown", (event) => {
    if (isEnter(event)) start();
  });
  startDragging(root, (item) => taking.take(item));

  function update() {
    const shared = taking.isOpen ? store.reflection : null;
    const found = shared ? null : resumable(session);
    one(root, "[data-ours-new]").hidden = shared !== null;
    one(root, "[data-ours-links]").hidden = shared === null;
    fill(root, "ours-help", shared ? say("perspectives.ours_open", { name: nameOf(shared) }) : say("perspectives.ours_help"));
    const resume = one(root, '[data-do="resume-ours"]');
    resume.hidden = !found;
    resume.textContent = found ? say("perspectives.resume_ours", { name: nameOf(found) }) : "";
    for (const place of all(root, "[data-ours-place]")) showPanel(place, shared);
    showSharedBar(root, shared);
    taking.update();
  }

  store.addEventListener("change", update);
  return (answer) => {
    taking.load(answer);
    update();
  };
}

/**
 * @param {ComparisonSession} session
 * @returns {Reflection | null} a shared reflection that can be gone on with
 */
function resumable({ shared, views }) {
  const used = new Set(views.map(({ id }) => id));
  return (shared && storage.readReflection(shared))
    || (storage.listReflections().find(({ id, perspective }) => perspective?.group === "group" && !used.has(id)) ?? null);
}

/** Copies contributions into the shared reflection, and removes them again. */
class Taking {
  /**
   * @param {Store} store
   * @param {ComparisonSession} session
   * @param {HTMLElement} root
   */
  constructor(store, session, root) {
    this.store = store;
    this.session = session;
    this.root = root;
    /** @type {Comparison | null} */
    this.answer = null;
    /** @type {Map<Element, Contribution>} what everyone wrote, by its place on the page */
    this.contributions = new Map();
    /** @type {ReturnType<typeof matchTaken>} */
    this.taken = new Map();
  }

  get isOpen() {
    return this.session.shared !== null && this.store.reflection.id === this.session.shared;
  }

  /** @param {string} text */
  announce(text) {
    fill(this.root, "ours-said", text);
  }

  /** @param {Comparison | null} answer */
  load(answer) {
    this.answer = answer;
    this.contributions = contributionsOn(this.root, answer);
  }

  /** @param {Element} element  a contribution: in, or out again */
  toggle(element) {
    const contribution = this.contributions.get(element);
    const there = contribution && this.taken.get(contribution);
    if (contribution && there) this.takeBack(contribution.path, there.id);
    else this.take(element);
  }

  /** @param {Element} element  a contribution that nothing stands for yet */
  take(element) {
    const contribution = this.contributions.get(element);
    if (!contribution || !this.isOpen || this.taken.has(contribution)) return;
    const id = newId();
    const { path, text, source } = contribution;
    const value = path[2] === "changes" ? { id, text, chosen: false, source } : { id, text, source };
    this.session.taken[contribution.name] = id;
    if (!this.edit(insert(path, value)).length) {
      delete this.session.taken[contribution.name];
      return;
    }
    this.session.keep();
    this.announce(say("perspectives.taken", { text: shortly(text) }));
  }

  /** @param {string[]} path @param {string} id */
  takeBack(path, id) {
    const { text } = at(this.store.reflection, [...path, id]);
    const { actions } = at(this.store.reflection, path.slice(0, 2));
    const worked = actions.filter((/** @type {{change?: string}} */ { change }) => path[2] === "changes" && change === id);
    const undo = this.edit(
      ...worked.map((/** @type {{id: string}} */ action) => remove([...path.slice(0, 2), "actions"], action.id)),
      remove(path, id),
    );
    offerUndo(this.root, say("perspectives.taken_out", { text: shortly(text) }), shortly(text), () => this.edit(...undo));
  }

  /** Change it and store that at once, as a press is no keystroke that others follow. @param {...Edit} edits */
  edit(...edits) {
    const undo = this.store.edit(...edits);
    this.store.flush();
    return undo;
  }

  update() {
    const { store: { reflection }, session, isOpen } = this;
    this.taken = isOpen ? matchTaken(this.contributions.values(), reflection, session.taken) : new Map();
    for (const contribution of this.contributions.values()) showContribution(contribution, isOpen ? this.taken.has(contribution) : null);
    for (const [{ name }, { id }] of this.taken) session.taken[name] = id;
    if (!isOpen) return;
    // Somebody who was made anonymous since is not named in the shared reflection either.
    const renamed = [
      ...sourcesStillNamed(this.answer, reflection, session.taken).map((path) => set(path, ANONYMOUS)),
      ...[...this.taken]
        .filter(([{ source }, there]) => !isSame(there.source, source) && !isSame(source, ANONYMOUS))
        .map(([{ path, source }, { id }]) => set([...path, id, "source"], source)),
    ];
    if (renamed.length) this.edit(...renamed);
  }
}
