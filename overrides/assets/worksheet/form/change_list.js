// The list of ideas for change on a worksheet: add, edit, move, delete with undo, choose.
import { newAction, newId } from "../document/document.js";
import { insert, remove, set } from "../document/operations.js";
import { all, fill, fromTemplate, isEnter, one, onPress, syncList, whenNothingIsPressed, withId } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { seenIn, show, showFields, stopWaiting } from "../ui/fields.js";
import { whose } from "../ui/labels.js";
import { say, sayCount } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";

/** @param {{store: Store, idea: string}} page */
export function startChangeList({ store, idea }) {
  const lists = all(document, "[data-list]");
  /** The one to write in; another one may be there to choose from. */
  const [list] = lists;
  const root = /** @type {HTMLElement} */ (list.parentElement);
  const path = ["ideas", idea, "changes"];
  const actionsPath = ["ideas", idea, "actions"];
  const field = /** @type {HTMLTextAreaElement} */ (one(root, "[data-new-change]"));
  /** Id of the change that is being typed into the empty field: it is in the document from its first letter on. */
  let draft = "";
  /** Whether what stands in the empty field found no place in the list. */
  let isLeftOut = false;

  const answers = () => store.reflection.ideas[idea];
  const changes = () => answers().changes.filter((change) => change.id !== draft);
  /** @param {string} id */
  const actionOf = (id) => answers().actions.find((action) => action.change === id);

  /** @param {string} id */
  const changeOf = (id) => answers().changes.find((change) => change.id === id);

  function hear() {
    const text = field.value;
    const drafted = changeOf(draft);
    if (!text.trim()) dropDraft(drafted);
    else if (drafted) store.edit(set([...path, draft, "text"], text, seenIn(field)));
    else {
      // The first letter; or another tab has deleted what was written here so far.
      draft = newId();
      isLeftOut = store.edit(insert(path, /** @type {Change} */ ({ id: draft, text, chosen: false }))).length === 0;
      if (isLeftOut) draft = "";
    }
  }
  field.addEventListener("input", hear);
  field.addEventListener("change", () => whenNothingIsPressed(finishDraft));
  field.addEventListener("keydown", (event) => {
    if (!isEnter(event)) return;
    event.preventDefault();
    finishDraft();
  });

  /** @param {Change | undefined} drafted  stays where another tab has written more in it, or chosen it */
  function dropDraft(drafted) {
    draft = "";
    if (drafted && drafted.text === seenIn(field) && !drafted.chosen) store.edit(remove(path, drafted.id));
  }

  function finishDraft() {
    if (!changeOf(draft)) hear();
    if (!draft) return;
    draft = "";
    stopWaiting();
    show(field, "");
    update();
    fill(root, "list-said", say("form.added", { number: changes().length }));
    // The list has grown above the field in which somebody writes on.
    if (document.activeElement === field) field.scrollIntoView({ block: "nearest" });
  }

  addEventListener("beforeunload", (event) => {
    if (isLeftOut && field.isConnected && field.value.trim()) event.preventDefault();
  });

  for (const one of lists) one.addEventListener("input", ({ target }) => {
    const control = /** @type {HTMLInputElement} */ (target);
    const id = /** @type {HTMLElement} */ (control.closest("[data-id]")).dataset.id ?? "";
    if (control.dataset.field === "text") rewrite(id, control.value, seenIn(control));
    if (control.dataset.field === "chosen") choose(id, control.checked);
  });

  /** @param {string} id @param {string} text @param {string} [seen]  what the field showed before */
  function rewrite(id, text, seen) {
    const before = seen ?? changeOf(id)?.text;
    const action = actionOf(id);
    store.edit(
      set([...path, id, "text"], text, before),
      // The action takes the change's text until somebody rewords the action.
      ...(action ? [{ ...set([...actionsPath, action.id, "what"], text, before), follows: true }] : []),
    );
  }

  /** @param {string} id @param {boolean} chosen */
  function choose(id, chosen) {
    const value = newAction({ change: id, what: changeOf(id)?.text ?? "" });
    store.edit(
      set([...path, id, "chosen"], chosen),
      ...(chosen && !actionOf(id) ? [insert(actionsPath, value)] : []),
    );
  }

  list.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!isEnter(event) || target.dataset.field !== "text") return;
    event.preventDefault();
    field.focus();
  });

  onPress(root, {
    "add-change"() {
      finishDraft();
      field.focus();
    },
    delete: (_, { dataset }) => removeChange(dataset.id ?? ""),
    up: (button, { dataset }) => move(dataset.id ?? "", -1, button),
    down: (button, { dataset }) => move(dataset.id ?? "", 1, button),
  });

  /** @param {string} id @param {number} step @param {HTMLElement} button */
  function move(id, step, button) {
    const from = changes().findIndex((change) => change.id === id);
    const to = from + step;
    if (to < 0 || to >= changes().length) return;
    const index = answers().changes.findIndex((change) => change.id === changes()[to].id);
    store.edit({ op: "move", path, id, index });
    button.focus();
    fill(root, "list-said", say("form.moved", { number: to + 1, count: changes().length }));
  }

  /** @param {string} id */
  function removeChange(id) {
    const index = changes().findIndex((change) => change.id === id);
    const text = shortly(changes()[index].text);
    const action = actionOf(id);
    const undo = store.edit(
      ...(action ? [remove(actionsPath, action.id)] : []),
      remove(path, id),
    );
    const next = /** @type {HTMLElement | undefined} */ (list.children[Math.min(index, list.children.length - 1)]);
    (next?.querySelector("textarea") ?? field).focus();
    offerUndo(root, say("undo.deleted_change", { text }), text, () => {
      store.edit(...undo);
      one(list, `${withId(id)} textarea`).focus();
    });
  }

  function update() {
    const drafted = changeOf(draft);
    if (drafted) show(field, drafted.text);
    lists.forEach(updateList);
    const count = changes().filter((change) => change.chosen).length;
    fill(document, "chosen", chosenWords(count, changes().length));
  }

  /** @param {HTMLElement} shown  which names the template of its items */
  function updateList(shown) {
    syncList(shown, changes(), (change) => fromTemplate(shown.dataset.list ?? "", change.id), (item, change, index) => {
      const text = shortly(change.text);
      fill(item, "text", change.text.trim() || text);
      fill(item, "whose", whose(change.source));
      fill(item, "label", say("form.change_label", { number: index + 1 }));
      fill(item, "up", say("form.move_up", { text }));
      fill(item, "down", say("form.move_down", { text }));
      fill(item, "delete", say("form.delete_change", { text }));
      item.classList.toggle("ws-is-chosen", change.chosen);
      showFields(item, change);
      item.querySelector('[data-do="up"]')?.setAttribute("aria-disabled", String(index === 0));
      item.querySelector('[data-do="down"]')?.setAttribute("aria-disabled", String(index === changes().length - 1));
    });
  }

  store.addEventListener("change", (event) => {
    const { elsewhere, outside } = /** @type {CustomEvent} */ (event).detail;
    if (!elsewhere || outside) return;
    // Another reflection is open now.
    draft = "";
    show(field, "");
  });
  store.watch(update);
}

/** @param {number} count @param {number} all @returns {string} a friendly word on how many are chosen */
function chosenWords(count, all) {
  if (!all) return "";
  if (count === 0) return say("form.chosen_none");
  if (count === 1) return sayCount("form.chosen", 1);
  return say(count <= 3 ? "form.chosen_good" : "form.chosen_many", { count });
}
