import assert from "node:assert/strict";
import { test } from "node:test";

import { newReflection } from "../../../overrides/assets/worksheet/document/document.js";
import { set } from "../../../overrides/assets/worksheet/document/operations.js";
import { UnmergedEdits } from "../../../overrides/assets/worksheet/storage/merging.js";

const field = (/** @type {string} */ idea, /** @type {string} */ text) => set(["ideas", idea, "evidence"], text);

test("two tabs that write one after the other keep both texts", () => {
  const stored = newReflection("Ours", ["assets", "work"]);
  for (const [idea, text] of [["assets", "one"], ["work", "two"]]) {
    const tab = new UnmergedEdits();
    tab.pending.push(field(idea, text));
    tab.mergeInto(stored, newReflection("Ours", ["assets", "work"]));
  }
  assert.deepEqual([stored.ideas.assets.evidence, stored.ideas.work.evidence], ["one", "two"]);
});

test("edits of a write that was lost are pending again, before those that came later", () => {
  const edits = new UnmergedEdits();
  for (const [write, text] of [[1, "a"], [2, "b"], [3, "c"]]) {
    edits.pending.push(field("assets", text));
    edits.acknowledge(write);
  }
  edits.pending.push(field("assets", "d"));
  edits.requeueLost(1);
  assert.deepEqual(edits.pending.map(({ value }) => value), ["b", "c", "d"]);
  assert.deepEqual(edits.unacked.map(({ write }) => write), [1]);
  edits.requeueLost(Infinity);
  assert.equal(edits.pending.length, 3);
});

test("the last fifty writes are remembered", () => {
  const edits = new UnmergedEdits();
  for (let write = 1; write <= 60; write += 1) {
    edits.pending.push(field("assets", String(write)));
    edits.acknowledge(write);
  }
  edits.requeueLost(0);
  assert.equal(edits.pending.length, 50);
});
