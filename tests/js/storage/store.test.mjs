// What the store and the repository do where they are refused: in the browser without a page of the walks.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bundle, Device } from "../model/browser.mjs";
import { settle } from "../model/indexeddb.mjs";

const load = await bundle();
const EVIDENCE = "ideas assets evidence";
const MINUTES = 60_000;

/** A device with one tab, in which something is written and stored. */
async function written() {
  const device = new Device(load);
  /** @type {any} */
  const tab = device.open();
  await settle();
  tab.types(EVIDENCE, () => "Kept before.");
  device.passes(500);
  return { device, tab, id: tab.store.reflection.id };
}

/** @param {Device} device */
const versions = (device) => [...device.kept].filter(([key]) => key.includes(":history:")).sort();

test("an edit that would make the document unreadable is dropped and told of; the others are kept", async () => {
  const { device, tab, id } = await written();
  tab.store.addEventListener("trouble", (/** @type {any} */ { detail }) => (tab.code = detail.code));
  tab.store.edit(tab.scripts.operations.set(["ideas", "assets", "stage"], "no-such-stage"));
  tab.types(EVIDENCE, (/** @type {string} */ text) => `${text} And after.`);
  device.passes(500);
  assert.equal(tab.code, "refused");
  const stored = tab.scripts.repository.readReflection(id);
  assert.deepEqual([stored.ideas.assets.evidence, stored.ideas.assets.stage], ["Kept before. And after.", null]);
  assert.equal(tab.store.reflection.ideas.assets.stage, null);
  assert(tab.store.isSafe);
});

test("a file whose chosen change is called like the action of another one can be written on", async () => {
  const { device, tab } = await written();
  const changes = ["c1", "c2"].map((id) => ({ id, text: id, chosen: true }));
  const fresh = tab.scripts.document.newReflection("From a file", ["work"]);
  fresh.ideas.assets = { changes, actions: [{ id: "c1", change: "c2", what: "Ask" }] };
  tab.scripts.replacing.storeAll(fresh);
  tab.store.open(tab.scripts.repository.readReflection(fresh.id));
  tab.types(EVIDENCE, () => "What we saw.");
  device.passes(500);
  const { evidence, actions } = tab.scripts.repository.readReflection(fresh.id).ideas.assets;
  assert.equal(evidence, "What we saw.");
  assert.deepEqual(actions.map((/** @type {any} */ { change, what }) => [change, what]), [["c2", "Ask"], ["c1", "c1"]]);
});

test("whatever a file holds about ideas of other editions, what is written in it is kept", async () => {
  for (const later of [null, 5, { evidence: 1, changes: "a", actions: [null] }]) {
    const { device, tab } = await written();
    const { document, memory_only, replacing, repository } = tab.scripts;
    const fresh = document.newReflection("From a file", ["assets", "work"]);
    fresh.ideas.later = later;
    fresh.clashes = [{ id: "k", path: "ideas.later.actions.a1.what", text: "Other" }];
    replacing.storeAll(fresh);
    tab.store.open(repository.readReflection(fresh.id));
    tab.types(EVIDENCE, () => "What we saw.");
    device.passes(500);
    assert.equal(repository.readReflection(fresh.id).ideas.assets.evidence, "What we saw.");
    assert(memory_only.hasUnsaved());
    assert.deepEqual(tab.store.reflection.ideas.later, later);
  }
});

test("nothing is added to a list that is as long as forms may make it, but two tabs may go beyond, and an undo puts back", async () => {
  const { device, tab, id } = await written();
  const { insert, remove, set } = tab.scripts.operations;
  const path = ["ideas", "assets", "changes"];
  const change = (/** @type {any} */ name) => insert(path, { id: `c${name}`, text: "", chosen: false });
  const length = () => tab.scripts.repository.readReflection(id).ideas.assets.changes.length;
  tab.store.edit(...Array.from({ length: 99 }, (_, n) => change(n)));
  device.passes(500);
  /** @type {any} */
  const other = device.open();
  await settle();
  for (const one of [tab, other]) one.store.edit(change(one === tab ? "tab" : "other"));
  device.passes(500);
  for (const one of [tab, other, tab]) {
    one.hears();
    device.passes(500);
  }
  assert.equal(length(), 101);
  /** @type {string[]} */
  const codes = [];
  tab.store.addEventListener("trouble", (/** @type {any} */ { detail }) => codes.push(`${detail.code} ${detail.most}`));
  assert.deepEqual(tab.store.edit(set(["ideas", "assets", "done"], true), change("one more")), []);
  const undo = tab.store.edit(remove(path, "c0"));
  tab.store.edit(...undo);
  device.passes(500);
  assert.deepEqual([codes, length(), tab.store.reflection.ideas.assets.done], [["list_full 100"], 101, false]);
  tab.store.edit(remove(path, "c0"), remove(path, "c1"));
  assert.equal(tab.store.edit(change("one more")).length, 1);
});

test("what finds no room takes the place of nothing, and no earlier version is lost for it", async () => {
  const { device, tab, id } = await written();
  for (const text of ["One.", "Two."]) {
    device.passes(11 * MINUTES);
    tab.types(EVIDENCE, () => text);
    device.passes(500);
  }
  const before = versions(device);
  assert.equal(before.length, 2);
  device.room = device.size + 10;
  const { repository, replacing } = tab.scripts;
  const there = repository.readReflection(id);
  const big = { ...structuredClone(there), name: "x".repeat(device.size) };
  for (const kept of [[], [{ ...there, id: "kept" }]]) {
    assert.throws(() => replacing.storeAll(...kept, big), { name: "QuotaExceededError" });
    assert.deepEqual(versions(device), before);
    assert.deepEqual(repository.readReflection(id), there);
    assert.deepEqual(repository.storedIds(), [id]);
  }
});

test("to keep again what was deleted, where neither store has room: the page asks before it is left", async () => {
  const { device, tab } = await written();
  /** @type {any} */
  const other = device.open();
  await settle();
  other.scripts.replacing.deleteReflection(tab.store.reflection.id);
  tab.hears();
  assert.equal(tab.store.gone, "gone");
  tab.types(EVIDENCE, (/** @type {string} */ text) => `${text} Typed since.`);
  device.room = device.size;
  device.backupIsFull = true;
  tab.store.keepAgain();
  await settle();
  assert(!tab.store.isSafe);
  assert.equal(tab.leaves(), false);
  device.room = Infinity;
  device.passes(5000);
  assert(tab.store.isSafe);
  assert.equal(tab.scripts.repository.readReflection(tab.store.reflection.id).ideas.assets.evidence, "Kept before. Typed since.");
});

test("copies until the device is full: each is whole, a deletion can be undone, and one that is forgotten makes room", async () => {
  const { device, tab, id } = await written();
  const { document, repository, replacing } = tab.scripts;
  const texts = () => repository.listReflections().map((/** @type {any} */ one) => `${one.id} ${one.ideas.assets.evidence}`).sort();
  const copy = () => repository.writeReflection({ ...structuredClone(repository.readReflection(id)), id: document.newId() });
  device.room = 20 * device.size;
  assert.throws(() => { for (;;) copy(); }, { name: "QuotaExceededError" });
  const all = texts();
  assert(all.length > 10 && all.every((/** @type {string} */ text) => text.endsWith(" Kept before.")), "each is whole");
  assert.deepEqual([repository.listDamaged(), device.kept.size], [[], all.length + 1], "nothing of the one that failed is left");
  device.room = device.size;
  const other = repository.storedIds().find((/** @type {string} */ one) => one !== id);
  replacing.deleteReflection(other);
  const { room } = device;
  device.room = device.size;
  assert.throws(() => replacing.bringBack(replacing.lastDeleted()), { name: "QuotaExceededError" });
  device.room = room;
  replacing.bringBack(replacing.lastDeleted());
  assert.deepEqual(texts(), all);
  const typed = `Kept before. ${"And more. ".repeat(20)}`;
  tab.types(EVIDENCE, () => typed);
  device.passes(500);
  await settle();
  assert(!JSON.stringify(device.kept.get(repository.keyOf(id))).includes("And more."));
  assert.equal(repository.readReflection(id).ideas.assets.evidence, typed);
  replacing.deleteReflection(other);
  replacing.forgetDeleted(replacing.lastDeleted());
  device.passes(30_000);
  assert(device.kept.get(repository.keyOf(id))?.includes("And more."));
  assert.deepEqual(texts(), all.filter((/** @type {string} */ text) => !text.startsWith(other)).map((/** @type {string} */ text) =>
    text.startsWith(id) ? `${id} ${typed}` : text));
});

const CHANGES = ["ideas", "assets", "changes"];

for (const [at, when] of ["after each undo", "between deleting and undoing", "at the end"].entries()) {
  test(`an idea that three tabs have deleted is there again, once, when all have undone that, the oldest first; they hear of each other ${when}`, async () => {
    const { device, tab, id } = await written();
    tab.store.edit(tab.scripts.operations.insert(CHANGES, { id: "a", text: "A garden", chosen: false }));
    device.passes(500);
    const tabs = [tab, device.open(), device.open()];
    await settle();
    const pass = (/** @type {boolean} */ isHeard) => {
      for (let turn = 0; turn < 3; turn += 1) {
        device.passes(500);
        if (isHeard) for (const one of tabs) one.hears();
      }
    };
    const everywhere = () => [tab.scripts.repository.readReflection(id), ...tabs.map(({ store }) => store.reflection)]
      .map(({ ideas }) => ideas.assets.changes.map((/** @type {Change} */ change) => change.text));
    const undos = tabs.map(({ store, scripts }) => store.edit(scripts.operations.remove(CHANGES, "a")));
    pass(at < 2);
    assert.deepEqual(everywhere(), Array(4).fill([]));
    for (const [n, { store }] of tabs.entries()) {
      store.edit(...undos[n]);
      pass(at === 0);
    }
    pass(true);
    assert.deepEqual(everywhere(), Array(4).fill(["A garden"]));
  });
}

test("first letters in two tabs of an empty device: one reflection as soon as one tab hears of the other, and no letter lost before", async () => {
  for (const hears of [true, false]) {
    const device = new Device(load);
    /** @type {any[]} */
    const [first, second] = [device.open(), device.open()];
    await settle();
    first.types(EVIDENCE, () => "In the first tab");
    device.passes(100);
    second.types(EVIDENCE, () => "In the second tab");
    device.passes(150);
    if (hears) second.hears();
    device.passes(500);
    for (const one of [first, second]) one.hears();
    await settle();
    const found = second.scripts.repository.listReflections();
    const texts = found.flatMap(({ ideas, clashes }) => [ideas.assets.evidence, ...(clashes ?? []).map((/** @type {Clash} */ { text }) => text)]);
    assert.equal(found.length, hears ? 1 : 2);
    assert.deepEqual(texts.sort(), ["In the first tab", "In the second tab"]);
    for (const [at, one] of [first, second].entries()) {
      const { id } = one.store.reflection;
      assert(one.leaves());
      /** @type {any} */
      const again = device.open(one.session);
      assert.equal(again.store.reflection.id, id, "each tab stays with its reflection");
      assert.equal(again.store.reflection.ideas.assets.evidence, hears || at ? "In the second tab" : "In the first tab");
    }
  }
});

test("what found room is held by nobody after the next page has opened, even if its page is left at once", async () => {
  const { device, tab } = await written();
  device.room = device.size;
  tab.types(EVIDENCE, () => "Kept before. And more.");
  device.passes(500);
  await settle();
  const held = () => [...device.backup.keys()].filter((key) => key.includes(" -1 "));
  assert.equal(held().length, 1);
  device.room = Infinity;
  device.passes(3000);
  assert(tab.leaves());
  await settle();
  assert.equal(held().length, 1, "nobody has seen yet that it stayed");
  device.open();
  await settle();
  await settle();
  assert.deepEqual(held(), []);
});

test("a fault on the way to the store is said, and what was typed stays to be kept", async () => {
  const { tab } = await written();
  const codes = /** @type {string[]} */ ([]);
  tab.store.addEventListener("trouble", (/** @type {CustomEvent} */ { detail }) => codes.push(detail.code));
  const { edits } = tab.store;
  tab.types(EVIDENCE, () => "Typed before the fault");
  edits.mergeInto = () => { throw new TypeError("a fault of ours"); };
  assert.throws(() => tab.store.flush(), TypeError);
  assert.deepEqual([codes, tab.store.hasPending], [["unsaved"], true]);
  delete edits.mergeInto;
  tab.store.flush();
  assert(!tab.store.hasPending);
  assert.equal(tab.scripts.repository.listReflections()[0].ideas.assets.evidence, "Typed before the fault");
});
