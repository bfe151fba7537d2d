// Writes the site's own styles once more, for the oldest browsers that it supports: what their CSS lacks is said in other
// words, as far as that can be done without a script. Only such browsers load it (main.html).
// usage: node styles.mjs STYLESHEET...   (the result on the standard output)
import { readFileSync } from "node:fs";
import { browserslistToTargets, transform } from "lightningcss";
import postcss from "postcss";

const { browserslist } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const targets = browserslistToTargets(browserslist.map((/** @type {string} */ name) => name.replace("ios ", "ios_saf ")));

/**
 * Where a flex box knows no gap, its children get a margin: all but the last, and the only one, which text may follow.
 * @param {import("postcss").Rule} rule
 */
function addMargins(rule) {
  /** @type {Record<string, string>} */
  const values = {};
  rule.each((node) => {
    if (node.type === "decl") values[node.prop] = node.value;
  });
  if (!/flex/.test(values.display ?? "") || !values.gap) return;
  const [row, column = row] = postcss.list.space(values.gap);
  const isColumn = values["flex-direction"]?.startsWith("column");
  const children = [":not(:last-child)", ":only-child"];
  const selectors = rule.selectors.flatMap((selector) => children.map((child) => `${selector} > ${child}`));
  const margin = isColumn ? { prop: "margin-bottom", value: row } : { prop: "margin-inline-end", value: column };
  rule.cloneAfter({ selectors, nodes: [] }).append(margin);
}

/**
 * The sides at which a line begins and ends, as left and right.
 * @param {import("postcss").Declaration} declaration
 */
function nameSide(declaration) {
  const rule = /** @type {import("postcss").Rule} */ (declaration.parent);
  const [here, there] = declaration.prop === "inset-inline-start" ? ["left", "right"] : ["right", "left"];
  const selectors = rule.selectors.map((selector) => `[dir="rtl"] ${selector}`);
  rule.cloneAfter({ selectors, nodes: [] }).append({ prop: there, value: declaration.value }, { prop: here, value: "auto" });
  declaration.prop = here;
}

for (const filename of process.argv.slice(2)) {
  // A ring also after a click, where a browser cannot tell a key from a click.
  const root = postcss.parse(readFileSync(filename, "utf8").replaceAll(":focus-visible", ":focus"), { from: filename });
  // The fonts are known from the sheets that every browser loads.
  root.walkAtRules("font-face", (rule) => void rule.remove());
  root.walkRules(addMargins);
  root.walkDecls(/^inset-inline-(start|end)$/, nameSide);
  process.stdout.write(transform({ filename, code: Buffer.from(root.toString()), targets, minify: true }).code);
}
