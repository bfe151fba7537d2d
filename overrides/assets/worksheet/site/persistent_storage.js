// Asks the browser for persistent storage, and shows what it answered.
import { isBegun } from "../document/document.js";
import { remember, remembers } from "../storage/preferences.js";
import { keepsNothing } from "../storage/web_storage.js";
import { fill } from "../ui/dom.js";
import { say } from "../ui/messages.js";

/** @param {{store: Store}} page */
export function startPersistentStorage({ store }) {
  if (keepsNothing) return;
  // Old browsers do not have it.
  const storage = /** @type {Partial<StorageManager> | undefined} */ (navigator.storage);

  async function showAnswer() {
    const promised = (await storage?.persisted?.().catch(() => false)) ?? false;
    fill(document, "promise", say(promised ? "offline.promised" : "offline.not_promised"));
  }

  store.addEventListener("saved", async () => {
    // Some browsers ask the person, so this is done once, and not before something is written.
    if (remembers("asked") || !isBegun(store.reflection, store.ideas)) return;
    remember("asked");
    await storage?.persist?.().catch(() => false);
    await showAnswer();
  });
  if (!store.isNew) showAnswer();
}
