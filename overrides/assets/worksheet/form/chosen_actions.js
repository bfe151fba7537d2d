// The second half of a worksheet: the chosen changes, worked up into actions.
import { planned } from "../document/document.js";
import { fill, fromTemplate, one, syncList } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { showFields } from "../ui/fields.js";
import { listenToActions, showDates } from "./action_fields.js";

/**
 * @param {{store: Store, idea: string}} page
 * @returns {(answer: {plan: {actions: Planned[]}}) => void} shows what Python says of it
 */
export function startChosenActions({ store, idea }) {
  const box = one(document, "[data-actions]");
  listenToActions(store, box, (id) => ["ideas", idea, "actions", id]);

  function update() {
    const { changes } = store.reflection.ideas[idea];
    const actions = planned(store.reflection, [idea])
      .filter((entry) => entry.idea)
      .map((entry) => entry.action);
    // In the order of the changes they belong to.
    const places = new Map(changes.map(({ id }, place) => [id, place]));
    const placeOf = (/** @type {Action} */ { change }) => places.get(change ?? "") ?? -1;
    actions.sort((a, b) => placeOf(a) - placeOf(b));
    syncList(box, actions, (action) => fromTemplate("action", action.id), (card, action) => {
      fill(card, "legend", shortly(changes[placeOf(action)]?.text ?? ""));
      card.dataset.status = action.status;
      showFields(card, action);
    });
  }

  store.watch(update);
  return ({ plan }) => showDates(box, new Map(plan.actions.filter((action) => action.idea === idea).map((action) => [action.id, action])));
}
