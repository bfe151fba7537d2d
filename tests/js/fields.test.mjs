import "./page.mjs";

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { parse } from "acorn";
import { simple } from "acorn-walk";

import { placeIn } from "../../overrides/assets/worksheet/ui/fields.js";
import { root } from "./page.mjs";

test("a place is found between the same words", () => {
  const moved = (/** @type {string} */ old, /** @type {string} */ text) => {
    const place = placeIn(old.replace("|", ""), text, old.indexOf("|"));
    return `${text.slice(0, place)}|${text.slice(place)}`;
  };
  assert.equal(moved("One |two.", "Zero. One two. Three."), "Zero. One |two. Three.");
  assert.equal(moved("One two.|", "One two. And more."), "One two.| And more.");
  assert.equal(moved("|One", "Zero One"), "Zero |One");
  assert.equal(moved("One |two", "One new two"), "One |new two");
  assert.equal(moved("gone|", "xy"), "xy|");
  assert.equal(moved("|", "xy"), "|xy");
});

test("each handler of keys asks whether the key belongs to a composition", () => {
  const folder = join(root, "overrides");
  const isKey = (/** @type {any} */ { value }) => /^key(down|up|press)$/.test(value);
  let [named, listened] = [0, 0];
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".js") || path.includes("vendor")) continue;
    const code = readFileSync(join(folder, path), "utf8");
    assert.doesNotMatch(code, /\bonkey(down|up|press)\b/, path);
    simple(parse(code, { ecmaVersion: "latest", sourceType: "module" }), {
      Literal(literal) {
        if (isKey(literal)) named += 1;
      },
      CallExpression({ arguments: [type], start, end }) {
        if (!type || !isKey(type)) return;
        listened += 1;
        assert.match(code.slice(start, end), /\bisEnter\(|\bkeyOf\(|\bisComposing\b/, path);
      },
    });
  }
  assert(listened > 0);
  assert.equal(named, listened, "each listener is there to be read");
});
