// An outline, as Python gives it, as a Word document: real headings, lists and tables, on A4.

/**
 * @typedef {{kind: "heading", level: number, text: string} | {kind: "paragraph", text: string, quiet: boolean}
 *   | {kind: "items", items: string[]} | {kind: "facts", rows: [string, string][]}
 *   | {kind: "table", columns: string[], rows: string[][], widths: number[]}} Block
 * @typedef {{title: string, language: string, author: string, wide: boolean, blocks: Block[]}} Outline
 * @typedef {typeof import("../vendor/docx.js")} Docx
 */

export const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/** In twentieths of a point. */
const A4 = { width: 11906, height: 16838 };
const MARGIN = 1020;
/** The direction of a paragraph is that of its first letter. */
const FIRST_LETTER = /\p{L}/u;
const TO_THE_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** @param {Outline} outline @returns {Promise<Blob>} */
export async function wordFile({ title, language, author, wide, blocks }) {
  const docx = await import("../vendor/docx.js");
  const width = (wide ? A4.height : A4.width) - 2 * MARGIN;
  const file = new docx.Document({
    title,
    creator: author,
    lastModifiedBy: author,
    styles: styles(language),
    sections: [{
      properties: {
        page: {
          size: { ...A4, orientation: docx.PageOrientation[wide ? "LANDSCAPE" : "PORTRAIT"] },
          margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
        },
      },
      children: blocks.flatMap((block) => written(block, width, docx)),
    }],
  });
  return docx.Packer.toBlob(file);
}

/** @param {string} language */
function styles(language) {
  const heading = (/** @type {number} */ size) => ({
    run: { size, bold: true, color: "452C63" },
    paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font: "Arial", size: 22, language: { value: language, bidirectional: "ar-SA" } },
        paragraph: { spacing: { after: 120, line: 276 } },
      },
      heading1: heading(38),
      heading2: heading(28),
      heading3: heading(23),
    },
  };
}

/** @param {Block} block @param {number} width @param {Docx} docx */
function written(block, width, docx) {
  switch (block.kind) {
    case "heading":
      return [paragraph(block.text, docx, { heading: docx.HeadingLevel[/** @type {"HEADING_1"} */ (`HEADING_${block.level}`)] })];
    case "paragraph":
      return [paragraph(block.text, docx, {}, block.quiet ? { color: "4F4558" } : {})];
    case "items":
      return block.items.map((item) => paragraph(item, docx, { bullet: { level: 0 } }));
    case "facts":
      return [table(block.rows, [2, 3], width, docx), gap(docx)];
    case "table":
      return [table([block.columns, ...block.rows], block.widths, width, docx, true), gap(docx)];
  }
}

/** Room after a table, which has none of its own. @param {Docx} docx */
const gap = (docx) => new docx.Paragraph({ spacing: { after: 0 } });

/**
 * A paragraph in the direction of its text, with a line break wherever there is one.
 * @param {string} text @param {Docx} docx
 * @param {import("docx").IParagraphOptions} [options] @param {import("docx").IRunOptions} [look]
 */
function paragraph(text, docx, options = {}, look = {}) {
  const isLeftwards = TO_THE_LEFT.test(text.match(FIRST_LETTER)?.[0] ?? "");
  const children = text.split("\n").map((line, index) =>
    new docx.TextRun({ ...look, text: line, ...(index ? { break: 1 } : {}), ...(isLeftwards ? { rightToLeft: true } : {}) }));
  return new docx.Paragraph({ ...options, children, bidirectional: isLeftwards });
}

/**
 * @param {string[][]} rows @param {number[]} shares  of the width, for each column
 * @param {number} width @param {Docx} docx @param {boolean} [hasHead]  whether the first row names the columns
 */
function table(rows, shares, width, docx, hasHead = false) {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const columnWidths = shares.map((share) => Math.floor((share * width) / whole));
  const border = { style: docx.BorderStyle.SINGLE, size: 4, color: "746A7C" };
  const sides = { top: border, bottom: border, left: border, right: border };
  return new docx.Table({
    columnWidths,
    layout: docx.TableLayoutType.FIXED,
    width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: docx.WidthType.DXA },
    rows: rows.map((row, index) => {
      const isHead = hasHead && index === 0;
      return new docx.TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: row.map((text, column) => new docx.TableCell({
          borders: sides,
          margins: { top: 60, bottom: 60, left: 100, right: 100 },
          width: { size: columnWidths[column], type: docx.WidthType.DXA },
          ...(isHead ? { shading: { type: docx.ShadingType.CLEAR, color: "auto", fill: "EFE6F5" } } : {}),
          children: [paragraph(text, docx, { spacing: { after: 0 } }, isHead || column === 0 ? { bold: true } : {})],
        })),
      });
    }),
  });
}
