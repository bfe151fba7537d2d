// Files that a person chooses or drops on the page, and their text. Nothing is sent anywhere.
import { tool } from "../document/edition.js";
import { one } from "./dom.js";
import { say } from "./messages.js";

/** @typedef {{name: string, text: string, message: string}} FileText  message: why there is no text, in words */

/** Letters of a file's name that are shown. */
const NAME = 100;

/**
 * Take files that are chosen in `root`'s file field or dropped on its [data-drop].
 * @param {ParentNode} root
 * @param {(files: File[]) => void} take  never called with none
 */
export function listenForFiles(root, take) {
  const field = /** @type {HTMLInputElement} */ (one(root, "input[type=file]"));
  const drop = one(root, "[data-drop]");
  /** @param {FileList | null | undefined} list */
  const given = (list) => {
    const files = [...(list ?? [])];
    // So that the same file can be chosen again after it was changed.
    field.value = "";
    if (files.length) take(files);
  };
  field.addEventListener("change", () => given(field.files));
  for (const type of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.toggle("ws-is-over", type === "dragover");
      if (type === "drop") given(/** @type {DragEvent} */ (event).dataTransfer?.files);
    });
  }
}

/** @param {File} file @returns {Promise<string>} its text; throws with a sentence if it is none, or unread if it is too big */
export async function textOf(file) {
  const most = tool.limits.megabytes;
  if (file.size > most * 1e6) throw new Error(say("transfer.too_big", { size: Math.ceil(file.size / 1e6), most }));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(say("transfer.unreadable"));
  }
}

/**
 * @param {File[]} files
 * @returns {Promise<FileText[]>} all of them in order, also those that cannot be read; none if they are too many or too much
 */
export async function textsOf(files) {
  const { files: most, together } = tool.limits;
  const size = Math.ceil(files.reduce((sum, file) => sum + file.size, 0) / 1e6);
  const message = files.length > most ? say("transfer.too_many", { most }) : size > together ? say("transfer.too_much", { size, most: together }) : "";
  if (message) return [{ name: say("transfer.count", { count: files.length }), text: "", message }];
  return Promise.all(files.map(async (file) => {
    try {
      return { name: shownName(file.name), text: await textOf(file), message: "" };
    } catch (error) {
      return { name: shownName(file.name), text: "", message: /** @type {Error} */ (error).message };
    }
  }));
}

/**
 * A file's name to show, without invisible characters and those that reverse the direction of text, which could make it look
 * like another kind of file.
 * @param {string} name
 */
function shownName(name) {
  const letters = [...name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")];
  return letters.length > NAME ? `${letters.slice(0, NAME).join("")}…` : letters.join("");
}
