// The overall action plan: the chosen actions of the four ideas, and actions that belong to none.
import { lineOf, newAction, planned } from "../document/document.js";
import { ideaIds, tool } from "../document/edition.js";
import { insert, remove } from "../document/operations.js";
import { listenToActions, showAction, showDates } from "../form/action_fields.js";
import { fill, fromTemplate, one, onPress, syncList, whenNothingIsPressed, withId } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { say } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";

/** @typedef {import("../form/action_fields.js").Planned} Planned */
/** @typedef {{actions: Planned[], notes: {idea: string | null, action: string, code: string, text: string}[]}} Plan */

/**
 * @param {{store: import("../storage/store.js").Store}} page
 * @returns {(answer: {plan: Plan}) => void} shows the order and the notes that Python gives
 */
export function startActionPlan({ store }) {
  const root = one(document, "[data-plan]");
  const list = one(root, "[data-plan-list]");
  /** @type {string[]} the lines in the order in which Python put them; new ones follow */
  let order = [];
  /** @type {string[] | null} the next order, while somebody is typing in the list */
  let waiting = null;

  const entries = () => {
    const place = (/** @type {string} */ line) => (order.includes(line) ? order.indexOf(line) : order.length);
    return planned(store.reflection, ideaIds)
      .map((entry) => ({ id: entry.line, ...entry }))
      .sort((a, b) => place(a.id) - place(b.id));
  };

  listenToActions(store, list, (id) => entries().find((entry) => entry.id === id)?.path ?? []);

  onPress(root, {
    "add-action"() {
      const value = newAction();
      store.edit(insert(["actions"], value));
      fieldOf(lineOf(null, value.id)).focus();
    },
    "delete-action": (_, { dataset }) => removeAction(dataset.id ?? ""),
  });

  /** @param {string} line @returns {HTMLElement} */
  const fieldOf = (line) => one(list, `${withId(line)} textarea`);

  /** @param {string} line */
  function removeAction(line) {
    const index = entries().findIndex(({ id }) => id === line);
    const { action } = entries()[index];
    const text = shortly(action.what, say("undo.new_action"));
    const undo = store.edit(remove(["actions"], action.id));
    const next = list.children[Math.min(index, list.children.length - 1)];
    (next?.querySelector("textarea") ?? one(root, '[data-do="add-action"]')).focus();
    offerUndo(root, say("undo.deleted_action", { text }), text, () => {
      store.edit(...undo);
      fieldOf(line).focus();
    });
  }

  function update() {
    syncList(list, entries(), (entry) => fromTemplate("plan-action", entry.id), (item, { action, idea, path }, index) => {
      const name = tool.ideas.find((known) => known.id === idea)?.short;
      const change = idea && store.reflection.ideas[idea].changes.find((known) => known.id === action.change)?.text;
      const text = action.what.trim() || change ? shortly(action.what.trim() || change || "") : say("plan.new_action");
      fill(item, "legend", say("plan.action_label", { number: index + 1, text }));
      fill(item, "from", name ? say("plan.from", { idea: name }) : say("plan.own"));
      fill(item, "delete", say("plan.delete"));
      one(item, ".ws-plan-tools").hidden = idea !== null;
      item.dataset.path = path.join(".");
      item.dataset.status = action.status;
      item.className = `ws-plan-item ws-idea-${idea ?? "none"}`;
      showAction(item, action);
    });
    one(root, '[data-show="plan-empty"]').hidden = list.children.length > 0;
  }

  // A plan that jumps while somebody types in it would tear the field away: it is ordered when they leave it.
  list.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && list.contains(relatedTarget)) return;
    whenNothingIsPressed(() => {
      // Where a row was deleted, the keyboard is in the next one by now.
      if (list.contains(document.activeElement)) return;
      order = waiting ?? order;
      waiting = null;
      update();
    });
  });

  store.watch(update);

  return ({ plan }) => {
    const lines = new Map(plan.actions.map((action) => [lineOf(action.idea, action.id), action]));
    const fresh = [...lines.keys()];
    if (list.contains(document.activeElement)) waiting = fresh;
    else order = fresh;
    update();
    showDates(list, lines);
    showNotes(plan);
  };

  /** @param {Plan} plan  each note leads to its action */
  function showNotes({ notes }) {
    one(root, "[data-notes-section]").hidden = notes.length === 0;
    one(root, "[data-plan-notes]").replaceChildren(...notes.map(({ idea, action, text }) => {
      const line = lineOf(idea, action);
      const item = fromTemplate("plan-note");
      const link = /** @type {HTMLAnchorElement} */ (one(item, "a"));
      link.textContent = text;
      link.href = `#${encodeURIComponent(line)}-what`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        fieldOf(line).focus();
      });
      return item;
    }));
  }
}
