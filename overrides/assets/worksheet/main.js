// Finds the parts of a page and starts them. The only script that knows all of them.
import { startComparison } from "./comparison/compare_page.js";
import { ideaIds } from "./document/edition.js";
import { startOwnExport, takeOpenAway } from "./export/export_panel.js";
import { startOverflow } from "./export/overflow.js";
import { startBoundFields } from "./form/bound_fields.js";
import { startChangeList } from "./form/change_list.js";
import { startChosenActions } from "./form/chosen_actions.js";
import { startConflicts } from "./form/conflicts.js";
import { startPreviousRound } from "./form/previous_round.js";
import { startQuotedEvidence } from "./form/quoted_evidence.js";
import { startSaveStatus } from "./form/save_status.js";
import { rememberPlace, startWorksheetList } from "./form/worksheet_list.js";
import { startWorksheetParts } from "./form/worksheet_parts.js";
import { startActionPlan } from "./plan/action_plan.js";
import { startPrompts } from "./plan/stage_overview.js";
import { startPrintButtons } from "./print/print_button.js";
import { startPaper } from "./print/print_page.js";
import { keepAsking, showPythonStatus, startPythonStatus } from "./python/status.js";
import { startBackupReminder } from "./reflections/backup_reminder.js";
import { startImport } from "./reflections/import_file.js";
import { startReflectionList } from "./reflections/reflection_list.js";
import { startLookBack } from "./rounds/look_back_page.js";
import { startCarryOn } from "./site/carry_on.js";
import { startEasyReadScreens } from "./site/easy_read_screens.js";
import { startEasyReadSwitch } from "./site/easy_read_switch.js";
import { startPersistentStorage } from "./site/persistent_storage.js";
import { takeAlong } from "./storage/memory_only.js";
import { listReflections } from "./storage/repository.js";
import { Store } from "./storage/store.js";
import { startCopiedTables } from "./ui/copied_tables.js";
import { onPress } from "./ui/dom.js";
import { isClockWrong, say, sayDate, today } from "./ui/messages.js";

/**
 * The parts of pages, started in this order where the page has such an element. A part may return a function that shows
 * Python's answers about the open reflection.
 * @type {[selector: string, start: (page: Page) => ((answer: any) => void) | void][]}
 */
const PAGE_PARTS = [
  ["[data-ways]", startEasyReadSwitch],
  ["[data-easy]", startEasyReadScreens],
  ["[data-carry-on]", startCarryOn],
  ["body", startSaveStatus],
  ["body", startBoundFields],
  ["body", startPersistentStorage],
  ["body", startCopiedTables],
  ["[data-engine]", startPythonStatus],
  ["[data-perspectives]", startComparison],
  ["[data-form]", startChangeList],
  ["[data-form]", startPreviousRound],
  ["[data-form]", startQuotedEvidence],
  ["[data-form]", startChosenActions],
  ["[data-form]", rememberPlace],
  ["[data-parts]", startWorksheetParts],
  ["[data-hub]", startWorksheetList],
  ["[data-plan]", startActionPlan],
  ["[data-reflections]", startReflectionList],
  ["[data-rounds]", startLookBack],
  ["[data-transfer]", startImport],
  ["[data-export=mine]", startOwnExport],
  ["[data-reminder]", startBackupReminder],
  // After the parts that draw the fields in which texts can clash.
  ["body", startConflicts],
  ["body", startPaper],
  ["body", startPrintButtons],
  ["body", startOverflow],
  ["body", startPrompts],
];

/** What a double click presses once; a file would be there twice. */
const ONCE = "[data-once], [data-make], [data-do^=export], [data-do=reminder-keep], .ws-made button";

/** @returns {Store} the reflection that is open on this device, or a new one */
export function openStore() {
  return new Store(ideaIds, nameNew);
}

/** @returns {string} a name for a reflection that nobody has named: no other one on this device has it */
function nameNew() {
  const name = say("bar.new_name", { date: sayDate(new Date()) });
  const taken = new Set(listReflections().map((kept) => kept.name));
  let number = 1;
  while (taken.has(number === 1 ? name : `${name} (${number})`)) number += 1;
  return number === 1 ? name : `${name} (${number})`;
}

/**
 * Start the parts of the page that is there now.
 * @param {Omit<Page, "idea">} given
 * @returns {() => void} ends it: answers of Python that come later are not shown
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
    export: (button) => takeOpenAway(page, button),
    "keep-nothing": () => !store.isNew && takeAlong(store.reflection.id),
  });
  document.addEventListener("click", (event) => {
    // The second click of a double click would act on what has just moved under the pointer.
    if (event.detail > 1 && event.target instanceof Element && event.target.closest(ONCE)) event.stopImmediatePropagation();
  }, true);
  return () => void shows.splice(0);

  /** Ask Python about the reflection now, and show what it says. */
  function review() {
    const payload = () => ({ reflection: store.reflection, today: today(), wrong_clock: isClockWrong() });
    engine.askNewest("review", payload, (answer) => {
      shows.forEach((show) => show(answer));
      showPythonStatus(engine.status);
    }, ({ code }) => code !== "unavailable" && showPythonStatus("stumbled"));
  }
}
