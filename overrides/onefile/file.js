// The start of the single file: one reflection and one Python for all screens, and each screen wired as it is shown.
import { startEase } from "../assets/accessibility/accessibility.js";
import { openStore, wire } from "../assets/worksheet/main.js";
import { Engine } from "../assets/worksheet/python/client.js";
import { keepNothing } from "../assets/worksheet/storage/memory_only.js";
import { all, one } from "../assets/worksheet/ui/dom.js";
import { say } from "../assets/worksheet/ui/messages.js";
import { DeferredWorker } from "./deferred_worker.js";
import { bytes } from "./base85.js";
import { startMenu } from "./menu.js";
import { scopeListeners } from "./scope.js";
import { startScreens } from "./screens.js";
import { askBeforeLeaving, leaveNoTrace } from "./shared.js";

// What Python is made of stands at the end of the file, so that people can write before it is read.
const whole = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));

/** @returns {Promise<Worker>} */
async function makeWorker() {
  await whole;
  const parts = Object.fromEntries(all(document, "script[data-part]").map((part) => [part.dataset.part, part.textContent ?? ""]));
  // A worker of a page from a disk gets no other script in WebKit, so Python's glue comes in the same as its own.
  const glue = new Blob([bytes(parts["python-glue.bin"])]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = [await new Response(glue).blob(), "\n", one(document, "#file-worker").textContent ?? ""];
  // Where a page was opened from a disk, Chromium runs only scripts of the older kind from an address like this.
  const worker = new Worker(URL.createObjectURL(new Blob(code, { type: "text/javascript" })));
  worker.postMessage(parts);
  return worker;
}

// As much of a worker as an engine knows.
const late = () => /** @type {Worker} */ (/** @type {unknown} */ (new DeferredWorker(makeWorker())));
const ofSite = () => new Worker(new URL("assets/worksheet/worker.js", location.href.split("#")[0]), { type: "module" });

const isShared = "shared" in document.documentElement.dataset;
// Before anything is read: the page for shared computers has its own memory.
if (isShared) keepNothing();
const engine = new Engine(say("transfer.no_engine"), isShared ? ofSite : late);
const store = openStore();
if (isShared) askBeforeLeaving(store);
const arriveEase = startEase();
const begin = startScreens(arrive, startMenu());
const endListening = scopeListeners(window, document, store, engine);
begin();

function arrive() {
  const letGo = connect();
  return () => {
    // To its scripts, the end of a screen is the end of a page.
    dispatchEvent(new Event("pagehide"));
    letGo();
    endListening();
  };
}

function connect() {
  try {
    if (isShared) leaveNoTrace();
    // There is nothing of a site on the device that could be taken off it.
    const letGo = wire({ store, engine, base: "#", leaveNothing: async () => {} });
    arriveEase();
    // What earlier screens were told is news to this one.
    if (store.gone) store.setGone(store.gone);
    if (store.hasPending) store.keepSoon();
    setStartState("open");
    return letGo;
  } catch (error) {
    setStartState("failed");
    throw error;
  }
}
