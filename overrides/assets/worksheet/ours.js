// One reflection that a group writes together beside everyone's views: started here, with points taken over from people.
// It is an ordinary reflection: what is taken over are edits in the store, and it is kept like any other.
import { all, fill, fromTemplate, one, show, syncList } from "./dom.js";
import { at, insert, remove, same, set } from "./edits.js";
import { setAside, textOf } from "./history.js";
import { newId, newReflection } from "./reflection.js";
import * as storage from "./storage.js";
import { offerUndo, shortly } from "./undo.js";
import { pointsOf } from "./views.js";
import { whose } from "./voices.js";
import { say, sayDate } from "./words.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./reflection.js").Source} Source */
/** @typedef {import("./views.js").Answer} Answer */
/** @typedef {{name: string, path: string[], text: string, source: Source}} Point  name: of a piece, among all in the tab;
 *   path: of the list that it goes into */

/**
 * @param {Store} store
 * @param {import("./gathered.js").Gathered} gathered
 * @param {HTMLElement} root
 * @param {() => void} changed  called when which reflection is shared has changed
 * @returns {(answer: Answer | null) => void} shows what is taken over of what Python says is there
 */
export function startOurs(store, gathered, root, changed) {
  const nameField = /** @type {HTMLInputElement} */ (one(root, "#ours-name"));
  /** @type {Answer | null} */
  let answer = null;
  /** @type {HTMLElement | null} what is being dragged */
  let dragged = null;

  const isOpen = () => gathered.shared !== null && store.reflection.id === gathered.shared;
  /** @param {string} text */
  const tell = (text) => fill(root, "ours-said", text);
  const nameOf = (/** @type {{name: string}} */ { name }) => name.trim() || say("bar.unnamed");

  /** @returns {import("./reflection.js").Reflection | null} one that can be gone on with */
  function resumable() {
    const kept = gathered.shared && storage.readReflection(gathered.shared);
    const used = new Set(gathered.views.map(({ id }) => id));
    return kept || storage.listReflections().find(({ id, perspective }) => perspective?.group === "group" && !used.has(id)) || null;
  }

  /** @param {import("./reflection.js").Reflection} reflection */
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

  /** @param {HTMLElement} element  a piece on the page @returns {Point | null} */
  function pointOf(element) {
    const idea = /** @type {HTMLElement} */ (element.closest("[data-ideas] > [data-id]")).dataset.id ?? "";
    const key = /** @type {HTMLElement} */ (element.closest(".ws-view")).dataset.key ?? "";
    const side = answer?.ideas.find(({ id }) => id === idea)?.points.find((point) => point.key === key);
    const piece = side && pointsOf(side).find(({ id }) => id === element.dataset.id);
    const path = ["ideas", idea, piece?.kind === "change" ? "changes" : "voices"];
    return piece ? { name: `${key} ${idea} ${piece.kind} ${piece.text}`, path, text: piece.text, source: sourceOf(key) } : null;
  }

  /** @param {string} key @returns {Source} empty for somebody who is not to be named */
  function sourceOf(key) {
    const person = answer?.people.find((known) => known.key === key);
    if (!person || person.anonymous) return { who: "", group: null, reflection: "" };
    return { who: person.name, group: person.group, reflection: "" };
  }

  /** @param {Point} point @returns {{id: string, text: string, source: Source} | null} what stands for it in ours */
  function taken({ name, path, text, source }) {
    const list = at(store.reflection, path) ?? [];
    const known = list.find((/** @type {{id: string}} */ { id }) => id === gathered.taken[name]);
    if (known) return known;
    // In another tab, or on another day, the same files have other keys.
    const claimed = new Set(Object.values(gathered.taken));
    return list.find((/** @type {any} */ one) => one.source && one.text === text && same(one.source, source) && !claimed.has(one.id)) ?? null;
  }

  /** @param {Point} point */
  function take(point) {
    const id = newId();
    gathered.taken[point.name] = id;
    gathered.keep();
    const { path, text, source } = point;
    const value = path[2] === "changes" ? { id, text, chosen: false, source } : { id, text, source };
    store.edit(insert(path, value));
    tell(say("perspectives.taken", { text: shortly(text) }));
  }

  /** @param {string[]} path @param {string} id */
  function takeBack(path, id) {
    const { text } = at(store.reflection, [...path, id]);
    const { actions } = at(store.reflection, path.slice(0, 2));
    const worked = actions.filter((/** @type {{change?: string}} */ { change }) => path[2] === "changes" && change === id);
    const undo = store.edit(
      ...worked.map((/** @type {{id: string}} */ action) => remove([...path.slice(0, 2), "actions"], action.id)),
      remove(path, id),
    );
    offerUndo(root, say("perspectives.taken_out", { text: shortly(text) }), shortly(text), () => store.edit(...undo));
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
      changed();
      nameField.focus();
    }
    if (what === "take-over" && item) {
      const point = pointOf(item);
      const there = point && taken(point);
      if (point && there) takeBack(point.path, there.id);
      else if (point) take(point);
    }
    if (what === "take-back" && item) {
      const list = /** @type {HTMLElement} */ (item.parentElement);
      const next = item.nextElementSibling ?? item.previousElementSibling;
      const panel = /** @type {HTMLElement} */ (list.closest("[data-ours]"));
      takeBack(["ideas", panel.dataset.ours ?? "", list.dataset.oursList ?? ""], item.dataset.id ?? "");
      (next?.querySelector("button") ?? /** @type {HTMLElement} */ (one(panel, "textarea"))).focus();
    }
  });
  nameField.addEventListener("keydown", (event) => {
    if (event.key === "Enter") start();
  });

  // With a mouse the same can be done by dragging; the buttons do all that dragging does.
  root.addEventListener("dragstart", (event) => {
    const grip = event.target instanceof Element ? event.target.closest(".ws-grip") : null;
    dragged = /** @type {HTMLElement | null} */ (grip?.closest("[data-id]") ?? null);
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.setData("text/plain", one(dragged, '[data-slot="said"]').textContent ?? "");
    event.dataTransfer.setDragImage(dragged, 0, 0);
    for (const panel of all(root, "[data-ours]")) panel.classList.toggle("ws-is-wanted", isFor(panel));
  });
  for (const type of ["dragenter", "dragover", "drop"]) {
    root.addEventListener(type, (event) => {
      const panel = event.target instanceof Element ? event.target.closest("[data-ours]") : null;
      if (!dragged || !panel || !isFor(panel)) return;
      event.preventDefault();
      const point = pointOf(dragged);
      if (type === "drop" && point && !taken(point)) take(point);
    });
  }
  root.addEventListener("dragend", () => {
    dragged = null;
    for (const panel of all(root, "[data-ours]")) panel.classList.remove("ws-is-wanted");
  });

  /** @param {Element} panel @returns {boolean} whether it is about the same idea as what is dragged */
  const isFor = (panel) => panel.closest("[data-ideas] > [data-id]")?.contains(dragged) ?? false;

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
    showButtons(here);
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
  function showButtons(here) {
    const renamed = [];
    for (const element of all(root, ".ws-point-said")) {
      const point = here ? pointOf(element) : null;
      one(element, "[data-point-tools]").hidden = !point;
      const there = point && taken(point);
      element.classList.toggle("ws-is-taken", Boolean(there));
      if (!point) continue;
      label(one(element, "button"), say(there ? "perspectives.take_out_again" : "perspectives.take_into_ours"), point.text);
      if (!there) continue;
      gathered.taken[point.name] = there.id;
      // Somebody who is not to be named any more is not named in ours either.
      if (!same(there.source, point.source)) renamed.push(set([...point.path, there.id, "source"], point.source));
    }
    if (renamed.length) store.edit(...renamed);
  }

  store.addEventListener("change", update);
  return (given) => {
    answer = given;
    update();
  };
}

/** @param {HTMLElement} button @param {string} words @param {string} text  what it is about, for those who only hear it */
function label(button, words, text) {
  if (button.textContent !== words) button.textContent = words;
  button.setAttribute("aria-label", say("perspectives.take_label", { button: words, text: shortly(text) }));
}
