// The calm line that says whether what was typed is safe.
import { isAllowed } from "../storage/repository.js";
import { keepsNothing } from "../storage/web_storage.js";
import { all, fill } from "../ui/dom.js";
import { say, sayDate } from "../ui/messages.js";

/** @param {import("../storage/store.js").Store} store */
export function startBar(store) {
  /** @param {string} state @param {string} [text] */
  function tell(state, text) {
    for (const line of all(document, "[data-saved]")) line.dataset.saved = state;
    for (const button of all(document, '[data-do="keep-again"]')) button.hidden = !store.isGone;
    // The same words again are not written again, so a screen reader is told once, not at every pause.
    if (text) fill(document, "saved", text);
  }

  store.addEventListener("saved", () => {
    tell("saved", say(keepsNothing ? "shared.saved" : "bar.saved", { time: sayDate(new Date(), { timeStyle: "short" }) }));
  });
  store.addEventListener("trouble", (event) => {
    tell("trouble", say(`bar.${/** @type {CustomEvent} */ (event).detail.code}`));
  });
  store.addEventListener("gone", (event) => {
    tell("trouble", say(`bar.${/** @type {CustomEvent} */ (event).detail.code}`));
  });
  store.addEventListener("recovered", (event) => {
    tell("saved", say(`bar.${/** @type {CustomEvent} */ (event).detail.code}`));
  });
  store.addEventListener("cleared", () => tell("none", say("bar.cleared")));
  store.addEventListener("change", (event) => {
    const { elsewhere, outside } = /** @type {CustomEvent} */ (event).detail;
    if (outside) tell(store.pending.length ? "pending" : "saved", say("bar.outside"));
    // Nothing is said while somebody types; only the dot beside the line shows that there is something to keep.
    else if (!elsewhere && !store.isGone) tell("pending");
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest('[data-do="keep-again"]')) store.keepAgain();
  });
  if (!isAllowed()) tell("trouble", say("bar.forbidden"));
  else if (store.damaged) tell("trouble", say(`bar.${store.damaged}`));
  else if (keepsNothing) tell(store.isNew ? "none" : "saved", say("shared.ready"));
  else tell(store.isNew ? "none" : "saved", say(store.isNew ? "bar.nothing_yet" : "bar.ready"));
}
