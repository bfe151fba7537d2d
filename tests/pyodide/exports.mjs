// Files for other programs, made in Pyodide with nothing at hand but what the site serves for them: in Python woken
// from its kept memory, and in one started the ordinary way.
// usage: node tests/pyodide/exports.mjs SITE/runtime
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { after } from "node:test";

import { More } from "../../overrides/assets/worksheet/python/optional_packages.js";
import { startOrdinarily, startQuickly } from "./start.mjs";

const runtime = resolve(process.argv[2]);
const root = resolve(import.meta.dirname, "../..");
const reflection = JSON.parse(readFileSync(join(root, "tests/saved/reflection-1.json"), "utf8"));
const WHEN = { today: "2027-04-04", now: "2027-04-04T10:00:00.000+01:00" };
const OWN = "exports.zip";
const LIBRARIES = "exports-libraries.zip";
/** @type {Map<string, object>} */
const seen = new Map();
// An ordinary start would take over what a quick one leaves behind.
const WAYS = { "the ordinary way": startOrdinarily, "from its memory": startQuickly };

// What a Python leaves running must not keep the tests from ending.
after(() => setImmediate(() => process.exit()));

for (const [way, start] of Object.entries(WAYS)) {
  test(`in Python that started ${way}, every file can be made`, async () => {
    const pyodide = await start(runtime);
    const handle = pyodide.runPython("from worksheet_py.api import handle; handle");
    /** @type {string[]} */
    const brought = [];
    const more = new More(pyodide, async (name) => {
      brought.push(name);
      return readFileSync(join(runtime, name));
    });
    /** @param {string} action @param {object} payload */
    const ask = async (action, payload) => {
      const answer = await more.answer(() => JSON.parse(handle(JSON.stringify({ id: 1, action, payload }))));
      assert.ok(answer.result, JSON.stringify(answer.error));
      return answer.result;
    };
    /** @param {string} format @param {string} what */
    const made = async (format, what) => {
      const file = await ask("export", { format, what, reflection, ...WHEN });
      const other = seen.get(`${format} ${what}`);
      seen.set(`${format} ${what}`, file);
      if (other) assert.deepEqual(file, other, "it is the same file, however Python started");
      return file;
    };

    const { text } = await made("html", "reflection");
    assert.deepEqual((await ask("check", { text })).document, reflection);
    for (const what of ["reflection", "plan"]) for (const format of ["text", "outline"]) await made(format, what);
    for (const format of ["csv", "dates"]) await made(format, "plan");
    assert.deepEqual(brought, way === "from its memory" ? [OWN] : [], "no library is fetched for these");

    const [calendar, spreadsheet] = await Promise.all([made("ics", "plan"), made("xlsx", "plan")]);
    assert.equal(calendar.count, 2);
    assert.match(calendar.text, /DTSTART;VALUE=DATE:20270630\r\n/);
    assert.equal(Buffer.from(spreadsheet.base64, "base64").subarray(0, 2).toString(), "PK");
    assert.equal(brought.filter((name) => name === LIBRARIES).length, 1, "what is there is not fetched again");
  });
}

test("what cannot be fetched is said in a sentence, and tried again the next time", async () => {
  const pyodide = await startQuickly(runtime);
  const handle = pyodide.runPython("from worksheet_py.api import handle; handle");
  let network = false;
  const more = new More(pyodide, async (name) => {
    if (!network) throw new Error("no network");
    return readFileSync(join(runtime, name));
  });
  const ask = () => JSON.parse(handle(JSON.stringify({
    id: 1, action: "export", payload: { format: "ics", what: "plan", reflection, ...WHEN },
  })));
  const { error } = await more.answer(ask);
  assert.equal(error.code, "library");
  assert.match(error.message, /network/);
  network = true;
  assert.ok((await more.answer(ask)).result);
});
