// How the plan is shown: in which order, whose actions, and with or without what is done. Kept nowhere.
import { tool } from "../document/edition.js";
import { all, one } from "../ui/dom.js";
import { say } from "../ui/messages.js";

/** What sorts behind every name. */
const LAST = "\uffff";

/** So many names are looked for in one action, and offered of all: a file may name hundreds of thousands, for which no browser has room. */
const NAMED = 50;
const OFFERED = 500;

/** @param {string} text @returns {string[]} the people that it names: "Zoë and Tomáš" are two */
function namesIn(text) {
  const breaks = say("plan.between_names").split(" ").map((mark) => (/\w/.test(mark) ? `\\s${mark}\\s` : `\\${mark}`));
  return text.split(new RegExp(breaks.join("|"), "i"), NAMED).map((name) => name.trim()).filter(Boolean);
}

/** @param {string} name */
const same = (name) => name.toLocaleLowerCase(tool.language);

/** @returns {string[] | null} the lines that are shown, in the order that is chosen; null where that is all of them by day */
export function chosenLines() {
  const box = document.querySelector("[data-plan-view]");
  const isChosen = box && (all(box, "option:not(:first-child):checked").length > 0 || box.querySelector("input:checked"));
  return isChosen ? all(document, "[data-plan-list] > li:not([hidden])").map(({ dataset }) => dataset.id ?? "") : null;
}

/**
 * The choices above the plan's table; where the page has none, the plan is in order of day, with all that is in it.
 * @param {HTMLElement} root
 * @param {() => void} onChange
 */
export function planView(root, onChange) {
  const box = /** @type {HTMLElement | null} */ (root.querySelector("[data-plan-view]"));
  const [by, who] = /** @type {HTMLSelectElement[]} */ (box ? all(box, "select") : []);
  const done = /** @type {HTMLInputElement | null} */ (box?.querySelector("input"));
  box?.addEventListener("change", onChange);

  /** @param {PlanEntry} entry @returns {[key: string, heading: string]} */
  function groupOf({ action, idea }) {
    if (by?.value === "who") return [same(namesIn(action.who).join(" ") || LAST), action.who.trim() || say("plan.nobody")];
    if (by?.value === "idea") {
      const place = tool.ideas.findIndex(({ id }) => id === idea);
      return [place < 0 ? LAST : String(place), tool.ideas[place]?.short ?? say("plan.own")];
    }
    if (by?.value === "status") return [String(box?.dataset.statuses?.split(" ").indexOf(action.status)), tool.statuses[action.status]];
    return ["", ""];
  }

  return {
    /** @param {PlanEntry[]} entries  by day @returns {PlanEntry[]} in the order that is chosen */
    sorted: (entries) => entries
      .map((entry) => ({ entry, key: groupOf(entry)[0] }))
      .sort((a, b) => a.key.localeCompare(b.key, tool.language))
      .map(({ entry }) => entry),

    /** @param {PlanEntry} entry */
    headingOf: (entry) => groupOf(entry)[1],

    /** @param {PlanEntry} entry */
    isShown: ({ action }) => !(done?.checked && action.status === "done")
      && (!who?.value || namesIn(action.who).some((name) => same(name) === who.value)),

    /** Show everything again. */
    reset() {
      if (who) who.value = "";
      if (done) done.checked = false;
    },

    /** Offer the names that stand in the plan now. @param {PlanEntry[]} entries */
    offer(entries) {
      if (!box) return;
      for (const part of [box, one(root, "[data-plan-heads]")]) part.hidden = !entries.length;
      /** @type {Map<string, string>} */
      const found = new Map();
      for (const name of entries.flatMap(({ action }) => namesIn(action.who))) {
        if (found.size < OFFERED && !found.has(same(name))) found.set(same(name), name);
      }
      const names = [...found].sort(([a], [b]) => a.localeCompare(b, tool.language));
      const chosen = who.value;
      const offered = [...who.options].slice(1).map(({ value }) => value);
      if (offered.join("\n") === names.map(([key]) => key).join("\n")) return;
      who.replaceChildren(who.options[0], ...names.map(([key, name]) => new Option(name, key)));
      who.value = found.has(chosen) ? chosen : "";
    },
  };
}
