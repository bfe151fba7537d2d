// "Where we are": the picture and its table from the document; things to talk about and blanks from Python.
import { tool } from "../document/edition.js";
import { all, fill, fromTemplate, line, one } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { say, sayList } from "../ui/messages.js";

/** @param {ParentNode} root @param {Reflection} reflection */
export function showPicture(root, reflection) {
  for (const { id } of tool.ideas) {
    const { stage, rating, evidence, changes } = reflection.ideas[id];
    const chosen = changes.filter((change) => change.chosen).map(({ text }) => shortly(text, say("profile.no_words")));
    for (const row of all(root, `[data-row="${id}"]`)) {
      for (const cell of all(row, "[data-cell]")) {
        cell.classList.toggle("ws-is-here", cell.dataset.cell === stage);
        one(cell, ".ws-picture-mark").hidden = cell.dataset.cell !== stage;
      }
      for (const mark of all(row, "[data-rating]")) mark.hidden = mark.dataset.rating !== (rating ?? "");
    }
    for (const row of all(root, `[data-table-row="${id}"]`)) {
      fill(row, "stage", stage ? tool.stages[stage] : say("profile.no_stage"));
      fill(row, "rating", rating ? tool.ratings[rating] : say("profile.no_rating"));
      fill(row, "evidence", evidence.trim() && say("profile.evidence", { text: shortly(evidence.trim().split("\n")[0], "", 140) }));
      fill(row, "chosen", chosen.length ? say("profile.chosen", { texts: chosen.join("; ") }) : "");
    }
  }
}

/**
 * @param {{base: string}} page  base: the way to the site's top
 * @returns {(answer: Review) => void} shows what Python says there is to talk about
 */
export function startPrompts({ base }) {
  return ({ profile }) => {
    for (const list of all(document, "[data-talk]")) {
      const only = list.dataset.talk;
      showList(list, only === "all" ? together(profile.talk) : profile.talk.filter((prompt) => prompt.idea === only), base, only === "all");
    }
    for (const list of all(document, "[data-blank]")) showList(list, profile.blank, base, true);
  };
}

/** What is to be said alike of several ideas is said once, and names them all. @param {Prompt[]} prompts @returns {Prompt[]} */
function together(prompts) {
  const shorts = new Map(tool.ideas.map(({ id, short }) => [id, short]));
  /** @type {Map<string, Prompt[]>} */
  const alike = new Map();
  for (const prompt of prompts) {
    const words = prompt.text.replace(shorts.get(prompt.idea ?? "") ?? "", "");
    alike.set(words, [...(alike.get(words) ?? []), prompt]);
  }
  return [...alike.values()].map(([first, ...others]) => {
    const names = [first, ...others].map(({ idea }) => shorts.get(idea ?? "") ?? "");
    return others.length ? { ...first, text: first.text.replace(names[0], () => sayList(names)) } : first;
  });
}

/** @param {HTMLElement} list @param {Prompt[]} prompts @param {string} base @param {boolean} links */
function showList(list, prompts, base, links) {
  const items = prompts.map(({ idea, question, text }) => {
    const item = fromTemplate("talk");
    const link = /** @type {HTMLAnchorElement} */ (one(item, "a"));
    if (idea && links) {
      link.textContent = text;
      link.href = `${base}ideas/${idea}/#${question ?? "stage"}`;
    } else item.textContent = text;
    return item;
  });
  if (!items.length) {
    items.push(line("li", list.dataset.empty));
    items[0].className = "ws-talk-none";
  }
  // An unchanged list is not replaced, so that it is not announced again.
  const text = items.map((item) => item.textContent).join("\n");
  if (list.dataset.shown === text) return;
  list.dataset.shown = text;
  list.replaceChildren(...items);
}
