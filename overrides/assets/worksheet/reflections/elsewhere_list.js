// What copies of this site in other folders of the same host keep on this device, to be copied here: the site may have moved.
import { listElsewhere } from "../storage/repository.js";
import { buttonFor } from "../ui/beside_button.js";
import { line, one } from "../ui/dom.js";
import { sayCount } from "../ui/messages.js";

/**
 * @param {HTMLElement} box
 * @param {(reflections: Reflection[]) => void} bringHere
 */
export function showElsewhere(box, bringHere) {
  const copies = listElsewhere();
  box.hidden = copies.length === 0;
  one(box, "ul").replaceChildren(...copies.map(({ folder, reflections }) => {
    const item = line("li", sayCount("reflections.elsewhere_kept", reflections.length, { folder }));
    item.append(" ", buttonFor("reflections.elsewhere_bring", "", () => bringHere(reflections)));
    return item;
  }));
}
