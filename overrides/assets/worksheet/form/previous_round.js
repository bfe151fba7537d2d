// The answers of the round before: beside the questions of a worksheet, and as one line on its sheet.
import { tool } from "../document/edition.js";
import { fill, one } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { say, sayMonth } from "../ui/messages.js";

/** @param {{store: Store, idea: string}} page */
export function startPreviousRound({ store, idea }) {
  const box = one(document, "[data-earlier]");

  function update() {
    const { earlier } = store.reflection.ideas[idea];
    const stage = earlier?.stage ? tool.stages[earlier.stage] : say("profile.no_stage");
    const rating = earlier?.rating ? tool.ratings[earlier.rating] : say("profile.no_rating");
    fill(document, "earlier-stage", earlier ? lineOf(earlier, stage) : "");
    fill(document, "earlier-rating", earlier ? lineOf(earlier, rating) : "");
    box.hidden = !earlier;
    if (!earlier) return;
    fill(box, "earlier", whenOf(earlier));
    fill(box, "stage-then", stage);
    fill(box, "rating-then", rating);
    fill(box, "evidence-then", earlier.evidence.trim() || say("transfer.nothing"));
  }

  store.watch(update);
}

/**
 * The round before in one line, for paper; empty where there was none.
 * @param {Earlier | null | undefined} earlier
 */
export function earlierLine(earlier) {
  if (!earlier) return "";
  const { stage, rating, evidence } = earlier;
  const said = [stage && tool.stages[stage], rating && tool.ratings[rating], evidence.trim() && `“${shortly(evidence)}”`];
  return lineOf(earlier, said.filter(Boolean).join(" · ") || say("transfer.nothing"));
}

/** @param {Earlier} earlier @param {string} text */
const lineOf = (earlier, text) => say("rounds.last_time_line", { when: whenOf(earlier), text });

/** @param {Earlier} earlier */
const whenOf = ({ changed }) => (changed ? say("rounds.last_time_in", { date: sayMonth(changed) }) : say("rounds.last_time"));
