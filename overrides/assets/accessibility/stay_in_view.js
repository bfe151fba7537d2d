// What stays in view while a page scrolls takes at most a quarter of the window, and leaves room for six lines of the page.
// What does not fit scrolls with the page. Letters, their spacing and the window decide that together, so it is measured.
import { all } from "../worksheet/ui/dom.js";

const MOST = 0.25;
const LINES = 6;
// The way back to the top comes and goes; this is its height.
const BUTTON = 48;
// By how much somebody misses it once it has scrolled away.
const STAYING = [".ws-easy-go", ".ws-bar", ".md-header", ".ws-parts", ".ws-ways", ".ws-offline", ".md-top"];

export function startStayingInView() {
  const watcher = new ResizeObserver(arrange);
  watcher.observe(document.body);
  addEventListener("resize", arrange);
}

function arrange() {
  const text = document.querySelector("article p");
  const line = text ? parseFloat(getComputedStyle(text).lineHeight) || 0 : 0;
  let room = Math.min(innerHeight * MOST, innerHeight - LINES * line);
  for (const element of STAYING.flatMap((selector) => all(document, selector))) {
    element.classList.remove("ws-scrolls");
    if (!["sticky", "fixed"].includes(getComputedStyle(element).position)) continue;
    // The buttons that pause and stop the reading stay, as the page moves by itself.
    if (element.querySelector("[data-aloud-player]") && element.offsetHeight < innerHeight / 2) continue;
    room -= element.matches(".md-top") ? BUTTON : element.offsetHeight;
    element.classList.toggle("ws-scrolls", room < 0);
  }
}
