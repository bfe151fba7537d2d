// The start of a page of the site on which something is filled in.
import { openStore, wire } from "./main.js";
import { Engine } from "./python/client.js";
import { startOfflineStatus } from "./site/offline_status.js";
import { startThemeFixes } from "./site/theme_fixes.js";
import { yieldToBrowser } from "./ui/dom.js";
import { say, sayDate } from "./ui/messages.js";

/** Milliseconds after which a page counts as one that is not drawn, as in a tab at the back. */
const UNSEEN = 500;

const worker = new URL("./worker.js", import.meta.url);
const engine = new Engine(say("transfer.no_engine"), () => new Worker(worker, { type: "module" }), firstFrame());
// Before all else, so that Python is on its way while the page is being set up.
if (document.querySelector("[data-engine]")) engine.start();
setStartState("starting");
start().then(() => setStartState("open"), (error) => {
  setStartState("failed");
  throw error;
});

async function start() {
  // The first date is what takes a browser longest, so it gets a task of its own.
  sayDate(new Date());
  await yieldToBrowser();
  startThemeFixes();
  const store = openStore();
  const leaveNothing = startOfflineStatus(store, settled());
  wire({ store, engine, base: new URL("../../", import.meta.url).href, leaveNothing });
}

/** @returns {Promise<unknown>} kept when the page has been drawn, which Python's weight must not hold up */
function firstFrame() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, UNSEEN);
  });
}

/** @returns {Promise<unknown>} kept when the page is loaded and Python, if it is wanted, is there or has failed */
function settled() {
  const loaded = new Promise((done) => addEventListener("load", done));
  const thinks = document.querySelector("[data-engine]") && new Promise((done) => {
    engine.addEventListener("status", () => engine.status !== "loading" && done(true));
  });
  return Promise.all([document.readyState === "complete" || loaded, thinks]);
}
