// The start of the single file: one reflection and one Python for all screens, and each screen wired as it is shown.
import { startEase } from "../assets/ease/ease.js";
import { all, one } from "../assets/worksheet/dom.js";
import { Engine } from "../assets/worksheet/engine.js";
import { openStore, wire } from "../assets/worksheet/main.js";
import { say } from "../assets/worksheet/words.js";
import { startMenu } from "./menu.js";
import { scopeListeners } from "./scope.js";
import { startScreens } from "./screens.js";

/** Python from what stands in this file. */
class OwnEngine extends Engine {
  start() {
    if (this.worker) return;
    super.start();
    const { worker } = /** @type {Engine} */ (this);
    whole.then(() => {
      const parts = all(document, "script[data-part]").map((part) => [part.dataset.part, part.textContent]);
      worker?.postMessage(Object.fromEntries(parts));
    });
  }
}

// What Python is made of stands at the end of the file, so that people can write before it is read.
const whole = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
const code = new Blob([one(document, "#file-worker").textContent ?? ""], { type: "text/javascript" });
// Where a page was opened from a disk, Chromium runs only scripts of the older kind from an address like this.
const engine = new OwnEngine(new URL(URL.createObjectURL(code)), say("transfer.no_engine"), "classic");
const store = openStore();
const arriveEase = startEase();
const begin = startScreens(arrive, startMenu());
const endListening = scopeListeners(window, document, store, engine);
begin();

function arrive() {
  // There is nothing of a site on the device that could be taken off it.
  const letGo = wire(store, engine, "#", async () => {});
  arriveEase();
  // What earlier screens were told is news to this one.
  if (store.isGone) store.tell("gone", {});
  if (store.pending.length) store.keepSoon();
  return () => {
    // To its scripts, the end of a screen is the end of a page.
    dispatchEvent(new Event("pagehide"));
    letGo();
    endListening();
  };
}
