// "Look back": the rounds on this device and in files that are given, as Python puts them next to each other.
import { same } from "../document/operations.js";
import { listenForFiles } from "../files/file_input.js";
import { textsOf } from "../files/file_text.js";
import * as storage from "../storage/repository.js";
import { all, fill, fromTemplate, line, one, onPress, syncList } from "../ui/dom.js";
import { nameOf, placesOf } from "../ui/labels.js";
import { say } from "../ui/messages.js";
import { openForPrint } from "../ui/open_details_for_print.js";
import { fillSeries } from "./series.js";

/** @param {{engine: Engine}} page */
export function startLookBack({ engine }) {
  const root = one(document, "[data-rounds]");
  const said = one(root, "[data-rounds-said]");
  const list = one(root, "[data-rounds-list]");
  const once = one(root, "[data-rounds-once]");
  const files = one(root, ".ws-rounds-given");
  /** @type {(import("../files/file_text.js").FileText & {id: string})[]} what was chosen or dropped, for as long as the page is open */
  let given = [];
  let count = 0;
  let asked = 0;
  /** @type {LookBack | null} */
  let shown = null;

  listenForFiles(root, async (chosen) => {
    const texts = await textsOf(chosen);
    given.push(...texts.map((text) => ({ id: `file-${(count += 1)}`, ...text })));
    ask();
  });

  onPress(root, {
    "take-out"(_, item) {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      announce(say("rounds.taken_out", { name: given.find(({ id }) => id === item.dataset.id)?.name ?? "" }));
      given = given.filter(({ id }) => id !== item.dataset.id);
      item.remove();
      (next?.querySelector("button") ?? one(root, "input[type=file]")).focus();
      ask();
    },
  });

  async function ask() {
    asked += 1;
    const number = asked;
    const kept = storage.listReflections().map((reflection) => ({ key: reflection.id, reflection }));
    const readable = given.filter(({ message }) => !message).map(({ id, name, text }) => ({ key: id, name, text }));
    try {
      const answer = await engine.ask("rounds", { files: [...kept, ...readable] });
      // Only the answer to the newest question is shown.
      if (number === asked) show(answer);
    } catch (error) {
      const { code, message } = /** @type {EngineError} */ (error);
      shown = null;
      announce(code === "unavailable" ? say("rounds.no_engine") : message);
    }
  }

  /** @param {LookBack} answer */
  function show(answer) {
    showFiles(answer.refused);
    if (same(answer, shown)) return;
    shown = answer;
    const several = answer.series.filter(({ rounds }) => rounds.length > 1);
    const single = answer.series.filter(({ rounds }) => rounds.length === 1);
    list.replaceChildren(...several.map((series, index) => {
      const section = fromTemplate("series", `series-${index + 1}`);
      fillSeries(section, series);
      return section;
    }));
    once.hidden = single.length === 0;
    one(once, "ul").replaceChildren(...single.map(({ name }) => line("li", nameOf({ name }))));
    if (several.length) announce("");
    else announce(say(single.length ? "rounds.one" : "rounds.none"));
    for (const box of all(list, ".ws-timeline-box")) keepReachable(box);
  }

  /** @param {LookBack["refused"]} refused */
  function showFiles(refused) {
    syncList(files, given, ({ id }) => fromTemplate("rounds-file", id), (item, { id, name, message }) => {
      const fault = refused.find(({ key }) => key === id);
      fill(item, "file-name", name);
      fill(item, "message", message || fault?.message || say("rounds.given"));
      one(item, "ul").replaceChildren(...placesOf(fault?.places));
      one(item, "button").setAttribute("aria-label", say("rounds.take_out_name", { name }));
      item.classList.toggle("ws-is-refused", Boolean(message || fault));
    });
  }

  /** @param {string} text */
  function announce(text) {
    root.dataset.known = "";
    if (said.textContent === text) return;
    const paragraph = line("p", text);
    paragraph.className = "ws-word";
    said.replaceChildren(...(text ? [paragraph] : []));
  }

  // Python may have started after a network failure.
  engine.addEventListener("status", () => engine.status === "ready" && asked && !shown && ask());
  addEventListener("storage", ask);
  openForPrint(root);
  ask();
}

/** Let the keyboard scroll a picture that is wider than its box, and begin at its newest end. @param {HTMLElement} box */
function keepReachable(box) {
  new ResizeObserver(() => {
    const isWide = box.scrollWidth > box.clientWidth;
    if (isWide) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }).observe(box);
  box.scrollLeft = box.scrollWidth;
}
