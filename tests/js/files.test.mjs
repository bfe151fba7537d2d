import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";

import { fromCopiedText, toCopiedText } from "../../overrides/assets/worksheet/files/copied_text.js";
import { documentIn } from "../../overrides/assets/worksheet/files/document_text.js";
import { fromQuotedPrintable, isMessage, partsOf, textIn } from "../../overrides/assets/worksheet/files/encodings.js";
import { textsOf } from "../../overrides/assets/worksheet/files/file_text.js";
import { entriesOf, isZip, unpack } from "../../overrides/assets/worksheet/files/zip.js";

// Node has none; the scripts ask it only to read entities.
let parsed = 0;
globalThis.DOMParser = class {
  /** @param {string} text @returns {any} */
  parseFromString(text) {
    parsed += 1;
    return { body: { textContent: text.replaceAll("&quot;", '"').replaceAll("&amp;", "&") } };
  }
};

const DOCUMENT = { type: "coproduction-reflection", version: 1, name: "a, ] } \u00a0 “b” \\\" \ud83d\ude00 \ud800", ideas: {} };
const DATA = JSON.stringify(DOCUMENT);
const PAGE = `<!doctype html><p>x<script type="application/json" id="coproduction-reflection">${DATA}</script>`;
const MAIL = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; name="a.html"\r\n'
  + `Content-Transfer-Encoding: quoted-printable\r\n\r\n${PAGE.replaceAll("=", "=3D")}\r\n--b--\r\n`;

/** An archive with one file, told as often as wanted. @param {Uint8Array} packed @param {number} size @param {number} crc @param {string} called @param {number} times */
function archive(packed, size, crc, called = "a.json", times = 1) {
  const name = new TextEncoder().encode(called);
  const head = (/** @type {number} */ sign, /** @type {number} */ length) => {
    const view = new DataView(new ArrayBuffer(length));
    view.setUint32(0, sign, true);
    return view;
  };
  const [local, central, end] = [head(0x04034b50, 30), head(0x02014b50, 46), head(0x06054b50, 22)];
  local.setUint16(26, name.length, true);
  central.setUint16(10, 8, true);
  for (const [at, value] of [[16, crc], [20, packed.length], [24, size]]) central.setUint32(at, value, true);
  central.setUint16(28, name.length, true);
  end.setUint16(10, times, true);
  end.setUint32(16, 30 + name.length + packed.length, true);
  return Buffer.concat([local, name, packed, ...Array.from({ length: times }, () => [central, name]).flat(), end].map((part) => new Uint8Array(part.buffer ?? part, part.byteOffset, part.byteLength)));
}

/** The same numbers each time. @param {number} seed */
function random(seed) {
  return () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
}

test("what is right is left alone, to the letter", () => {
  assert.equal(documentIn(DATA).text, DATA);
  assert.equal(documentIn(PAGE).text, DATA);
  assert.equal(documentIn(`\ufeff  ${DATA}`).text, DATA);
  assert.equal(partsOf(MAIL).length, 1);
  assert.equal(documentIn(new TextDecoder().decode(partsOf(MAIL)[0].bytes).trim()).text, DATA);
});

/** Where an element is none to a browser, as in the test of `embedded_json.py`. */
const NOT_THERE = [
  "<!-- {} -->", "<!-- {}", "<! {}", "<?x {}", "</ {}", "<p title='{}'>x</p>", "<p title='{}", "<p a = '{}'></p>", "</p title='{}'>",
  "<script>const page = `{}`</script>", "<SCRIPT type=module>'{}'</sCrIpT>", "<style>{}</style>", "<title>{}</title>",
  "<textarea>{}</textarea>", "<xmp>{}</xmp>", "<iframe>{}</iframe>", "<iframe srcdoc='{}'></iframe>",
];

test("only an element holds the document: no comment, attribute or text of another element", () => {
  const strange = PAGE.slice(PAGE.indexOf("<script")).replace('"a, ]', '"strange');
  for (const place of NOT_THERE) {
    const other = place.replace("{}", () => strange);
    assert.equal(documentIn(`<p>${other}`).problem, "no_data", place);
    assert.equal(documentIn(`${PAGE}${other}`).text, DATA, place);
    const goesOn = place.startsWith("<!-- {}") || place.endsWith("{}");
    if (!goesOn) assert.equal(documentIn(`<p>${other}${PAGE}`).text, DATA, place);
  }
  const marked = (/** @type {string} */ attributes) => `<script>{}</script><script ${attributes}>{"type": "no"}</script>`;
  for (const attributes of ["data-x=' id=\"coproduction-reflection\"'", "id=x id=coproduction-reflection", "xid=coproduction-reflection"]) {
    assert.equal(documentIn(marked(attributes)).problem, "no_data", attributes);
  }
  assert.equal(documentIn(marked("ID = coproduction-reflection")).problem, undefined);
});

test("a page that is made to keep a reader busy is read as fast as any", () => {
  const pieces = ["<script ", "<script id=", "<a b='", "<!--", "</", "<title>", "<script></script>", " id  = ", "=", "<", "<p =\""];
  const pages = pieces.flatMap((piece) => ["<", "<script", "<script x='", "<title>", "<script "].map((before) => before + piece.repeat(5e5 / piece.length)));
  const began = performance.now();
  for (const page of pages) assert.equal(documentIn(page).problem, "no_data");
  // By their square they would take hours.
  assert(performance.now() - began < 60_000);
});

test("of a flood of scripts few are looked into, and the document is found behind it", () => {
  const unnamed = PAGE.slice(PAGE.indexOf("<script")).replace("id=", "data-id=");
  for (const piece of ["<script>a</script>", '<script>{"type":"coproduction"}</script>']) {
    assert.equal(documentIn(`<p>${piece.repeat(10_000)}${unnamed}`).text, DATA);
  }
  parsed = 0;
  documentIn(`<p>${"<script>{&quot;coproduction-reflection&quot;}</script>".repeat(10_000)}`);
  assert(parsed <= 20, String(parsed));
});

test("a text that never ends is read once, and not again from each of its letters", () => {
  const began = performance.now();
  for (const piece of ['\\"', "\\\\", '\\"{', ',"', "{ "]) documentIn(`{"${piece.repeat(5e5)}`);
  // By their square they would take hours.
  assert(performance.now() - began < 20_000);
});

test("lines and names of any length are read once", async () => {
  const began = performance.now();
  const json = `${DATA.replace(",", ",\n")}\n${"  \n".repeat(100)}`;
  for (const text of [json, `${"  \n".repeat(100)}x`, `Subject: a\n${"\t \t\n".repeat(100)}`, " ".repeat(20_000)]) assert.equal(isMessage(text), false);
  assert.equal((await textsOf([new File([json], "a.json")]))[0].message, "");
  const bytes = Buffer.from(DATA);
  const zip = archive(new Uint8Array(deflateRawSync(bytes)), bytes.length, crc32(bytes), `${"x".repeat(65_000)}.json`, 10);
  assert.equal((await textsOf([new File([zip], "a.zip")])).filter(({ message }) => !message).length, 10);
  // The lines would take for ever, and each name ten seconds.
  assert(performance.now() - began < 20_000);
});

test("a message gives no more files, and no more of what is in archives, than can be brought in at once", async () => {
  const letter = (/** @type {string[]} */ ...parts) => new File([`MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n${parts.join("\r\n--b\r\n")}`], "a.eml");
  const json = (/** @type {number} */ n) => `Content-Type: application/json; name="${n}.json"\r\n\r\n{"a": ${n}}`;
  const numbers = (/** @type {number} */ most) => Array.from({ length: most }, (_, n) => n);
  assert.equal((await textsOf([letter(...numbers(10).map(json))])).length, 10);
  const [refused, ...others] = await textsOf([letter(...numbers(11).map(json))]);
  assert.deepEqual([refused.message, others], ["transfer.too_many", []]);
  const packed = (/** @type {number} */ size) => (/** @type {number} */ n) => {
    const text = Buffer.from(`${`{"a": ${n}`.padEnd(size)}}`);
    const zip = archive(new Uint8Array(deflateRawSync(text)), text.length, crc32(text)).toString("base64");
    return `Content-Type: application/zip; name="a.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n${zip}`;
  };
  const texts = await textsOf([letter(...numbers(2).map(packed(4_500_000))), letter(...numbers(3).map(packed(4_500_000)))]);
  assert.equal(texts.filter(({ message }) => !message).length, 4, "20 MB in all, the first message's and the second's");

  let unpacked = 0;
  const { DecompressionStream: own } = globalThis;
  globalThis.DecompressionStream = class extends own {
    /** @param {"gzip"} kind */
    constructor(kind) {
      super(kind);
      unpacked += 1;
    }
  };
  await textsOf([letter(...numbers(5).map(packed(6_000_000)))]);
  globalThis.DecompressionStream = own;
  assert.equal(unpacked, 4, "one after the other, and none where there is no room");
});

test("slips of a hand are put right outside of texts only", () => {
  const slipped = DATA.replace('"version":1,', '"version": 1,\u00a0').replace(/\}$/, ",}\n and more {}");
  assert.deepEqual(JSON.parse(documentIn(slipped).text), DOCUMENT);
});

test("a copied text brings back each letter, also out of a quoted message", () => {
  const text = toCopiedText("Words to read", DOCUMENT);
  assert.deepEqual(JSON.parse(fromCopiedText(text)[0]), DOCUMENT);
  const quoted = text.replace(/.{60}/g, "$&\n> ");
  assert.deepEqual(JSON.parse(fromCopiedText(`> ${quoted}\nSent from my phone.`)[0]), DOCUMENT);
  assert.deepEqual(fromCopiedText(text.slice(0, -30)), []);
});

test("an archive gives no more than the limit, whatever it says, and tells when it is damaged", async () => {
  const packed = new Uint8Array(deflateRawSync(Buffer.alloc(5_000_000)));
  const [bomb] = entriesOf(new Uint8Array(archive(packed, 10, 0)));
  assert.equal(await unpack(bomb, 1_000_000), null);
  await assert.rejects(unpack(bomb, 9_000_000));
});

test("no reader fails on what was changed at random", async () => {
  const draw = random(7);
  const zip = new Uint8Array(archive(new Uint8Array(deflateRawSync(Buffer.from(DATA))), DATA.length, 0));
  for (let round = 0; round < 2000; round += 1) {
    const bytes = new Uint8Array(round % 2 ? zip : new TextEncoder().encode(round % 4 ? MAIL : PAGE));
    for (let change = 0; change < 1 + draw() * 6; change += 1) bytes[Math.floor(draw() * bytes.length)] = Math.floor(draw() * 256);
    if (isZip(bytes)) {
      try {
        for (const entry of entriesOf(bytes).slice(0, 3)) await unpack(entry, 1000).catch(() => null);
      } catch (error) {
        assert(error instanceof RangeError, String(error));
      }
    }
    const text = textIn(bytes)?.text ?? "";
    documentIn(text);
    fromQuotedPrintable(text);
    if (isMessage(text)) partsOf(text).forEach((part) => documentIn(textIn(part.bytes)?.text ?? ""));
  }
});
