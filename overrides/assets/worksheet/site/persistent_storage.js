// Asks the browser not to delete by itself what is kept here, and tells what it answered.
import { isBegun } from "../document/document.js";
import { remember, remembers } from "../storage/preferences.js";
import { keepsNothing } from "../storage/web_storage.js";
import { fill } from "../ui/dom.js";
import { say } from "../ui/messages.js";

/** @param {{store: import("../storage/store.js").Store}} page */
export function startPersistentStorage({ store }) {
  if (keepsNothing) return;
  // An old browser has no answer, which is no promise either.
  const storage = /** @type {Partial<StorageManager> | undefined} */ (navigator.storage);

  async function showAnswer() {
    const promised = (await storage?.persisted?.().catch(() => false)) ?? false;
    fill(document, "promise", say(promised ? "offline.promised" : "offline.not_promised"));
  }

  store.addEventListener("saved", async () => {
    // Some browsers put the question to the person, so it comes when there is something to keep, and once.
    if (remembers("asked") || !isBegun(store.reflection, store.ideas)) return;
    remember("asked");
    await storage?.persist?.().catch(() => false);
    await showAnswer();
  });
  if (!store.isNew) showAnswer();
}
