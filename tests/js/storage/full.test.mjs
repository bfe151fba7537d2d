// A neighbour on the same host has left so and so many characters of room, of every number around what is needed: what is typed is in
// one of the two stores, also after a crash, or on the page, which then asks before it is left; and what was there before still is.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bundle, Device } from "../model/browser.mjs";
import { settle } from "../model/indexeddb.mjs";

const load = await bundle();
const EVIDENCE = "ideas assets evidence";
const MINUTES = 60_000;
const TYPED = ` And this was typed on a full device.${" On and on.".repeat(200)}`;
/** Characters of room from one try to the next; around the number with which it fits, each is tried. */
const STEP = 50;

/** What a device holds when it becomes full; each gives the tab in which somebody goes on. @type {Record<string, (device: Device) => any>} */
const KINDS = {
  "nothing yet": (device) => device.open(),
  "a reflection": (device) => writes(device.open(), "Kept before."),
  "one of two reflections"(device) {
    const tab = writes(device.open(), "Kept elsewhere.");
    tab.store.startAfresh("Another one");
    return writes(tab, "Kept before.");
  },
  "earlier versions"(device) {
    const tab = writes(device.open(), "Once.");
    for (const text of ["Then.", "Kept before."]) {
      device.passes(11 * MINUTES);
      writes(tab, text);
    }
    return tab;
  },
  "texts that wait for a choice"(device) {
    const tab = writes(device.open(), "Before.");
    tab.store.edit(tab.scripts.operations.set(EVIDENCE.split(" "), "Kept before.", "Something else"));
    device.passes(500);
    return tab;
  },
  "a deleted one"(device) {
    const tab = writes(device.open(), "Deleted.");
    tab.scripts.replacing.deleteReflection(tab.store.reflection.id);
    tab.store.startAfresh("Another one");
    return writes(tab, "Kept before.");
  },
  "one that is damaged"(device) {
    const { store, scripts } = writes(device.open(), "Kept before.");
    const key = scripts.repository.keyOf(store.reflection.id);
    device.tabs = [];
    device.backup.clear();
    device.kept.set(key, (device.kept.get(key) ?? "").replace("Kept before", "Kepd before"));
    return device.open();
  },
};

/** @param {any} tab @param {string} text @returns {any} the tab, in which it is stored */
function writes(tab, text) {
  tab.types(EVIDENCE, () => text);
  tab.device.passes(500);
  return tab;
}

/** @param {Device} device @returns {string} all that is stored, but earlier versions, which make room */
const stored = (device) => [...device.kept].filter(([key]) => !key.includes(":history:")).map(([, text]) => text).join();

/**
 * Type on a device that has so many characters of room left, end the browser, and make room.
 * @param {(device: Device) => any} make
 * @param {number} left
 * @param {boolean} backupIsFull
 * @returns {Promise<"stored" | "held" | "shown">} where what was typed was meanwhile
 */
async function typesWith(make, left, backupIsFull) {
  const state = `${left} characters of room, ${backupIsFull ? "no" : "a"} backup`;
  const device = new Device(load);
  const tab = make(device);
  await settle();
  const before = stored(device).match(/(Kep[td] before|Kept elsewhere|Deleted)\./g) ?? [];
  device.room = device.size + left;
  device.backupIsFull = backupIsFull;
  tab.types(EVIDENCE, (/** @type {string} */ text) => text + TYPED);
  device.passes(500);
  await settle();
  const isStored = stored(device).includes(TYPED);
  const isHeld = !isStored && [...device.backup].some(([key, text]) => key.includes(" -1 ") && text.includes(TYPED));
  assert.equal(tab.said, isStored ? "saved" : "trouble", state);
  assert.equal(tab.store.isSafe, isStored || isHeld, state);
  for (const text of before) assert(stored(device).includes(text), `${text} ${state}`);
  if (!isStored && !isHeld) assert.equal(tab.leaves(), false, state);
  else {
    device.disk = new Map(device.kept);
    device.dies();
    const again = device.open();
    for (let turn = 0; turn < 3; turn += 1) await settle();
    assert(JSON.stringify(again.scripts.repository.listReflections()).includes(TYPED), state);
    assert(again.fields.get(EVIDENCE).value.includes(TYPED), state);
    if (isHeld) assert.equal(again.said, "trouble", state);
  }
  device.room = Infinity;
  device.passes(10_000);
  await settle();
  for (const text of [...before, TYPED]) assert(stored(device).includes(text), `${text} ${state}`);
  return isStored ? "stored" : isHeld ? "held" : "shown";
}

for (const [kind, make] of Object.entries(KINDS)) {
  for (const backupIsFull of [false, true]) {
    test(`no word that was typed on a full device is lost, with ${backupIsFull ? "no" : "a"} second copy: ${kind}`, async () => {
      let left = 0;
      for (; (await typesWith(make, left, backupIsFull)) !== "stored"; left += STEP);
      assert(left > 0);
      const met = new Set();
      for (let near = left - STEP; near < left + STEP; near += 1) met.add(await typesWith(make, near, backupIsFull));
      assert.deepEqual(met, new Set([backupIsFull ? "shown" : "held", "stored"]));
    });
  }
}
