import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";

import { newReflection } from "../../overrides/assets/worksheet/document/document.js";
import { fits, isSafeJson, isValid } from "../../overrides/assets/worksheet/document/schema.js";
import { ideas, json } from "./page.mjs";

const schema = json("worksheet_py/schema/reflection-1.schema.json");

test("saved documents and new ones are valid", () => {
  for (const name of ["reflection-1", "reflection-1-second-round"]) assert(isValid(json(`tests/saved/${name}.json`), schema), name);
  assert(isValid(newReflection("Ours", ideas), schema));
});

test("a part of the wrong kind is not valid", () => {
  for (const part of [{ name: 3 }, { type: "other" }, { actions: {} }, { ideas: [] }, { focus: { kind: 1 } }, { round: 0 }, { round: 1.5 }]) {
    assert(!isValid({ ...json("tests/saved/reflection-1.json"), ...part }, schema), JSON.stringify(part));
  }
});

test("ids are there, and no two are the same", () => {
  const saved = json("tests/saved/reflection-1.json");
  const action = { id: "a", what: "", who: "", when: "", written: null, how: "", status: "to-do" };
  assert(isValid({ ...saved, actions: [action, { ...action, id: "b" }] }, schema));
  assert(!isValid({ ...saved, actions: [action, action] }, schema));
  assert(!isValid({ ...saved, actions: [{ ...action, id: undefined }] }, schema));
});

test("what JSON may hold and a page may not", () => {
  for (const text of ['{"a": {"__proto__": 1}}', "[1e300]", `${"[".repeat(61)}${"]".repeat(61)}`]) assert(!isSafeJson(JSON.parse(text)), text);
  for (const text of ["{}", `${"[".repeat(60)}${"]".repeat(60)}`, '{"a": [1, null, "x"]}']) assert(isSafeJson(JSON.parse(text)), text);
});

test("the keywords that our schema uses are all known", () => {
  const known = ["type", "const", "enum", "pattern", "minimum", "maximum", "properties", "required", "items", "oneOf", "$ref", "$defs"];
  const about = ["$schema", "$id", "title", "description", "default", "maxLength", "maxItems", "maxProperties", "additionalProperties"];
  const used = new Set();
  const look = (/** @type {any} */ part) => {
    for (const [key, value] of Object.entries(part)) {
      used.add(key);
      if (["properties", "$defs"].includes(key)) Object.values(value).forEach(look);
      else if (["items", "additionalProperties"].includes(key) && typeof value === "object") look(value);
      else if (key === "oneOf") value.forEach(look);
    }
  };
  look(schema);
  assert.deepEqual([...used].filter((key) => ![...known, ...about].includes(key)), []);
  assert(fits("x", { oneOf: [{ type: "null" }, { $ref: "#/$defs/word" }], $defs: { word: { pattern: "^x$" } } }));
});
