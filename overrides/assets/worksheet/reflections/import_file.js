// Bringing a reflection back from a file: shown first, never put in the place of another unasked.
import { newId, withDefaults } from "../document/document.js";
import { ideaIds, tool } from "../document/edition.js";
import { keepCopy, newCopy } from "../storage/backup_log.js";
import { listenForFiles } from "../files/file_input.js";
import { inText, textsOf } from "../files/file_text.js";
import { whyNotKept, whyNotLeft } from "../form/save_status.js";
import { storeAll } from "../storage/replacing.js";
import * as storage from "../storage/repository.js";
import { buttonFor } from "../ui/beside_button.js";
import { fill, forgetSaid, fromTemplate, line, listOf, one, onPress, tableRow } from "../ui/dom.js";
import { nameFrom, nameOf, placesOf } from "../ui/labels.js";
import { say, sayCount, sayDate } from "../ui/messages.js";
import { readFile } from "./read_file.js";

/** @typedef {import("../files/file_text.js").FileText} FileText */

/** Milliseconds after which a word about waiting is due. */
const SLOW = 3000;

/** @param {{store: Store, engine: Engine}} page */
export function startImport({ store, engine }) {
  const root = one(document, "[data-transfer]");
  const box = one(root, "[data-import]");
  const said = one(root, "[data-import-said]");
  const field = /** @type {HTMLInputElement} */ (one(root, "input[type=file]"));
  const several = one(root, "[data-several]");
  const pasted = /** @type {HTMLTextAreaElement} */ (one(root, "#transfer-text"));
  /** @type {Reflection | null} */
  let found = null;

  listenForFiles(root, async (files) => {
    forget(say("transfer.reading"));
    show(await textsOf(files));
  });
  document.addEventListener("paste", ({ target, clipboardData }) => {
    const text = clipboardData?.getData("text/plain") ?? "";
    const isField = target instanceof Element && target.matches("input, textarea");
    if (root.isConnected && !isField && text.trim() && !clipboardData?.files.length) show([inText("", text)]);
  });

  /** @param {FileText[]} texts */
  function show(texts) {
    const isOne = texts.length === 1;
    several.hidden = texts.length < 2;
    one(several, "ul").replaceChildren(...(isOne ? [] : texts.map((text) => choice(text))));
    if (isOne) look(texts[0]);
    else {
      forget("");
      several.focus();
    }
  }

  /** @param {FileText} text @returns {HTMLElement} */
  function choice(text) {
    const item = line("li");
    const button = buttonFor("transfer.look", "", () => look(text));
    button.setAttribute("aria-label", say("transfer.look_name", { name: text.name }));
    item.append(line("span", text.name), ...(text.message ? [": ", line("span", text.message)] : [" ", button]));
    return item;
  }

  /** @param {string} text  to say instead */
  function forget(text) {
    found = null;
    box.hidden = true;
    forgetSaid();
    said.textContent = text;
  }

  /** @param {FileText} given */
  async function look({ text, message, note }) {
    forget(say("transfer.reading"));
    const slow = setTimeout(() => (said.textContent = say("transfer.slow")), SLOW);
    try {
      if (message) throw new Error(message);
      const checked = await engine.ask("check", { text }).catch((error) => {
        const here = error.code === "unavailable" ? readFile(text) : null;
        if (!here) throw error;
        return here;
      });
      said.textContent = "";
      const { notes } = checked;
      offer({ .../** @type {CheckedFile} */ (checked), notes: note ? [...notes, note] : notes });
    } catch (error) {
      const { message, places } = /** @type {EngineError} */ (error);
      said.replaceChildren(line("p", message), ...listOf(placesOf(places)), line("p", say("transfer.unchanged")));
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {CheckedFile} checked */
  function offer({ document: fresh, summary, notes }) {
    found = fresh;
    const facts = [
      ["fact_name", summary.name],
      ["fact_focus", summary.focus],
      ["fact_perspective", summary.perspective],
      ["fact_changed", summary.changed && sayDate(summary.changed)],
      ["fact_actions", summary.actions ? String(summary.actions) : ""],
    ].filter(([, value]) => value);
    one(box, '[data-slot="facts"]').replaceChildren(
      ...facts.flatMap(([key, value]) => [line("dt", say(`transfer.${key}`)), line("dd", value)]),
    );
    one(box, '[data-slot="ideas"]').replaceChildren(...summary.ideas.map(row));
    one(box, '[data-slot="notes"]').replaceChildren(...notes.map((note) => line("li", note)));
    const here = sameAs(fresh);
    const twin = storage.readReflection(fresh.id);
    const isOther = twin !== null && !here;
    const clash = isOther ? say("transfer.clash", { name: nameOf(twin), date: sayDate(twin.changed) }) : "";
    fill(box, "clash", here ? say("transfer.have", { name: nameOf(here) }) : clash);
    one(box, '[data-do="import-add"]').textContent = say(`transfer.${here ? "open_have" : twin ? "add_both" : "add"}`);
    one(box, '[data-do="import-replace"]').hidden = !isOther;
    box.hidden = false;
    // It may be higher than the window: by itself the browser would show its middle.
    box.focus({ preventScroll: true });
    box.scrollIntoView();
  }

  onPress(root, {
    "read-pasted": () => show([inText("", pasted.value)]),
    "import-add": () => take(false),
    "import-replace": () => take(true),
    "import-cancel": () => finish(say("transfer.cancelled")),
  });

  /** @param {boolean} mayReplace  whether it takes the place of the same reflection, where that is here */
  function take(mayReplace) {
    if (!found) return;
    store.flush();
    const here = sameAs(found);
    if (here) {
      keepCopy(here.id, newCopy(here));
      if (store.open(here)) finishOpen(say("reflections.opened", { name: nameOf(here) }));
      else finish(whyNotLeft(store));
      return;
    }
    const twin = storage.readReflection(found.id);
    const replaces = mayReplace && twin;
    const before = replaces ? nameFrom("transfer.before", { name: twin.name }) : "";
    try {
      const fresh = !found.id || (twin && !replaces) ? { ...found, id: newId() } : found;
      // What was there is kept too, under a name of its own.
      storeAll(...(replaces ? [{ ...twin, id: newId(), name: before }] : []), fresh);
      // The file that it came from is a copy of it.
      keepCopy(fresh.id, newCopy(fresh));
      if (!store.open(fresh)) return finish(whyNotLeft(store));
      finishOpen(say(replaces ? "transfer.replaced" : "transfer.added", { name: fresh.name, before }));
    } catch {
      finish(whyNotKept());
    }
  }

  /** @param {string} text  what is open now; the way on is the next thing to press */
  function finishOpen(text) {
    finish(text);
    said.append(fromTemplate("go-on"));
    one(said, "a").focus();
  }

  /** @param {string} text */
  function finish(text) {
    forget(text);
    several.hidden = true;
    pasted.value = "";
    field.focus();
  }
}

/** @param {Reflection} fresh @returns {Reflection | undefined} one on this device that says the same */
function sameAs(fresh) {
  const plain = (/** @type {Reflection} */ reflection) =>
    JSON.stringify({ ...withDefaults(structuredClone(reflection), ideaIds), id: "" }, inOrder);
  const wanted = plain(fresh);
  return storage.listReflections().find((kept) => plain(kept) === wanted);
}

/** For JSON.stringify: in which order an object's keys stand is no difference. @param {string} _ @param {unknown} value */
const inOrder = (_, value) => (value && typeof value === "object" && !Array.isArray(value)
  ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  : value);

/** @param {IdeaSummary} idea */
function row(idea) {
  const written = [
    idea.evidence_words && sayCount("transfer.words", idea.evidence_words),
    idea.changes && sayCount("transfer.changes", idea.changes),
  ].filter(Boolean);
  const cells = [
    idea.stage ? tool.stages[idea.stage] : say("profile.no_stage"),
    idea.rating ? tool.ratings[idea.rating] : say("profile.no_rating"),
    written.join(", ") || say("transfer.nothing"),
  ];
  return tableRow(tool.ideas.find((known) => known.id === idea.id)?.short ?? idea.id, cells);
}
