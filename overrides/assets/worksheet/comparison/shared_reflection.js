// One reflection that a group writes together beside everyone's views: started here, with points taken over from people.
// It is an ordinary reflection: what is taken over are edits in the store, and it is kept like any other.
import { newId, newReflection } from "../document/document.js";
import { at, insert, remove, set } from "../document/operations.js";
import * as storage from "../storage/repository.js";
import { setAside, textOf } from "../storage/version_history.js";
import { all, fill, fromTemplate, one, show, syncList } from "../ui/dom.js";
import { startDragging } from "../ui/drag_and_drop.js";
import { shortly } from "../ui/excerpt.js";
import { whose } from "../ui/labels.js";
import { say, sayDate } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";
import { UNNAMED, isSame, piecesOn, standIns, stillNamed } from "./contributions.js";

/** @typedef {import("../storage/store.js").Store} Store */
/** @typedef {import("./idea_views.js").Answer} Answer */

/**
 * @param {Store} store
 * @param {import("./session_files.js").Gathered} gathered
 * @param {HTMLElement} root
 * @param {() => void} changed  called when which reflection is shared has changed
 * @returns {(answer: Answer | null) => void} shows what is taken over of what Python says is there
 */
export function startOurs(store, gathered, root, changed) {
  const nameField = /** @type {HTMLInputElement} */ (one(root, "#ours-name"));
  /** @type {Answer | null} */
  let answer = null;
  /** @type {Map<Element, import("./contributions.js").Piece>} what everyone wrote, by its place on the page */
  let pieces = new Map();
  /** @type {ReturnType<typeof standIns>} */
  let taken = new Map();
  /** @type {WeakMap<HTMLElement, string>} what each line of ours says now */
  const shown = new WeakMap();

  const isOpen = () => gathered.shared !== null && store.reflection.id === gathered.shared;
  /** @param {string} text */
  const tell = (text) => fill(root, "ours-said", text);
  const nameOf = (/** @type {{name: string}} */ { name }) => name.trim() || say("bar.unnamed");

  /** @returns {import("../document/document.js").Reflection | null} one that can be gone on with */
  function resumable() {
    const kept = gathered.shared && storage.readReflection(gathered.shared);
    const used = new Set(gathered.views.map(({ id }) => id));
    return kept || storage.listReflections().find(({ id, perspective }) => perspective?.group === "group" && !used.has(id)) || null;
  }

  /** @param {import("../document/document.js").Reflection} reflection */
  function open(reflection) {
    gathered.share(reflection.id);
    // What is taken over from people comes on top of what stands there now.
    setAside(reflection.id, textOf(reflection));
    store.open(reflection);
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
      fill(root, "ours-help", say(storage.isAllowed() ? "bar.full" : "bar.forbidden"));
      return;
    }
    nameField.value = "";
    open(fresh);
    tell(say("perspectives.ours_started", { name }));
    one(root, "[data-ours-links] a").focus();
  }

  /** @param {Element | null} element  a piece that nothing stands for yet is taken over */
  function take(element) {
    const piece = element && pieces.get(element);
    if (!piece || !isOpen() || taken.has(piece)) return;
    const id = newId();
    gathered.taken[piece.name] = id;
    gathered.keep();
    const { path, text, source } = piece;
    const value = path[2] === "changes" ? { id, text, chosen: false, source } : { id, text, source };
    edit(insert(path, value));
    tell(say("perspectives.taken", { text: shortly(text) }));
  }

  /** A press is no keystroke: what it did is kept at once. @param {...import("../document/operations.js").Edit} edits */
  function edit(...edits) {
    const undo = store.edit(...edits);
    store.flush();
    return undo;
  }

  /** @param {string[]} path @param {string} id */
  function takeBack(path, id) {
    const { text } = at(store.reflection, [...path, id]);
    const { actions } = at(store.reflection, path.slice(0, 2));
    const worked = actions.filter((/** @type {{change?: string}} */ { change }) => path[2] === "changes" && change === id);
    const undo = edit(
      ...worked.map((/** @type {{id: string}} */ action) => remove([...path.slice(0, 2), "actions"], action.id)),
      remove(path, id),
    );
    offerUndo(root, say("perspectives.taken_out", { text: shortly(text) }), shortly(text), () => edit(...undo));
  }

  root.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    const what = button?.dataset.do;
    const item = /** @type {HTMLElement | null} */ (button?.closest("[data-id]") ?? null);
    if (what === "start-ours") start();
    if (what === "resume-ours") {
      const found = resumable();
      if (found) open(found);
    }
    if (what === "leave-ours") {
      gathered.share(null);
      update();
      nameField.focus();
      changed();
    }
    if (what === "take-over" && item) {
      const piece = pieces.get(item);
      const there = piece && taken.get(piece);
      if (piece && there) takeBack(piece.path, there.id);
      else take(item);
    }
    if (what === "take-back" && item) {
      const list = /** @type {HTMLElement} */ (item.parentElement);
      const next = [item.nextElementSibling, item.previousElementSibling].map((beside) => beside?.querySelector("button:not([hidden])"));
      const panel = /** @type {HTMLElement} */ (list.closest("[data-ours]"));
      takeBack(["ideas", panel.dataset.ours ?? "", list.dataset.oursList ?? ""], item.dataset.id ?? "");
      /** @type {HTMLElement} */ (next.find(Boolean) ?? one(panel, "textarea")).focus();
    }
  });
  nameField.addEventListener("keydown", (event) => {
    if (event.key === "Enter") start();
  });

  startDragging(root, take);

  function update() {
    const here = isOpen();
    const found = here ? null : resumable();
    one(root, "[data-ours-new]").hidden = here;
    one(root, "[data-ours-links]").hidden = !here;
    fill(root, "ours-help", here ? say("perspectives.ours_open", { name: nameOf(store.reflection) }) : say("perspectives.ours_help"));
    const resume = one(root, '[data-do="resume-ours"]');
    resume.hidden = !found;
    resume.textContent = found ? say("perspectives.resume_ours", { name: nameOf(found) }) : "";
    for (const place of all(root, "[data-ours-place]")) showPanel(place, here);
    showBar(here);
    showPieces(here);
  }

  /** @param {HTMLElement} place @param {boolean} here */
  function showPanel(place, here) {
    if (!here) return place.replaceChildren();
    const idea = /** @type {HTMLElement} */ (place.closest("[data-id]")).dataset.id ?? "";
    if (!place.firstElementChild) {
      place.append(fromTemplate(`ours-${idea}`, idea));
      for (const control of /** @type {HTMLInputElement[]} */ (all(place, "[data-bind]"))) {
        show(control, at(store.reflection, (control.dataset.bind ?? "").split(".")));
      }
      for (const button of all(place, "[data-clear]")) button.hidden = !at(store.reflection, (button.dataset.clear ?? "").split("."));
    }
    for (const list of all(place, "[data-ours-list]")) {
      const items = at(store.reflection, ["ideas", idea, list.dataset.oursList ?? ""]) ?? [];
      list.hidden = items.length === 0;
      syncList(list, items, ({ id }) => fromTemplate("ours-item", id), (item, /** @type {any} */ { text, source }) => {
        const says = JSON.stringify([text, source]);
        if (shown.get(item) === says) return;
        shown.set(item, says);
        fill(item, "said", text);
        fill(item, "whose", whose(source));
        const button = one(item, "button");
        button.hidden = !source;
        label(button, say("perspectives.take_out_again"), text);
      });
    }
  }

  /** @param {boolean} here */
  function showBar(here) {
    const bar = root.querySelector(".ws-bar");
    if (!here) return bar?.remove();
    if (bar) return;
    const fresh = fromTemplate("ours-bar");
    fill(fresh, "name", nameOf(store.reflection));
    fill(fresh, "saved", say("bar.ready"));
    one(fresh, "[data-saved]").dataset.saved = "saved";
    root.append(fresh);
  }

  /** @param {boolean} here */
  function showPieces(here) {
    taken = here ? standIns(pieces.values(), store.reflection, gathered.taken) : new Map();
    for (const piece of pieces.values()) showPiece(piece, here ? taken.has(piece) : null);
    for (const [{ name }, { id }] of taken) gathered.taken[name] = id;
    if (!here) return;
    // Somebody who is not to be named any more is not named in ours either.
    const renamed = [
      ...stillNamed(answer, store.reflection, gathered.taken).map((path) => set(path, UNNAMED)),
      ...[...taken]
        .filter(([piece, there]) => !isSame(there.source, piece.source) && !isSame(piece.source, UNNAMED))
        .map(([{ path, source }, { id }]) => set([...path, id, "source"], source)),
    ];
    if (renamed.length) edit(...renamed);
  }

  store.addEventListener("change", update);
  return (given) => {
    answer = given;
    pieces = piecesOn(root, given);
    update();
  };
}

/** @param {import("./contributions.js").Piece} piece @param {boolean | null} state  see its `shown` */
function showPiece(piece, state) {
  if (piece.shown === state) return;
  piece.shown = state;
  piece.tools.hidden = state === null;
  piece.element.classList.toggle("ws-is-taken", state === true);
  if (state !== null) label(piece.button, say(state ? "perspectives.take_out_again" : "perspectives.take_into_ours"), piece.text);
}

/** @param {HTMLElement} button @param {string} words @param {string} text  what it is about, for those who only hear it */
function label(button, words, text) {
  if (button.textContent !== words) button.textContent = words;
  button.setAttribute("aria-label", say("perspectives.take_label", { button: words, text: shortly(text) }));
}
