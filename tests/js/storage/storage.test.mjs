import "../page.mjs";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { newReflection } from "../../../overrides/assets/worksheet/document/document.js";
import { whyDue } from "../../../overrides/assets/worksheet/reflections/backup_reminder.js";
import { copyOf, isInCopy, keepCopy, newCopy } from "../../../overrides/assets/worksheet/storage/backup_log.js";
import { keepPlace, placeOf } from "../../../overrides/assets/worksheet/storage/preferences.js";
import * as replacing from "../../../overrides/assets/worksheet/storage/replacing.js";
import * as repository from "../../../overrides/assets/worksheet/storage/repository.js";
import { addVersion, textOf, versionToEvict } from "../../../overrides/assets/worksheet/storage/version_history.js";
import { ideas } from "../page.mjs";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HISTORY = "coproduction:history:";

beforeEach(() => {
  for (const key of Object.keys(localStorage)) localStorage.removeItem(key);
});

/** @param {string} name @returns {any} */
const reflection = (name) => newReflection(name, ideas);

test("versions are spread over time, and few", ({ mock }) => {
  mock.timers.enable({ apis: ["Date"], now: Date.UTC(2030, 0, 1) });
  let now = Date.now();
  for (let day = 0; day < 100; day += 1) {
    for (let step = 0; step < 6; step += 1) {
      now = Date.UTC(2030, 0, 1) + day * DAY + step * 15 * MINUTE;
      mock.timers.setTime(now);
      addVersion("a", `${day} ${step}`);
    }
  }
  const ages = Object.keys(localStorage).map((key) => (now - Number(key.split(":").pop())) / DAY);
  assert.equal(ages.length, 10);
  for (const [low, high] of [[0, 0.05], [0.9, 3], [3, 14], [14, 50], [90, 100]]) {
    assert(ages.some((age) => low <= age && age < high), `one of ${low} to ${high} days ago in ${ages}`);
  }
  for (let step = 0; step < 40; step += 1) {
    mock.timers.setTime((now += 20 * MINUTE));
    addVersion(`b${step % 8}`, `${step}`.padEnd(90_000, "x"));
  }
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(HISTORY));
  const size = kept.reduce((sum, key) => sum + localStorage.getItem(key).length, 0);
  assert(size > 700_000 && size <= 1_000_000, `${size} characters`);
});

test("neither the first nor the last version is evicted", () => {
  addVersion("long", "x".repeat(1_000_001));
  assert.equal(Object.keys(localStorage).length, 1);
  const aged = (/** @type {number[]} */ ...days) => days.map((age) => ({ key: String(age), at: Date.now() - age * DAY }));
  assert.equal(versionToEvict(aged(0, 1, 29, 30, 60)).key, "29");
  assert.equal(versionToEvict(aged(0, 0.001, 300)).key, "0.001");
});

test("a text that cannot be read is set aside before it is written over, and offered", () => {
  const ours = reflection("Ours");
  localStorage.setItem(repository.keyOf(ours.id), '{"type": "coproduction-reflection", "name": "Half a');
  assert.equal(repository.troubleWith(ours.id), "damaged");
  repository.writeReflection(ours);
  assert.equal(repository.troubleWith(ours.id), null);
  assert.deepEqual(repository.listDamaged().map(({ text }) => text.slice(-6)), ["Half a"]);
  assert.equal(repository.readReflection(ours.id)?.name, "Ours");
});

test("each write has the next number, and counts this page's writes", () => {
  const ours = reflection("Ours");
  const [first, second] = [repository.keepReflection(ours), repository.keepReflection(ours)];
  assert.deepEqual([second.write, second.hasRoom], [first.write + 1, true]);
  assert.match(localStorage.getItem(repository.keyOf(ours.id)), /"seal":"2-/);
  assert(Number.isFinite(repository.ownWritesIn(ours.id)));
});

test("the last deletion can be undone, and only the last", () => {
  const [first, second] = [reflection("First"), reflection("Second")];
  for (const one of [first, second]) repository.writeReflection(one);
  for (const one of [first, second]) replacing.deleteReflection(one.id);
  assert.equal(replacing.lastDeleted()?.reflection.name, "Second");
  assert.deepEqual(repository.listReflections(), []);
});

test("a copy is due after two weeks, or after many words, and says which; in WebKit by the fifth day", () => {
  const now = new Date();
  const ours = reflection("Ours");
  const evidence = (/** @type {string} */ words) => ({ assets: { ...ours.ideas.assets, evidence: words }, work: ours.ideas.work });
  /** @param {number} days @param {string} words @param {boolean} [isWebKit] */
  const why = (days, words, isWebKit = false) => {
    const created = new Date(now.getTime() - days * DAY).toISOString();
    return whyDue({ ...ours, created, ideas: evidence(words) }, now, isWebKit)?.key;
  };
  assert.equal(why(15, ""), undefined);
  assert.deepEqual([0, 6, 13, 14, 15].map((days) => why(days, "some words")), [undefined, undefined, undefined, "long", "long"]);
  assert.deepEqual([0, 3, 4, 6, 7, 8, 13, 14].map((days) => why(days, "some words", true)), [undefined, undefined, ...Array(5).fill("soon"), "long"]);
  const many = { ...ours, ideas: evidence("word ".repeat(301)) };
  assert.equal(whyDue(many, now)?.key, "much");
  keepCopy(ours.id, newCopy(many));
  assert.equal(whyDue(many, now), null);
  const later = new Date(now.getTime() + 20 * DAY + MINUTE);
  assert.deepEqual(whyDue({ ...many, changed: later.toISOString() }, later), { key: "long_since", days: 20 });
});

test("a copy holds what it was made of, and no word that came later, by whatever clock", () => {
  const ahead = { ...reflection("Ours"), changed: "2999-01-01T00:00:00.000Z" };
  keepCopy(ahead.id, newCopy(ahead));
  assert(isInCopy(ahead));
  assert(!isInCopy({ ...ahead, changed: new Date().toISOString() }));
});

test("a copy that an earlier version of the site has noted still counts", () => {
  const ours = reflection("Ours");
  localStorage.setItem("coproduction:copies", JSON.stringify({ [ours.id]: { at: ours.changed, words: 1 } }));
  assert(isInCopy(ours));
  assert(!isInCopy({ ...ours, changed: "2999-01-01T00:00:00.000Z" }));
});

test("an id from a file that is a word of JavaScript names a reflection like any other, in all that is stored of it", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const all = names.map((id) => ({ ...reflection(`The one called ${id}`), id }));
  for (const { id } of all) {
    assert.deepEqual([copyOf(id), placeOf(id), repository.readReflection(id), repository.troubleWith(id)], [null, null, null, null]);
  }
  for (const one of all) {
    repository.writeReflection(one);
    addVersion(one.id, textOf(one));
    keepCopy(one.id, newCopy(one));
    keepPlace(one.id, { idea: "work", question: one.id });
  }
  for (const one of all) {
    assert.equal(repository.readReflection(one.id)?.name, one.name);
    assert.deepEqual(repository.listVersions(one.id).map(({ reflection: { name } }) => name), [one.name]);
    assert(isInCopy(one));
    assert.equal(placeOf(one.id)?.question, one.id);
  }
  for (const [at, { id, name }] of all.entries()) {
    replacing.deleteReflection(id);
    assert.equal(replacing.lastDeleted()?.reflection.name, name);
    assert.deepEqual(repository.storedIds(), names.slice(at + 1));
  }
});

test("what is stored under another name than its own is what that name says", () => {
  const ours = reflection("Ours");
  const text = JSON.stringify(ours);
  for (const id of ["a", "b"]) localStorage.setItem(repository.keyOf(id), text);
  localStorage.setItem(`${HISTORY}a:1`, text);
  assert.deepEqual(repository.listReflections().map(({ id }) => id).sort(), ["a", "b"]);
  assert.deepEqual(repository.listVersions("a").map((version) => version.reflection.id), ["a"]);
  replacing.deleteReflection("a");
  assert.deepEqual(repository.listReflections().map(({ id }) => id), ["b"]);
  repository.writeReflection({ ...repository.readReflection("b"), name: "Changed" });
  assert.deepEqual(repository.storedIds(), ["b"]);
});

test("which reflection was changed last is a question of moments, whatever zone and however short their texts", () => {
  const moments = ["2030-06-01T09:30:00+02:00", "2030-06-01T08:00:00Z", "2030-06-01T08:00:00.001Z", "2030-06-01T09:00:00+00:30"];
  for (const changed of moments) repository.writeReflection({ ...reflection(changed), changed });
  assert.deepEqual(repository.listReflections().map(({ changed }) => changed), [3, 2, 1, 0].map((at) => moments[at]));
});

test("to forget a deletion takes what was damaged of it, and of nothing else", () => {
  const [ours, theirs] = [reflection("Ours"), reflection("Theirs")];
  for (const one of [ours, theirs]) {
    repository.writeReflection(one);
    localStorage.setItem(`coproduction:damaged:2030-01-01T00:00:00.000Z ${one.name}`, (repository.storedText(one.id) ?? "").slice(0, -40));
  }
  replacing.deleteReflection(ours.id);
  replacing.forgetDeleted(/** @type {replacing.Deleted} */ (replacing.lastDeleted()));
  const left = JSON.stringify(Object.entries({ ...localStorage }));
  assert.deepEqual([left.includes(ours.id), left.includes("damaged:2030-01-01T00:00:00.000Z Theirs")], [false, true]);
});
