// The overall action plan: the chosen actions of the four ideas, and actions that belong to none.
import { inOrder, lineOf, newAction, planned } from "../document/document.js";
import { ideaIds, tool } from "../document/edition.js";
import { insert, remove } from "../document/operations.js";
import { listenToActions, showDates } from "../form/action_fields.js";
import { all, fill, fromTemplate, one, onPress, syncList, whenNothingIsPressed, withId } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { grow, showFields } from "../ui/fields.js";
import { say } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";
import { planView } from "./plan_view.js";

/**
 * @param {{store: Store, base: string}} page  base: the way to the site's top
 * @returns {(answer: Review) => void} shows the order and the notes that Python gives
 */
export function startActionPlan({ store, base }) {
  const root = one(document, "[data-plan]");
  const list = one(root, "[data-plan-list]");
  const edition = document.querySelector("[data-easy]") ? "easy" : "ideas";
  /** @type {string[]} the lines in the order in which Python put them; new ones follow */
  let order = [];
  /** @type {string[] | null} the next order, while somebody is typing in the list */
  let waiting = null;
  /** @type {string[]} the lines as they stand in the list */
  let lines = [];
  const view = planView(root, () => {
    arrange();
    update();
  });

  const entries = () => inOrder(planned(store.reflection, ideaIds), lines).map((entry) => ({ id: entry.line, ...entry }));
  const isBusy = () => list.contains(document.activeElement);
  const arrange = () => (lines = view.sorted(inOrder(planned(store.reflection, ideaIds), order)).map(({ line }) => line));

  listenToActions(store, list, (id) => entries().find((entry) => entry.id === id)?.path ?? []);

  onPress(root, {
    "add-action"() {
      const value = newAction();
      if (!store.edit(insert(["actions"], value)).length) return;
      for (const item of all(list, ".ws-is-open")) open(item.dataset.id ?? "", false);
      takeOrder();
      open(lineOf(null, value.id), true);
      fieldOf(lineOf(null, value.id)).focus();
    },
    more: (_, { dataset, classList }) => open(dataset.id ?? "", !classList.contains("ws-is-open")),
    "delete-action": (_, { dataset }) => removeAction(dataset.id ?? ""),
  });

  /** @param {string} line @returns {HTMLElement} */
  const fieldOf = (line) => one(list, `${withId(line)} textarea`);

  /** Open or close a row. @param {string} line @param {boolean} isOpen */
  function open(line, isOpen) {
    const item = one(list, withId(line));
    item.classList.toggle("ws-is-open", isOpen);
    item.querySelector('[data-do="more"]')?.setAttribute("aria-expanded", String(isOpen));
    for (const field of /** @type {HTMLTextAreaElement[]} */ (all(item, "textarea"))) grow(field);
  }

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
    if (!isBusy()) arrange();
    const found = entries();
    let heading = "";
    syncList(list, found, makeRow, (item, entry, index) => {
      const { action, idea, path, text } = entry;
      item.hidden = !view.isShown(entry) && !item.contains(document.activeElement);
      const own = item.hidden ? heading : view.headingOf(entry);
      fill(item, "group", own === heading ? "" : own);
      heading = own;
      const name = tool.ideas.find((known) => known.id === idea)?.short;
      fill(item, "legend", say("plan.action_label", { number: index + 1, text: shortly(text, say("plan.new_action")) }));
      fill(item, "from", name ? say("plan.from", { idea: name }) : say("plan.own"));
      if (idea) one(item, "[data-slot=from]").setAttribute("href", `${base}${edition}/${idea}/#change`);
      fill(item, "delete", say("plan.delete"));
      one(item, ".ws-plan-tools").hidden = idea !== null;
      item.dataset.path = path.join(".");
      item.dataset.status = action.status;
      fill(item, "more", say("plan.more", { text: shortly(text, say("plan.new_action")) }));
      // In the table an action that has no words of its own yet shows those of its idea.
      /** @type {HTMLTextAreaElement} */ (one(item, '[data-field="what"]')).placeholder = action.what.trim() ? "" : text;
      showFields(item, action);
    });
    one(root, '[data-show="plan-empty"]').hidden = list.children.length > 0;
    view.offer(found);
    const shown = all(list, "li:not([hidden])").length;
    if (shown < found.length) fill(root, "plan-said", say("plan.shown", { shown, count: found.length }));
    else if (one(root, '[data-show="plan-said"]').textContent !== say("plan.reordered")) fill(root, "plan-said", "");
  }

  /** @param {PlanEntry} entry @returns {HTMLElement} */
  function makeRow({ line, idea }) {
    const item = fromTemplate("plan-action", line);
    item.classList.add(`ws-idea-${idea ?? "none"}`);
    return item;
  }

  // The list is reordered only when the focus leaves it, so that a field does not move while somebody types in it.
  list.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && list.contains(relatedTarget)) return;
    whenNothingIsPressed(() => {
      // After a row was deleted, the focus is in the next one.
      if (isBusy()) return;
      takeOrder();
      update();
    });
  });

  /** Take the order that has waited. */
  function takeOrder() {
    if (waiting) reorder(waiting, true);
    waiting = null;
  }

  /** Whether the row that somebody is in stays the last one, as a new one does. @param {string[]} fresh  the next order */
  function staysLast(fresh) {
    const last = lines[lines.length - 1];
    const isLast = list.lastElementChild?.contains(document.activeElement) ?? false;
    return isLast && (fresh[fresh.length - 1] === last || !fresh.includes(last));
  }

  /** @param {string[]} fresh  the next order @param {boolean} isKnown  whether people have seen another one, so that what moved is told */
  function reorder(fresh, isKnown) {
    const before = entries().map(({ id }) => id).join();
    order = fresh;
    arrange();
    const isMoved = before !== entries().map(({ id }) => id).join();
    fill(root, "plan-said", isMoved && isKnown ? say("plan.reordered") : "");
  }

  store.watch(update);

  return ({ plan }) => {
    const lines = new Map(plan.actions.map((action) => [lineOf(action.idea, action.id), action]));
    const fresh = [...lines.keys()];
    if (isBusy() && !staysLast(fresh)) waiting = fresh;
    else {
      waiting = null;
      reorder(fresh, order.length > 0);
    }
    update();
    showDates(list, lines);
    showNotes(plan);
  };

  /** @param {Review["plan"]} plan  each note leads to its action */
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
        view.reset();
        update();
        fieldOf(line).focus();
      });
      return item;
    }));
  }
}
