import assert from "node:assert/strict";
import { test } from "node:test";

import * as document from "../../overrides/assets/worksheet/document/document.js";
import { ideas, json } from "./page.mjs";

test("what is left out when a document is stored comes back when it is read", () => {
  const whole = document.newReflection("Ours", ideas);
  const stored = document.withoutDefaults(whole, ideas);
  for (const key of ["series", "round", "clashes"]) assert(!(key in stored), key);
  for (const key of ["voices", "earlier"]) assert(!(key in stored.ideas.assets), key);
  assert.deepEqual(document.withDefaults(structuredClone(stored), ideas), whole);
});

test("nothing that is there is touched, known or not", () => {
  const saved = { ...json("tests/saved/reflection-1.json"), later: { a: 1 } };
  const whole = document.withDefaults(structuredClone(saved), Object.keys(saved.ideas));
  for (const key of ["name", "created", "later", "actions"]) assert.deepEqual(whole[key], saved[key], key);
});

test("a change that a file has chosen gets its action", () => {
  const made = document.newReflection("Ours", ideas);
  made.ideas.assets.changes.push({ id: "a", text: "A kitchen", chosen: true });
  const [action] = document.withDefaults(made, ideas).ideas.assets.actions;
  assert.deepEqual([action.change, action.what], ["a", "A kitchen"]);
  const all = Array.from({ length: 2000 }, (_, n) => `${n}`);
  Object.assign(made.ideas.assets, { changes: all.map((id) => ({ id, text: "", chosen: true })), actions: all.map((id) => document.newAction({ id: `of-${id}` })) });
  assert.equal(document.withDefaults(made, ideas).ideas.assets.actions.length, 2000, "no more than can be read again");
});

test("the plan holds the actions of chosen changes, then those of no idea", () => {
  const made = document.newReflection("Ours", ideas);
  made.ideas.work.changes.push({ id: "a", text: "", chosen: true }, { id: "b", text: "", chosen: false });
  made.ideas.work.actions.push(...["a", "b"].map((change) => document.newAction({ id: `of-${change}`, change })));
  made.actions.push(document.newAction({ id: "own" }));
  assert.deepEqual(document.planned(made, ideas).map(({ line, path }) => [line, path.join("/")]), [
    ["work.of-a", "ideas/work/actions/of-a"],
    ["own.own", "actions/own"],
  ]);
});

test("how far a worksheet is", () => {
  const made = document.newReflection("Ours", ideas);
  const { assets } = made.ideas;
  assert.equal(document.progress(assets), "none");
  assert.equal(document.progress({ ...assets, evidence: "  " }), "none");
  assert.equal(document.progress({ ...assets, changes: [{ id: "a", text: "", chosen: false }] }), "started");
  assert.equal(document.progress({ ...assets, changes: [{ id: "a", text: "", chosen: false }], earlier: {} }), "none", "they came along");
  assert.equal(document.progress({ ...assets, done: true }), "done");
  assert(!document.isBegun(made, ideas));
  assert(document.isBegun({ ...made, actions: [document.newAction()] }, ideas));
});

test("words are counted wherever they are written", () => {
  const made = document.newReflection("not these words", ideas);
  made.ideas.assets.evidence = "one two\nthree";
  made.ideas.work.changes.push({ id: "a", text: " four ", chosen: false });
  made.actions.push(document.newAction({ what: "five", who: "six", when: "seven", how: "eight nine" }));
  assert.equal(document.wordsIn(made), 9);
});

test("a document of a newer version is told from one that is not ours", () => {
  assert(document.isNewer({ type: document.TYPE, version: 2 }));
  assert(!document.isNewer({ type: document.TYPE, version: 1 }));
  assert(!document.isNewer({ type: "other", version: 9 }));
});
