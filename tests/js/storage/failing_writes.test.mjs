// Whatever somebody does that can fail changes nothing when it fails: each write of each deed fails in turn, once or from then
// on, for lack of room, or all because the browser forbids it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bundle, Device } from "../model/browser.mjs";
import { settle } from "../model/indexeddb.mjs";

const load = await bundle();
const KEY = "coproduction:reflection:";

/** A device with three reflections, of which the first is open and has earlier versions, and one in a copy of the site elsewhere. */
async function device() {
  const made = new Device(load);
  const tab = made.open();
  const { document, repository, replacing } = tab.scripts;
  const named = (/** @type {string} */ id, /** @type {object} */ more = {}) => ({ ...document.newReflection(id, ["assets", "work"]), id, ...more });
  for (const id of ["open", "other", "deleted"]) repository.writeReflection(named(id));
  for (const name of ["once", "twice"]) {
    made.passes(1000);
    replacing.storeAll(named("open", { name }));
  }
  replacing.deleteReflection("deleted");
  made.kept.set(`${KEY}damaged`, '{"type": "coproduction-reflection", "name": "half a');
  tab.cache.set(`${KEY}damaged`, made.kept.get(`${KEY}damaged`));
  tab.store.open(repository.readReflection("open"));
  await settle();
  return { made, tab, named };
}

/** @type {Record<string, (scripts: any, named: (id: string, more?: object) => any) => () => void>} */
const DEEDS = {
  "a file that is new": ({ replacing }, named) => () => replacing.storeAll(named("fresh")),
  "a file in the place of another, which is kept too": ({ replacing, repository }, named) => () =>
    replacing.storeAll({ ...repository.readReflection("open"), id: "kept" }, named("open", { name: "from a file" })),
  "an earlier version": ({ replacing, repository }) => () => replacing.storeAll(repository.listVersions("open")[1].reflection),
  "a version in the place of what is damaged": ({ replacing }, named) => () => replacing.storeAll(named("damaged")),
  "a copy, or the next round": ({ repository }, named) => () => repository.writeReflection(named("copy")),
  "another name": ({ repository }) => () => repository.writeReflection({ ...repository.readReflection("other"), name: "anew" }),
  deleting: ({ replacing }) => () => replacing.deleteReflection("other"),
  "bringing back": ({ replacing }) => () => replacing.bringBack(replacing.lastDeleted()),
  "bringing back where it is again": ({ replacing, repository }, named) => {
    repository.writeReflection(named("deleted", { name: "again" }));
    return () => replacing.bringBack(replacing.lastDeleted());
  },
  "forgetting what was deleted": ({ replacing }) => () => replacing.forgetDeleted(replacing.lastDeleted()),
  "what is in another folder": ({ replacing }, named) => () => replacing.storeAll(named("first"), named("second"), named("third")),
};
const FAILURES = {
  "has no room": (/** @type {number} */ at, /** @type {number} */ wanted) => at >= wanted && new DOMException("full", "QuotaExceededError"),
  "has no room once": (/** @type {number} */ at, /** @type {number} */ wanted) => at === wanted && new DOMException("full", "QuotaExceededError"),
  // From the beginning, as a deed is one step for the browser.
  "is forbidden": (/** @type {number} */ _, /** @type {number} */ wanted) => wanted === 1 && new DOMException("no", "SecurityError"),
};

/** What there is, but for the claim of names, which does no harm. @param {any} made */
const all = (made) => ({ kept: Object.fromEntries([...made.kept].filter(([key]) => key !== "coproduction:folder").sort()),
  backup: Object.fromEntries([...made.backup].sort()) });

for (const [deed, prepare] of Object.entries(DEEDS)) {
  test(`${deed}: all of it or nothing`, async () => {
    for (const [how, failure] of Object.entries(FAILURES)) {
      for (let wanted = 1, isOver = false; !isOver; wanted += 1) {
        const { made, tab, named } = await device();
        const act = prepare(tab.scripts, named);
        await settle();
        const before = all(made);
        const write = tab.write.bind(tab);
        let at = 0;
        tab.write = (/** @type {string} */ key, /** @type {string | null} */ text) => {
          const error = text !== null && failure((at += 1), wanted);
          // What was there before has its room still.
          if (error && !(error.name === "QuotaExceededError" && before.kept[key] === text)) throw error;
          write(key, text);
        };
        /** @type {unknown} */
        let thrown = null;
        try {
          act();
        } catch (error) {
          thrown = error;
        }
        await settle();
        assert(thrown === null || thrown instanceof DOMException, String(thrown));
        if (thrown) assert.deepEqual(all(made), before, `write ${wanted} ${how}`);
        isOver = at < wanted;
        assert(wanted < 50);
      }
    }
  });
}

for (const { state, times } of [{ state: "new", times: 1 }, { state: "there already, as somebody went back before", times: 2 }]) {
  test(`however little room there is, the version of what is written over makes none: it is ${state}`, async () => {
    const outcomes = new Set();
    for (let room = 0; room < 4000; room += 100) {
      const { made, tab, named } = await device();
      const { replacing, repository } = tab.scripts;
      // What is going to be written over is then the latest version, too.
      for (let turn = 1; turn < times; turn += 1) replacing.storeAll(...["open", "open"].map(() => repository.listVersions("open")[0].reflection));
      const { name } = repository.readReflection("open");
      const before = all(made);
      made.room = made.size + room;
      try {
        replacing.storeAll(named("open", { name: "x".repeat(2000) }));
        assert(repository.listVersions("open").some(({ reflection }) => reflection.name === name), `with room for ${room}`);
        outcomes.add("stored");
      } catch (error) {
        assert(error instanceof DOMException, String(error));
        assert.deepEqual(all(made), before);
        outcomes.add("refused");
      }
    }
    assert.deepEqual(outcomes, new Set(["refused", "stored"]));
  });
}
