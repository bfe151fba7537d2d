import assert from "node:assert/strict";
import { test } from "node:test";

import { newReflection } from "../../overrides/assets/worksheet/document/document.js";
import { apply, at, insert, pathOfText, remove, set } from "../../overrides/assets/worksheet/document/operations.js";

const EVIDENCE = ["ideas", "assets", "evidence"];
const CHANGES = ["ideas", "assets", "changes"];

/** @returns {any} a reflection with three ideas for change */
function filled() {
  const made = newReflection("Ours", ["assets"]);
  for (const id of ["a", "b", "c"]) apply(made, insert(CHANGES, { id, text: id, chosen: false }));
  return made;
}

test("each edit gives the edits that take it back", () => {
  for (const edit of [
    set(EVIDENCE, "They cook together"),
    insert(CHANGES, { id: "d", text: "d" }),
    remove(CHANGES, "b"),
    { op: "move", path: CHANGES, id: "a", index: 2 },
    { op: "include", path: ["ideas", "assets", "recognised"], value: "assets-1" },
  ]) {
    const document = filled();
    const before = structuredClone(document);
    const undo = apply(document, edit);
    assert.notDeepEqual(document, before, edit.op);
    for (const step of undo) apply(document, step);
    assert.deepEqual(document, before, edit.op);
  }
});

test("an edit that has been carried out changes nothing", () => {
  const document = filled();
  for (const edit of [insert(CHANGES, { id: "a", text: "again" }), remove(CHANGES, "z"), { op: "exclude", path: ["ideas", "assets", "recognised"], value: "x" }]) {
    assert.deepEqual(apply(document, edit), []);
  }
  assert.deepEqual(at(document, CHANGES).map(({ text }) => text), ["a", "b", "c"]);
});

test("what is typed into a record that another tab deleted brings the record back", () => {
  const shown = filled();
  const stored = filled();
  apply(stored, remove(CHANGES, "b"));
  apply(stored, set([...CHANGES, "b", "text"], "more"), shown);
  assert.deepEqual(at(stored, CHANGES).map(({ text }) => text), ["a", "c", "more"]);
});

test("a record that was changed elsewhere is not removed", () => {
  const document = filled();
  const seen = structuredClone(at(document, [...CHANGES, "a"]));
  apply(document, set([...CHANGES, "a", "text"], "changed elsewhere"));
  assert.deepEqual(apply(document, { ...remove(CHANGES, "a"), seen }), []);
});

test("of two texts for one field both are kept, but not what is on its way to the other", () => {
  const document = filled();
  apply(document, set(EVIDENCE, "theirs"));
  apply(document, { ...set(EVIDENCE, "ours"), before: "" });
  assert.deepEqual(document.clashes.map(({ path, text }) => [path, text]), [[EVIDENCE.join("."), "theirs"]]);
  apply(document, { ...set(EVIDENCE, "theirs too"), before: "something else" });
  assert.deepEqual(document.clashes.map(({ text }) => text), ["ours"], "theirs is the beginning of the new text");
  apply(document, { ...set(["ideas", "assets", "stage"], "none"), before: "embedded" });
  assert.equal(document.clashes.length, 1, "of a choice the last one counts");
});

test("a path leads to nothing that all objects share", () => {
  const document = filled();
  for (const path of [["__proto__", "x"], ["constructor", "name"], ["ideas", "toString"], ["ideas", "assets", "valueOf"]]) {
    assert.equal(at(document, path), undefined);
    apply(document, set(path, "x"));
  }
  assert.equal({}.x, undefined);
  assert.deepEqual(Object.keys(document), Object.keys(filled()));
});

test("a clash leads only to a text that people type, whatever its ids hold", () => {
  const document = filled();
  apply(document, insert(CHANGES, { id: "1.2", text: "with a dot", chosen: false }));
  apply(document, insert(CHANGES, { id: "1", text: "without", chosen: false }));
  for (const path of [EVIDENCE, [...CHANGES, "1.2", "text"], [...CHANGES, "1", "text"], ["name"], ["focus", "about"]]) {
    assert.deepEqual(pathOfText(document, path.join(".")), path);
  }
  for (const path of ["ideas.assets.stage", "ideas.assets.changes.a.chosen", "ideas.assets", "id", "clashes", "", "ideas.__proto__.text", "ideas.assets.changes.gone.text"]) {
    assert.equal(pathOfText(document, path), null, path);
  }
});

test("a path into what another edition has put there leads nowhere", () => {
  for (const later of [null, [null], { actions: [null, 1, "a"] }]) {
    assert.equal(pathOfText({ ...filled(), later, ideas: { later } }, "ideas.later.actions.a1.what"), null);
    assert.equal(pathOfText({ ...filled(), later }, "later.a1.what"), null);
  }
});

test("names inside each other in a file cost no time", () => {
  const document = filled();
  let inner = { text: "deep" };
  for (let depth = 0; depth < 50; depth += 1) inner = { a: inner, "a.a": inner };
  assert.equal(pathOfText({ ...document, a: inner }, `${"a.".repeat(45)}text`), null);
});

test("a text that only follows another is not written over what somebody reworded", () => {
  const document = filled();
  const follow = (/** @type {string} */ before, /** @type {string} */ value) => apply(document, { ...set([...CHANGES, "a", "text"], value, before), follows: true });
  assert.deepEqual(follow("something else", "b"), []);
  assert.equal(at(document, [...CHANGES, "a", "text"]), "a");
  follow("a", "ab");
  assert.equal(at(document, [...CHANGES, "a", "text"]), "ab");
  assert.deepEqual(document.clashes, []);
});

test("taking back an edit leaves what was written since beside it", () => {
  const document = filled();
  const [undo] = apply(document, set(EVIDENCE, "first"));
  apply(document, set(EVIDENCE, "first, and more"));
  apply(document, undo);
  assert.deepEqual(document.clashes.map(({ text }) => text), ["first, and more"]);
});
