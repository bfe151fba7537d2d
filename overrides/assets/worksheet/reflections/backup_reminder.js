// Reminds of saving a copy, once a session: if much was written since the last one, if it was long ago, or before the browser
// may delete what it keeps.
import { isBegun, wordsIn } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { takeOpenAway } from "../export/export_panel.js";
import { copyOf, isInCopy } from "../storage/backup_log.js";
import { remember, remembers } from "../storage/preferences.js";
import { fill, one, onPress, passFocusOn } from "../ui/dom.js";
import { say } from "../ui/messages.js";

const DAYS = 14;
/** WebKit deletes what a site has stored if nobody uses the site for seven days of using the browser. */
const DAYS_IN_WEBKIT = 4;
const WORDS = 300;
const DAY = 24 * 60 * 60 * 1000;

/** @param {{store: Store, engine: Engine}} page */
export function startBackupReminder({ store, engine }) {
  const box = one(document, "[data-reminder]");

  function look() {
    if (!box.hidden || remembers("reminded")) return;
    const why = whyDue(store.reflection, new Date());
    if (!why) return;
    remember("reminded");
    box.hidden = false;
    fill(box, "reminder", say(`reminder.${why.key}`, why));
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
 * Why it is time for a copy.
 * @param {Reflection} reflection
 * @param {Date} now
 * @param {boolean} [isWebKit]
 * @returns {{key: "much" | "long" | "long_since" | "soon", days: number} | null} null where it is not
 */
export function whyDue(reflection, now, isWebKit = "GestureEvent" in globalThis) {
  if (!isBegun(reflection, ideaIds) || isInCopy(reflection)) return null;
  const copy = copyOf(reflection.id);
  const days = Math.floor((now.getTime() - new Date(copy?.at ?? reflection.created).getTime()) / DAY);
  if (Math.abs(wordsIn(reflection) - (copy?.words ?? 0)) > WORDS) return { key: "much", days };
  if (days >= DAYS) return { key: copy ? "long_since" : "long", days };
  return isWebKit && days >= DAYS_IN_WEBKIT ? { key: "soon", days } : null;
}
