import assert from "node:assert/strict";
import { test } from "node:test";

import * as document from "../../overrides/assets/worksheet/document/document.js";
import { isValid } from "../../overrides/assets/worksheet/document/schema.js";
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

/** What a file may hold where this edition has nothing of that name. */
const STRANGE = [null, 5, true, "x".repeat(1000), [null], [5, "a", { source: "x" }], { changes: [null], actions: { length: 2 } }];

test("what stands under a name of ours in another place is left as it is", () => {
  for (const strange of STRANGE) {
    const elsewhere = { changes: strange, voices: strange, earlier: strange, ideas: { assets: { clashes: strange }, later: strange } };
    const made = { ...document.newReflection("Ours", ideas), ...structuredClone(elsewhere), actions: [{ id: "a", source: strange }] };
    const whole = document.withDefaults(structuredClone(made), ideas);
    for (const key of ["changes", "voices", "earlier"]) assert.deepEqual(whole[key], strange, key);
    assert.deepEqual([whole.ideas.later, whole.ideas.assets.clashes, whole.actions[0].source], [strange, strange, strange]);
    assert.equal(document.wordsIn(whole), 0);
  }
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

test("the action that a chosen change gets is called like no other, and always the same", () => {
  for (const id of ["a", "a".repeat(200)]) {
    const made = document.newReflection("Ours", ideas);
    const changes = [id, `${id.slice(0, 190)}+2`, "b"].map((name) => ({ id: name, text: "A kitchen", chosen: true }));
    Object.assign(made.ideas.assets, { changes, actions: [document.newAction({ id, change: "b" })] });
    const again = structuredClone(made);
    const whole = document.withDefaults(made, ideas);
    assert.equal(whole.ideas.assets.actions.length, 3);
    assert(isValid(whole, json("worksheet_py/schema/reflection-1.schema.json")), "it can be stored");
    assert(whole.ideas.assets.actions.every((action) => action.id.length <= 200));
    assert.deepEqual(document.withDefaults(again, ideas), whole);
  }
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

test("a very long text stands whole for one action only", () => {
  const made = document.newReflection("Ours", ideas);
  const actions = Array.from({ length: 500 }, (_, n) => document.newAction({ id: `a${n}`, change: "c" }));
  Object.assign(made.ideas.assets, { changes: [{ id: "c", text: "long ".repeat(20_000), chosen: true }], actions });
  const [first, ...others] = document.planned(made, ideas).map(({ text }) => text);
  assert.equal(first, made.ideas.assets.changes[0].text);
  assert(others.every((text) => text.length <= 200 && first.startsWith(text.slice(0, -1))));
  made.ideas.assets.changes[0].text = "A kitchen";
  assert(document.planned(made, ideas).every(({ text }) => text === "A kitchen"));
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
