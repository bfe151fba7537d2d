// Faults that were in the site once. Put back one by one, to see that the walks find them.

/** @typedef {[name: string, tab: number, n: number]} Step */
const TEN_MINUTES = 6;

/** A copy is told from another text by when that was changed alone. */
const WITHOUT_SUM = { file: "storage/backup_log.js", line: "copy.sum === undefined || ", by: "copy.sum !== null || " };

/**
 * found: the seed of random walks that find it, or a walk that does
 * @type {{name: string, found: number | Step[], patches: import("./browser.mjs").Patch[]}[]}
 */
export const FAULTS = [
  {
    name: "a tab does not stay with its own reflection",
    found: 1,
    patches: [{ file: "storage/repository.js", line: 'export const setTabsOwn = (id) => tab.tryPut(CURRENT, id);', by: "export const setTabsOwn = (id) => id;" }],
  },
  {
    name: "to forget one deletion forgets a newer one",
    found: 61,
    patches: [{ file: "storage/replacing.js", line: "if (device.get(DELETED) !== text) return;", by: "" }],
  },
  {
    name: "undoing a deletion writes over what was written since",
    found: 164,
    patches: [{ file: "storage/replacing.js", line: "putBack(id, text) : setAside(reflection)", by: "putBack(id, text) : writeReflection(reflection)" }],
  },
  {
    name: "going back to an earlier version sets nothing aside",
    found: [
      ["type", 0, 0], ["pass", 0, TEN_MINUTES], ["type", 0, 0], ["pass", 0, 1], ["goBack", 0, 0],
    ],
    patches: [{ file: "storage/replacing.js", line: "const aside = there && setAside(there);", by: "const aside = null;" }],
  },
  {
    name: "what is set aside makes room for what is put in its place",
    found: [
      ["add", 0, 0], ["add", 0, 0], ["pass", 0, TEN_MINUTES], ["remove", 0, 0], ["type", 0, 0], ["pass", 0, 1], ["reload", 0, 0], ["room", 0, 1],
      ["goBack", 0, 0],
    ],
    patches: [{ file: "storage/replacing.js", line: "writeReflection(reflection, (key) => key !== aside)", by: "writeReflection(reflection)" }],
  },
  {
    name: "an edit does not name what the field showed",
    found: 7,
    patches: [{ file: "document/operations.js", line: "...(before === undefined ? {} : { before })", by: "" }],
  },
  {
    name: "writes that were overtaken are forgotten once twelve pages are listed",
    found: [
      ["type", 0, 0], ["pass", 0, 1], ["openTab", 0, 0],
      ...Array.from({ length: 13 }, () => /** @type {Step[]} */ ([["type", 1, 1], ["pass", 0, 1], ["reload", 1, 0]])).flat(),
      ["type", 0, 0], ["type", 1, 1], ["pass", 0, 1], ["pass", 0, 1],
    ],
    patches: [
      { file: "storage/envelope.js", line: "const MAX_WRITERS = 100;", by: "const MAX_WRITERS = 12;" },
      { file: "storage/envelope.js", line: ": 0;\n}", by: ": writers.split(' ').length > 12 ? Infinity : 0;\n}" },
    ],
  },
  {
    name: "what found no room is stored over what another page has stored since, as its revision is higher",
    found: [
      ["startNew", 0, 0], ["room", 0, 1], ["openTab", 0, 0], ["type", 1, 0], ["pass", 0, 1], ["type", 3, 0], ["pass", 0, 1], ["type", 0, 0],
      ["room", 0, 0], ["close", 0, 0], ["pass", 0, 1],
    ],
    patches: [{ file: "storage/repository.js", line: "contains(held.text, stored))", by: "unwrap(stored).revision < unwrap(held.text).revision)" }],
  },
  {
    name: "to forget a deletion takes what another page held and has stored since",
    found: [
      ["room", 0, 1], ["type", 0, 0], ["reload", 0, 0], ["openTab", 0, 0], ["type", 1, 0], ["freeze", 1, 0], ["reword", 0, 0], ["room", 0, 0],
      ["delete", 0, 0], ["openTab", 0, 0], ["forget", 0, 0], ["kill", 1, 0], ["close", 1, 0],
    ],
    patches: [{ file: "storage/replacing.js", line: "if (storedText(id) !== null) return;\n  forgetVersions(id);", by: "discard(id);" }],
  },
  {
    name: "a page that alone holds what was written is left without a question, once another tab has written there",
    found: [
      ["openTab", 0, 0], ["type", 1, 0], ["type", 0, 0], ["pass", 0, 1], ["openOther", 0, 1], ["room", 0, 3], ["backupRoom", 0, 0], ["type", 1, 0],
      ["add", 0, 0], ["openOther", 0, 1], ["pass", 0, 1], ["close", 0, 0],
    ],
    patches: [{ file: "storage/store.js", line: "!this.hasPending && !storage.isOnlyHere()", by: "!this.hasPending" }],
  },
  {
    name: "what had no room is let go of before anybody knows that no other tab wrote over it",
    found: [
      ["type", 0, 0], ["startNew", 0, 0], ["openTab", 0, 0], ["room", 0, 1], ["openTab", 0, 0], ["type", 0, 0], ["openOther", 0, 1], ["type", 2, 0],
      ["pass", 0, 1], ["empties", 0, 0], ["openOther", 2, 0], ["pass", 0, 1],
    ],
    patches: [{ file: "storage/repository.js", line: "if (held) held.isStored = contains(text, held.text);", by: "if (held) letGo(id);" }],
  },
  {
    name: "what a page that has gone had held is let go of before anybody knows that no other tab wrote over it",
    found: [
      ["type", 0, 0], ["pass", 0, 2], ["openTab", 0, 0], ["room", 0, 1], ["type", 0, 0], ["pass", 0, 1], ["close", 0, 0], ["room", 0, 0],
      ["type", 0, 1], ["openTab", 0, 33],
    ],
    patches: [{
      file: "storage/repository.js",
      line: "hold(id, text, true).then((isHeld) => isHeld && page !== undefined && backup.letGo(id, text, page));",
      by: "if (page !== undefined) backup.letGo(id, text, page);",
    }],
  },
  {
    name: "a new page lets go of what another one has come to hold since",
    found: [["type", 0, 0], ["room", 0, 1], ["reload", 0, 0], ["type", 0, 0], ["openTab", 0, 9], ["kill", 0, 0]],
    patches: [{ file: "storage/indexeddb_backup.js", line: "held.result === text && texts.delete", by: "texts.delete" }],
  },
  {
    name: "a try that was due already lets go of what has found room a moment ago",
    found: [
      ["room", 0, 1], ["type", 0, 0], ["pass", 0, 1], ["openTab", 0, 0], ["type", 0, 1], ["reload", 0, 0], ["reload", 0, 0], ["pass", 0, 1],
      ["type", 1, 0], ["room", 0, 0], ["pass", 0, 4], ["pass", 0, 1],
    ],
    patches: [{ file: "storage/store.js", line: "if (this.retryTimer) this.retryIn(RETRY);", by: "" }],
  },
  {
    name: "two tabs on a full device wake each other without an end",
    found: [
      ["add", 0, 0], ["pass", 0, 1], ["room", 0, 1], ["pass", 0, TEN_MINUTES], ["openTab", 0, 0], ["typeBefore", 1, 0], ["typeBefore", 0, 0],
      ["pass", 0, 1], ["empties", 0, 0], ["add", 0, 0], ["pass", 0, TEN_MINUTES],
    ],
    patches: [{ file: "storage/store.js", line: " && !key.startsWith(HISTORY)", by: "" }],
  },
  {
    name: "edits are forgotten when the browser empties its stores, and the next write still counts them as contained",
    found: [
      ["type", 0, 0], ["room", 0, 1], ["pass", 0, 1], ["openTab", 0, 0], ["type", 1, 0], ["add", 0, 0], ["close", 0, 0], ["pass", 0, 5],
      ["type", 0, 0], ["typeBefore", 1, 0], ["room", 0, 5], ["empties", 0, 0], ["pass", 0, 4], ["openTab", 0, 0],
    ],
    patches: [{ file: "storage/store.js", line: 'if (code === "gone") this.edits.unacked = [];', by: "this.edits.unacked = [];" }],
  },
  {
    name: "what another page held takes the place of what somebody sets aside while the backup is read",
    found: [
      ["add", 0, 0], ["startNew", 0, 0], ["room", 0, 7], ["reword", 0, 0], ["openTab", 0, 0], ["type", 3, 0], ["pass", 0, 1], ["empties", 0, 0],
      ["dies", 0, 0], ["reload", 0, 48], ["goBack", 0, 0],
    ],
    patches: [{ file: "storage/recovery.js", line: ", (key) => timeIn(key) < began", by: "" }],
  },
  {
    name: "a page that has not heard of an undo yet takes what was brought back out of the other store",
    found: [["type", 0, 0], ["pass", 0, 1], ["delete", 0, 0], ["openTab", 0, 48], ["bringBack", 0, 0], ["dies", 0, 0]],
    patches: [{
      file: "storage/recovery.js",
      line: "forgetLater(entry);",
      by: "page === undefined ? backup.forgetWritten(id) : backup.letGo(id, text, page);",
    }],
  },
  {
    name: "to delete a reflection takes what had no room and is not in the deleted copy",
    found: [
      ["type", 0, 0], ["startNew", 0, 0], ["openTab", 0, 0], ["room", 0, 1], ["type", 0, 0], ["openOther", 0, 1], ["room", 0, 0], ["type", 1, 0],
      ["pass", 0, 1], ["delete", 0, 0],
    ],
    patches: [{ file: "storage/replacing.js", line: "letGo(id, text);", by: "letGo(id);" }],
  },
  {
    name: "a page that comes back by Back belongs to a tab that goes on with what the page after it has opened",
    found: [["reword", 0, 0], ["leaveByLink", 0, 0], ["startNew", 0, 0], ["goBackInHistory", 0, 0], ["reload", 0, 0]],
    patches: [{ file: "storage/store.js", line: "if (!this.isNew) storage.setTabsOwn(this.reflection.id);", by: "" }],
  },
  {
    name: "a file that finds no room takes what an earlier page held of the same reflection",
    found: [["room", 0, 1], ["add", 0, 0], ["makeFile", 0, 0], ["reload", 0, 48], ["bringIn", 0, 0]],
    patches: [{ file: "storage/replacing.js", line: "device.remove(keyOf(id));\n  backup.forgetWritten(id);", by: "device.remove(keyOf(id));\n  backup.take(id);" }],
  },
  {
    name: "what was typed after the browser had emptied its stores counts as saved in an older file",
    found: [
      ["typeBefore", 0, 0], ["makeFile", 0, 0], ["openTab", 0, 0], ["empties", 0, 0], ["type", 3, 0], ["bringIn", 0, 0], ["goBack", 0, 0],
    ],
    patches: [{ file: "storage/store.js", line: "textOf(this.asOfNow())", by: "textOf(this.reflection)" }, WITHOUT_SUM],
  },
  {
    name: "the other store is opened only when a page is left, and the browser is killed then",
    found: [["leaveByLink", 0, 0], ["deleteEverything", 0, 0], ["type", 0, 0], ["goBackInHistory", 0, 0], ["dies", 0, 0]],
    patches: [{ file: "storage/store.js", line: "openBackup();", by: "" }],
  },
  {
    name: "a file counts for what was typed while it was made",
    found: [["type", 0, 0], ["makeFile", 0, 0], ["type", 0, 0], ["pass", 0, 1], ["saveFile", 0, 0]],
    patches: [{ file: "storage/backup_log.js", line: "copy.changed === changed", by: "copy.at !== changed" }, WITHOUT_SUM],
  },
  {
    name: "the higher of two revisions counts, though the other was written at the same time and holds other words",
    found: [
      ["openTab", 0, 0], ["openTab", 0, 0], ["add", 0, 0], ["add", 0, 0], ["add", 2, 0], ["type", 0, 0], ["freeze", 2, 0], ["room", 0, 10],
      ["leaveByLink", 0, 0], ["choose", 0, 0], ["type", 0, 0], ["type", 2, 0], ["delete", 0, 0], ["remove", 0, 0], ["pass", 0, 15], ["reload", 2, 0],
    ],
    patches: [{
      file: "storage/recovery.js",
      line: "if (stored !== null && isIntact(stored) && (contains",
      by: "if (page !== undefined && stored !== null && isIntact(stored) && (contains",
    }],
  },
  {
    name: "after a crash, what another beginning of the same reflection says is looked at only where its revision is higher",
    found: [
      ["type", 0, 0], ["makeFile", 0, 0], ["type", 0, 0], ["pass", 0, 12], ["deleteEverything", 0, 0], ["reload", 0, 0], ["bringIn", 0, 0],
      ["type", 0, 0], ["pass", 0, 1], ["dies", 0, 0], ["type", 0, 0], ["pass", 0, 8],
    ],
    patches: [{
      file: "storage/recovery.js",
      line: "await backup.read();",
      by: "(await backup.read()).filter(({ id, revision, page }) => page !== undefined || unwrap(storedText(id) ?? '{}').revision < revision);",
    }],
  },
  {
    name: "what is written in another tab at the same moment counts as saved in a file",
    found: [
      ["type", 0, 0], ["openTab", 0, 9], ["room", 0, 1], ["typeBefore", 0, 0], ["openOther", 0, 0], ["makeFile", 1, 0], ["room", 0, 0],
      ["saveFile", 0, 0],
    ],
    patches: [WITHOUT_SUM],
  },
];
