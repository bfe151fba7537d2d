// The buttons that print. Some browsers, such as those inside chat programs, have no print window, or never open it.
import { announce, placeBy } from "../ui/beside_button.js";
import { SHORT_WAIT, onPress } from "../ui/dom.js";
import { say } from "../ui/messages.js";

export function startPrintButtons() {
  onPress(document, { print: openPrintWindow });
}

/** @param {HTMLElement} button */
function openPrintWindow(button) {
  const place = placeBy(button);
  announce(place);
  const late = setTimeout(() => announce(place, say("print.nothing")), SHORT_WAIT);
  // A browser that prints says so before it opens the window.
  addEventListener("beforeprint", () => clearTimeout(late), { once: true });
  try {
    print();
  } catch {
    // Said a moment later, as of one that does nothing.
  }
}
