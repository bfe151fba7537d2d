// The list of the four worksheets: how far each is, and the way back to where somebody was.
import { progress } from "../document/document.js";
import { tool } from "../document/edition.js";
import { keepPlace, placeOf, readingWay } from "../storage/preferences.js";
import { all, fill, one } from "../ui/dom.js";
import { say, sayCount } from "../ui/messages.js";

/** @param {{store: Store, base: string}} page  base: the way to the site's top */
export function startWorksheetList({ store, base }) {
  const root = one(document, "[data-hub]");

  function update() {
    for (const item of all(root, "[data-hub-idea]")) {
      const answers = store.reflection.ideas[item.dataset.hubIdea ?? ""];
      const state = progress(answers);
      const line = one(item, "[data-progress]");
      line.dataset.progress = state;
      if (line.textContent !== say(`hub.${state}`)) line.textContent = say(`hub.${state}`);
      const chosen = answers.changes.filter((change) => change.chosen).length;
      const facts = [
        answers.stage && tool.stages[answers.stage],
        answers.rating && tool.ratings[answers.rating],
        answers.evidence.trim() && say("hub.fact_evidence"),
        answers.changes.length > 0 && sayCount("hub.fact_changes", answers.changes.length),
        chosen > 0 && say("hub.fact_chosen", { count: chosen }),
      ];
      fill(item, "facts", facts.filter(Boolean).join(" · "));
    }
    one(root, ".ws-open-now").hidden = store.isNew;
    const place = placeOf(store.reflection.id);
    const idea = tool.ideas.find((known) => known.id === place?.idea);
    const line = one(root, "[data-continue]");
    line.hidden = !idea || store.reflection.ideas[idea.id].done === true;
    if (idea && place) {
      const way = readingWay() === "easy" ? "easy" : "ideas";
      /** @type {HTMLAnchorElement} */ (one(line, "a")).href = `${base}${way}/${idea.id}/#${encodeURIComponent(place.question)}`;
      fill(line, "place", idea.short);
    }
  }

  store.watch(update);
}

/** Remember which question of a worksheet somebody is at. @param {{store: Store, idea: string}} page */
export function rememberPlace({ store, idea }) {
  /** @type {{idea: string, question: string} | null} */
  let place = null;
  document.addEventListener("focusin", ({ target }) => {
    const question = /** @type {Element} */ (target).closest?.("[data-question]");
    if (question instanceof HTMLElement) place = { idea, question: question.dataset.question ?? "" };
  });
  const keep = () => place && !store.isNew && keepPlace(store.reflection.id, place);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  addEventListener("pagehide", keep);
}
