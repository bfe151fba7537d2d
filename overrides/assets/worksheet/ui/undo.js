// Offers to undo a deletion. An offer stays until it is used, or replaced by newer ones.
import { fill, fromTemplate, one } from "./dom.js";
import { say } from "./messages.js";

/** Offers that are shown at a time. */
const OFFERS = 3;

/**
 * @param {ParentNode} root  the part of the page with a [data-undo] line
 * @param {string} message  what was deleted, in words
 * @param {string} text  its name, for saying that it is back
 * @param {() => unknown} bringBack  false: it could not, and the offer stays
 * @param {() => void} [forget]  what to do where somebody does not want it back
 */
export function offerUndo(root, message, text, bringBack, forget) {
  const line = one(root, "[data-undo]");
  const offer = fromTemplate("undo");
  /** @param {string} said @param {() => unknown} act */
  const end = (said, act) => {
    if (act() !== false) offer.textContent = say(said, { text });
  };
  fill(offer, "text", message);
  one(offer, '[data-do="undo"]').addEventListener("click", () => end("undo.restored", bringBack));
  const forgetting = one(offer, '[data-do="forget"]');
  forgetting.hidden = !forget;
  forgetting.addEventListener("click", () => end("undo.forgotten", () => forget?.()));
  // Offers that were used are removed.
  for (const said of [...line.children]) if (!said.querySelector("button")) said.remove();
  line.prepend(offer);
  while (line.children.length > OFFERS) line.lastElementChild?.remove();
}
