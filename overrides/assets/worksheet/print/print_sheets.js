// Sheets for paper: filled with what was written, or left blank to write on by hand.
import { planned } from "../document/document.js";
import { ideaIds, tool } from "../document/edition.js";
import { earlierLine } from "../form/previous_round.js";
import { all, fill, line, listOf } from "../ui/dom.js";
import { quoted } from "../ui/labels.js";
import { say, sayDate } from "../ui/messages.js";

/** @typedef {import("../document/document.js").Reflection} Reflection */
/** @typedef {import("../document/document.js").Action} Action */

/** @type {WeakMap<Element, Node[]>} the room to write by hand that came with the page */
const blank = new WeakMap();

/**
 * @param {ParentNode} root
 * @param {Reflection} reflection
 * @param {string[]} order  lines of the plan in the order that Python gave; others follow
 */
export function fillSheets(root, reflection, order) {
  const { focus, perspective } = reflection;
  for (const sheet of all(root, "[data-sheet]")) {
    fill(sheet, "name", reflection.name);
    fill(sheet, "focus", join(focus.kind && tool.focuses[focus.kind], focus.about));
    fill(sheet, "perspective", join(perspective.group && tool.perspectives[perspective.group], perspective.who));
    fill(sheet, "date", sayDate(reflection.changed));
    const answers = reflection.ideas[sheet.dataset.sheet ?? ""];
    if (answers) fillWorksheet(sheet, answers);
    if (sheet.dataset.sheet === "plan") {
      const place = (/** @type {{line: string}} */ { line }) => (order.includes(line) ? order.indexOf(line) : order.length);
      const actions = planned(reflection, ideaIds).map(({ action, idea, line }) => ({
        ...action,
        line,
        what: action.what.trim() || changeOf(reflection, idea, action),
        status: tool.statuses[action.status],
      }));
      putActions(sheet, "plan", actions.sort((a, b) => place(a) - place(b)));
    }
  }
}

/** @param {ParentNode} root  leaves every sheet as it came with the page */
export function blankSheets(root) {
  for (const slot of all(root, "[data-sheet] [data-slot]")) {
    if (blank.has(slot)) slot.replaceChildren(...copies(slot));
    else if (slot.closest(".ws-sheet-head")) slot.textContent = "";
  }
  for (const box of all(root, "[data-box][data-on]")) delete box.dataset.on;
  for (const here of all(root, "[data-here]")) here.hidden = true;
}

/** @param {HTMLElement} sheet @param {import("../document/document.js").IdeaAnswers} answers */
function fillWorksheet(sheet, answers) {
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
  put(sheet, "changes", listOf(answers.changes.map(pointItem), "ol"));
  // Also what was worked up and is not chosen any more: nothing typed is missing from the paper.
  const actions = answers.actions.flatMap((action) => {
    const change = answers.changes.find((known) => known.id === action.change);
    const status = change && !change.chosen ? say("sheet.not_chosen") : tool.statuses[action.status];
    return [{ ...action, what: action.what.trim() || change?.text || "", status }];
  });
  const written = actions.filter(({ change, who, when, how }) =>
    answers.changes.some((known) => known.id === change && known.chosen) || who || when || how);
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

/** @param {Reflection} reflection @param {string | null} idea @param {Action} action @returns {string} */
function changeOf(reflection, idea, action) {
  return (idea && reflection.ideas[idea].changes.find((change) => change.id === action.change)?.text) || "";
}

/** @param {...(string | null)} parts */
const join = (...parts) => parts.filter(Boolean).join(": ");

/** @param {HTMLElement} sheet @param {string} name @param {Node[]} content */
function put(sheet, name, content) {
  for (const slot of all(sheet, `[data-slot="${name}"]`)) {
    if (!blank.has(slot)) blank.set(slot, [...slot.childNodes].map((node) => node.cloneNode(true)));
    slot.replaceChildren(...(content.length ? content : copies(slot)));
  }
}

/** @param {Element} slot */
const copies = (slot) => (blank.get(slot) ?? []).map((node) => node.cloneNode(true));
