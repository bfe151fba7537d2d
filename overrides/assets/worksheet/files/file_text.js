// What is in the files that people bring: the text of each document, or a sentence that says what the file is and what to do.
import { tool } from "../document/edition.js";
import { say } from "../ui/messages.js";
import { documentIn } from "./document_text.js";
import { fromBase64, fromQuotedPrintable, isMessage, partsOf, textIn } from "./encodings.js";
import { entriesOf, isZip, unpack } from "./zip.js";

/**
 * @typedef {{name: string, text: string, message: string, note?: string}} FileText  message: why there is no text, in words; note: what was
 *   done to read it
 */

/** Letters of a file's name that are shown. */
const NAME = 100;
/** Files that can hold a document. */
const READ = /\.(html?|json|txt|mht|mhtml|eml)$/i;
/** What a file of ours for other programs is called, by what is in it or by its name. */
const KINDS = /** @type {const} */ ([
  ["pdf", (/** @type {string} */ text) => text.startsWith("%PDF")],
  ["calendar", (/** @type {string} */ text) => text.startsWith("BEGIN:VCALENDAR")],
  ["table", (/** @type {string} */ _, /** @type {string} */ name) => /\.csv$/i.test(name)],
  ["text", (/** @type {string} */ text, /** @type {string} */ name) => /\.txt$/i.test(name) && !/^\s*[{<]/.test(text)],
]);
const BASE64 = /^[A-Za-z0-9+/=\s]{100,}$/;
const QUOTED = /=3D["']?(?:application\/json|coproduction-reflection)/;

/**
 * @param {File[]} files
 * @returns {Promise<FileText[]>} all that is in them, in order, also what cannot be read; none if they are too many or too much
 */
export async function textsOf(files) {
  const { files: most, together } = tool.limits;
  const size = megabytes(files.reduce((sum, file) => sum + file.size, 0));
  const message = files.length > most ? say("transfer.too_many", { most }) : size > together ? say("transfer.too_much", { size, most: together }) : "";
  if (message) return [{ name: say("transfer.count", { count: files.length }), text: "", message }];
  const room = { files: most, bytes: together * 1e6 };
  return oneByOne(files, (file) => read(file, room));
}

/**
 * What is read of each, in order: all at once could fill the memory before it is known how much it is.
 * @template T
 * @param {T[]} them @param {(one: T) => Promise<FileText[]>} readOne @returns {Promise<FileText[]>}
 */
async function oneByOne(them, readOne) {
  /** @type {FileText[]} */
  const found = [];
  for (const one of them) found.push(...(await readOne(one)));
  return found;
}

/** What may still be taken out of other files, all together: a small message can hold many archives, each of which holds much. @typedef {{files: number, bytes: number}} Room */

/** @param {number} bytes */
const megabytes = (bytes) => Math.ceil(bytes / 1e6);

/** @param {File} file @param {Room} room @returns {Promise<FileText[]>} */
async function read(file, room) {
  const name = shownName(file.name);
  if (megabytes(file.size) > tool.limits.megabytes) return [tooBig(name, file.size)];
  try {
    return await inBytes(name, new Uint8Array(await file.arrayBuffer()), room);
  } catch {
    return [refused(name, "unreadable")];
  }
}

/** @param {string} name @param {string} key @param {Record<string, string | number>} [values] @returns {FileText} */
const refused = (name, key, values) => ({ name, text: "", message: say(`transfer.${key}`, values) });

/** @param {string} name @param {number} size */
const tooBig = (name, size) => refused(name, "too_big", { size: megabytes(size), most: tool.limits.megabytes });

/** @param {string} name @param {string} kind */
const isOther = (name, kind) => refused(name, "other_kind", { kind: say(`transfer.kind_${kind}`) });

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Room} room
 * @param {boolean} [isInside]  whether they come out of another file, which is looked into once
 * @returns {Promise<FileText[]>}
 */
async function inBytes(name, bytes, room, isInside = false) {
  if (isZip(bytes)) return isInside ? [refused(name, "zip_inside")] : inZip(name, bytes, room);
  const found = textIn(bytes);
  if (!found) return [refused(name, "unreadable")];
  const { text } = found;
  if (!isInside && isMessage(text)) return inMessage(name, text, room);
  if (!isInside && BASE64.test(text)) return inBytes(name, fromBase64(text), room, true);
  if (!isInside && QUOTED.test(text)) return inBytes(name, fromQuotedPrintable(text), room, true);
  return [inText(name, text, found.isGuessed)];
}

/** @param {string} name @param {string} text @param {boolean} [isGuessed]  whether its letters may be wrong @returns {FileText} */
export function inText(name, text, isGuessed = false) {
  const { text: document, problem, line, isTidied } = documentIn(text);
  if (problem) return refused(name, problem, { line: line ?? 1 });
  const kind = document === text && KINDS.find(([, is]) => is(text, name));
  if (kind) return isOther(name, kind[0]);
  const notes = [isGuessed && say("transfer.note_guessed"), isTidied && say("transfer.note_tidied")].filter(Boolean);
  return { name, text: document, message: "", ...(notes.length ? { note: notes.join(" ") } : {}) };
}

/** @param {string} name @param {Uint8Array<ArrayBuffer>} bytes @param {Room} room @returns {Promise<FileText[]>} */
async function inZip(name, bytes, room) {
  const { files: mostFiles, megabytes: most, together } = tool.limits;
  /** @type {import("./zip.js").Entry[]} */
  let entries;
  try {
    entries = entriesOf(bytes);
  } catch {
    return [refused(name, "zip_damaged")];
  }
  for (const [kind, path] of [["word", "word/document.xml"], ["sheet", "xl/workbook.xml"]]) {
    if (entries.some((entry) => entry.name === path)) return [isOther(name, kind)];
  }
  const wanted = entries.filter((entry) => READ.test(entry.name) && !/(^|\/)(\.|__MACOSX\/)/.test(entry.name));
  if (!wanted.length) return [refused(name, "zip_none")];
  if ((room.files -= wanted.length) < 0) return [refused(name, "too_many", { most: mostFiles })];
  if (wanted.some(({ isLocked }) => isLocked)) return [refused(name, "zip_locked")];
  if (!globalThis.DecompressionStream) return [refused(name, "zip_old")];
  /** @type {FileText[]} */
  const texts = [];
  for (const entry of wanted) {
    const inner = shownName(entry.name.slice(entry.name.lastIndexOf("/") + 1));
    try {
      const unpacked = room.bytes > 0 ? await unpack(entry, Math.min(most * 1e6, room.bytes)) : null;
      room.bytes -= unpacked?.length ?? most * 1e6;
      if (room.bytes < 0) return [refused(name, "too_much", { size: megabytes(together * 1e6 - room.bytes), most: together })];
      texts.push(...(unpacked ? await inBytes(inner, unpacked, room, true) : [tooBig(inner, most * 1e6 + 1)]));
    } catch {
      texts.push(refused(inner, "zip_damaged"));
    }
  }
  return texts;
}

/** @param {string} name @param {string} text @param {Room} room @returns {Promise<FileText[]>} */
async function inMessage(name, text, room) {
  const parts = partsOf(text).filter((part) => part.name ? READ.test(part.name) || isZip(part.bytes) : part.type.startsWith("text/"));
  if ((room.files -= parts.length) < 0) return [refused(name, "too_many", { most: tool.limits.files })];
  const found = (await oneByOne(parts, (part) => inPart(name, part, room))).filter(({ message }) => !message);
  const seen = new Set();
  const different = found.filter(({ text: inside }) => !seen.has(inside) && seen.add(inside));
  return different.length ? different : [refused(name, "mail_changed")];
}

/** @param {string} name  of the message @param {import("./encodings.js").Part} part @param {Room} room @returns {Promise<FileText[]>} */
async function inPart(name, part, room) {
  if (isZip(part.bytes)) return inZip(shownName(part.name), part.bytes, room);
  const texts = await inBytes(part.name ? shownName(part.name) : name, part.bytes, room, true);
  // What people write around a file is no file.
  return texts.filter(({ text }) => part.name || text.trimStart().startsWith("{") || text.includes("coproduction-reflection"));
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
