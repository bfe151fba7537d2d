// What makes a page easier to see and to hear. Reading aloud is fetched when somebody first asks for it.
import { all, one } from "../worksheet/ui/dom.js";
import { startDisplay } from "./display.js";
import { chosen } from "./settings.js";

/** @typedef {import("./aloud.js").Aloud} Aloud */

/** @returns {() => void} to be called whenever another page, or screen, is there */
export function startEase() {
  /** @type {Promise<Aloud> | null} of the page that is there now */
  let aloud = null;

  /** @returns {Promise<Aloud>} */
  function open() {
    aloud ??= import("./aloud.js").then(({ openAloud }) => openAloud(one(document, "article")));
    return aloud;
  }

  async function offerParts() {
    const isOn = chosen("aloud") === "on";
    // Only where somebody has asked for it once.
    if (isOn || aloud) (await attempt(open))?.offerParts(isOn);
  }

  startDisplay(offerParts);
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.dataset.aloud === "page") (await attempt(open))?.readPage(button);
    if (button?.dataset.aloud === "part") (await attempt(open))?.readPart(button);
  });

  return () => {
    aloud = null;
    for (const start of all(document, ".ws-aloud-start")) start.classList.add("ws-is-ready");
    offerParts();
  };

  /** @param {() => Promise<Aloud>} what */
  async function attempt(what) {
    const line = one(document, "[data-aloud-broken]");
    line.hidden = false;
    try {
      const made = await what();
      line.textContent = "";
      return made;
    } catch (error) {
      // Off the network, and not kept on the device.
      console.warn(error);
      aloud = null;
      line.textContent = line.dataset.words ?? "";
    }
  }
}
