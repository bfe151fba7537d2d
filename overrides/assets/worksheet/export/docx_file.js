// An outline, as Python gives it, as a Word document: real headings, lists and tables, on A4.

/**
 * @typedef {{kind: "heading", level: number, text: string, page: "" | "new" | "wide"} | {kind: "paragraph", text: string, quiet: boolean}
 *   | {kind: "items", items: string[]} | {kind: "facts", rows: [string, string][]}
 *   | {kind: "table", columns: string[], rows: string[][], widths: number[]}} Block
 * @typedef {{title: string, language: string, wide: boolean, ratings: Record<string, string>, blocks: Block[]}} Outline
 *   ratings: the id of a rating by its label
 * @typedef {typeof import("../vendor/docx.js")} Docx
 */

export const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/** In twentieths of a point. */
const A4 = { width: 11906, height: 16838 };
const MARGIN = 1020;
/** Of the cell in which a rating stands; its mark tells it apart without colour. @type {Record<string, {fill: string, mark: string}>} */
const RATINGS = { red: { fill: "F9DEDC", mark: "◆" }, amber: { fill: "FCEBCB", mark: "▲" }, green: { fill: "DCEFDD", mark: "●" } };
/** A table has no room of its own below it. */
const AFTER_TABLE = { spacing: { before: 200, after: 120 } };
/** The direction of a paragraph is that of its first letter. */
const FIRST_LETTER = /\p{L}/u;
const TO_THE_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** @param {Outline} outline @returns {Promise<Blob>} */
export async function wordFile({ title, language, wide, ratings, blocks }) {
  const docx = await import("../vendor/docx.js");
  const file = new docx.Document({
    title,
    // A file's properties name nobody.
    creator: "",
    lastModifiedBy: "",
    styles: styles(language),
    sections: sectionsOf(blocks, wide).map((section) => {
      const width = (section.wide ? A4.height : A4.width) - 2 * MARGIN;
      return {
        properties: {
          page: {
            size: { ...A4, orientation: docx.PageOrientation[section.wide ? "LANDSCAPE" : "PORTRAIT"] },
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
          },
        },
        footers: { default: footer(title, width, docx) },
        children: section.blocks.flatMap((block, index) =>
          written(block, section.blocks[index - 1]?.kind === "table" ? AFTER_TABLE : {}, width, ratings, docx)),
      };
    }),
  });
  return docx.Packer.toBlob(file);
}

/** What follows each heading that begins a page. @param {Block[]} blocks @param {boolean} wide  whether the first is landscape */
function sectionsOf(blocks, wide) {
  const sections = [{ wide, blocks: /** @type {Block[]} */ ([]) }];
  for (const block of blocks) {
    if (block.kind === "heading" && block.page) sections.push({ wide: block.page === "wide", blocks: [] });
    sections[sections.length - 1].blocks.push(block);
  }
  return sections;
}

/** The name and the page, on each page. @param {string} title @param {number} width @param {Docx} docx */
function footer(title, width, { Footer, PageNumber, Paragraph, Tab, TabStopType, TextRun }) {
  const children = [new TextRun({ text: title, size: 18 }), new TextRun({ children: [new Tab(), PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES], size: 18 })];
  return new Footer({ children: [new Paragraph({ tabStops: [{ type: TabStopType.RIGHT, position: width }], children })] });
}

/** @param {string} language */
function styles(language) {
  // Without a rule, LibreOffice takes a line's height to be so many points, and letters overlap.
  const heading = (/** @type {number} */ size, /** @type {number} */ outlineLevel) => ({
    run: { size, bold: true, color: "452C63" },
    paragraph: { spacing: { before: 280, after: 100, line: 276, lineRule: /** @type {const} */ ("auto") }, keepNext: true, outlineLevel },
  });
  return {
    default: {
      document: {
        run: { font: "Arial", size: 24, language: { value: language, bidirectional: "ar-SA" } },
        paragraph: { spacing: { after: 120, line: 276, lineRule: /** @type {const} */ ("auto") } },
      },
      heading1: heading(38, 0),
      heading2: heading(30, 1),
      heading3: heading(26, 2),
    },
  };
}

/**
 * @param {Block} block @param {import("docx").IParagraphOptions} room  around a paragraph
 * @param {number} width @param {Record<string, string>} ratings @param {Docx} docx
 * @returns {import("docx").FileChild[]}
 */
function written(block, room, width, ratings, docx) {
  switch (block.kind) {
    case "heading":
      return [paragraph(block.text, docx, { heading: docx.HeadingLevel[/** @type {"HEADING_1"} */ (`HEADING_${block.level}`)] })];
    case "paragraph":
      return [paragraph(block.text, docx, room, block.quiet ? { color: "4F4558" } : {})];
    case "items":
      return block.items.map((item) => paragraph(item, docx, { bullet: { level: 0 } }));
    case "facts":
      return block.rows.map(([name, value]) => paragraph(value, docx, {}, {}, name.endsWith("?") ? `${name} ` : `${name}: `));
    case "table":
      return [table([block.columns, ...block.rows], block.widths, width, ratings, docx)];
  }
}

/**
 * A paragraph in the direction of its text, with a line break wherever there is one.
 * @param {string} text @param {Docx} docx
 * @param {import("docx").IParagraphOptions} [options] @param {import("docx").IRunOptions} [look] @param {string} [name]  what the text is, in bold before it
 */
function paragraph(text, docx, options = {}, look = {}, name = "") {
  const isLeftwards = TO_THE_LEFT.test(text.match(FIRST_LETTER)?.[0] ?? "");
  const children = text.split("\n").map((line, index) =>
    new docx.TextRun({ ...look, text: line, ...(index ? { break: 1 } : {}), ...(isLeftwards ? { rightToLeft: true } : {}) }));
  if (name) children.unshift(new docx.TextRun({ text: name, bold: true }));
  return new docx.Paragraph({ ...options, children, bidirectional: isLeftwards });
}

/**
 * @param {string[][]} rows  the first names the columns @param {number[]} shares  of the width, for each column
 * @param {number} width @param {Record<string, string>} ratings @param {Docx} docx
 */
function table(rows, shares, width, ratings, docx) {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const columnWidths = shares.map((share) => Math.floor((share * width) / whole));
  const border = { style: docx.BorderStyle.SINGLE, size: 4, color: "746A7C" };
  const sides = { top: border, bottom: border, left: border, right: border };
  return new docx.Table({
    columnWidths,
    layout: docx.TableLayoutType.FIXED,
    width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: docx.WidthType.DXA },
    rows: rows.map((row, index) => {
      const isHead = index === 0;
      return new docx.TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: row.map((text, column) => ({ text, column, rating: RATINGS[ratings[text]] })).map(({ text, column, rating }) => new docx.TableCell({
          borders: sides,
          margins: { top: 60, bottom: 60, left: 100, right: 100 },
          width: { size: columnWidths[column], type: docx.WidthType.DXA },
          ...(isHead || rating ? { shading: { type: docx.ShadingType.CLEAR, color: "auto", fill: rating?.fill ?? "EFE6F5" } } : {}),
          children: [paragraph(rating ? `${rating.mark} ${text}` : text, docx, { spacing: { after: 0 } }, isHead || column === 0 ? { bold: true } : {})],
        })),
      });
    }),
  });
}
