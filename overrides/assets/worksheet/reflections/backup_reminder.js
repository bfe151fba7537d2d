// Reminds of saving a copy, once a session, if much was written since the last one, or it was long ago.
import { isBegun, wordsIn } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { takeOpenAway } from "../export/export_panel.js";
import { copyOf, isInCopy } from "../storage/backup_log.js";
import { remember, remembers } from "../storage/preferences.js";
import { fill, one, onPress, passFocusOn } from "../ui/dom.js";
import { say } from "../ui/messages.js";

const DAYS = 14;
const WORDS = 300;
const DAY = 24 * 60 * 60 * 1000;

/** @param {{store: Store, engine: Engine}} page */
export function startBackupReminder({ store, engine }) {
  const box = one(document, "[data-reminder]");

  function look() {
    if (box.hidden && !remembers("reminded") && isDue(store.reflection, new Date())) {
      remember("reminded");
      box.hidden = false;
      fill(box, "reminder", say("reminder.text"));
    }
  }

  function close() {
    passFocusOn(box);
    box.hidden = true;
  }
  onPress(box, { "reminder-keep": (button) => takeOpenAway({ store, engine }, button, close), "reminder-later": close });
  store.addEventListener("saved", look);
  look();
}

/**
 * Whether what changed since the last saved copy is much, or old.
 * @param {Reflection} reflection @param {Date} now
 */
export function isDue(reflection, now) {
  if (!isBegun(reflection, ideaIds) || isInCopy(reflection)) return false;
  const copy = copyOf(reflection.id);
  const since = now.getTime() - new Date(copy?.at ?? reflection.created).getTime();
  return since > DAYS * DAY || Math.abs(wordsIn(reflection) - (copy?.words ?? 0)) > WORDS;
}
