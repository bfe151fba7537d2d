// Display settings and reading aloud. The script that reads aloud is loaded when it is first asked for.
import { all, one } from "../worksheet/ui/dom.js";
import { startDisplay } from "./display.js";
import { chosen } from "./settings.js";
import { startStayingInView } from "./stay_in_view.js";

/** @typedef {import("./aloud.js").Aloud} Aloud */

/** @returns {() => void} to be called whenever another page, or screen, is there */
export function startAccessibility() {
  /** @type {Promise<Aloud> | null} of the page that is there now */
  let aloud = null;

  /** @returns {Promise<Aloud>} */
  function open() {
    aloud ??= import("./aloud.js").then(({ openAloud }) => openAloud(one(document, "article")));
    return aloud;
  }

  async function offerParts() {
    const isOn = chosen("aloud") === "on";
    // Only if it was chosen in the display settings, or is in use.
    if (isOn || aloud) (await attempt(open))?.offerParts(isOn);
  }

  startDisplay(offerParts);
  startStayingInView();
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
      // The script is neither cached nor to be had without a network.
      console.warn(error);
      aloud = null;
      line.textContent = line.dataset.words ?? "";
    }
  }
}
