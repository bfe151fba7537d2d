// The fields of one action (what, who, when, how, status): on a worksheet and in the plan.
import { set } from "../document/operations.js";
import { all, fill } from "../ui/dom.js";
import { read, seenIn } from "../ui/fields.js";
import { isClockWrong, say, sayDate, today } from "../ui/messages.js";

/**
 * Keep what is typed into the action cards inside `root`.
 * @param {Store} store
 * @param {HTMLElement} root
 * @param {(id: string) => string[]} pathOf  where the action with this id stands in the document
 */
export function listenToActions(store, root, pathOf) {
  root.addEventListener("input", ({ target }) => {
    const control = /** @type {HTMLInputElement} */ (target);
    const card = /** @type {HTMLElement | null} */ (control.closest("[data-id]"));
    const name = control.dataset.field;
    if (!card?.dataset.id || !name) return;
    const path = pathOf(card.dataset.id);
    // "30 June" means the first one after the day on which it was written.
    const written = name === "when" ? [set([...path, "written"], isClockWrong() ? null : today())] : [];
    store.edit(set([...path, name], read(control), seenIn(control)), ...written);
  });
}

/**
 * Say beside each "when" how it was read.
 * @param {HTMLElement} root
 * @param {Map<string, Planned>} plan  by the id of its card
 */
export function showDates(root, plan) {
  for (const card of all(root, "[data-id]")) {
    const known = plan.get(card.dataset.id ?? "");
    const when = /** @type {HTMLInputElement | null} */ (card.querySelector('[data-field="when"]'));
    let text = "";
    if (known && when?.value.trim()) {
      text = known.by ? say("plan.read_as", { date: sayDate(known.by) }) : say(isClockWrong() ? "plan.wrong_clock" : "plan.unread");
      if (known.late) text += ` ${say("plan.late")}`;
    }
    fill(card, "read", text);
    card.classList.toggle("ws-is-late", known?.late ?? false);
  }
}
