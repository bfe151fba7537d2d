// The only place of wiring: finds what is on the page and connects it.
import { startPerspectives } from "./comparison/compare_page.js";
import { lineOf } from "./document/document.js";
import { tool } from "./document/edition.js";
import { contentOf, startExport, takeAway } from "./export/export_panel.js";
import { startForm } from "./form/bound_fields.js";
import { startChanges } from "./form/change_list.js";
import { startActions } from "./form/chosen_actions.js";
import { startClashes } from "./form/conflicts.js";
import { startEarlier } from "./form/previous_round.js";
import { startVoices } from "./form/quoted_evidence.js";
import { startBar } from "./form/save_status.js";
import { rememberPlace, startHub } from "./form/worksheet_list.js";
import { startPlan } from "./plan/action_plan.js";
import { showPicture, showPrompts } from "./plan/stage_overview.js";
import { startPrinting } from "./print/print_page.js";
import { fillSheets } from "./print/print_sheets.js";
import { startReminder } from "./reflections/backup_reminder.js";
import { startTransfer } from "./reflections/import_file.js";
import { startReflections } from "./reflections/reflection_list.js";
import { startRounds } from "./rounds/look_back_page.js";
import { startEasy } from "./site/easy_read_screens.js";
import { startWays } from "./site/easy_read_switch.js";
import { askForPromise } from "./site/persistent_storage.js";
import { takeAlong } from "./storage/memory_only.js";
import { Store } from "./storage/store.js";
import { all, fill, one } from "./ui/dom.js";
import { say, sayDate, today } from "./ui/messages.js";

/** What a double click does once. */
const ONCE = new Set(["add-change", "add-action", "delete", "delete-action", "new", "next-round", "duplicate", "unrecognise", "delete-voice",
  "take-over", "take-back", "take-person-out", "start-ours"]);
/** @param {string} selector */
const has = (selector) => document.querySelector(selector) !== null;

/** @returns {Store} the reflection that is open on this device, or a new one */
export function openStore() {
  return new Store(tool.ideas.map(({ id }) => id), () => say("bar.new_name", { date: sayDate(new Date()) }));
}

/**
 * Connect what is on the page now.
 * @param {Store} store
 * @param {import("./python/client.js").Engine} engine
 * @param {string} base  the way to the top of the pages
 * @param {() => Promise<void>} leaveNothing  takes the site itself off this device
 * @returns {() => void} lets go of it: answers of Python that are still to come show nothing
 */
export function wire(store, engine, base, leaveNothing) {
  /** @type {((answer: any) => void)[]} what to do with each answer of Python */
  const shows = [];
  /** @type {string[]} */
  let planOrder = [];

  startWays();
  if (has("[data-easy]")) startEasy();
  startBar(store);
  startForm(store);
  askForPromise(store);
  /** What this page asks Python: about the open reflection, or about several side by side. */
  const think = has("[data-perspectives]") ? startPerspectives(store, engine) : review;
  if (has("[data-engine]")) startThinking();
  const idea = document.querySelector("[data-form]")?.getAttribute("data-form");
  if (idea) {
    startChanges(store, idea);
    startEarlier(store, idea);
    startVoices(store, idea);
    shows.push(startActions(store, idea));
    rememberPlace(store, idea);
  }
  startClashes(store);
  if (has("[data-hub]")) startHub(store, base);
  if (has("[data-plan]")) shows.push(startPlan(store));
  if (has("[data-reflections]")) startReflections(store, engine, leaveNothing, takeAway.bind(null, engine));
  if (has("[data-rounds]")) startRounds(engine);
  if (has("[data-transfer]")) startTransfer(store, engine);
  startExport(engine, "[data-export=mine]", () => {
    store.flush();
    return contentOf(store.reflection);
  });
  startReminder(store, takeThisAway);

  // Easy Read screens are their own sheets.
  const paper = document.querySelector(".ws-paper, [data-easy]");
  const fillPaper = paper instanceof HTMLElement
    ? has("[data-printing]") ? startPrinting(paper) : fillSheets.bind(null, paper)
    : null;

  function showDocument() {
    showPicture(document, store.reflection);
    fillPaper?.(store.reflection, planOrder);
  }
  store.addEventListener("change", showDocument);
  addEventListener("beforeprint", showDocument);
  showDocument();

  shows.push((answer) => {
    planOrder = answer.plan.actions.map((/** @type {import("./form/action_fields.js").Planned} */ { idea, id }) => lineOf(idea, id));
    showPrompts(document, answer, base);
    fillPaper?.(store.reflection, planOrder);
  });

  document.addEventListener("click", ({ target }) => {
    const control = target instanceof Element ? target.closest("button, a") : null;
    const what = /** @type {HTMLElement | null} */ (control)?.dataset.do;
    if (what === "print") print();
    if (what === "export") takeThisAway();
    if (what === "retry-engine") think();
    if (what === "keep-nothing" && !store.isNew) takeAlong(store.reflection.id);
  });
  document.addEventListener("click", (event) => {
    const what = event.target instanceof Element ? event.target.closest("button")?.dataset.do : undefined;
    // The second click of a double click would add or delete what has just come under the pointer.
    if (event.detail > 1 && ONCE.has(what ?? "")) event.stopImmediatePropagation();
  }, true);
  return () => void shows.splice(0);

  async function takeThisAway() {
    store.flush();
    await takeAway(engine, store.reflection);
  }

  /** Ask Python about the reflection now, and show what it says. */
  function review() {
    const payload = () => ({ reflection: store.reflection, today: today() });
    engine.askNewest("review", payload, (answer) => {
      shows.forEach((show) => show(answer));
      showEngine(engine.status);
    }, ({ code }) => code !== "unavailable" && showEngine("stumbled"));
  }

  function startThinking() {
    /** @type {ReturnType<typeof setTimeout> | 0} */
    let slow = 0;
    engine.addEventListener("status", (event) => {
      const status = /** @type {CustomEvent} */ (event).detail;
      clearTimeout(slow);
      // A short wait needs no words.
      if (status === "loading") slow = setTimeout(() => showEngine("loading"), 1000);
      else showEngine(status);
    });
    // Python may have been on its way before this page was connected.
    if (engine.status !== "off") engine.say(engine.status);
    if (think === review) store.addEventListener("change", () => engine.status !== "failed" && think());
    addEventListener("online", think);
    think();
  }
}

/** @param {string} status */
function showEngine(status) {
  for (const box of all(document, "[data-engine]")) {
    box.hidden = status === "ready";
    one(box, "progress").hidden = status !== "loading";
    one(box, '[data-do="retry-engine"]').hidden = status !== "failed" && status !== "stumbled";
    if (status !== "ready") fill(box, "engine", (status === "failed" && box.dataset.failed) || say(`engine.${status}`));
  }
}
