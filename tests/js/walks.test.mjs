// Nobody's words are lost, whatever is done in whichever order. The walks are the same on each run, unless SEED is set; DEEDS
// says how many deeds there are in all.
import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { bundle } from "./model/browser.mjs";
import { FAULTS } from "./model/faults.mjs";
import { DEEDS, walk } from "./model/walk.mjs";

const SEED = Number(process.env.SEED ?? 1);
const WANTED = Number(process.env.DEEDS ?? 100_000);
/** A fault that was there once is found within so many, from the seed that stands beside it. */
const ENOUGH = 20_000;

/** How often each deed is done; the others once. @type {Record<string, number>} */
const OFTEN = {
  type: 14, typeBefore: 4, reword: 3, add: 6, choose: 3, remove: 3, move: 2, undo: 4, settleClash: 3, pass: 14, openTab: 3, reload: 4,
};
const deed = fc.tuple(
  fc.oneof(...Object.keys(DEEDS).map((name) => ({ arbitrary: fc.constant(name), weight: OFTEN[name] ?? 1 }))),
  fc.nat(3),
  fc.nat(63),
);
const deeds = fc.array(deed, { maxLength: 80, size: "max" });

/**
 * @param {Function} load
 * @param {number} first  seed
 * @param {number} most  deeds
 * @returns {Promise<{count: number, failure: string}>} failure: the shortest walk that loses something
 */
async function look(load, first, most) {
  let [count, failure] = [0, ""];
  for (let seed = first; count < most && !failure; seed += 1) {
    await fc.assert(fc.asyncProperty(deeds, async (given) => {
      const faults = await walk(load, given, () => (failure ? 0 : (count += 1)));
      if (faults.length) failure = JSON.stringify(given);
      assert(!faults.length, faults.join("; "));
    }), {
      numRuns: 100,
      seed,
      reporter({ failed, counterexample, errorInstance }) {
        if (failed) failure = `seed ${seed}: ${JSON.stringify(counterexample?.[0])}\n${/** @type {any} */ (errorInstance)?.message}`;
      },
    });
  }
  return { count, failure };
}

test("no word that somebody typed is ever nowhere", async () => {
  const { failure } = await look(await bundle(), SEED, WANTED);
  assert.equal(failure, "");
});

for (const { name, found, patches } of FAULTS) {
  test(`the walks find it: ${name}`, async () => {
    const load = await bundle(patches);
    if (typeof found === "number") return assert.notEqual((await look(load, found, ENOUGH)).failure, "");
    assert.deepEqual(await walk(await bundle(), found), []);
    assert.notDeepEqual(await walk(load, found), []);
  });
}
