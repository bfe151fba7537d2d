// The only place of wiring: finds what is on the page and connects it.
import { startComparison } from "./comparison/compare_page.js";
import { ideaIds } from "./document/edition.js";
import { startOwnExport, takeOpenAway } from "./export/export_panel.js";
import { startBoundFields } from "./form/bound_fields.js";
import { startChangeList } from "./form/change_list.js";
import { startChosenActions } from "./form/chosen_actions.js";
import { startConflicts } from "./form/conflicts.js";
import { startPreviousRound } from "./form/previous_round.js";
import { startQuotedEvidence } from "./form/quoted_evidence.js";
import { startSaveStatus } from "./form/save_status.js";
import { rememberPlace, startWorksheetList } from "./form/worksheet_list.js";
import { startActionPlan } from "./plan/action_plan.js";
import { startPrompts } from "./plan/stage_overview.js";
import { startPaper } from "./print/print_page.js";
import { keepAsking, showPythonStatus, startPythonStatus } from "./python/status.js";
import { startBackupReminder } from "./reflections/backup_reminder.js";
import { startImport } from "./reflections/import_file.js";
import { startReflectionList } from "./reflections/reflection_list.js";
import { startLookBack } from "./rounds/look_back_page.js";
import { startEasyReadScreens } from "./site/easy_read_screens.js";
import { startEasyReadSwitch } from "./site/easy_read_switch.js";
import { startPersistentStorage } from "./site/persistent_storage.js";
import { takeAlong } from "./storage/memory_only.js";
import { Store } from "./storage/store.js";
import { onPress } from "./ui/dom.js";
import { say, sayDate, today } from "./ui/messages.js";

/**
 * @typedef {object} Page  what the parts of a page work with
 * @property {Store} store
 * @property {import("./python/client.js").Engine} engine
 * @property {string} base  the way to the top of the pages
 * @property {string} idea  of a worksheet; empty on other pages
 * @property {() => Promise<void>} leaveNothing  takes the site itself off this device
 */

/**
 * The parts of pages: where there is such an element, it is connected, in this order. A part may return what shows the
 * answers of Python about the open reflection.
 * @type {[selector: string, start: (page: Page) => ((answer: any) => void) | void][]}
 */
const PAGE_PARTS = [
  ["[data-ways]", startEasyReadSwitch],
  ["[data-easy]", startEasyReadScreens],
  ["body", startSaveStatus],
  ["body", startBoundFields],
  ["body", startPersistentStorage],
  ["[data-engine]", startPythonStatus],
  ["[data-perspectives]", startComparison],
  ["[data-form]", startChangeList],
  ["[data-form]", startPreviousRound],
  ["[data-form]", startQuotedEvidence],
  ["[data-form]", startChosenActions],
  ["[data-form]", rememberPlace],
  ["body", startConflicts],
  ["[data-hub]", startWorksheetList],
  ["[data-plan]", startActionPlan],
  ["[data-reflections]", startReflectionList],
  ["[data-rounds]", startLookBack],
  ["[data-transfer]", startImport],
  ["[data-export=mine]", startOwnExport],
  ["[data-reminder]", startBackupReminder],
  ["body", startPaper],
  ["body", startPrompts],
];

/** @returns {Store} the reflection that is open on this device, or a new one */
export function openStore() {
  return new Store(ideaIds, () => say("bar.new_name", { date: sayDate(new Date()) }));
}

/**
 * Connect what is on the page now.
 * @param {Omit<Page, "idea">} given
 * @returns {() => void} lets go of it: answers of Python that are still to come show nothing
 */
export function wire(given) {
  const { store, engine } = given;
  const page = { ...given, idea: document.querySelector("[data-form]")?.getAttribute("data-form") ?? "" };
  const shows = PAGE_PARTS
    .filter(([selector]) => document.querySelector(selector))
    .flatMap(([, start]) => start(page) ?? []);
  // The comparison has a question of its own.
  if (document.querySelector("[data-engine]") && !document.querySelector("[data-perspectives]")) {
    store.addEventListener("change", () => engine.status !== "failed" && review());
    keepAsking(review);
  }

  onPress(document, {
    print: () => print(),
    export: () => takeOpenAway(page),
    "keep-nothing": () => !store.isNew && takeAlong(store.reflection.id),
  });
  document.addEventListener("click", (event) => {
    // The second click of a double click would add or delete what has just come under the pointer.
    if (event.detail > 1 && event.target instanceof Element && event.target.closest("[data-once]")) event.stopImmediatePropagation();
  }, true);
  return () => void shows.splice(0);

  /** Ask Python about the reflection now, and show what it says. */
  function review() {
    const payload = () => ({ reflection: store.reflection, today: today() });
    engine.askNewest("review", payload, (answer) => {
      shows.forEach((show) => show(answer));
      showPythonStatus(engine.status);
    }, ({ code }) => code !== "unavailable" && showPythonStatus("stumbled"));
  }
}
