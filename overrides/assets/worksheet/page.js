// The start of a page of the site on which something is filled in.
import { Engine } from "./engine.js";
import { openStore, wire } from "./main.js";
import { startOffline } from "./offline.js";
import { say } from "./words.js";

const store = openStore();
const engine = new Engine(new URL("./worker.js", import.meta.url), say("transfer.no_engine"));
const leaveNothing = startOffline(store, settled());
wire(store, engine, new URL("../../", import.meta.url).href, leaveNothing);

/** @returns {Promise<unknown>} kept when the page is loaded and Python, if it is wanted, is there or has failed */
function settled() {
  const loaded = new Promise((done) => addEventListener("load", done));
  const thinks = document.querySelector("[data-engine]") && new Promise((done) => {
    engine.addEventListener("status", () => engine.status !== "loading" && done(true));
  });
  return Promise.all([document.readyState === "complete" || loaded, thinks]);
}
