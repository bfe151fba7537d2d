// What this device keeps and cannot be read: each to take away as it is, and the last version of it that can be read.
import { HandOver } from "../export/hand_over.js";
import { listDamaged, listVersions } from "../storage/repository.js";
import { buttonFor, placeBy } from "../ui/beside_button.js";
import { line, one } from "../ui/dom.js";
import { sayDate, sayTime } from "../ui/messages.js";

/**
 * @param {HTMLElement} box
 * @param {(version: Reflection) => void} restore  called with a version to be put in the place of what is damaged
 */
export function showDamaged(box, restore) {
  const damaged = listDamaged();
  box.hidden = damaged.length === 0;
  one(box, "ul").replaceChildren(...damaged.map(({ key, text, date, id, isNewer }) => {
    const item = line("li");
    item.append(buttonFor(`reflections.download_${isNewer ? "newer" : "damaged"}`, "", (button) => new HandOver(placeBy(button), {
      file: new File([text], "coproduction-unreadable.json", { type: "application/json" }),
      text: async () => text,
    }).start(), { date: date ? sayDate(date) : key }));
    const version = listVersions(id)[0]?.reflection;
    if (version) item.append(" ", buttonFor("versions.instead", "", () => restore(version), { when: sayTime(version.changed) }));
    return item;
  }));
}
