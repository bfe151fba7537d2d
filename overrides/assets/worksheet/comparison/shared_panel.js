// The shared reflection on the page of many views: its answers beside those of everybody, and the line at the foot.
import { at } from "../document/operations.js";
import { all, fill, fromTemplate, one, syncList } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { show } from "../ui/fields.js";
import { nameOf, whose } from "../ui/labels.js";
import { say } from "../ui/messages.js";

/** @type {WeakMap<HTMLElement, string>} what each line of the shared reflection says now */
const shown = new WeakMap();

/**
 * Show what the shared reflection says of one idea.
 * @param {HTMLElement} place  the panel of the idea
 * @param {Reflection | null} reflection  null: none is open here
 */
export function showPanel(place, reflection) {
  if (!reflection) return place.replaceChildren();
  const idea = /** @type {HTMLElement} */ (place.closest("[data-id]")).dataset.id ?? "";
  const valueAt = (/** @type {string} */ path = "") => at(reflection, path.split("."));
  if (!place.firstElementChild) {
    place.append(fromTemplate(`ours-${idea}`, idea));
    for (const control of /** @type {HTMLInputElement[]} */ (all(place, "[data-bind]"))) show(control, valueAt(control.dataset.bind));
    for (const button of all(place, "[data-clear]")) button.hidden = !valueAt(button.dataset.clear);
  }
  for (const list of all(place, "[data-ours-list]")) {
    const items = valueAt(`ideas.${idea}.${list.dataset.oursList}`) ?? [];
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

/** Show the line that says whether it is kept. @param {HTMLElement} root @param {Reflection | null} reflection */
export function showSharedBar(root, reflection) {
  const bar = root.querySelector(".ws-bar");
  if (!reflection) return bar?.remove();
  if (bar) return;
  const fresh = fromTemplate("ours-bar");
  fill(fresh, "name", nameOf(reflection));
  fill(fresh, "saved", say("bar.ready"));
  one(fresh, "[data-saved]").dataset.saved = "saved";
  root.append(fresh);
}

/** @param {import("./contributions.js").Contribution} contribution @param {boolean | null} state  see its `shown` */
export function showContribution(contribution, state) {
  if (contribution.shown === state) return;
  contribution.shown = state;
  const { tools, element, button, text } = contribution;
  tools.hidden = state === null;
  element.classList.toggle("ws-is-taken", state === true);
  if (state !== null) label(button, say(state ? "perspectives.take_out_again" : "perspectives.take_into_ours"), text);
}

/** @param {HTMLElement} button @param {string} words @param {string} text  what it is about, for those who only hear it */
function label(button, words, text) {
  if (button.textContent !== words) button.textContent = words;
  button.setAttribute("aria-label", say("perspectives.take_label", { button: words, text: shortly(text) }));
}
