// Reading aloud: a player in the header, and a button at each part of the page.
import { all, fromTemplate, keyOf, one } from "../worksheet/ui/dom.js";
import { mark, unmark } from "./mark.js";
import { passagesOf } from "./passages.js";
import { partEnd, Reader } from "./reader.js";
import { hush } from "./speech.js";
import { startVoices } from "./voices.js";

/**
 * @typedef {object} Aloud
 * @property {(isOn: boolean) => void} offerParts  show a button at each part, or take them away
 * @property {(button: HTMLElement) => Promise<void>} readPage
 * @property {(button: HTMLElement) => Promise<void>} readPart
 */

/** @param {HTMLElement} article @returns {Aloud} */
export function openAloud(article) {
  const player = fromTemplate("aloud");
  const details = /** @type {HTMLDetailsElement} */ (one(player, "details"));
  /** @type {HTMLElement | null} to which the keyboard goes back */
  let begun = null;
  let isOffered = false;

  const reader = new Reader(player.lang, {
    changed(state) {
      player.dataset.state = state;
      if (state === "off") unmark();
    },
    reads: mark,
    ended: () => setStatus("done"),
    failed: () => setStatus("failed"),
  });
  const voices = startVoices(player, reader);

  player.addEventListener("click", ({ target }) => {
    const what = target instanceof Element ? target.closest("button")?.dataset.aloud : undefined;
    if (what === "stop") return close();
    if (!what) return;
    setStatus();
    if (what === "pause") reader.state === "on" ? reader.pause() : speak();
    if (what === "previous") reader.step(-1);
    if (what === "next") reader.step(1);
  });
  document.addEventListener("keydown", (event) => {
    if (keyOf(event) !== "Escape" || !player.isConnected || document.querySelector("dialog[open]")) return;
    if (details.open) {
      details.open = false;
      one(details, "summary").focus();
    } else close();
  });
  addEventListener("pagehide", () => {
    hush();
    player.remove();
    unmark();
    takeParts();
  });

  return {
    offerParts(isOn) {
      isOffered = isOn;
      takeParts();
      if (isOn || player.isConnected) putParts();
    },
    readPage: (button) => begin(button, () => 0, (passages) => passages.length),
    readPart: (button) => {
      const heading = button.parentElement?.previousElementSibling ?? null;
      const isIt = (/** @type {import("./passages.js").Passage} */ { element }) => element === heading || heading?.contains(element);
      return begin(button, (passages) => Math.max(0, passages.findIndex(isIt)), partEnd);
    },
  };

  /**
   * @param {HTMLElement} button
   * @param {(passages: import("./passages.js").Passage[]) => number} from
   * @param {(passages: import("./passages.js").Passage[], from: number) => number} until
   */
  async function begin(button, from, until) {
    begun = button;
    // The button stays where it is; the player makes the header taller.
    if (!player.isConnected) one(document, "header").append(player);
    putParts();
    one(player, "[data-aloud=pause]").focus({ preventScroll: true });
    setStatus();
    const passages = passagesOf(article, { chosen: player.dataset.chosen ?? "", empty: player.dataset.empty ?? "" });
    const first = from(passages);
    reader.load(passages, first, until(passages, first));
    await speak();
  }

  /** Go on reading, if there is a voice that may be used. */
  async function speak() {
    if (await voices.ready()) reader.goOn();
    else setStatus(voices.away() ? "none_away" : "none");
  }

  function close() {
    reader.stop();
    const hadFocus = player.contains(document.activeElement);
    details.open = false;
    player.remove();
    if (!isOffered) takeParts();
    if (!hadFocus) return;
    const back = begun?.isConnected ? begun : one(document, "[data-aloud=page]");
    back.focus({ preventScroll: true });
  }

  /** Show one status line, and hide the others. @param {string} [name] */
  function setStatus(name) {
    for (const line of all(player, "[data-said]")) line.hidden = line.dataset.said !== name;
  }

  function putParts() {
    if (article.querySelector(".ws-aloud-part")) return;
    for (const heading of all(article, "h2, h3")) {
      if (!heading.checkVisibility() || heading.closest(".ws-paper, .ws-undo")) continue;
      const line = fromTemplate("aloud-part");
      one(line, "[data-slot=heading]").textContent = `: ${heading.textContent?.trim()}`;
      heading.after(line);
    }
  }
  function takeParts() {
    for (const line of all(article, ".ws-aloud-part")) line.remove();
  }
}
