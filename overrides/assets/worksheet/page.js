// Starts a page of the site that has a form.
import { openStore, wire } from "./main.js";
import { Engine } from "./python/client.js";
import { startOfflineStatus } from "./site/offline_status.js";
import { startThemeFixes } from "./site/theme_fixes.js";
import { all, one, yieldToBrowser } from "./ui/dom.js";
import { say, sayDate } from "./ui/messages.js";

/** Milliseconds after which a page counts as not being drawn, as in a background tab. */
const UNSEEN = 500;

const worker = new URL(WORKER_FILE, import.meta.url);
const engine = new Engine(say("transfer.no_engine"), () => new Worker(worker, { type: "module" }), firstFrame());
// First, so that Python loads while the page is being set up.
if (document.querySelector("[data-engine]")) engine.start();
// A proxy may add a policy that forbids the scripts in the page, and so what does this there (partials/start_guard.html).
globalThis.setStartState ??= (state) => {
  for (const fields of all(document, "[data-fields]")) fields.toggleAttribute("disabled", state !== "open");
  document.documentElement.dataset.start = state;
  if (state !== "failed") return;
  document.documentElement.append(document.importNode(/** @type {HTMLTemplateElement} */ (one(document, "#start-failed")).content, true));
  one(document, ".ws-broken button").addEventListener("click", () => location.reload());
};
setStartState("starting");
start().then(() => setStartState("open"), (error) => {
  setStartState("failed");
  throw error;
});

async function start() {
  // Formatting the first date takes a browser longest, so it gets a task of its own.
  sayDate(new Date());
  await yieldToBrowser();
  startThemeFixes();
  const store = openStore();
  const leaveNothing = startOfflineStatus(store, settled());
  wire({ store, engine, base: new URL("../../", import.meta.url).href, leaveNothing });
}

/** Resolves when the page has been drawn, which loading Python must not delay. */
function firstFrame() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, UNSEEN);
  });
}

/** Resolves when the page is loaded and Python, if the page uses it, is ready or has failed. */
function settled() {
  const loaded = new Promise((done) => addEventListener("load", done));
  const thinks = document.querySelector("[data-engine]") && new Promise((done) => {
    engine.addEventListener("status", () => engine.status !== "loading" && done(true));
  });
  return Promise.all([document.readyState === "complete" || loaded, thinks]);
}
