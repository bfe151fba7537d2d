// Which room of the page's scripts may import from which. The table is the rule; esbuild says what is imported.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";

import { parse } from "acorn";
import { simple } from "acorn-walk";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const overrides = join(root, "overrides");
const worksheet = "assets/worksheet";

/** Each room and the rooms it may import from: those above it. What stands on top of the folder, and other folders, come last. */
const ROOMS = {
  document: "",
  storage: "document",
  ui: "document",
  files: "document ui",
  python: "ui",
  site: "document storage ui",
  form: "document storage ui",
  plan: "document form ui",
  print: "document form plan ui",
  export: "document files plan python storage ui",
  rounds: "document files python storage ui",
  comparison: "document export files form python storage ui",
  reflections: "document export files form python rounds storage ui",
  accessibility: "storage ui",
  "worker.js": "python",
  "earlier_page.js": "",
  "reading.js": "site storage ui",
  "main.js": "comparison document export form plan print python reflections rounds site storage ui",
  "page.js": "main.js python site ui",
  onefile: "accessibility main.js python storage ui",
};

/** Where the published scripts, and the single file's, begin. */
const ENTRIES = ["page.js", "reading.js", "worker.js", "earlier_page.js"].map((name) => `${worksheet}/${name}`)
  .concat("assets/accessibility/page.js", "onefile/file.js", "onefile/embedded_fetch.js");

const { metafile } = await build({
  entryPoints: ENTRIES.map((entry) => join(overrides, entry)),
  absWorkingDir: overrides,
  bundle: true,
  external: ["../vendor/*", "worksheet_start"],
  format: "esm",
  metafile: true,
  outdir: "none",
  write: false,
});
/** @type {Map<string, string[]>} script -> the scripts it imports, at once or later */
const graph = new Map(Object.entries(metafile.inputs).map(([path, { imports }]) =>
  [path, imports.filter(({ external }) => !external).map((one) => one.path)]));

/** @param {string} path @returns {string} the room of a script, or its name where it stands on top of the worksheet's folder */
const roomOf = (path) => (dirname(path) === worksheet ? basename(path) : basename(dirname(path)));

test("a script imports only from its own room and the rooms in its row", () => {
  const wrong = [...graph].flatMap(([path, imports]) => {
    const usable = [roomOf(path), ...(ROOMS[roomOf(path)] ?? "").split(" ")];
    return imports.filter((name) => !usable.includes(roomOf(name))).map((name) => `${path} -> ${name}`);
  });
  assert.deepEqual(wrong, []);
});

test("a row names only rows before it, and each room has a row", () => {
  const before = new Set([""]);
  for (const [room, usable] of Object.entries(ROOMS)) {
    for (const name of usable.split(" ")) assert(before.has(name), `${room} may import from ${name}, which comes later`);
    before.add(room);
  }
  assert.deepEqual([...new Set([...graph.keys()].map(roomOf))].filter((room) => !(room in ROOMS)), []);
});

test("no scripts import each other in a circle", () => {
  const done = new Set();
  /** @param {string} path @param {string[]} way */
  function visit(path, way) {
    assert(!way.includes(path), [...way, path].join(" -> "));
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  }
  for (const path of graph.keys()) visit(path, []);
});

test("the document's room and the envelope need no browser", () => {
  for (const path of ["document/document.js", "document/operations.js", "document/schema.js", "storage/envelope.js"]) {
    const free = names(readFileSync(join(overrides, worksheet, path), "utf8"), "Identifier", ({ name }) => name);
    assert.deepEqual(["window", "localStorage", "sessionStorage", "indexedDB"].filter((name) => free.includes(name)), [], path);
  }
});

test("only the script for the browser's storage touches it, and the one that finds the names in it", () => {
  const touching = [...graph.keys()].filter((path) => /\b(localStorage|sessionStorage)[.[]|=> (local|session)Storage\b/.test(text(path)));
  assert.deepEqual(touching.sort(), ["site_folder", "web_storage"].map((name) => `${worksheet}/storage/${name}.js`));
});

test("no text becomes code or markup, and nothing is taken from pages around this one", () => {
  const own = readdirSync(overrides, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".js") && !/(^|\/)(vendor|runtime|hooks)\//.test(path));
  assert(own.length > graph.size);
  const sinks = /\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|\w+HTMLUnsafe|javascript:)|document\.write|\b(eval|Function)\(/;
  assert.deepEqual(own.filter((path) => sinks.test(text(path))), []);
  const around = /\bonmessage\b|(?<![.\w])addEventListener\("message"|\b(window|self|globalThis|top|parent|opener)\.(name|addEventListener\("message"|opener|postMessage)\b/;
  // These run in the worker, which only its own page can write to.
  assert.deepEqual(own.filter((path) => around.test(text(path))).sort(), [`${worksheet}/worker.js`, "onefile/embedded_fetch.js"]);
});

test("each script is reached from an entry, and each export is used", () => {
  const there = ["assets/worksheet", "assets/accessibility", "onefile"].flatMap((folder) =>
    readdirSync(join(overrides, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
      .map((entry) => relative(overrides, join(entry.parentPath, entry.name))))
    .filter((path) => !path.includes("/vendor/"));
  assert.deepEqual(there.filter((path) => !graph.has(path)), [], "nothing imports these");
  // The build uses some of them to make the quick start.
  const users = [...graph.keys(), "runtime/make.mjs"].map((path) => [path, text(path)]);
  const tests = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ["tests", readFileSync(join(parentPath, name), "utf8")]);
  const unused = [...graph.keys()].flatMap((path) => exportsOf(path)
    .filter((name) => ![...users, ...tests].some(([user, code]) => user !== path && new RegExp(`\\b${name}\\b`).test(code)))
    .map((name) => `${path}: ${name}`));
  assert.deepEqual(unused, []);
});

/** @param {string} path */
function text(path) {
  return readFileSync(join(overrides, path), "utf8");
}

/** @param {string} path @returns {string[]} the names that a script exports */
function exportsOf(path) {
  return names(text(path), "ExportNamedDeclaration", ({ declaration, specifiers }) => [
    ...specifiers.map(({ exported }) => exported.name),
    ...(declaration?.declarations ?? [declaration]).filter(Boolean).map(({ id }) => id.name),
  ]).flat();
}

/** @param {string} code @param {string} kind @param {(node: any) => any} name @returns {any[]} */
function names(code, kind, name) {
  const found = [];
  simple(parse(code, { ecmaVersion: "latest", sourceType: "module" }), { [kind]: (node) => found.push(name(node)) });
  return found;
}
