import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";

import { ANONYMOUS, matchTaken, sourcesStillNamed } from "../../overrides/assets/worksheet/comparison/contributions.js";
import { newReflection } from "../../overrides/assets/worksheet/document/document.js";
import { ideas } from "./page.mjs";

const ASHA = { who: "Asha", group: "staff", reflection: "r1" };
const PATH = ["ideas", "assets", "voices"];
/** @param {string} name @param {string} text @param {any} source @returns {any} */
const contribution = (name, text, source = ASHA) => ({ name, path: PATH, text, source });

/** @param {any[]} voices */
function shared(...voices) {
  const made = newReflection("Ours", ideas);
  made.ideas.assets.voices = voices;
  return made;
}

test("what was taken over in this tab is found by its id, whatever became of its words", () => {
  const one = contribution("k1 assets evidence 1", "They cook");
  const taken = matchTaken([one], shared({ id: "v", text: "They cook together", source: ASHA }), { [one.name]: "v" });
  assert.equal(taken.get(one)?.id, "v");
});

test("in another tab the same words of the same person match, each once", () => {
  const pair = [contribution("k1", "They cook"), contribution("k2", "They cook")];
  const taken = matchTaken(pair, shared({ id: "v", text: "They cook", source: ASHA }), {});
  assert.deepEqual([...taken.keys()], [pair[0]]);
  const other = contribution("k3", "They cook", { ...ASHA, who: "Ben" });
  assert.equal(matchTaken([other], shared({ id: "v", text: "They cook", source: ASHA }), {}).size, 0);
  const elsewhere = contribution("k4", "They cook", { ...ASHA, reflection: "r2" });
  assert.equal(matchTaken([elsewhere], shared({ id: "v", text: "They cook", source: ASHA }), {}).size, 0);
});

test("what the group wrote itself stands for nobody's words", () => {
  assert.equal(matchTaken([contribution("k1", "They cook")], shared({ id: "v", text: "They cook", source: null }), {}).size, 0);
});

test("who is not to be named any more is found wherever they are still named", () => {
  const answer = { people: [{ key: "k1", anonymous: true }, { key: "k2", anonymous: false }] };
  const ours = shared({ id: "a", text: "", source: ASHA }, { id: "b", text: "", source: ASHA }, { id: "c", text: "", source: ANONYMOUS });
  const known = { "k1 assets evidence 1": "a", "k2 assets evidence 2": "b", "k1 assets evidence 3": "c" };
  // Of ideas of other editions nothing is known.
  Object.assign(ours.ideas, { later: null, older: { voices: 5 } });
  assert.deepEqual(sourcesStillNamed(answer, ours, known), [[...PATH, "a", "source"]]);
});

test("thousands of contributions take no time by their square", () => {
  const many = Array.from({ length: 5000 }, (_, n) => contribution(`k${n}`, `words ${n}`));
  const ours = shared(...many.map(({ text, source }, n) => ({ id: `v${n}`, text, source })));
  const begun = performance.now();
  assert.equal(matchTaken(many, ours, {}).size, 5000);
  assert(performance.now() - begun < 2000);
});
