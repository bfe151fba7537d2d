// The line that says whether what was typed is stored.
import { wasUsed } from "../storage/backup_log.js";
import { isAllowed, storedIds } from "../storage/repository.js";
import { keepsNothing } from "../storage/web_storage.js";
import { all, fill, onPress } from "../ui/dom.js";
import { CLOCK, say, sayDate } from "../ui/messages.js";

/** @returns {string} why something cannot be kept on this device, in words */
export const whyNotKept = () => say(isAllowed() ? "bar.full" : "bar.forbidden");

/** @param {Store} store @returns {string} why what is open has to stay open, in words */
export const whyNotLeft = ({ gone }) => (gone ? say(`bar.${gone}`) : whyNotKept());

/** @param {{store: Store}} page */
export function startSaveStatus({ store }) {
  /** @param {string} state @param {string} [text] */
  function setStatus(state, text) {
    for (const line of all(document, "[data-saved]")) line.dataset.saved = state;
    for (const button of all(document, '[data-do="keep-again"]')) button.hidden = !store.isGone;
    // `fill` writes only what has changed, so a screen reader does not announce it at every pause.
    if (text) fill(document, "saved", text);
  }

  store.addEventListener("saved", () => {
    setStatus("saved", say(keepsNothing ? "shared.saved" : "bar.saved", { time: sayDate(new Date(), CLOCK) }));
  });
  for (const [type, state] of [["trouble", "trouble"], ["gone", "trouble"], ["recovered", "saved"]]) {
    store.addEventListener(type, (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      setStatus(state, say(`bar.${detail.code}`, detail));
    });
  }
  store.addEventListener("cleared", () => setStatus("none", say("bar.cleared")));
  store.addEventListener("change", (event) => {
    const { elsewhere, outside } = /** @type {CustomEvent} */ (event).detail;
    if (outside) setStatus(store.isSafe ? "saved" : "pending", say("bar.outside"));
    // While somebody types the text stays as it is; only the dot beside it changes.
    else if (!elsewhere && !store.isGone) setStatus("pending");
  });
  onPress(document, { "keep-again": () => store.keepAgain() });
  if (!isAllowed()) setStatus("trouble", say("bar.forbidden"));
  else if (store.damaged) setStatus("trouble", say(`bar.${store.damaged}`));
  else if (keepsNothing) setStatus(store.isNew ? "none" : "saved", say("shared.ready"));
  else if (!store.isNew) setStatus("saved", say("bar.ready"));
  else setStatus("none", say(!storedIds().length && wasUsed() ? "bar.nothing_now" : "bar.nothing_yet"));
}
