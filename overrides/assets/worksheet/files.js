// Files that a person chooses or drops on the page, and their text. Nothing is sent anywhere.
import { one } from "./dom.js";
import { say } from "./words.js";

/** @typedef {{name: string, text: string, message: string}} FileText  message: why there is no text, in words */

/** Megabytes. A full reflection is a few hundred kilobytes at the most. */
const TOO_BIG = 5;

/**
 * Hear of every file that is chosen in `root`'s file field or dropped on its [data-drop].
 * @param {ParentNode} root
 * @param {(files: File[]) => void} take  never called with none
 */
export function listenForFiles(root, take) {
  const field = /** @type {HTMLInputElement} */ (one(root, "input[type=file]"));
  const drop = one(root, "[data-drop]");
  /** @param {FileList | null | undefined} list */
  const given = (list) => {
    const files = [...(list ?? [])];
    // The same file can be chosen again after it was mended.
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

/** @param {File} file @returns {Promise<string>} its text; throws with a sentence if it is none */
export async function textOf(file) {
  if (file.size > TOO_BIG * 1e6) throw new Error(say("transfer.too_big", { size: Math.ceil(file.size / 1e6) }));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(say("transfer.unreadable"));
  }
}

/** @param {File[]} files @returns {Promise<FileText[]>} all of them in order, also those that cannot be read */
export function textsOf(files) {
  return Promise.all(files.map(async (file) => {
    try {
      return { name: file.name, text: await textOf(file), message: "" };
    } catch (error) {
      return { name: file.name, text: "", message: /** @type {Error} */ (error).message };
    }
  }));
}
