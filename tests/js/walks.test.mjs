// Nobody's words are lost, whatever is done in whichever order. The walks are the same on each run, unless SEED is set; STEPS
// says how many steps there are in all.
import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { bundle, Device, earlier } from "./model/browser.mjs";
import { FAULTS } from "./model/faults.mjs";
import { settle } from "./model/indexeddb.mjs";
import { STEPS } from "./model/steps.mjs";
import { walk } from "./model/walk.mjs";

const SEED = Number(process.env.SEED ?? 1);
const WANTED = Number(process.env.STEPS ?? 100_000);
/** A fault that was there once is found within so many, from the seed that stands beside it. */
const ENOUGH = 20_000;

/** How often each step is done; the others once. @type {Record<string, number>} */
const OFTEN = {
  type: 14, typeBefore: 4, reword: 3, add: 6, choose: 3, remove: 3, move: 2, undo: 4, settleClash: 3, pass: 14, openTab: 3, reload: 4,
};
const step = fc.tuple(
  fc.oneof(...Object.keys(STEPS).map((name) => ({ arbitrary: fc.constant(name), weight: OFTEN[name] ?? 1 }))),
  fc.nat(3),
  fc.nat(63),
);
const steps = fc.array(step, { maxLength: 80, size: "max" });

/**
 * @param {Function} load
 * @param {number} first  seed
 * @param {number} most  steps
 * @param {boolean} [isShrunk]  whether the shortest walk is wanted, or any
 * @returns {Promise<{count: number, failure: string}>} failure: a walk that loses something
 */
async function look(load, first, most, isShrunk = true) {
  let [count, failure] = [0, ""];
  for (let seed = first; count < most && !failure; seed += 1) {
    await fc.assert(fc.asyncProperty(steps, async (given) => {
      const faults = await walk(load, given, () => (failure ? 0 : (count += 1)));
      if (faults.length) failure = JSON.stringify(given);
      assert(!faults.length, faults.join("; "));
    }), {
      numRuns: 100,
      seed,
      endOnFailure: !isShrunk,
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
  test(`the walks find it: ${name}`, async (t) => {
    const load = await bundle(patches);
    if (typeof found === "number") {
      const { count, failure } = await look(load, found, ENOUGH, false);
      assert.notEqual(failure, "");
      return t.diagnostic(`after ${count} steps`);
    }
    assert.deepEqual(await walk(await bundle(), found), []);
    assert.notDeepEqual(await walk(load, found).catch(({ message }) => [message]), []);
  });
}

// Tabs of earlier versions beside those of this one, in turns: nothing is taken for damaged, and nothing that somebody typed in
// this version is lost. `unsealed` is from before texts had an envelope (commit 8cb2119^), `sealed` is of commit f480554; both
// are their scripts of the store, the storage and its edits, bundled with esbuild and minified.
const MOST_VERSIONS = 10;
const HOUR = 3_600_000;
const stepBeside = fc.tuple(fc.constantFrom("type", "type", "add", "pass", "pass", "reload", "freeze", "thaw", "setClock"), fc.nat(2), fc.nat(15));

/** @param {Device} device @param {string} kind */
const keysOf = (device, kind) => [...device.kept.keys()].filter((key) => key.startsWith(`coproduction:${kind}:`));

/** @param {Device} device @param {number} milliseconds */
async function pass(device, milliseconds) {
  for (const tab of device.tabs) tab.hears();
  device.passes(milliseconds);
  for (const tab of device.tabs) tab.hears();
  await settle();
}

/**
 * @param {Function} before  loads the earlier version
 * @param {Function} current  loads this one
 * @param {[name: string, who: number, n: number][]} steps
 */
async function walkBeside(before, current, steps) {
  const device = new Device(current);
  /** @type {Map<string, boolean>} each word, and whether it was typed in this version */
  const words = new Map();
  const word = (/** @type {any} */ tab) => {
    words.set(`w${words.size}x`, tab.load === current);
    return `w${words.size - 1}x`;
  };
  const write = (/** @type {any} */ tab, /** @type {number} */ n) => {
    const paths = [...tab.fields.keys()];
    tab.types(paths[n % paths.length], (/** @type {string} */ text) => `${text} ${word(tab)}`);
    tab.leavesField();
  };
  device.open(new Map(), before);
  write(device.tabs[0], 0);
  await pass(device, 1000);
  for (const session of [new Map(), new Map()]) device.open(session);
  for (const [name, who, n] of steps) {
    const tab = device.tabs[who % device.tabs.length];
    if (tab.isFrozen && name !== "thaw") continue;
    if (name === "type") write(tab, n);
    else if (name === "freeze") {
      // Perhaps before it hears that another tab has written over what it wrote.
      device.passes(1 + n * 100);
      tab.dispatch("freeze");
      tab.isFrozen = true;
      await pass(device, 1);
    } else if (name === "thaw") {
      tab.isFrozen = false;
      // What others have written meanwhile is there before a key is.
      await pass(device, 1);
    }
    else if (name === "pass") await pass(device, 1 + n * 100);
    else if (name === "setClock") device.clock = (n % 3 - 1) * HOUR;
    else if (name === "add") {
      tab.store.edit(tab.scripts.operations.insert(["ideas", tab.store.ideas[0], "changes"], { id: `c${words.size}`, text: word(tab), chosen: false }));
    } else if (name === "reload") {
      // What nobody has heard of yet may be overtaken when its page is gone: see "What is not promised".
      await pass(device, 1);
      if (tab.leaves()) device.open(tab.session, tab.load);
      await pass(device, 1);
    }
    await settle();
    assert.deepEqual(keysOf(device, "damaged"), [], "nothing is set aside as damaged");
    for (const { store, load: version } of device.tabs) if (version === current) assert.equal(store.damaged, null, "no page says that it is damaged");
  }
  for (const tab of device.tabs) tab.isFrozen = false;
  for (let turn = 0; turn < 50; turn += 1) await pass(device, 1000);
  assert(keysOf(device, "history").length <= MOST_VERSIONS, "versions do not pile up");
  const everywhere = [...device.kept.values()].join();
  assert.deepEqual([...words].filter(([typed, isOurs]) => isOurs && !everywhere.includes(typed)).map(([typed]) => typed), [], "words that are nowhere");
}

for (const name of ["unsealed", "sealed"]) {
  const walksBeside = async (/** @type {import("./model/browser.mjs").Patch[]} */ patches, endOnFailure = false) => {
    const [before, current] = [earlier(name), await bundle(patches)];
    const steps = fc.array(stepBeside, { maxLength: 100, size: "max" });
    return fc.check(fc.asyncProperty(steps, (given) => walkBeside(before, current, given)), { numRuns: 200, seed: SEED, endOnFailure });
  };

  test(`tabs of an earlier version beside this one: ${name}`, async () => {
    const { failed, counterexample, errorInstance } = await walksBeside([]);
    assert(!failed, `${JSON.stringify(counterexample)}: ${errorInstance}`);
  });

  test(`the walks find it: a tab that sleeps for seconds does not repeat what was written over: ${name}`, async () => {
    const { failed } = await walksBeside([
      { file: "storage/merging.js", line: "{ edits: this.pending, write }", by: "{ edits: this.pending, write, at: performance.now() }" },
      { file: "storage/merging.js", line: "({ write }) => write > stored).flat", by: "({ write, at }) => write > stored && performance.now() - at < 3000).flat" },
    ], true);
    assert(failed);
  });
}
