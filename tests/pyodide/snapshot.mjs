// What must hold in a Python woken from the memory that the site keeps, with nothing else at hand: no library, no
// files. Needs build/exchanges.json, which run.mjs leaves behind.
// usage: node tests/pyodide/snapshot.mjs SITE/runtime
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";

import { UNUSED_MODULES } from "../../overrides/runtime/unused_modules.mjs";
import { addLibrary, startQuickly } from "./start.mjs";

const runtime = resolve(process.argv[2]);
const root = resolve(import.meta.dirname, "../..");
const NEW_YORK = "America/New_York"; // not where sites are built, and with a summer time

process.env.TZ = NEW_YORK;
/** @type {string[]} */
const complaints = [];
const pyodide = await startQuickly(runtime);
pyodide.setStderr({ batched: (/** @type {string} */ line) => complaints.push(line) });
/** @param {string} code @returns {any} */
const python = (code) => pyodide.runPython(code);

test("every request of the unit tests gets the answer it gets from an ordinary start, and loads nothing", () => {
  const exchanges = JSON.parse(readFileSync(join(root, "build/exchanges.json"), "utf8"));
  const handle = python(`
import sys
from worksheet_py import api
class Watch:
    asked = []
    def find_spec(self, name, path=None, target=None):
        self.asked.append(name)
sys.meta_path.insert(0, Watch())
modules = set(sys.modules)
api.handle`);
  assert.ok(exchanges.length > 50);
  for (const [request, answer] of exchanges) {
    // What makes files is not in the memory: exports.mjs asks for them.
    if (!/"action": "export"/.test(JSON.parse(request))) assert.equal(handle(JSON.parse(request)), answer);
  }
  assert.equal(python("','.join(Watch.asked)"), "");
  assert.equal(python("','.join(set(sys.modules) - modules)"), "");
});

test("a fault of ours is answered, and the console gets a traceback with our lines in it", () => {
  complaints.length = 0;
  const answer = JSON.parse(python(`
from worksheet_py import api
actions = api.ACTIONS
def broken(payload):
    try:
        {}["a key"]
    except KeyError as error:
        raise api.BadRequest.__mro__[1]("a fault of ours") from error
api.ACTIONS = {"review": broken}
try:
    answer = api.handle('{"id": 5, "action": "review", "payload": {}}')
finally:
    api.ACTIONS = actions
answer`));
  assert.deepEqual([answer.id, answer.error.code], [5, "internal"]);
  assert.match(complaints.join("\n"), /KeyError: 'a key'[^]*worksheet_py\/api.py", line \d+, in handle[^]*a fault of ours/);
});

test("it is today, in the person's time zone", () => {
  const now = new Date();
  const [year, month, day, hour, offset, zones, names] = python(`
import datetime, time
now = datetime.datetime.now().astimezone()
summer, winter = (datetime.datetime(2026, month, 1).astimezone() for month in (7, 1))
(now.year, now.month, now.day, now.hour, now.utcoffset().total_seconds() / -60,
 [time.timezone, time.altzone, time.daylight], [*time.tzname, winter.tzname(), summer.tzname()])`).toJs();
  assert.deepEqual([year, month, day, hour], [now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getHours()]);
  assert.equal(offset, now.getTimezoneOffset());
  assert.deepEqual(zones, [5 * 3600, 4 * 3600, 1]);
  assert.deepEqual(names, ["UTC-0500", "UTC-0400", "UTC-0500", "UTC-0400"]);
});

test("chance is new each time", async () => {
  const drawn = async () => {
    const woken = await startQuickly(runtime);
    addLibrary(woken, runtime);
    return woken.runPython("import os, random; (os.urandom(8).hex(), random.random())").toJs();
  };
  const [one, other] = [await drawn(), await drawn()];
  assert.notEqual(one[0], other[0]);
  assert.notEqual(one[1], other[1]);
});

test("what the memory lacks can be loaded from the library", async () => {
  const woken = await startQuickly(runtime);
  assert.throws(() => woken.runPython("import zipfile"));
  addLibrary(woken, runtime);
  assert.equal(woken.runPython("import zipfile, random, tempfile, logging; zipfile.__name__"), "zipfile");
});

test("a module that was left out of the wasm file is missed with an ordinary error", async () => {
  const woken = await startQuickly(runtime);
  addLibrary(woken, runtime);
  for (const name of UNUSED_MODULES) assert.throws(() => woken.runPython(`import ${name}`), /ModuleNotFoundError/, name);
  // Its neighbours in the file are whole.
  const whole = woken.runPython(`
import codecs, hashlib, math, unicodedata, zlib
[unicodedata.name("é"), unicodedata.normalize("NFD", "é") == "e\\u0301", unicodedata.lookup("SNOWMAN"), zlib.crc32(b"abc"),
 zlib.decompress(zlib.compress(b"abc" * 99)) == b"abc" * 99, hashlib.sha256(b"abc").hexdigest()[:8], round(math.gamma(5.5), 3)]`).toJs();
  assert.deepEqual(whole, ["LATIN SMALL LETTER E WITH ACUTE", true, "☃", 891568578, true, "ba7816bf", 52.343]);
});
