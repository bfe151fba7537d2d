// A quiet word, once for each time the site is open, when much was written or long ago since the last saved copy.
import { progress, wordsIn } from "../document/document.js";
import { tool } from "../document/edition.js";
import { copyOf } from "../storage/backup_log.js";
import { remember, remembers } from "../storage/preferences.js";
import { fill, passFocusOn } from "../ui/dom.js";
import { say } from "../ui/messages.js";

/** @typedef {import("../document/document.js").Reflection} Reflection */

const DAYS = 14;
const WORDS = 300;
const DAY = 24 * 60 * 60 * 1000;

/** @param {import("../storage/store.js").Store} store @param {() => Promise<void>} takeAway */
export function startReminder(store, takeAway) {
  const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-reminder]"));
  if (!box) return;

  function look() {
    if (box?.hidden && !remembers("reminded") && isDue(store.reflection, new Date())) {
      remember("reminded");
      box.hidden = false;
      fill(box, "reminder", say("reminder.text"));
    }
  }

  box.addEventListener("click", async ({ target }) => {
    const what = target instanceof Element ? target.closest("button")?.dataset.do : undefined;
    if (what === "reminder-keep") await takeAway();
    if (!what) return;
    passFocusOn(box);
    box.hidden = true;
  });
  store.addEventListener("saved", look);
  look();
}

/**
 * Whether what changed since the last saved copy is much, or old.
 * @param {Reflection} reflection @param {Date} now
 * @returns {boolean}
 */
export function isDue(reflection, now) {
  const copy = copyOf(reflection.id);
  const begun = tool.ideas.some(({ id }) => progress(reflection.ideas[id]) !== "none") || reflection.actions.length > 0;
  if (!begun || (copy && copy.at >= reflection.changed)) return false;
  const since = now.getTime() - new Date(copy?.at ?? reflection.created).getTime();
  return since > DAYS * DAY || Math.abs(wordsIn(reflection) - (copy?.words ?? 0)) > WORDS;
}
