// Merging between tabs. A page does not store its document as a whole: it carries out its own edits on what is stored at that
// moment, so that tabs do not overwrite each other's fields. Pure: no page, no storage.
import { apply } from "../document/operations.js";

/** Writes that are remembered because a tab that has not read them, as one that was asleep, may still overwrite them. */
const MAX_UNACKED = 50;

export class UnmergedEdits {
  constructor() {
    /** @type {Edit[]} carried out on this page only */
    this.pending = [];
    /** @type {{edits: Edit[], write: number}[]} stored, the last at the end; write: which of this page's writes it was */
    this.unacked = [];
  }

  /** @param {any} stored  a document, which takes the edits @param {any} shown  the page's, for records that another tab deleted */
  mergeInto(stored, shown) {
    for (const edit of this.pending) apply(stored, structuredClone(edit), shown);
  }

  /**
   * Drop the pending edits after which a document could not be read again, as those of a file that was made to do harm.
   * @param {Reflection} stored
   * @param {any} shown
   * @param {(reflection: Reflection) => boolean} isReadable
   */
  dropUnreadable(stored, shown, isReadable) {
    let merged = stored;
    this.pending = this.pending.filter((edit) => {
      const next = structuredClone(merged);
      apply(next, structuredClone(edit), shown);
      if (isReadable(next)) merged = next;
      return merged === next;
    });
  }

  /** What was pending is stored now. @param {number} write */
  acknowledge(write) {
    this.unacked = [...this.unacked, { edits: this.pending, write }].slice(-MAX_UNACKED);
    this.pending = [];
  }

  /**
   * Browsers let two tabs write at the same moment, neither reading the other, and keep the later write. Edits that were
   * lost to one are pending again.
   * @param {number} stored  how many of this page's writes the stored text contains
   */
  requeueLost(stored) {
    this.pending.unshift(...this.unacked.filter(({ write }) => write > stored).flatMap(({ edits }) => edits));
    this.unacked = this.unacked.filter(({ write }) => write <= stored);
  }
}
