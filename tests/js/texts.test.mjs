import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";

import { sentencesOf } from "../../overrides/assets/accessibility/sentences.js";
import { fileName, nameInFile } from "../../overrides/assets/worksheet/export/file_names.js";
import { hasNext } from "../../overrides/assets/worksheet/rounds/next_round.js";
import { describe, isGiven, nameFrom, nameOf, quoted, whose, withoutRound } from "../../overrides/assets/worksheet/ui/labels.js";
import { shortly } from "../../overrides/assets/worksheet/ui/excerpt.js";
import { say, sayDate, today } from "../../overrides/assets/worksheet/ui/messages.js";

test("a file's name is safe on every system, and says whose it is", () => {
  assert.equal(fileName("plan", "Ours: “café”/2", "csv"), `plan-Ours-café-2-${today()}.csv`);
  assert.equal(fileName("plan", "???", "csv"), `plan-1-${today()}.csv`);
  assert.equal(fileName("plan", "Ours", "csv", "STAFF: Asha and Tom"), `plan-Ours-STAFF-Asha-and-Tom-${today()}.csv`);
  for (const view of ["", "ü".repeat(500)]) assert(new TextEncoder().encode(fileName("plan", "é".repeat(500), "csv", view)).length < 140);
});

test("the beginning of a text is cut between letters, and is soon there for a long one that names thousands of actions", { timeout: 60_000 }, () => {
  assert.equal(shortly(" a \n b ", ""), "a b");
  assert.equal(shortly("😀".repeat(61), ""), `${"😀".repeat(59)}…`);
  assert.equal(shortly(`a${" ".repeat(5000)}b`, ""), "a…");
  // To look at all of it each time would take minutes.
  const long = "word ".repeat(100_000);
  for (let n = 0; n < 20_000; n += 1) shortly(long, "");
});

test("a file has one date: what we put behind a name, or give as a name, has none there", () => {
  const created = "2030-03-01T10:00:00.000Z";
  const named = (name, round = 1) => nameInFile({ name, round, created });
  assert.equal(named("Bridge Street, spring 2030"), "Bridge Street, spring 2030");
  for (const name of ["", `Reflection of ${sayDate(created)}`, `Reflection of ${sayDate(created)} (2)`]) assert.equal(named(name), "Unnamed");
  assert.equal(named("Ours – round 2, May 2030", 2), "Ours Round 2");
  assert(!isGiven(`Reflection of ${sayDate("2030-03-02")}`, created));
});

test("what turns the direction of letters ends where somebody's text ends", () => {
  assert.equal(say("voices.whose", { who: "Asha" }), "from Asha");
  assert.equal(say("voices.whose", { who: "\u202eahsA" }), "from \u2068\u202eahsA\u2069");
  assert.equal(say("voices.whose", { who: "a\u2067b" }), "from \u2068a\u2067b\u2069\u2069");
  assert.equal(say("voices.whose", { who: "a\u2069\u2067b" }), "from \u2068a\u2067b\u2069\u2069");
});

test("a word that is missing stops nothing", () => assert.equal(say("none.such"), "none.such"));

test("dates are those of the person's own clock", () => {
  assert.equal(sayDate("2030-03-01"), "1 March 2030");
  assert.equal(sayDate("not a date"), "not a date");
});

test("whose a point is, in words", () => {
  assert.equal(whose({ who: " Asha ", group: "staff", reflection: "" }), "from Asha, STAFF");
  assert.equal(whose({ who: "", group: null, reflection: "" }), "from somebody");
  assert.equal(whose(null), "");
  assert.equal(quoted({ text: "They cook" }), "They cook");
  assert.equal(nameOf({ name: " " }), "Unnamed");
  assert.equal(describe({ focus: { kind: "team", about: "Elm Road" }, perspective: { group: null, who: "us" } }), "TEAM: Elm Road · us");
});

test("the name that people gave is told from what was added for a round", () => {
  assert.equal(withoutRound("Elm Road (café) – round 3, March 2030"), "Elm Road (café)");
  assert.equal(withoutRound(" Elm Road "), "Elm Road");
  assert(hasNext({ id: "a", series: "" }, [{ id: "b", series: "a", round: 2 }]));
  assert(!hasNext({ id: "b", series: "a", round: 2 }, [{ id: "a", series: "" }]));
});

test("a name that is made of another is never longer than a name may be", () => {
  for (const letter of ["n", "\u2067", "\ud83d\ude00"]) {
    const made = nameFrom("reflections.next_called", { name: letter.repeat(2000), round: 2, date: "June" });
    assert([...made].length <= 2000, `${[...made].length}`);
  }
  assert.equal(nameFrom("reflections.next_called", { name: "Ours", round: 2, date: "June" }), "Ours – round 2, June");
});

test("a text is cut into sentences that a voice can say, and no letter is lost", () => {
  for (const text of ["One. Two! Three?", `${"word ".repeat(100)}end.`, "x".repeat(500), "  "]) {
    const pieces = sentencesOf(text, "en");
    assert.equal(pieces.map(({ start, end }) => text.slice(start, end)).join(""), text.trim() ? text : "");
    for (const { start, end } of pieces) assert(end - start <= 160);
  }
});
