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
      // If making the file took long, browsers no longer believe that somebody asked for it.
    }
  }
  download(file.name, file);
  return "saved";
}

/** @param {File} file */
function mayShare(file) {
  // Elsewhere a share sheet is one more window between a person and a file.
  return matchMedia("(pointer: coarse)").matches && Boolean(navigator.canShare?.({ files: [file] }));
}

/**
 * Put something where it can be pasted from. What is still being made is promised: browsers want to be asked while
 * the button is being pressed.
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
