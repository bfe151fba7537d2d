// Asks the browser not to delete by itself what is kept here, and tells what it answered.
import { fill } from "./dom.js";
import { progress } from "./reflection.js";
import { keepsNothing } from "./shelf.js";
import { remember, remembers } from "./notes.js";
import { say } from "./words.js";

/** @typedef {import("./reflection.js").Reflection} Reflection */

/** @param {import("./store.js").Store} store */
export function askForPromise(store) {
  if (keepsNothing) return;
  // An old browser has no answer, which is no promise either.
  const storage = /** @type {Partial<StorageManager> | undefined} */ (navigator.storage);

  async function tell() {
    const promised = (await storage?.persisted?.().catch(() => false)) ?? false;
    fill(document, "promise", say(promised ? "offline.promised" : "offline.not_promised"));
  }

  store.addEventListener("saved", async () => {
    // Some browsers put the question to the person, so it comes when there is something to keep, and once.
    if (remembers("asked") || !isWorthKeeping(store.reflection)) return;
    remember("asked");
    await storage?.persist?.().catch(() => false);
    await tell();
  });
  if (!store.isNew) tell();
}

/** @param {Reflection} reflection @returns {boolean} whether somebody has begun to answer */
function isWorthKeeping({ ideas, actions }) {
  return actions.length > 0 || Object.values(ideas).some((answers) => progress(answers) !== "none");
}
