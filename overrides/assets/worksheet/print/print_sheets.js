// Sheets for paper: filled with what was written, or left blank to write on by hand.
import { inOrder, lineOf, namesActions, planned } from "../document/document.js";
import { ideaIds, tool } from "../document/edition.js";
import { earlierLine } from "../form/previous_round.js";
import { chosenLines } from "../plan/plan_view.js";
import { all, fill, line, listOf } from "../ui/dom.js";
import { looksAt, quoted, viewOf } from "../ui/labels.js";
import { say, sayDate } from "../ui/messages.js";

/** @type {WeakMap<Element, Node[]>} the room to write by hand that came with the page */
const blank = new WeakMap();

/**
 * @param {ParentNode} root
 * @param {Reflection} reflection
 * @param {Map<string, Planned>} plan  what Python read, by lines, in the order that it gave; others follow
 */
export function fillSheets(root, reflection, plan) {
  for (const sheet of all(root, "[data-sheet]")) {
    fill(sheet, "name", reflection.name);
    fill(sheet, "focus", looksAt(reflection));
    fill(sheet, "perspective", viewOf(reflection));
    fill(sheet, "date", sayDate(reflection.changed));
    const answers = reflection.ideas[sheet.dataset.sheet ?? ""];
    if (answers) fillWorksheet(sheet, answers, plan);
    if (sheet.dataset.sheet === "plan") {
      const chosen = chosenLines();
      const shown = chosen && new Set(chosen);
      const found = inOrder(planned(reflection, ideaIds), chosen ?? [...plan.keys()]);
      const actions = shown ? found.filter(({ line }) => shown.has(line)) : found;
      if (actions.length < found.length) fill(sheet, "said", say("plan.shown", { shown: actions.length, count: found.length }));
      else fill(sheet, "said", plan.size || found.length < 2 ? "" : say("plan.as_written"));
      putActions(sheet, "plan", actions.map(({ action, text, line }) =>
        ({ ...action, what: text, when: withDay(action, plan.get(line)), status: tool.statuses[action.status] })));
    }
  }
}

/** @param {ParentNode} root  leaves every sheet as it came with the page */
export function blankSheets(root) {
  for (const slot of all(root, "[data-sheet] [data-slot]")) {
    if (blank.has(slot)) slot.replaceChildren(...copies(slot));
    else if (slot.closest(".ws-sheet-head, .ws-sheet-said")) slot.textContent = "";
  }
  for (const box of all(root, "[data-box][data-on]")) delete box.dataset.on;
  for (const here of all(root, "[data-here]")) here.hidden = true;
}

/** @param {Action} action @param {Planned} [read] @returns {string} its "when", with the day that was read from it unless it says just that, and whether it is past */
function withDay({ when }, read) {
  const date = read?.when === when && read.by ? sayDate(read.by) : "";
  const whole = date && date !== when.trim() ? say("plan.when_read", { when, date }) : when;
  return read?.when === when && read.late ? say("plan.when_late", { when: whole }) : whole;
}

/** @param {HTMLElement} sheet @param {IdeaAnswers} answers @param {Map<string, Planned>} plan */
function fillWorksheet(sheet, answers, plan) {
  const on = new Set([
    `stage:${answers.stage}`,
    `rating:${answers.rating}`,
    ...answers.recognised.map((id) => `point:${id}`),
  ]);
  for (const box of all(sheet, "[data-box]")) {
    if (on.has(box.dataset.box ?? "")) box.dataset.on = "";
    else delete box.dataset.on;
  }
  for (const here of all(sheet, "[data-here]")) here.hidden = here.dataset.here !== answers.stage;
  const earlier = earlierLine(answers.earlier);
  put(sheet, "earlier", earlier ? [document.createTextNode(earlier)] : []);
  const own = answers.evidence.trim() ? [document.createTextNode(answers.evidence)] : [];
  put(sheet, "evidence", [...own, ...listOf(answers.voices.map(pointItem))]);
  put(sheet, "changes", listOf(answers.changes.filter(({ text }) => text.trim()).map(pointItem), "ol"));
  // Also actions of changes that are not chosen any more, so that nothing typed is missing on paper.
  const whatOf = namesActions();
  const written = answers.actions.flatMap((action) => {
    const change = answers.changes.find((known) => known.id === action.change);
    const what = action.what.trim();
    const isReworded = what !== "" && what !== change?.text.trim();
    if (!change?.chosen && !isReworded && !action.who && !action.when && !action.how) return [];
    const status = change && !change.chosen ? say("sheet.not_chosen") : tool.statuses[action.status];
    const when = withDay(action, plan.get(lineOf(sheet.dataset.sheet ?? "", action.id)));
    return [{ ...action, what: whatOf(action, change), when, status }];
  });
  putActions(sheet, "actions", written);
}

/** @param {Parameters<typeof quoted>[0]} point */
const pointItem = (point) => line("li", quoted(point));

/**
 * @param {HTMLElement} sheet
 * @param {string} name  the slot, whose data-columns names the fields
 * @param {Action[]} actions
 */
function putActions(sheet, name, actions) {
  const columns = sheet.querySelector(`[data-slot="${name}"]`)?.getAttribute("data-columns")?.split(" ") ?? [];
  const rows = actions.map((action) => {
    const row = line("tr");
    row.append(...columns.map((column) => line("td", action[/** @type {"what"} */ (column)])));
    return row;
  });
  put(sheet, name, rows);
}

/** @param {HTMLElement} sheet @param {string} name @param {Node[]} content */
function put(sheet, name, content) {
  for (const slot of all(sheet, `[data-slot="${name}"]`)) {
    if (!blank.has(slot)) blank.set(slot, [...slot.childNodes].map((node) => node.cloneNode(true)));
    slot.replaceChildren(...(content.length ? content : copies(slot)));
  }
}

/** @param {Element} slot */
const copies = (slot) => (blank.get(slot) ?? []).map((node) => node.cloneNode(true));
