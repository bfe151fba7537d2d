// What this device keeps and cannot be read: each to take away as it is, and the last version of it that can be read.
import { HandOver } from "../export/hand_over.js";
import { listDamaged, listVersions } from "../storage/repository.js";
import { placeBy } from "../ui/beside_button.js";
import { line, one } from "../ui/dom.js";
import { say, sayDate, sayTime } from "../ui/messages.js";

/**
 * @param {HTMLElement} box
 * @param {(version: Reflection) => void} restore  called with a version to be put in the place of what is damaged
 */
export function showDamaged(box, restore) {
  const damaged = listDamaged();
  box.hidden = damaged.length === 0;
  one(box, "ul").replaceChildren(...damaged.map(({ key, text, date, id, isNewer }) => {
    const item = line("li");
    const words = say(`reflections.download_${isNewer ? "newer" : "damaged"}`, { date: date ? sayDate(date) : key });
    item.append(button(words, (pressed) => new HandOver(placeBy(pressed), {
      file: new File([text], "coproduction-unreadable.json", { type: "application/json" }),
      text: async () => text,
    }).start()));
    const version = listVersions(id)[0]?.reflection;
    if (version) item.append(" ", button(say("versions.instead", { when: sayTime(version.changed) }), () => restore(version)));
    return item;
  }));
}

/** @param {string} text @param {(pressed: HTMLElement) => void} act @returns {HTMLElement} */
function button(text, act) {
  const made = /** @type {HTMLButtonElement} */ (line("button", text));
  made.type = "button";
  made.className = "ws-button";
  made.addEventListener("click", () => act(made));
  return made;
}
