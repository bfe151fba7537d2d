// Each idea as everyone sees it: a picture of who stands where, the same as a table, and what everyone wrote.
import { tool } from "../document/edition.js";
import { all, fill, fromTemplate, line, one, syncList, tableRow } from "../ui/dom.js";
import { say, sayCount } from "../ui/messages.js";

/** @typedef {Map<string, string>} Labels  key of a view -> whose view it is, in words */

/** Names that fit into a picture; more people are shown by their initials. */
const NAMES = 12;
/** What more people wrote is folded, or the ideas would be too far apart. */
const OPEN = 6;

/** @param {HTMLElement} root  the list of ideas @param {Comparison} answer */
export function showIdeas(root, answer) {
  const ideas = [...answer.ideas].sort((a, b) => answer.first.indexOf(a.id) - answer.first.indexOf(b.id));
  const labels = new Map(answer.people.map((person) => [person.key, person.group_label]));
  // All of them are on the page from the start: they are only put in order.
  syncList(root, ideas, ({ id }) => one(root, `[data-id="${id}"]`), (section, idea) => {
    fill(section, "sentence", idea.sentence);
    showPicture(section, "stages", idea, ({ stage }) => stage);
    showPicture(section, "ratings", idea, ({ rating }) => rating);
    one(section, "[data-table]").replaceChildren(...idea.points.map((side) => row(side, labels)));
    for (const kind of /** @type {const} */ (["stages", "ratings"])) {
      const { agreement, consensus } = idea[kind];
      fill(section, `${kind}-agreement`, agreement);
      const figure = Math.round((consensus ?? 0) * 100);
      const words = consensus === null ? `no_figure_${kind}` : `${kind}_figure`;
      fill(section, `${kind}-figure`, say(`perspectives.${words}`, { figure }));
    }
    showSides(section, idea, labels);
  });
}

/** @param {HTMLElement} root  leaves nothing of what anybody said in it */
export function forgetIdeas(root) {
  for (const part of all(root, "[data-views], [data-table], .ws-sides-people, .ws-sides-count")) part.replaceChildren();
  for (const slot of ["sentence", "stages-agreement", "ratings-agreement"]) fill(root, slot, "");
}

/**
 * @param {HTMLElement} section
 * @param {string} kind
 * @param {IdeaViews} idea
 * @param {(side: Side) => string | null} of  what they chose
 */
function showPicture(section, kind, { points, groups }, of) {
  for (const cell of all(section, `[data-cell^="${kind}:"]`)) {
    const here = points.filter((side) => cell.dataset.cell === `${kind}:${of(side) ?? ""}`);
    cell.classList.toggle("ws-is-empty", here.length === 0);
    if (cell.dataset.cell === `${kind}:`) {
      cell.hidden = here.length === 0;
      // Nobody has chosen anything: there is no picture.
      /** @type {HTMLElement} */ (cell.parentElement).hidden = here.length === points.length;
    }
    one(cell, ".ws-sides-count").textContent = here.length ? String(here.length) : "";
    const boxes = groups.filter(({ group }) => here.some((side) => side.group === group)).map(({ group, label }) => {
      const box = line("p");
      box.className = "ws-sides-group";
      const marks = here.filter((side) => side.group === group).map(({ name }) => {
        const mark = line("span", points.length > NAMES ? firstLetters(name) : name);
        mark.className = "ws-sides-mark";
        return mark;
      });
      box.append(line("span", label), ...marks);
      return box;
    });
    one(cell, ".ws-sides-people").replaceChildren(...boxes);
  }
}

/** @param {string} name @returns {string} "AB" for Asha Banerjee, "P12" for Person 12, "Marg" for Margaret */
function firstLetters(name) {
  const words = name.split(/[\s,.–-]+/).filter(Boolean).slice(0, 2);
  if (words.length < 2) return [...name].slice(0, 4).join("");
  return words.map((word) => (/^\d/.test(word) ? word : [...word][0].toLocaleUpperCase())).join("");
}

/** @param {Side} side @param {Labels} labels */
function row({ key, name, stage, rating }, labels) {
  return tableRow(name, [
    labels.get(key),
    stage ? tool.stages[stage] : say("profile.no_stage"),
    rating ? tool.ratings[rating] : say("profile.no_rating"),
  ]);
}

/** @param {HTMLElement} section @param {IdeaViews} idea @param {Labels} labels */
function showSides(section, idea, labels) {
  const written = idea.points
    .map((side) => ({ id: `${idea.id}-${side.key}`, side, points: pointsOf(side) }))
    .filter(({ points }) => points.length);
  one(section, '[data-slot="points-none"]').hidden = written.length > 0;
  fold(/** @type {HTMLDetailsElement} */ (one(section, "[data-wrote]")), written.length);
  syncList(one(section, "[data-views]"), written, ({ id }) => fromTemplate("view", id), (card, { side, points }) => {
    fill(card, "view", side.name);
    const { stage, rating } = side;
    const where = [labels.get(side.key), stage && tool.stages[stage], rating && tool.ratings[rating]];
    fill(card, "view-where", where.filter(Boolean).join(" · "));
    card.dataset.key = side.key;
    syncList(one(card, ".ws-view-points"), points, ({ id }) => fromTemplate("point", id), (item, { text, kind }) => {
      fill(item, "kind", say(`perspectives.${kind}`));
      fill(item, "said", text);
    });
  });
}

/** @param {HTMLDetailsElement} box  with what people wrote; opened or folded when their number passes a limit @param {number} people */
function fold(box, people) {
  box.hidden = people === 0;
  fill(box, "wrote", sayCount("perspectives.wrote", people));
  const state = people > OPEN ? "folded" : "open";
  // Only when the state changes, so that what somebody has opened or closed stays so.
  if (box.dataset.wrote !== state) box.open = state === "open";
  box.dataset.wrote = state;
}

/**
 * What one person wrote about an idea, each piece with an id.
 * @param {Side} side
 */
export function pointsOf({ evidence, changes }) {
  /** @type {{id: string, kind: "evidence" | "change", text: string}[]} */
  const found = changes.map(({ text }, index) => ({ id: `change ${index}`, kind: "change", text }));
  return [{ id: "evidence", kind: /** @type {const} */ ("evidence"), text: evidence }, ...found].filter(({ text }) => text.trim());
}
