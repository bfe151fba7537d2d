// Gives a file to the person: through the device's own share sheet where fingers are used, else as a download.
import { download } from "../ui/dom.js";

/**
 * @param {File} file
 * @returns {Promise<"shared" | "left" | "saved">} left: the share sheet was closed again
 */
export async function handOver(file) {
  if (mayShare(file)) {
    try {
      await navigator.share({ files: [file] });
      return "shared";
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") return "left";
      // If making the file took long, the press that asked for it no longer counts as a user gesture.
    }
  }
  download(file.name, file);
  return "saved";
}

/** @param {File} file */
function mayShare(file) {
  // With a mouse, a share sheet is only one more step before the file.
  return matchMedia("(pointer: coarse)").matches && Boolean(navigator.canShare?.({ files: [file] }));
}

/**
 * Copy to the clipboard. Takes promises, as browsers allow this only while the press is being handled.
 * @param {Record<string, Promise<string>>} kinds  type -> text
 * @returns {Promise<boolean>} whether it is there
 */
export async function copy(kinds) {
  const promised = Object.entries(kinds).map(([type, text]) => [type, text.then((made) => new Blob([made], { type }))]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(promised))]);
    return true;
  } catch {
    return false;
  }
}
