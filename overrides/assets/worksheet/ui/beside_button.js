// What became of a press, said beside the button that was pressed: in the [data-made] nearest to it.
import { all, line, one, passFocusOn } from "./dom.js";
import { say } from "./messages.js";

/** Who has said last what stands in a place. @type {WeakMap<HTMLElement, object>} */
const owners = new WeakMap();

/**
 * @param {HTMLElement} button  or a field
 * @returns {HTMLElement} the place nearest to it; that in the bar, which is in view, before others as near; a new one where the page has none
 */
export function placeBy(button) {
  for (let at = button.parentElement; at; at = at.parentElement) {
    // Not in what is put away: a reminder, a dialog.
    const places = all(at, "[data-made]").filter((place) => place.getClientRects().length > 0);
    if (places.length) return places.find((place) => place.closest(".ws-bar")) ?? places[0];
  }
  const place = line("div");
  place.className = "ws-made";
  place.dataset.made = "";
  const [said, progress, ways] = [line("p"), line("progress"), line("div")];
  said.setAttribute("role", "status");
  progress.hidden = true;
  ways.dataset.slot = "ways";
  place.append(said, progress, ways);
  (button.closest("p") ?? button).after(place);
  return place;
}

/** @param {HTMLElement} place @param {object} owner */
export const claim = (place, owner) => owners.set(place, owner);

/** @param {HTMLElement} place @param {object} owner @returns {boolean} whether nobody has said anything there since it was claimed */
export const isClaimed = (place, owner) => owners.get(place) === owner;

/**
 * Say something in place of all that stands there.
 * @param {HTMLElement} place
 * @param {string} [text]  nothing: the place is empty again
 */
export function announce(place, text = "") {
  owners.delete(place);
  tell(place, text, text ? [row(closeButton(place))] : []);
}

/** @param {HTMLElement[]} buttons @returns {HTMLElement} a line of them */
export function row(...buttons) {
  const made = line("p");
  made.append(...buttons);
  return made;
}

/**
 * @param {string} key  of its words
 * @param {string} look  a class
 * @param {(button: HTMLElement) => void} act
 * @param {Record<string, string>} [values]  for its words
 * @returns {HTMLElement}
 */
export function buttonFor(key, look, act, values) {
  const button = /** @type {HTMLButtonElement} */ (line("button", say(key, values)));
  button.type = "button";
  button.className = `ws-button ${look}`.trim();
  button.addEventListener("click", () => act(button));
  return button;
}

/** @param {HTMLElement} place */
export const closeButton = (place) => buttonFor("export.way_close", "ws-quiet", () => announce(place));

/** @param {HTMLElement} place @param {string} text @param {HTMLElement[]} [parts]  below it */
export function tell(place, text, parts = []) {
  const ways = one(place, "[data-slot=ways]");
  const hadFocus = ways.contains(document.activeElement);
  const said = one(place, "[role=status]");
  if (said.textContent !== text) said.textContent = text;
  place.classList.toggle("ws-is-shown", text !== "");
  if (hadFocus && !parts.length) passFocusOn(place);
  ways.replaceChildren(...parts);
  if (hadFocus) ways.querySelector("button")?.focus();
  // The place may be far below the button; whoever types on is left alone.
  if (text && !document.activeElement?.matches("input, textarea")) place.scrollIntoView({ block: "nearest" });
}
