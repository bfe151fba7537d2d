// Taking away what was written, as files for people and for other programs.
import { withoutDefaults } from "../document/document.js";
import { ideaIds } from "../document/edition.js";
import { keepCopy, newCopy } from "../storage/backup_log.js";
import { SHORT_WAIT, all, download, fill, one } from "../ui/dom.js";
import { nameOf } from "../ui/labels.js";
import { now, say, today } from "../ui/messages.js";
import { fileName } from "./file_names.js";
import { copy, handOver } from "./share_file.js";

/** @typedef {"reflection" | "plan" | "perspectives"} What */
/** @typedef {{name: string, reflection?: Reflection, files?: object[], settings?: object, by?: string | null}} Content
 *   what a file is made of: Python takes it as it is; the name becomes part of the file's */

/** Formats that are copied to the clipboard, and not saved as a file. */
const COPIED = new Set(["text", "dates"]);

/**
 * Save a reflection as a file at once: as a page to read, or as bare data if Python is not there to write that.
 * @param {Engine} engine @param {Reflection} reflection
 * @param {boolean} [isLatest]  false for an earlier version, of which a file is no copy of what is written now
 */
export async function takeAway(engine, reflection, isLatest = true) {
  const format = engine.status === "ready" ? "html" : "json";
  const content = contentOf(reflection);
  const copy = newCopy(reflection);
  const made = await make(engine, content, format, "reflection").catch(() => make(engine, content, "json", "reflection"));
  const done = made && (await handOver(made));
  if (isLatest && done !== "left") keepCopy(reflection.id, copy);
}

/** Give the open reflection as a file. @param {{store: Store, engine: Engine}} page */
export async function takeOpenAway({ store, engine }) {
  store.flush();
  await takeAway(engine, store.reflection);
}

/** @param {Page} page */
export function startOwnExport({ store, engine }) {
  startExportPanel(engine, "[data-export=mine]", () => {
    store.flush();
    return contentOf(store.reflection);
  });
}

/**
 * @param {Engine} engine
 * @param {string} selector  of the blocks with buttons
 * @param {(what: What) => Content} give  what files are to be made of at this moment
 */
export function startExportPanel(engine, selector, give) {
  for (const root of all(document, selector)) {
    /** @type {File | null} made last, to be saved in another way */
    let last = null;

    root.addEventListener("click", async ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      const { make: format, what, do: does } = button?.dataset ?? {};
      if (does === "save-file" && last) {
        download(last.name, last);
        announce(say("export.saved", { name: last.name }));
      }
      if (format && button?.ariaDisabled !== "true") await waited(button, format, /** @type {What} */ (what));
    });

    /** @param {HTMLElement | null} button @param {string} format @param {What} what */
    async function waited(button, format, what) {
      announce("");
      offer(null);
      button?.setAttribute("aria-disabled", "true");
      const slow = setTimeout(() => {
        one(root, "progress").hidden = false;
        announce(say("export.making"));
      }, SHORT_WAIT);
      try {
        announce(await (COPIED.has(format) ? copied(format, what) : saved(format, what)));
      } catch (error) {
        const { code, message } = /** @type {EngineError} */ (error);
        announce(code && code !== "unavailable" ? message : say(code ? "export.no_engine" : "export.failed"));
      } finally {
        clearTimeout(slow);
        one(root, "progress").hidden = true;
        button?.removeAttribute("aria-disabled");
      }
    }

    /** @param {string} format @param {What} what @returns {Promise<string>} what became of it, in words */
    async function saved(format, what) {
      const content = give(what);
      const copy = content.reflection && newCopy(content.reflection);
      const file = await make(engine, content, format, what);
      if (!file) return say("export.no_days");
      const done = await handOver(file);
      if (done !== "saved") offer(file);
      const isCopy = what === "reflection" && (format === "html" || format === "json");
      if (isCopy && content.reflection && copy && done !== "left") keepCopy(content.reflection.id, copy);
      return say(`export.${done}`, { name: file.name });
    }

    /** @param {string} format @param {What} what @returns {Promise<string>} what became of it, in words */
    async function copied(format, what) {
      const content = give(what);
      const made = ask(engine, content, format, what);
      const isTable = format === "dates";
      const text = made.then((result) => result.text);
      const isThere = await copy({ "text/plain": text, ...(isTable ? { "text/html": made.then(({ html }) => html) } : {}) });
      // Whether it was copied or not, the text can be saved as a file.
      offer(new File([await text], fileName(what, content.name, "txt"), { type: "text/plain" }));
      return say(isThere ? "export.copied" : "export.not_copied");
    }

    /** @param {string} text */
    const announce = (text) => fill(root, "export-said", text);

    /** @param {File | null} file  that can be saved in another way */
    function offer(file) {
      last = file;
      one(root, '[data-do="save-file"]').hidden = file === null;
    }
  }
}

/**
 * @param {Engine} engine @param {Content} content @param {string} format @param {What} what
 * @returns {Promise<File | null>} null where there is nothing to put into such a file
 */
async function make(engine, content, format, what) {
  /** @param {string} ending @param {BlobPart} part @param {string} type */
  const file = (ending, part, type) => new File([part], fileName(what, content.name, ending), { type });
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
  engine.ask("export", { ...content, format, what, today: today(), now: now() });

/** @param {string} base64 */
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** @param {Reflection} reflection @returns {Content} */
const contentOf = (reflection) => ({ reflection: structuredClone(reflection), name: nameOf(reflection) });
