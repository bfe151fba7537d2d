// Files that a person chooses, pastes, or drops anywhere on the page. Nothing is sent anywhere.
import { tool } from "../document/edition.js";
import { one } from "../ui/dom.js";

/** Files that systems put into folders by themselves. */
const UNSEEN = /^(\.|Thumbs\.db$|desktop\.ini$)/i;
const DEEPEST = 10;

/**
 * Take files that are chosen in `root`'s file field, or dropped or pasted anywhere while it is shown.
 * @param {HTMLElement} root
 * @param {(files: File[]) => void} take  never called with none
 */
export function listenForFiles(root, take) {
  const field = /** @type {HTMLInputElement} */ (one(root, "input[type=file]"));
  const drop = one(root, "[data-drop]");
  /** @param {File[]} files */
  const given = (files) => {
    // So that the same file can be chosen again after it was changed.
    field.value = "";
    if (files.length) take(files);
  };
  field.addEventListener("change", () => given([...(field.files ?? [])]));
  document.addEventListener("paste", ({ target, clipboardData }) => {
    // Office programs put a picture beside the text, which goes into the field.
    const isText = target instanceof Element && target.matches("input, textarea") && clipboardData?.types.includes("text/plain");
    if (root.isConnected && !isText) given([...(clipboardData?.files ?? [])]);
  });
  for (const type of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(type, (event) => {
      const data = /** @type {DragEvent} */ (event).dataTransfer;
      // A browser would leave the page for a file that is dropped beside the field.
      if (!data?.types.includes("Files") || !root.isConnected) return;
      event.preventDefault();
      drop.classList.toggle("ws-is-over", type === "dragover");
      if (type === "drop") filesIn(data).then(given);
    });
  }
}

/** @param {DataTransfer} data @returns {Promise<File[]>} also those in folders */
async function filesIn(data) {
  // They have to be asked for before the event is over.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...data.files];
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  /** @type {File[]} */
  const found = [];
  await gather(entries.filter((entry) => entry !== null), found, 0);
  return found;
}

/** @param {FileSystemEntry[]} entries @param {File[]} found @param {number} depth */
async function gather(entries, found, depth) {
  for (const entry of entries) {
    // One more than is taken, so that it is told of.
    if (found.length > tool.limits.files || depth > DEEPEST) return;
    if (UNSEEN.test(entry.name)) continue;
    try {
      if (entry.isFile) {
        found.push(await new Promise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed)));
        continue;
      }
      const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
      for (;;) {
        /** @type {FileSystemEntry[]} */
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length) break;
        await gather(some, found, depth + 1);
      }
    } catch {
      // What may not be read is left out.
    }
  }
}
