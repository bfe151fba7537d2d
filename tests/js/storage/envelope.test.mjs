import assert from "node:assert/strict";
import { test } from "node:test";

import { contains, unwrap, withWriter, wrap, writesOf } from "../../../overrides/assets/worksheet/storage/envelope.js";

const CHANGED = "2026-11-26T18:00:00.000Z";
const TEXT = JSON.stringify({ name: "Ours", more: "“seal”:1-2", changed: CHANGED });

test("what was wrapped is read as it was, and is still JSON", () => {
  const stored = wrap(TEXT, 7, " abc:3");
  assert.deepEqual(unwrap(stored), { text: TEXT, revision: 7, writers: " abc:3", isWrapped: true, isUndamaged: true });
  assert.equal(JSON.parse(stored).name, "Ours");
});

test("a text without an envelope is taken as it is", () => {
  assert.deepEqual(unwrap(TEXT), { text: TEXT, revision: 0, writers: "", isWrapped: false, isUndamaged: true });
});

test("a change of any one character is found, or leaves the words as they were", () => {
  const stored = wrap(TEXT, 12, " abc:3 def:41", Date.parse(CHANGED));
  for (let place = 0; place < stored.length; place += 1) {
    for (const other of ["", "x", "0", '"']) {
      const damaged = stored.slice(0, place) + other + stored.slice(place + 1);
      if (damaged === stored) continue;
      const { isUndamaged, text } = unwrap(damaged);
      if (isUndamaged) assert([undefined, TEXT].includes(words(text)), `${place} -> ${other || "nothing"}: ${damaged}`);
    }
  }
});

test("what a version without envelopes has written since is not damaged, and contains what it contained", () => {
  const carried = { ...JSON.parse(wrap(TEXT, 5, " abc:3", Date.parse(CHANGED))), name: "Theirs" };
  // The second by a clock that was put back.
  for (const changed of ["2026-11-26T18:00:01.000Z", "2026-11-26T17:00:00.000Z"]) {
    const { text, revision, writers, isWrapped, isUndamaged } = unwrap(JSON.stringify({ ...carried, changed }));
    assert.deepEqual([JSON.parse(text).name, revision, isWrapped, isUndamaged], ["Theirs", 5, false, true]);
    assert.equal(writesOf(writers, "abc"), 3);
    assert.equal(unwrap(wrap(text, 6, withWriter(writers, "def", 1), Date.parse(changed))).isUndamaged, true);
  }
  assert.equal(unwrap(JSON.stringify(carried)).isUndamaged, false, "it was not written: it is damaged");
});

test("the writers that wrote last are listed, each with its writes", () => {
  let writers = "";
  for (let n = 1; n <= 100; n += 1) writers = withWriter(writers, `p${n}`, n);
  assert.equal(writesOf(writers, "p1"), 1);
  assert.equal(writesOf(withWriter(writers, "p1", 9), "p1"), 9);
  assert.equal(writesOf(withWriter(writers, "p101", 1), "p1"), 0, "what is not listed any more was perhaps never read");
  assert.equal(writesOf(" p1:1", "p2"), 0);
  assert.equal(writesOf(" p12:5", "p1"), 0);
});

/** @param {string} text @returns {string | undefined} as a page reads it; undefined where it cannot be read */
function words(text) {
  try {
    const { seal, ...document } = JSON.parse(text);
    return JSON.stringify(document);
  } catch {
    return undefined;
  }
}

test("any number of writers that another page of the host has listed ends", { timeout: 60_000 }, () => {
  const listed = (/** @type {number} */ count) => Array.from({ length: 500_000 }, (_, n) => ` p${n}:${count}`).join("");
  const [older, newer] = [1, 2].map((count) => wrap('{"a":1}', count, listed(count)));
  assert.deepEqual([contains(newer, older), contains(older, newer)], [true, false]);
});
