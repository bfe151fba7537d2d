// One series of rounds on the page: for each idea the picture, the table and a sentence; then what came of the plan.
import { tool } from "../document/edition.js";
import { all, fill, fromTemplate, line, one } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { nameOf, withoutRound } from "../ui/labels.js";
import { say, sayCount, sayDate, sayList, sayMonth } from "../ui/messages.js";
import { drawTimeline } from "./timeline.js";

/** @typedef {{whole: string, lines: string[]}} When  a round's day in words, and in short lines for a picture */

/** @param {HTMLElement} section @param {Series} series */
export function fillSeries(section, { name, rounds, ideas, actions }) {
  const whens = tellApart(rounds);
  fill(section, "series-name", nameOf({ name: withoutRound(name) }));
  const dates = sayList(whens.map(({ whole }) => whole));
  fill(section, "series-rounds", say("rounds.series", { count: rounds.length, dates }));
  for (const { id, stages, ratings, sentence } of ideas) {
    const part = one(section, `[data-series-idea="${id}"]`);
    fill(part, "sentence", sentence);
    const points = rounds.map((_, index) => ({ labels: whens[index].lines, stage: stages[index], rating: ratings[index] }));
    // Their order is the order of the labels beside the picture.
    const known = all(part, ".ws-timeline-stages [data-stage]").map((label) => label.dataset.stage ?? "").filter(Boolean);
    one(part, ".ws-timeline-box").replaceChildren(drawTimeline(points, known));
    one(part, '.ws-timeline-stages [data-stage=""]').hidden = !stages.includes(null);
    const rows = rounds.map((round, index) =>
      tableRows(round, whens[index].whole, { stage: stages[index], rating: ratings[index], evidence: round.ideas[id].evidence }));
    one(part, "table").append(...rows);
  }
  showHappened(section, actions, whens);
}

/** @param {Round[]} rounds @returns {When[]} by months, or by days where two rounds were in the same month */
function tellApart(rounds) {
  const months = rounds.map(({ changed }) => sayMonth(changed));
  const isMonth = new Set(months).size === months.length;
  return rounds.map(({ changed, round }, index) => {
    if (!changed) return { whole: say("reflections.round", { round }), lines: [String(round)] };
    /** @type {Intl.DateTimeFormatOptions} */
    const short = isMonth ? { month: "short" } : { day: "numeric", month: "short" };
    return {
      whole: isMonth ? months[index] : sayDate(changed),
      lines: [sayDate(changed, short), sayDate(changed, { year: "numeric" })],
    };
  });
}

/** @param {Round} round @param {string} date @param {RoundAnswers} answers @returns {HTMLElement} a row, and one more for evidence */
function tableRows({ round, changed }, date, { stage, rating, evidence }) {
  const body = /** @type {HTMLTableSectionElement} */ (line("tbody"));
  const row = body.insertRow();
  const head = line("th", changed ? say("rounds.label", { round, date }) : date);
  head.setAttribute("scope", "rowgroup");
  row.append(head, line("td", stage ? tool.stages[stage] : say("profile.no_stage")));
  const colour = row.insertCell();
  if (rating) colour.append(fromTemplate(`shape-${rating}`), ` ${tool.ratings[rating]}`);
  else colour.textContent = say("profile.no_rating");
  if (evidence.trim()) {
    head.setAttribute("rowspan", "2");
    const cell = body.insertRow().insertCell();
    cell.colSpan = 2;
    cell.append(line("strong", `${say("rounds.evidence")}: `), folded(evidence.trim()));
  }
  return body;
}

/** @param {string} text @returns {HTMLElement} the text, behind its beginning if it is long */
function folded(text) {
  const beginning = shortly(text);
  if (beginning === text) return line("span", text);
  const details = line("details");
  const whole = line("p", text);
  whole.className = "ws-earlier-text";
  details.append(line("summary", beginning), whole);
  return details;
}

/** @param {HTMLElement} section @param {Series["actions"]} actions @param {When[]} whens */
function showHappened(section, actions, whens) {
  const done = actions.filter(({ rounds }) => rounds.findLast((status) => status !== null) === "done").length;
  const count = actions.length;
  fill(section, "series-done", count ? sayCount("rounds.done", count, { done }) : say("rounds.nothing_planned"));
  one(section, ".ws-happened").replaceChildren(...actions.map(({ idea, what, who, rounds }) => {
    const item = line("li");
    item.append(line("strong", what.trim() || say("rounds.no_words")));
    const known = tool.ideas.find(({ id }) => id === idea);
    const from = known ? say("plan.from", { idea: known.short }) : say("plan.own");
    const facts = [from, who.trim() && say("rounds.who", { who })].filter(Boolean).join(" · ");
    item.append(line("p", facts));
    item.className = `ws-idea-${idea ?? "none"}`;
    const steps = line("ol");
    rounds.forEach((status, index) => {
      if (status === null) return;
      const step = line("li", say("rounds.status", { date: whens[index].whole, status: tool.statuses[status] }));
      step.dataset.status = status;
      steps.append(step);
    });
    item.append(steps);
    return item;
  }));
}
