// Asks Python when it can be asked, and shows its status: while it starts, after a second, and if it fails.
import { SHORT_WAIT, all, fill, one, onPress } from "../ui/dom.js";
import { say } from "../ui/messages.js";

/** Ask now, when the network is back, and when somebody presses "try again". @param {() => void} ask */
export function keepAsking(ask) {
  addEventListener("online", ask);
  onPress(document, { "retry-engine": ask });
  ask();
}

/** @param {{engine: Engine}} page */
export function startPythonStatus({ engine }) {
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let slow = 0;
  engine.addEventListener("status", () => {
    clearTimeout(slow);
    if (engine.status === "loading") slow = setTimeout(() => showPythonStatus("loading"), SHORT_WAIT);
    else showPythonStatus(engine.status);
  });
  // Python may have been on its way before this page was connected.
  if (engine.status !== "off") engine.setStatus(engine.status);
}

/** @param {string} status */
export function showPythonStatus(status) {
  for (const box of all(document, "[data-engine]")) {
    box.hidden = status === "ready";
    one(box, "progress").hidden = status !== "loading";
    one(box, '[data-do="retry-engine"]').hidden = status !== "failed" && status !== "stumbled";
    if (status !== "ready") fill(box, "engine", (status === "failed" && box.dataset.failed) || say(`engine.${status}`));
  }
}
