// Taking away what was written, as files for people and for other programs.
import { withoutDefaults } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { toCopiedText } from "../files/copied_text.js";
import { chosenLines } from "../plan/plan_view.js";
import { keepCopy, newCopy } from "../storage/backup_log.js";
import { announce, placeBy, tell } from "../ui/beside_button.js";
import { SHORT_WAIT, all, one } from "../ui/dom.js";
import { viewOf } from "../ui/labels.js";
import { isClockWrong, say, today } from "../ui/messages.js";
import { fileName, nameInFile } from "./file_names.js";
import { HandOver, copy } from "./hand_over.js";

/** @typedef {"reflection" | "plan" | "perspectives"} What */
/** @typedef {{name: string, view?: string, reflection?: Reflection, files?: object[], settings?: object, by?: string | null, lines?: string[]}} Content
 *   what a file is made of: Python takes it as it is; the name becomes part of the file's */

/** Formats that are copied to the clipboard, and not saved as a file. */
const COPIED = new Set(["text", "dates"]);
/** Formats that can be brought back. */
const COPIES = new Set(["html", "json"]);

/**
 * Save a reflection as a file at once: as a page to read, or as bare data if Python is not there to write that.
 * @param {Engine} engine @param {Reflection} reflection
 * @param {HTMLElement} button  that asked for it
 * @param {{isLatest?: boolean, then?: () => void}} [options]  isLatest: false for an earlier version, of which a file is no copy of
 *   what is written now; then: called when somebody certainly has the copy
 */
export async function takeAway(engine, reflection, button, { isLatest = true, then = () => {} } = {}) {
  const content = contentOf(reflection);
  const gift = giftOf(engine, content, "reflection", isLatest, then);
  await whileMaking(button, async (place) => {
    const format = engine.status === "ready" ? "html" : "json";
    const made = await make(engine, content, format, "reflection").catch(() => make(engine, content, "json", "reflection"));
    if (made) new HandOver(place, { ...gift, file: made }).start();
  });
}

/** Give the open reflection as a file. @param {{store: Store, engine: Engine}} page @param {HTMLElement} button @param {() => void} [then] */
export async function takeOpenAway({ store, engine }, button, then) {
  store.flush();
  await takeAway(engine, store.reflection, button, { then });
}

/** @param {Page} page */
export function startOwnExport({ store, engine }) {
  startExportPanel(engine, "[data-export=mine]", (what) => {
    store.flush();
    const lines = what === "plan" ? chosenLines() : null;
    return { ...contentOf(store.reflection), ...(lines && { lines }) };
  });
}

/**
 * @param {Engine} engine
 * @param {string} selector  of the blocks with buttons
 * @param {(what: What) => Content} give  what files are to be made of at this moment
 */
export function startExportPanel(engine, selector, give) {
  for (const root of all(document, selector)) {
    root.addEventListener("click", ({ target }) => {
      const button = /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("[data-make]") : null);
      const format = button?.dataset.make ?? "";
      const what = /** @type {What} */ (button?.dataset.what);
      if (button) whileMaking(button, (place) => (COPIED.has(format) ? copyOut(place, format, what) : giveFile(place, format, what)));
    });
  }

  /** @param {HTMLElement} place @param {string} format @param {What} what */
  async function giveFile(place, format, what) {
    const content = give(what);
    const gift = giftOf(engine, content, what, COPIES.has(format));
    const file = await make(engine, content, format, what);
    if (file) new HandOver(place, { ...gift, file }).start();
    else announce(place, say(format === "ics" ? "export.no_days" : "export.no_actions"));
  }

  /** @param {HTMLElement} place @param {string} format @param {What} what */
  async function copyOut(place, format, what) {
    const content = give(what);
    const made = ask(engine, content, format, what);
    const isTable = format === "dates";
    const text = made.then((result) => result.text);
    const isThere = await copy({ "text/plain": text, ...(isTable ? { "text/html": made.then(({ html }) => html) } : {}) });
    // Whether it was copied or not, the text can be saved as a file.
    const file = new File([await text], fileName(what, content.name, "txt", content.view), { type: "text/plain" });
    new HandOver(place, { file }).copied(isThere ? "copied" : "by_hand", isThere ? null : await text, ["share", "save"]);
  }
}

/**
 * Make a file, and say so if it takes long, or if it cannot be made.
 * @param {HTMLElement} button
 * @param {(place: HTMLElement) => Promise<void>} work
 */
async function whileMaking(button, work) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const place = placeBy(button);
  const progress = one(place, "progress");
  announce(place);
  button.setAttribute("aria-disabled", "true");
  const slow = setTimeout(() => {
    progress.hidden = false;
    tell(place, say("export.making"));
  }, SHORT_WAIT);
  try {
    await work(place);
  } catch (error) {
    const { code, message } = /** @type {EngineError} */ (error);
    announce(place, code && code !== "unavailable" ? message : say(code ? "export.no_engine" : "export.failed"));
  } finally {
    clearTimeout(slow);
    progress.hidden = true;
    button.removeAttribute("aria-disabled");
  }
}

/**
 * What goes along with a file of something.
 * @param {Engine} engine @param {Content} content @param {What} what
 * @param {boolean} isCopy  whether the file is a copy of all that is written now
 * @param {() => void} [then]
 */
function giftOf(engine, content, what, isCopy, then = () => {}) {
  const { reflection } = content;
  const copy = reflection && newCopy(reflection);
  const keep = () => {
    if (reflection && copy) keepCopy(reflection.id, copy);
    then();
  };
  return {
    ...(what === "perspectives" ? {} : { text: () => textOf(engine, content, what) }),
    ...(what === "reflection" && isCopy ? { keep } : {}),
  };
}

/** @param {Engine} engine @param {Content} content @param {What} what @returns {Promise<string>} the same as text to copy */
async function textOf(engine, content, what) {
  const { reflection } = content;
  const readable = () => ask(engine, content, "text", what).then(({ text }) => text);
  if (what !== "reflection" || !reflection) return readable();
  const words = engine.status === "ready" ? await readable().catch(() => "") : "";
  return toCopiedText(words, withoutDefaults(reflection, ideaIds));
}

/**
 * @param {Engine} engine @param {Content} content @param {string} format @param {What} what
 * @returns {Promise<File | null>} null where there is nothing to put into such a file
 */
async function make(engine, content, format, what) {
  /** @param {string} ending @param {BlobPart} part @param {string} type */
  const file = (ending, part, type) => new File([part], fileName(what, content.name, ending, content.view), { type });
  if (format === "json" && content.reflection) {
    const document = withoutDefaults(content.reflection, ideaIds);
    return file("json", `${JSON.stringify(document, null, 2)}\n`, "application/json");
  }
  if (format === "docx") {
    const [{ outline }, { wordFile, TYPE }] = await Promise.all([ask(engine, content, "outline", what), import("./docx_file.js")]);
    return file("docx", await wordFile(outline), TYPE);
  }
  const { text, base64, type, count } = await ask(engine, content, format, what);
  if (count === 0) return null;
  return file(format, text ?? bytes(base64), type);
}

/** @param {Engine} engine @param {Content} content @param {string} format @param {What} what */
const ask = (engine, content, format, what) =>
  engine.ask("export", { ...content, format, what, today: today(), wrong_clock: isClockWrong(), now: new Date().toISOString() });

/** @param {string} base64 */
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** @param {Reflection} reflection @returns {Content} */
const contentOf = (reflection) => ({ reflection: structuredClone(reflection), name: nameInFile(reflection), view: viewOf(reflection) });
