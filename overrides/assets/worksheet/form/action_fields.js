// The fields of one action (what, who, when, how, status): on a worksheet and in the plan.
import { set } from "../document/operations.js";
import { buttonFor } from "../ui/beside_button.js";
import { all, fill, one } from "../ui/dom.js";
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
    const isRead = known !== undefined && Boolean(when?.value.trim());
    fill(card, "read", isRead ? sentenceOf(known) : "");
    fill(card, "by", isRead ? shortOf(known) : "");
    const days = isRead && when ? known.either.map((day) => choiceOf(when, day)) : [];
    const slot = one(card, "[data-slot=days]");
    // A button that says the same stays: it may have the focus.
    if (slot.textContent !== days.map((button) => button.textContent).join("")) slot.replaceChildren(...days);
    card.classList.toggle("ws-is-late", known?.late ?? false);
    card.classList.toggle("ws-is-asked", days.length > 0);
  }
}

/** @param {Planned} action @returns {string} how its "when" was read */
function sentenceOf({ by, either, no_such_day, late }) {
  if (by) return say("plan.read_as", { date: sayDate(by) }) + (late ? ` ${say("plan.late")}` : "");
  const [first, second] = either.map((day) => sayDate(day));
  if (second) return say("plan.read_either", { first, second });
  return say(isClockWrong() ? "plan.wrong_clock" : no_such_day ? "plan.no_such_day" : "plan.unread");
}

/** @param {Planned} action @returns {string} the same in few words, for a row of the plan */
function shortOf({ by, either, late }) {
  if (by) return say(late ? "plan.gone_by" : "plan.by_day", { date: sayDate(by) });
  return say(either.length ? "plan.which_day" : "plan.no_day");
}

/** @param {HTMLInputElement} when @param {string} day @returns {HTMLElement} writes this day in place of what can mean two */
function choiceOf(when, day) {
  const date = sayDate(day);
  return buttonFor("plan.choose_day", "ws-quiet", () => {
    when.value = date;
    when.focus();
    when.dispatchEvent(new Event("input", { bubbles: true }));
  }, { date });
}
