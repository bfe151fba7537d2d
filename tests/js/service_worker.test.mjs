// The service worker answers for addresses of the published files alone, however an address is written.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root } from "./page.mjs";

const SCOPE = "https://example.org/tool/";
const self = { registration: { scope: SCOPE } };
const SITE = {
  starts: { quick: [], ordinary: [] },
  types: { html: "text/html", js: "text/javascript" },
  files: [["", "hash-of-the-start", 1], ["words/", "hash-of-words", 1], ["page.js", "hash-of-script", 1, true]],
};
const workbox = { precaching: { PrecacheController: class { addToCacheList() {} } } };
const files = readFileSync(join(root, "overrides/offline/files.js"), "utf8");
const { fileAt } = new Function("self", "SITE", "workbox", `${files}\nreturn { fileAt };`)(self, SITE, workbox);
/** @param {string} address @returns {string | undefined} */
const answered = (address) => fileAt(new URL(address, SCOPE).href)?.url;

test("only the address of a file is answered, and by that file", () => {
  for (const address of ["words/", "words/?q=<b>", "words/?v=other", "words/index.html", "%2e/words/", "x/%2e%2e/words/", "x/../words/#%", `words/?${"x".repeat(1e6)}`]) {
    assert.equal(answered(address), `${SCOPE}words/`, address.slice(0, 50));
  }
  assert.equal(answered("page.js?v=hash-of-scri"), `${SCOPE}page.js`);
  for (const address of [
    "page.js?v=other", "//example.org//tool/words/", "/tool//words/", "words//", "WORDS/", "words%2f", "%77ords/", "words/%2e%2e%2fpage.js", "../words/", "%2e%2e/words/",
    "https://elsewhere.org/tool/words/", "https://example.org:8443/tool/words/", "http://example.org/tool/words/", "https://a@elsewhere.org/tool/", "__proto__", "constructor",
    "words/\u0000x", "words\\..\\..\\", `${"x/".repeat(1e5)}words/`, "data:text/html,x", "blob:https://example.org/tool/words/",
  ]) assert.equal(answered(address), undefined, address.slice(0, 50));
});
