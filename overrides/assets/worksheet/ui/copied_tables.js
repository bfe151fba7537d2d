// Tables that are copied from a page by hand: no spreadsheet that they are pasted into reads a formula, as in `sanitize.py`. Words
// that are copied out of one cell, or from elsewhere, stay as people typed them.
import { all } from "./dom.js";

const SIGNS = "=+-@＝＋－＠";
const CELL = "td, th";
const MARK = "'";

/** @param {string} text @returns {number[]} where a spreadsheet might see a formula begin, the last one first */
function formulasIn(text) {
  let begins = true;
  const found = [...text.matchAll(/[\s";]+|[^\s";]+/g)].flatMap(({ 0: part, index }) => {
    const isGap = /[\s";]/.test(part[0]);
    const isFormula = begins && SIGNS.includes(part[0]);
    begins = isGap && (begins || /[;\t\n\r]/.test(part));
    return isFormula ? [index] : [];
  });
  return found.reverse();
}

/** Mark formulas in what is copied of several cells while the browser copies it, as the page itself must not change. */
export function startCopiedTables() {
  document.addEventListener("copy", () => {
    const range = getSelection()?.rangeCount ? getSelection()?.getRangeAt(0) : undefined;
    const { commonAncestorContainer: around } = range ?? {};
    const inside = around instanceof Element ? around : around?.parentElement;
    if (!range || !inside || inside.closest(CELL)) return;
    /** @type {[Text, number][]} */
    const marks = [];
    for (const cell of all(inside, CELL).filter((one) => range.intersectsNode(one))) {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = /** @type {Text} */ (texts.currentNode);
        // At the range's own start what is inserted is in the range.
        const from = text === range.startContainer ? range.startOffset : 0;
        for (const place of formulasIn(text.data.slice(from))) {
          text.insertData(from + place, MARK);
          marks.push([text, from + place]);
        }
      }
    }
    setTimeout(() => marks.reverse().forEach(([text, place]) => text.deleteData(place, MARK.length)));
  });
}
