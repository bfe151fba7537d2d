// Writes the site's own styles once more, for the oldest browsers that it supports: what their CSS lacks is said in other
// words, as far as that can be done without a script. Only such browsers load it (main.html).
// usage: node styles.mjs STYLESHEET...   (the result on the standard output)
import { readFileSync } from "node:fs";
import { browserslistToTargets, transform } from "lightningcss";
import postcss from "postcss";

const { browserslist } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const targets = browserslistToTargets(browserslist.map((/** @type {string} */ name) => name.replace("ios ", "ios_saf ")));

/**
 * Where a flex box knows no gap, all its children but the first get a margin.
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
  const margins = rule.cloneAfter({ selectors: rule.selectors.map((selector) => `${selector} > * + *`), nodes: [] });
  margins.append(isColumn ? { prop: "margin-top", value: row } : { prop: "margin-inline-start", value: column });
}

for (const filename of process.argv.slice(2)) {
  // A ring also after a click, where a browser cannot tell a key from a click.
  const root = postcss.parse(readFileSync(filename, "utf8").replaceAll(":focus-visible", ":focus"), { from: filename });
  // The fonts are known from the sheets that every browser loads.
  root.walkAtRules("font-face", (rule) => void rule.remove());
  root.walkRules(addMargins);
  process.stdout.write(transform({ filename, code: Buffer.from(root.toString()), targets, minify: true }).code);
}
