// Starts the single file: one store and one Python for all screens; the parts of a screen are started when it is shown.
import { startAccessibility } from "../assets/accessibility/accessibility.js";
import { openStore, wire } from "../assets/worksheet/main.js";
import { Engine } from "../assets/worksheet/python/client.js";
import { keepNothing } from "../assets/worksheet/storage/memory_only.js";
import { all, one } from "../assets/worksheet/ui/dom.js";
import { say } from "../assets/worksheet/ui/messages.js";
import { bytes } from "./base85.js";
import { startMenu } from "./menu.js";
import { scopeListeners } from "./scope.js";
import { startScreens } from "./screens.js";
import { askBeforeLeaving, leaveNoTrace } from "./shared.js";

// The files of Python are at the end of the document, so that people can write before they are parsed.
const whole = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));

/** @returns {Promise<Worker>} */
async function makeWorker() {
  await whole;
  const parts = Object.fromEntries(all(document, "script[data-part]").map((part) => [part.dataset.part, part.textContent ?? ""]));
  // In WebKit, a worker of a page from a disk can load no other script, so Python's glue is part of its own.
  const glue = new Blob([bytes(parts["python-glue.bin"])]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = [await new Response(glue).blob(), "\n", one(document, "#file-worker").textContent ?? ""];
  // For a page from a disk, Chromium runs no modules from blob: addresses.
  const worker = new Worker(URL.createObjectURL(new Blob(code, { type: "text/javascript" })));
  worker.postMessage(parts);
  return worker;
}

const ofSite = () => new Worker(new URL(`assets/worksheet/${WORKER_FILE}`, location.href.split("#")[0]), { type: "module" });

const isShared = "shared" in document.documentElement.dataset;
// First, so that nothing is read from the device: the page for shared computers has storage of its own.
if (isShared) keepNothing();
const engine = new Engine(say("transfer.no_engine"), isShared ? ofSite : makeWorker);
const store = openStore();
if (isShared) askBeforeLeaving(store);
const onScreenShown = startAccessibility();
const begin = startScreens(arrive, startMenu());
const endListening = scopeListeners(window, document, store, engine);
begin();

function arrive() {
  const letGo = connect();
  return () => {
    // To its scripts, leaving a screen is leaving a page.
    dispatchEvent(new Event("pagehide"));
    letGo();
    endListening();
  };
}

function connect() {
  try {
    if (isShared) leaveNoTrace();
    // The single file has no service worker to remove.
    const letGo = wire({ store, engine, base: "#", leaveNothing: async () => {} });
    onScreenShown();
    // Earlier screens were told; this one was not.
    if (store.gone) store.setGone(store.gone);
    if (store.hasPending) store.keepSoon();
    setStartState("open");
    return letGo;
  } catch (error) {
    setStartState("failed");
    throw error;
  }
}
