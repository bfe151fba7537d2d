// What there is to read aloud on a page, in order: one passage for each block of text, and one for each field.

/**
 * @typedef {object} Passage
 * @property {HTMLElement} element  what is marked while it is read
 * @property {number} level  of a heading, else 0
 * @property {() => Spoken} spoken  its text at this moment
 * @typedef {{text: string, places: Place[]}} Spoken  places: where each letter of the text stands on the page, if it does
 * @typedef {{node: Text, offset: number}} Place
 * @typedef {{chosen: string, empty: string}} Says  the words for what a control says
 */

/** Not read: buttons, icons, sheets for paper, lines about the site itself. */
const SKIPPED = "button, .ws-button, svg, script, style, template, noscript, nav, dialog, progress, [aria-hidden=true], [role=status],"
  + ".ws-paper, .ws-hidden, .ws-bar, .ws-offline, .ws-engine, .ws-reminder, .ws-undo, .ws-jump, .ws-aloud-start, .ws-aloud-part";
/** Checkboxes that stand beside every point of a page: read only where they are ticked. */
const ONLY_TICKED = ".ws-mark, .ws-choose-change";
const FIELDS = "textarea, select, input:is(:not([type]), [type=text], [type=date], [type=search], [type=number])";

/**
 * @param {Element} root
 * @param {Says} says
 */
export function passagesOf(root, says) {
  /** @type {Passage[]} */
  const passages = [];
  /** @type {Text[]} */
  let texts = [];
  walk(root, root);
  close(root);
  return passages;

  /** @param {Node} node @param {Element} block  the nearest that is not part of a line */
  function walk(node, block) {
    for (const child of node.childNodes) {
      if (child instanceof Text) texts.push(child);
      else if (child instanceof HTMLElement) visit(child, block);
    }
  }
  /** @param {HTMLElement} element @param {Element} block */
  function visit(element, block) {
    const { display } = getComputedStyle(element);
    if (element.matches(SKIPPED) || !isSeen(element, display)) return;
    if (element.matches(FIELDS)) {
      close(block);
      const field = /** @type {HTMLInputElement} */ (element);
      passages.push({ element, level: 0, spoken: () => ({ text: fieldText(field, says), places: [] }) });
      return;
    }
    const isInLine = display.startsWith("inline") || display === "contents";
    if (!isInLine) close(block);
    const first = passages.length;
    walk(element, isInLine ? block : element);
    if (!isInLine) close(element);
    if (element instanceof HTMLLabelElement) tellChoice(element, first);
  }
  /** End a passage. @param {Element} block */
  function close(block) {
    const nodes = texts.splice(0);
    if (!nodes.some(({ data }) => data.trim())) return;
    const heading = block.closest("h1, h2, h3, h4");
    const element = /** @type {HTMLElement} */ (block);
    passages.push({ element, level: heading ? Number(heading.localName[1]) : 0, spoken: () => spokenOf(nodes) });
  }
  /** Say of a label that its control is ticked. @param {HTMLLabelElement} label @param {number} first */
  function tellChoice(label, first) {
    const { control } = label;
    const passage = passages[first];
    if (!passage || !(control instanceof HTMLInputElement) || !/radio|checkbox/.test(control.type)) return;
    const { spoken } = passage;
    passage.spoken = () => {
      const { text, places } = spoken();
      if (!control.checked && label.matches(ONLY_TICKED)) return { text: "", places: [] };
      return { text: control.checked ? `${text.replace(/[^.!?…]$/, "$&.")} ${says.chosen}` : text, places };
    };
  }
}

/** @param {HTMLElement} element @param {string} display */
function isSeen(element, display) {
  // `display: contents` has no box, but its children may.
  return display === "contents" || (element.checkVisibility?.({ visibilityProperty: true }) ?? element.getClientRects().length > 0);
}

/** @param {HTMLInputElement} field @param {Says} says @returns {string} what is in it, with its name if nobody sees that */
function fieldText(field, { empty }) {
  const value = field.localName === "select" ? /** @type {any} */ (field).selectedOptions[0]?.text : field.value;
  const label = field.labels?.[0];
  const name = field.ariaLabel ?? (label?.matches(".ws-hidden") ? label.textContent : "") ?? "";
  return [name.trim(), (value ?? "").trim() || empty].filter(Boolean).join(": ");
}

/** @param {Text[]} nodes @returns {Spoken} their text with single spaces */
function spokenOf(nodes) {
  let text = "";
  /** @type {Place[]} */
  const places = [];
  for (const node of nodes) {
    for (let offset = 0; offset < node.data.length; offset += 1) {
      const isSpace = /\s/.test(node.data[offset]);
      if (isSpace && (text === "" || text.endsWith(" "))) continue;
      text += isSpace ? " " : node.data[offset];
      places.push({ node, offset });
    }
  }
  return { text: text.trimEnd(), places };
}
