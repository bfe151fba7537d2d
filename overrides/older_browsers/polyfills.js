// What the scripts use of the language and of the page, and the oldest browsers that we support (`browserslist` in
// package.json) do not have. Such a browser loads this before all else (main.html), and the single file has it in front.
// Only what our scripts need: documents are plain data, so a clone is one of plain data.

(() => {
  /** @param {object} owner @param {string} name @param {Function} value */
  function add(owner, name, value) {
    if (!(name in owner)) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  }

  /** @param {any} value @returns {any} */
  function clone(value) {
    if (Array.isArray(value)) return value.map(clone);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clone(part)]));
  }

  /** @this {ArrayLike<unknown>} @param {number} index */
  function at(index) {
    return this[index < 0 ? this.length + index : index];
  }

  /** @this {unknown[]} @param {(value: unknown, index: number) => unknown} test */
  function findLastIndex(test) {
    let index = this.length - 1;
    while (index >= 0 && !test(this[index], index)) index -= 1;
    return index;
  }

  /** @this {unknown[]} @param {(value: unknown, index: number) => unknown} test */
  function findLast(test) {
    return this[findLastIndex.call(this, test)];
  }

  add(globalThis, "structuredClone", clone);
  add(Object, "hasOwn", (/** @type {object} */ owner, /** @type {string} */ name) => Object.prototype.hasOwnProperty.call(owner, name));
  add(Array.prototype, "at", at);
  add(String.prototype, "at", at);
  add(Array.prototype, "findLast", findLast);
  add(Array.prototype, "findLastIndex", findLastIndex);
  add(String.prototype, "replaceAll", /** @this {string} @param {string} old @param {string} fresh */ function (old, fresh) {
    return this.split(old).join(fresh);
  });
  add(Blob.prototype, "arrayBuffer", /** @this {Blob} */ function () {
    return new Response(this).arrayBuffer();
  });
  if (globalThis.Element) {
    add(Element.prototype, "replaceChildren", /** @this {Element} @param {(Node | string)[]} children */ function (...children) {
      this.textContent = "";
      this.append(...children);
    });
    add(Element.prototype, "checkVisibility", /** @this {Element} */ function () {
      return this.getClientRects().length > 0;
    });
  }
})();
