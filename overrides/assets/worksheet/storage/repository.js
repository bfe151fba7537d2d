// The reflections that are stored on this device, each under its own key, readable or damaged.
import { isNewer, momentOf, newId, withDefaults } from "../document/document.js";
import { ideaIds, tool } from "../document/edition.js";
import { isValid } from "../document/schema.js";
import { contains, revisionIn, unwrap, withWriter, wrap, writesOf } from "./envelope.js";
import * as backup from "./indexeddb_backup.js";
import { addVersion, textOf, versionsOf } from "./version_history.js";
import { claimNames, keptByOthers } from "./site_folder.js";
import { CURRENT, NONE, PREFIX, REFLECTION, clearAll, device, isFull, keepsNothing, tab } from "./web_storage.js";

/**
 * @typedef {{key: string, text: string, date: string, id: string, isNewer: boolean}} Damaged  id: where its earlier versions
 *   are known by it
 */
/** @typedef {import("./version_history.js").Version & {reflection: Reflection}} EarlierVersion */

const DAMAGED = `${PREFIX}damaged:`;
export const DELETED = `${PREFIX}deleted`;
/** Names this page among all that write on this device. */
const WRITER = newId().replaceAll("-", "").slice(0, 8);
let writes = 0;
/**
 * The highest revision of each reflection that this page knows. One that was deleted and is stored again goes on from there:
 * after a crash the disk may still have what was deleted.
 * @type {Map<string, number>}
 */
const revisions = new Map();
/** Texts of this page that the backup holds beside the newest, as they are not contained in it. */
let forks = 0;
const holder = () => `${WRITER}${forks || ""}`;
/**
 * The newest text of each reflection for which localStorage has no room. isSafe: the backup is known to hold it;
 *   isStored: this page has found room for it since.
 * @type {Map<string, {text: string, isSafe: boolean, isStored: boolean}>}
 */
const backupOnly = new Map();

/** @param {string} key */
function get(key) {
  const stored = device.get(key);
  const held = key.startsWith(REFLECTION) ? backupOnly.get(key.slice(REFLECTION.length)) : undefined;
  // Another tab may have deleted it since it found room, or have stored something that this text does not contain.
  return held && (stored === null ? !held.isStored : contains(held.text, stored)) ? held.text : stored;
}

const keys = () => [...new Set([...device.keys(), ...[...backupOnly.keys()].map(keyOf).filter((key) => get(key) !== null)])];

/** The storage event's key for a reflection. @param {string} id */
export const keyOf = (id) => REFLECTION + id;

/** @param {string | null} stored @returns {Reflection | null} with every part; null if it is no document that this version reads */
export function parse(stored) {
  try {
    const document = JSON.parse(unwrap(stored ?? "").text);
    // A damaged envelope looks like one more key.
    delete document.seal;
    return isValid(document, tool.document) && document.id ? withDefaults(document, ideaIds) : null;
  } catch {
    return null;
  }
}

/** Whether it is, to the letter, what was written. @param {string} stored */
export const isIntact = (stored) => unwrap(stored).isUndamaged && parse(stored) !== null;

/** @returns {boolean} whether this browser lets us keep anything */
export function isAllowed() {
  try {
    device.put(`${PREFIX}probe`, "", NONE);
    device.remove(`${PREFIX}probe`);
    return true;
  } catch (error) {
    // Full is not forbidden: what is there can still be read, and written shorter.
    return isFull(error);
  }
}


/** @param {string} id @returns {string | null} with its envelope */
export const storedText = (id) => get(REFLECTION + id);

/** @returns {string[]} the ids of all that is stored, whether it can be read or not */
export const storedIds = () => keys().filter((key) => key.startsWith(REFLECTION)).map((key) => key.slice(REFLECTION.length));

/** @param {string} id @returns {Reflection | null} */
export function readReflection(id) {
  const stored = storedText(id);
  noteRevision(id, revisionIn(stored));
  return parseAs(id, stored);
}

/**
 * Another page of the same host may have stored it under a name that is not its own: what it is stored as is what it is.
 * @param {string} id
 * @param {string | null} stored
 * @returns {Reflection | null}
 */
function parseAs(id, stored) {
  const reflection = parse(stored);
  return reflection && { ...reflection, id };
}

/** @param {string} id @param {number} revision @returns {number} the highest that this page knows */
function noteRevision(id, revision) {
  const highest = Math.max(revision, revisions.get(id) ?? 0);
  revisions.set(id, highest);
  return highest;
}

/**
 * What is wrong with what is stored: it can be read but is damaged, it cannot be read, or a newer version of this site wrote it.
 * @param {string} id
 * @returns {"damaged" | "doubtful" | "newer" | null}
 */
export function troubleWith(id) {
  const stored = storedText(id);
  if (stored === null || isIntact(stored)) return null;
  if (parse(stored)) return "doubtful";
  return isFromNewer(stored) ? "newer" : "damaged";
}

/** @param {string} stored */
export function isFromNewer(stored) {
  try {
    return isNewer(JSON.parse(stored));
  } catch {
    return false;
  }
}

/** @returns {Reflection[]} every reflection that can be read, the last changed first */
export function listReflections() {
  const readable = /** @type {Reflection[]} */ (storedIds().map(readReflection).filter((reflection) => reflection !== null));
  return readable.sort((a, b) => momentOf(b.changed) - momentOf(a.changed));
}

/** @returns {{folder: string, reflections: Reflection[]}[]} what copies of this site in other folders keep, and this one does not */
export function listElsewhere() {
  const isMissing = (/** @type {Reflection | null} */ reflection) => reflection !== null && storedText(reflection.id) === null;
  return (keepsNothing ? [] : keptByOthers())
    .map(({ folder, texts }) => ({ folder, reflections: /** @type {Reflection[]} */ (texts.map(parse).filter(isMissing)) }))
    .filter(({ reflections }) => reflections.length);
}

/** @returns {Damaged[]} all that is stored but cannot be read, or is damaged */
export function listDamaged() {
  return keys()
    .map((key) => ({ key, text: get(key) ?? "" }))
    .filter(({ key, text }) => key.startsWith(DAMAGED) || (key.startsWith(REFLECTION) && !isIntact(text)))
    .map(({ key, text }) => {
      const isAside = key.startsWith(DAMAGED);
      const date = isAside ? key.slice(DAMAGED.length).split(" ")[0] : "";
      return { key, text, date, id: isAside ? "" : key.slice(REFLECTION.length), isNewer: isFromNewer(text) };
    });
}

/** @param {string} id @returns {string[]} the keys of what was set aside of it, damaged or deleted, as far as that says whose it is */
export const asideOf = (id) => device.keys()
  .filter((key) => (key.startsWith(DAMAGED) || key === DELETED) && isOf(id, device.get(key) ?? ""));

/**
 * Whether a text, which may be damaged, is that of a reflection: its id is the first there. What is in it may be called the same, as
 * ids come from files.
 * @param {string} id
 * @param {string} text
 */
const isOf = (id, text) => (parse(text) ? parse(text)?.id === id : /"id":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] === JSON.stringify(id));

/**
 * Give a text that is damaged a key of its own, before it is written over.
 * @param {string | null} text
 * @returns {string | null} the key, if it is a new one
 */
function quarantine(text) {
  if (text === null || isIntact(text)) return null;
  if (device.keys().some((known) => known.startsWith(DAMAGED) && device.get(known) === text)) return null;
  const now = DAMAGED + new Date().toISOString();
  let key = now;
  // It may be taken: by another of the same moment, or from before a clock was set back.
  for (let number = 2; get(key) !== null; number += 1) key = `${now} ${number}`;
  device.put(key, text);
  return key;
}

/**
 * Write over what is stored, which is set aside if it is damaged.
 * @param {string} id
 * @param {string | null} there
 * @param {string} text
 * @param {(key: string) => boolean} [mayEvict]  whether an earlier version may make room
 */
function overwrite(id, there, text, mayEvict) {
  const aside = quarantine(there);
  try {
    device.put(REFLECTION + id, text, mayEvict);
  } catch (error) {
    if (aside !== null) device.remove(aside);
    throw error;
  }
}

/** @param {Reflection} reflection @returns {boolean} whether it would be read again */
export const isReadable = (reflection) => isValid(reflection, tool.document);

/** @param {Reflection} reflection @returns {backup.Entry} the text to be stored for it. Throws if that would not be read again */
function nextEntry(reflection) {
  if (!isReadable(reflection)) throw new TypeError("not a reflection");
  const { id } = reflection;
  const { revision: stored, writers } = unwrap(storedText(id) ?? "");
  const revision = noteRevision(id, noteRevision(id, stored) + 1);
  writes += 1;
  return { id, revision, text: wrap(textOf(reflection), revision, withWriter(writers, WRITER, writes), momentOf(reflection.changed)) };
}

/** @param {backup.Entry} entry @param {(key: string) => boolean} [mayEvict] */
function store({ id, revision, text }, mayEvict) {
  const isBegun = device.get(REFLECTION + id) === null;
  overwrite(id, storedText(id), text, mayEvict);
  backup.write({ id, revision, text });
  noteStored(id, text);
  if (isBegun && !keepsNothing) claimNames(id);
}

/** What had no room is in what was stored. It is held until `storeBackupOnly` finds that no other tab wrote over it at the same moment. @param {string} id @param {string} text */
function noteStored(id, text) {
  const held = backupOnly.get(id);
  if (held) held.isStored = contains(text, held.text);
}

/**
 * Read a text from this page, and from the backup after it was left.
 * @param {string} id
 * @param {string} text
 * @param {boolean} [isSafe]  whether the backup has it already
 */
async function hold(id, text, isSafe = false) {
  const held = { text, isSafe, isStored: false };
  backupOnly.set(id, held);
  const isHeld = await backup.hold(id, text, holder());
  held.isSafe ||= isHeld;
  return isHeld;
}

/** Everything was deleted in another tab. */
export const dropHeld = () => backupOnly.clear();

/** Another tab has written or deleted: back up again what is in no other store, as the backup may have been deleted too. */
export function holdAgain() {
  for (const [id, held] of [...backupOnly]) {
    const stored = device.get(REFLECTION + id);
    // Written over by another tab, which may then delete what it wrote.
    if (stored !== null) held.isStored &&= contains(stored, held.text);
    else if (held.isStored) letGo(id);
    else hold(id, held.text);
  }
}

/**
 * What had no room has some now, or is not wanted any more.
 * @param {string} id
 * @param {string} [seen]  the text that is not wanted: what it does not contain stays
 */
export function letGo(id, seen) {
  const held = backupOnly.get(id);
  if (!held || (seen !== undefined && !contains(seen, held.text))) return;
  backupOnly.delete(id);
  backup.letGo(id, held.text, holder());
}

/**
 * Store a reflection. Throws if there is no room, and leaves all as it was.
 * @param {Reflection} reflection
 * @param {(key: string) => boolean} [mayEvict]  whether an earlier version may make room
 */
export function writeReflection(reflection, mayEvict) {
  store(nextEntry(reflection), mayEvict);
}

/**
 * Store a reflection, or where localStorage has no room for it, read it from the backup and from this page until it has.
 * @param {Reflection} reflection
 * @returns {{write: number, hasRoom: boolean}} write: how many times this page has written
 */
export function keepReflection(reflection) {
  const entry = nextEntry(reflection);
  try {
    store(entry);
  } catch (error) {
    // Where localStorage is forbidden, or swallows what it takes, the page goes on asking; after a crash the backup has it.
    if (!isFull(error)) backup.hold(entry.id, entry.text, holder());
    const before = backupOnly.get(entry.id);
    const isFork = before !== undefined && !contains(entry.text, before.text);
    if (!isFull(error) || (isFork && !before.isSafe)) throw error;
    // What the backup holds already is not in this text: it stays there, and becomes an earlier version at the next visit.
    if (isFork) forks += 1;
    hold(entry.id, entry.text);
    return { write: writes, hasRoom: false };
  }
  return { write: writes, hasRoom: true };
}

/** @param {string} id @returns {number} how many writes of this page the stored text contains, as far as it says */
export const ownWritesIn = (id) => writesOf(unwrap(storedText(id) ?? "").writers, WRITER);

/** Store a text of the backup again. Throws if there is no room. @param {string} id @param {string} text */
export function putBack(id, text) {
  overwrite(id, device.get(REFLECTION + id), text);
  backup.write({ id, revision: unwrap(text).revision, text });
  noteStored(id, text);
  // What was written last was open.
  if (tab.get(CURRENT) === null || get(CURRENT) === null) device.tryPut(CURRENT, id);
}

/**
 * Store a text of the backup again. This page holds it until no other tab has written over it, or until there is room for it.
 * @param {backup.Found} entry
 * @returns {boolean} whether there was room
 */
export function restore({ id, text, page }) {
  hold(id, text, true).then((isHeld) => isHeld && page !== undefined && backup.letGo(id, text, page));
  try {
    putBack(id, text);
    return true;
  } catch {
    return false;
  }
}

/** What localStorage has no room for. */
const homeless = () => [...backupOnly].filter(([id, { text }]) => !contains(device.get(REFLECTION + id) ?? "", text));

/** @returns {boolean} whether there is something that this page alone holds */
export const isOnlyHere = () => homeless().some(([, { isSafe }]) => !isSafe);

/** @returns {boolean} whether there is something for which localStorage has no room */
export const hasHomeless = () => homeless().length > 0;

/** @returns {boolean} whether this page has yet to find that what had no room is stored */
export const isHolding = () => backupOnly.size > 0;

/** Try again to store what only the backup holds. @returns {boolean} whether something found room */
export function storeBackupOnly() {
  const waiting = homeless().length;
  for (const [id, { text, isStored }] of [...backupOnly]) {
    try {
      const stored = device.get(REFLECTION + id);
      // It is there still, or was deleted since; or another tab has stored it.
      if (contains(stored ?? "", text) || (stored === null && isStored)) letGo(id);
      else if (storedText(id) === text) putBack(id, text);
      // Another tab has written something else: this becomes an earlier version of it. It stays in the backup for now: see `restoreLost`.
      else if (addVersion(id, unwrap(text).text)) backupOnly.delete(id);
    } catch {
      // Still no room.
    }
  }
  return homeless().length < waiting;
}

/** @param {string} id @returns {EarlierVersion[]} its earlier versions that can be read, the latest first */
export function listVersions(id) {
  const found = versionsOf(id).map((version) => ({ ...version, reflection: parseAs(id, get(version.key)) }));
  return /** @type {EarlierVersion[]} */ (found.filter(({ reflection }) => reflection));
}

/** Leave nothing of this site on the device, the theme's own setting included. @returns {Promise<boolean>} whether the backup is empty */
export async function deleteEverything() {
  // First: a storage event then tells other tabs that everything is deleted, and not one reflection.
  device.remove(CURRENT);
  backupOnly.clear();
  clearAll();
  return backup.clear();
}

/** @returns {string | null} the id of the reflection that is open in this tab, else on this device */
export function currentId() {
  const own = tab.get(CURRENT);
  // Its own may have been deleted in another tab.
  return own !== null && storedText(own) !== null ? own : get(CURRENT) ?? own;
}

/** @returns {boolean} whether this device knows of an open reflection; not after everything was deleted */
export const hasCurrent = () => get(CURRENT) !== null;

/** Which reflection is open in this tab, whatever others open. @param {string} id */
export const setTabsOwn = (id) => tab.tryPut(CURRENT, id);

/** Which reflection is open in this tab, and in the next one that opens. @param {string} id */
export function setCurrentId(id) {
  setTabsOwn(id);
  device.tryPut(CURRENT, id);
}
