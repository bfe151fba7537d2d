// The one place that knows how a file leaves the page: by the share sheet of the device, as a download, or as text to copy. It
// says beside the button what was done. No page can know whether a download has arrived, so the person is asked.
import { buttonFor, claim, closeButton, isClaimed, row, tell } from "../ui/beside_button.js";
import { line } from "../ui/dom.js";
import { say } from "../ui/messages.js";
import { canShare, isAppleApp, isByTouch, isInsideProgram } from "./browser.js";

/**
 * @typedef {object} Gift
 * @property {File} file
 * @property {() => Promise<string>} [text]  the same as text, for browsers that save no files
 * @property {() => void} [keep]  called when the person certainly has it
 * @property {Record<string, string>} [values]  for the sentence
 */
/** @typedef {"share" | "save" | "copy" | "have" | "missing"} Way */

/** Milliseconds after which a share sheet that has not answered is taken for one that never opened. */
const SHEET = 8000;

/** One file on its way to the person. */
export class HandOver {
  /** @param {HTMLElement} place  a [data-made] @param {Gift} gift */
  constructor(place, gift) {
    this.place = place;
    this.gift = gift;
    this.wasRefused = false;
    /** Counts what was begun: a sheet that answers late says nothing of what was begun since. */
    this.turn = 0;
    claim(place, this);
  }

  /** Take the way that this device has for files. */
  start() {
    const { file } = this.gift;
    if ((isByTouch() || isAppleApp()) && canShare(file)) this.share();
    else if (isAppleApp()) this.show("app", ["copy"], ["copy_first"]);
    else if (isInsideProgram()) this.show("inside", ["copy", "save"], ["copy_first", "elsewhere"]);
    else this.save();
  }

  async share() {
    this.turn += 1;
    const { turn } = this;
    const slow = setTimeout(() => this.show("ready_slow", ["share", "save"]), SHEET);
    try {
      await navigator.share({ files: [this.gift.file] });
      this.had("shared");
    } catch (error) {
      if (turn !== this.turn) return;
      const isLeft = /** @type {Error} */ (error).name === "AbortError";
      // Refused: the press was too long ago, the sheet is busy, or the device takes no such file.
      if (this.wasRefused) this.show(isLeft ? "left" : "refused", ["share", "save", "copy"], ["copy_first"]);
      else this.show(isLeft ? "left" : "ready", ["share", "save"]);
      this.wasRefused = true;
    } finally {
      clearTimeout(slow);
    }
  }

  save() {
    this.turn += 1;
    download(this.gift.file);
    this.show("asked", ["have", "missing"]);
  }

  missing() {
    this.show("missing_help", ["share", "save", "copy"], isByTouch() ? ["copy_first", "elsewhere"] : ["copy_first"]);
  }

  async copy() {
    this.turn += 1;
    const text = this.gift.text?.() ?? Promise.resolve("");
    try {
      const isThere = await copy({ "text/plain": text });
      this.copied(isThere ? "copied_safe" : "by_hand", isThere ? null : await text, ["have"]);
    } catch {
      this.show("failed", ["share", "save"]);
    }
  }

  /**
   * @param {string} key  what to say
   * @param {string | null} text  to be copied by hand
   * @param {Way[]} ways
   */
  copied(key, text, ways) {
    const field = text === null ? null : /** @type {HTMLTextAreaElement} */ (line("textarea", text));
    if (field) {
      field.readOnly = true;
      field.rows = 6;
      field.setAttribute("aria-label", say("export.text_to_copy"));
    }
    this.show(key, ways, [], field);
    field?.focus();
    field?.select();
  }

  have() {
    this.had("counts");
  }

  /** @param {string} key  what to say now that the person has it */
  had(key) {
    this.gift.keep?.();
    this.show(key, []);
  }

  /**
   * @param {string} key  what to say
   * @param {Way[]} ways  those that this device has not are left out
   * @param {string[]} help  more sentences
   * @param {HTMLElement | null} field
   */
  show(key, ways, help = [], field = null) {
    // Another file may have taken the place, and a screen of the single file may have been left.
    if (!isClaimed(this.place, this)) return;
    const { file, text, keep, values } = this.gift;
    const has = { share: canShare(file), save: !isAppleApp(), copy: Boolean(text), have: Boolean(keep), missing: true };
    const buttons = ways.filter((way) => has[way])
      .map((way, index) => buttonFor(`export.way_${way}`, index === 0 ? "ws-primary" : "", () => this[way]()));
    const sentences = help.filter((one) => one !== "copy_first" || text).map((one) => line("p", say(`export.${one}`)));
    tell(this.place, say(`export.${key}`, { name: file.name, ...values }), [...sentences, ...(field ? [field] : []), row(...buttons, closeButton(this.place))]);
  }
}

/** @param {File} file */
function download(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the URL after this task: revoking it at once would cancel the download.
  addEventListener("pagehide", () => URL.revokeObjectURL(link.href), { once: true });
}

/**
 * Copy to the clipboard. Takes promises, as browsers allow this only while the press is being handled.
 * @param {Record<string, Promise<string>>} kinds  type -> text
 * @returns {Promise<boolean>} whether it is there
 */
export async function copy(kinds) {
  try {
    const promised = Object.entries(kinds).map(([type, text]) => [type, text.then((made) => new Blob([made], { type }))]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(promised))]);
    return true;
  } catch {
    return copyPlain(await kinds["text/plain"]);
  }
}

/** Copy as older browsers can. @param {string} text @returns {Promise<boolean>} whether it is there */
async function copyPlain(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The old way copies what is selected.
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const field = /** @type {HTMLTextAreaElement} */ (line("textarea", text));
    field.className = "ws-hidden";
    document.body.append(field);
    field.select();
    const isSelected = document.activeElement === field && field.selectionEnd === text.length;
    const isThere = isSelected && document.execCommand("copy");
    field.remove();
    before?.focus();
    return isThere;
  }
}
