// Controls bound to one value of the document by its path, as in [data-bind="ideas.assets.evidence"], and the checkboxes
// beside descriptors and quotes.
import { tool } from "../document/edition.js";
import { at, set } from "../document/operations.js";
import { all, fill, fromTemplate, one, onPress, syncList } from "../ui/dom.js";
import { grow, read, seenIn, show, stopWaiting } from "../ui/fields.js";
import { nameOf } from "../ui/labels.js";
import { say } from "../ui/messages.js";

/** @param {{store: Store, idea: string}} page */
export function startBoundFields({ store, idea }) {
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLElement) take(/** @type {import("../ui/fields.js").Control} */ (target));
  });

  /** @param {import("../ui/fields.js").Control} control  in which something was typed or chosen */
  function take(control) {
    grow(control);
    const path = control.dataset.bind?.split(".");
    if (path) store.edit(set(path, read(control), seenIn(control)));
    if ("recognised" in control.dataset) recognise(control.value, /** @type {HTMLInputElement} */ (control).checked);
  }

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const path = button?.dataset.clear?.split(".");
    if (path) {
      store.edit(set(path, null));
      // The button is hidden: the focus moves to its question.
      one(document, `[data-bind="${path.join(".")}"]`).focus();
    }
    if (button?.dataset.choose) store.edit(set(["ideas", idea, "stage"], button.dataset.choose));
  });
  onPress(document, {
    unrecognise(_, item) {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      recognise(item.dataset.id ?? "", false);
      (next?.querySelector("button") ?? one(document, `[data-bind="ideas.${idea}.evidence"]`)).focus();
    },
  });

  /** @param {string} id @param {boolean} on */
  function recognise(id, on) {
    store.edit({ op: on ? "include" : "exclude", path: ["ideas", idea, "recognised"], value: id });
  }

  function update() {
    const { reflection } = store;
    for (const control of /** @type {import("../ui/fields.js").Control[]} */ (all(document, "[data-bind]"))) {
      show(control, at(reflection, (control.dataset.bind ?? "").split(".")));
    }
    for (const button of all(document, "[data-clear]")) {
      button.hidden = !at(reflection, (button.dataset.clear ?? "").split("."));
    }
    fill(document, "name", nameOf(reflection));
    if (idea) updateIdea(reflection.ideas[idea]);
  }

  /** @param {IdeaAnswers} answers */
  function updateIdea({ stage, recognised }) {
    const label = stage && tool.stages[stage];
    fill(document, "stage", label ? say("form.stage_chosen", { stage: label }) : say("form.no_stage"));
    for (const card of all(document, ".ws-stage")) card.classList.toggle("ws-is-chosen", card.dataset.stage === stage);
    for (const button of all(document, "[data-choose]")) {
      button.setAttribute("aria-pressed", String(button.dataset.choose === stage));
    }
    for (const box of /** @type {HTMLInputElement[]} */ (all(document, "[data-recognised]"))) {
      box.checked = recognised.includes(box.value);
      box.closest(".ws-point")?.classList.toggle("ws-is-recognised", box.checked);
    }
    updateRecognised(recognised);
  }

  /** @param {string[]} recognised */
  function updateRecognised(recognised) {
    const box = document.querySelector("[data-recognised-list]");
    if (!(box instanceof HTMLElement)) return;
    // In the order of the page. Ids that this edition does not know stay in the document.
    const points = all(document, ".ws-point-text").filter(({ id }) => recognised.includes(id.slice("point-".length)));
    box.hidden = points.length === 0;
    const records = points.map((point) => ({ id: point.id.slice("point-".length), point }));
    syncList(one(box, "ul"), records, ({ id }) => fromTemplate("recognised", id), (item, { point }) => {
      const text = (point.textContent ?? "").replace(/\s+/g, " ").trim();
      const stage = /** @type {HTMLElement} */ (point.closest("[data-stage]"))?.dataset.stage ?? "";
      fill(item, "stage", `${tool.stages[stage]}:`);
      fill(item, "text", text);
      one(item, "button").setAttribute("aria-label", say("form.unrecognise", { text }));
    });
  }

  // Asked where somebody begins, and no more once something is written.
  for (const question of all(document, "[data-ask]")) question.hidden = !store.isNew;
  store.addEventListener("change", (event) => {
    const { elsewhere, outside } = /** @type {CustomEvent} */ (event).detail;
    // Another reflection is open now: no field goes on with what it had.
    if (elsewhere && !outside) stopWaiting();
  });
  store.watch(update);
}
