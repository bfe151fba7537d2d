// The only place of wiring: finds what is on the page and connects it.
import { startBar } from "./bar.js";
import { startChanges } from "./changes.js";
import { startClashes } from "./clashes.js";
import { all, fill, one } from "./dom.js";
import { startEarlier } from "./earlier.js";
import { startEasy } from "./easy.js";
import { contentOf, startExport, takeAway } from "./export.js";
import { startForm } from "./form.js";
import { rememberPlace, startHub } from "./hub.js";
import { takeAlong } from "./keep_nothing.js";
import { startPerspectives } from "./perspectives.js";
import { startPlan } from "./plan.js";
import { startPrinting } from "./printing.js";
import { showPicture, showPrompts } from "./profile.js";
import { askForPromise } from "./promise.js";
import { lineOf } from "./reflection.js";
import { startReflections } from "./reflections.js";
import { startReminder } from "./reminder.js";
import { startRounds } from "./rounds.js";
import { fillSheets } from "./sheet.js";
import { Store } from "./store.js";
import { startTransfer } from "./transfer.js";
import { startVoices } from "./voices.js";
import { startWays } from "./ways.js";
import { say, sayDate, today, tool } from "./words.js";
import { startActions } from "./worksheet.js";

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
 * @param {import("./engine.js").Engine} engine
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
    planOrder = answer.plan.actions.map((/** @type {import("./actions.js").Planned} */ { idea, id }) => lineOf(idea, id));
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
