// "Delete everything on this device": says what goes, offers a copy of each first, and leaves nothing.
import * as storage from "../storage/repository.js";
import { all, fill, fromTemplate, one, openDialog } from "../ui/dom.js";
import { nameOf } from "../ui/labels.js";
import { say, sayCount } from "../ui/messages.js";

/**
 * @param {HTMLElement} root  holds the button and the dialog
 * @param {Store} store
 * @param {(reflection: Reflection, button: HTMLElement) => void} takeAway  gives one as a file
 * @param {() => Promise<void>} leaveNothing  takes the site itself off this device
 * @param {(isDeleted: boolean) => void} then  isDeleted: false where the browser lets us delete nothing
 */
export function startDeleteAll(root, store, takeAway, leaveNothing, then) {
  const dialog = /** @type {HTMLDialogElement} */ (one(root, '[data-dialog="delete-everything"]'));

  one(root, '[data-do="delete-everything"]').addEventListener("click", () => {
    store.flush();
    const kept = storage.listReflections();
    const damaged = storage.listDamaged().length;
    fill(dialog, "count", sayCount("reflections.count", kept.length));
    fill(dialog, "damaged", damaged ? sayCount("reflections.count_damaged", damaged) : "");
    one(dialog, "ul").replaceChildren(...kept.map(lineOf));
    openDialog(dialog);
  });

  dialog.addEventListener("close", async () => {
    one(dialog, "ul").replaceChildren();
    if (dialog.returnValue !== "yes") return;
    // First, as it also stops the status line from storing anything.
    const left = leaveNothing();
    const deleted = storage.deleteEverything();
    store.startAfresh(store.nameNew());
    await left;
    then(await deleted && !storage.storedIds().length && !storage.listDamaged().length);
  });

  /** @param {Reflection} reflection @returns {HTMLElement} */
  function lineOf(reflection) {
    const name = nameOf(reflection);
    const item = fromTemplate("going");
    fill(item, "name", name);
    const [button] = all(item, "button");
    button.setAttribute("aria-label", say("reflections.copy_first_name", { name }));
    button.addEventListener("click", () => takeAway(reflection, button));
    return item;
  }
}
