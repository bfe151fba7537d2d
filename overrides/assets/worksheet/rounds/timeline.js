// A picture of one idea's stages over time: a line in steps, and at each round a mark with the colour's shape and letter.
import { tool } from "../document/edition.js";
import { fromTemplate } from "../ui/dom.js";

/** @typedef {{labels: string[], stage: string | null, rating: string | null}} Point  labels: lines below the mark */

const SVG = "http://www.w3.org/2000/svg";
/** Ten units are as wide as one em, so that the picture grows with the text. */
const EM = 10;
const ROW = 3 * EM;
const COLUMN = 4.2 * EM;
const FOOT = 2.8 * EM;
/** The shapes of the colours are drawn on a square of this size. */
const SHAPE = 24;

/**
 * The picture, without words for what it shows: a table beside it says the same.
 * @param {Point[]} points  in the order of time
 * @param {string[]} stages  from the top down
 */
export function drawTimeline(points, stages) {
  const rows = stages.length + (points.some(({ stage }) => stage === null) ? 1 : 0);
  const [width, height] = [points.length * COLUMN, rows * ROW + FOOT];
  const svg = part("svg", { viewBox: `0 0 ${width} ${height}`, width: `${width / EM}em`, height: `${height / EM}em` });
  svg.setAttribute("aria-hidden", "true");
  const places = points.map(({ stage }, index) => ({
    x: (index + 0.5) * COLUMN,
    y: ((stage === null ? stages.length : stages.indexOf(stage)) + 0.5) * ROW,
  }));
  for (let row = 0; row < rows; row += 1) {
    const y = (row + 0.5) * ROW;
    svg.append(part("line", { class: "ws-timeline-guide", x1: 0, x2: width, y1: y, y2: y }));
  }
  // From mark to mark in steps, with a gap where no stage was chosen.
  const steps = places.slice(1).map(({ x, y }, index) => {
    const from = places[index];
    const isGap = points[index].stage === null || points[index + 1].stage === null;
    return isGap ? "" : `M${from.x} ${from.y}H${(from.x + x) / 2}V${y}H${x}`;
  });
  svg.append(part("path", { class: "ws-timeline-line", d: steps.join("") }));
  points.forEach(({ labels, rating }, index) => {
    const { x, y } = places[index];
    svg.append(mark(rating, x, y));
    labels.forEach((text, number) => svg.append(words(text, x, rows * ROW + (number + 0.9) * 1.1 * EM, "ws-timeline-label")));
  });
  return svg;
}

/** @param {string | null} rating @param {number} x @param {number} y */
function mark(rating, x, y) {
  const group = part("g", { class: `ws-timeline-mark ws-rating-${rating ?? "none"}`, transform: `translate(${x - SHAPE / 2} ${y - SHAPE / 2})` });
  const shape = rating && fromTemplate(`shape-${rating}`).firstElementChild;
  group.append(shape || part("rect", { x: 4, y: 4, width: 16, height: 16, rx: 3 }));
  // A triangle is widest below its middle.
  group.append(words(rating ? [...tool.ratings[rating]][0] : "–", SHAPE / 2, rating === "amber" ? 18 : 15.6, "ws-timeline-letter"));
  return group;
}

/** @param {string} text @param {number} x @param {number} y @param {string} style */
function words(text, x, y, style) {
  const element = part("text", { class: style, x, y, "text-anchor": "middle" });
  element.textContent = text;
  return element;
}

/** @param {string} name @param {Record<string, string | number>} attributes @returns {SVGElement} */
function part(name, attributes) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
