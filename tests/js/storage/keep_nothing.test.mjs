// The page that keeps nothing takes the open reflection along and leaves nothing of it on the device, in whatever state it was.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bundle, Device } from "../model/browser.mjs";
import { settle } from "../model/indexeddb.mjs";

const load = await bundle();
/** The same page with storage of its own, as the file for shared computers starts. @param {...any} window */
function loadShared(...window) {
  const scripts = load(...window);
  scripts.memory_only.keepNothing();
  return scripts;
}

const ID = "mine";
const KEY = `coproduction:reflection:${ID}`;
const EVIDENCE = "ideas assets evidence";
const write = (/** @type {any} */ tab, /** @type {string} */ text) => tab.types(EVIDENCE, () => text);
const put = (/** @type {any} */ { tab }, /** @type {string} */ key, /** @type {string} */ text) => tab.write(key, text);

/**
 * What is done before; says which words are in the reflection then.
 * @type {Record<string, (made: {device: any, tab: any}) => string | void>}
 */
const STATES = {
  "as ever": () => {},
  "with an earlier version": ({ tab }) => void tab.scripts.replacing.storeAll({ ...tab.store.reflection, name: "secret anew" }),
  "with what could not be read set aside": (made) => put(made, "coproduction:damaged:2030-01-01T00:00:00.000Z", made.device.kept.get(KEY).slice(0, -40)),
  "with what was damaged set aside": (made) => put(made, "coproduction:damaged:2030-01-01T00:00:00.000Z", made.device.kept.get(KEY).replace("secret", "sXcret")),
  "damaged where it is": (made) => put(made, KEY, made.device.kept.get(KEY).replace("secret", "sXcret")),
  "not to be read where it is": (made) => put(made, KEY, made.device.kept.get(KEY).slice(0, -40)),
  "lost in one store": ({ device }) => void device.kept.delete(KEY),
  "lost in one store, without room": ({ device }) => {
    device.kept.delete(KEY);
    device.room = device.size;
  },
  "deleted and brought back": ({ device, tab }) => {
    tab.scripts.replacing.deleteReflection(ID);
    tab.hears();
    tab.scripts.replacing.storeAll(tab.scripts.repository.parse(device.kept.get("coproduction:deleted")));
  },
  "with two texts to choose from": ({ tab }) => void tab.store.edit({ op: "set", path: ["ideas", "assets", "evidence"], value: "secret, again", before: "secret before" }),
  "with notes about it": (made) => ["copies", "places"].forEach((name) => put(made, `coproduction:${name}`, JSON.stringify({ [ID]: { at: "secret" }, other: {} }))),
  "written without room": ({ device, tab }) => {
    device.room = device.size;
    write(tab, "secret words that find no room here");
    device.passes(1000);
    return "secret words that find no room here";
  },
  "open in another tab": ({ device }) => void device.open(),
};

for (const [state, prepare] of Object.entries(STATES)) {
  test(`nothing of it is left: ${state}`, async () => {
    const device = new Device(load);
    /** @type {any} */
    const tab = device.open();
    const named = (/** @type {string} */ id, /** @type {string} */ name) => ({ ...tab.scripts.document.newReflection(name, ["assets", "work"]), id });
    tab.scripts.repository.writeReflection(named("other", "of somebody else"));
    tab.scripts.repository.writeReflection(named(ID, "secret"));
    tab.store.open(tab.scripts.repository.readReflection(ID));
    write(tab, "secret");
    device.passes(1000);
    await settle();
    const theirs = device.kept.get("coproduction:reflection:other");
    const words = prepare({ device, tab }) ?? "secret";
    await settle();
    tab.scripts.memory_only.takeAlong(ID);
    assert(tab.leaves());
    await settle();
    /** @type {any} */
    const here = device.open(tab.session, loadShared);
    await settle();
    device.passes(10_000);
    await settle();
    const left = [...device.kept, ...device.backup, ...tab.session].filter(([key]) => key !== "coproduction:folder");
    assert.deepEqual(left.filter((pair) => /s.cret|mine/.test(pair.join())), []);
    assert.equal(device.kept.get("coproduction:reflection:other"), theirs);
    assert.equal(here.store.reflection.id, ID);
    assert(here.store.reflection.ideas.assets.evidence.includes(words.slice(2)), here.store.reflection.ideas.assets.evidence);
  });
}

test("what was set aside of somebody else's stays, also where something in it is called as the reflection that moves", async () => {
  const device = new Device(load);
  /** @type {any} */
  const tab = device.open();
  const theirs = { ...tab.scripts.document.newReflection("theirs", ["assets", "work"]), id: "theirs" };
  theirs.ideas.assets.changes = [{ id: ID, text: "what they want", chosen: false }];
  for (const one of [theirs, { ...theirs, id: ID, name: "secret" }]) tab.scripts.repository.writeReflection(one);
  const text = device.kept.get("coproduction:reflection:theirs");
  tab.scripts.replacing.deleteReflection("theirs");
  put({ tab }, "coproduction:damaged:2030-01-01T00:00:00.000Z", text.slice(0, -40));
  await settle();
  const before = [...device.kept].filter(([key]) => /damaged|deleted/.test(key));
  assert.equal(before.length, 2);
  tab.store.open(tab.scripts.repository.readReflection(ID));
  tab.scripts.memory_only.takeAlong(ID);
  assert(tab.leaves());
  await settle();
  device.open(tab.session, loadShared);
  await settle();
  assert.deepEqual([...device.kept].filter(([key]) => /damaged|deleted/.test(key)), before);
  assert.equal(device.kept.has(KEY), false);
});
