// Small helpers for the page's elements. Knows no words and no rules.

/** Milliseconds of waiting that need no words. */
export const SHORT_WAIT = 1000;

/** The one element that must be there. @param {ParentNode} root @param {string} selector @returns {HTMLElement} */
export function one(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return /** @type {HTMLElement} */ (found);
}

/** Every element that matches. @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
export const all = (root, selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);

/**
 * Act on presses of the buttons and links inside root, by their data-do.
 * @param {Document | HTMLElement} root
 * @param {Record<string, (button: HTMLElement, item: HTMLElement) => void>} actions  item: the record that the button
 *   belongs to, or root where it belongs to none
 */
export function onPress(root, actions) {
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button, a") : null;
    if (!(button instanceof HTMLElement)) return;
    const item = /** @type {HTMLElement} */ (button.closest("[data-id]") ?? root);
    actions[button.dataset.do ?? ""]?.(button, item);
  });
}

/** The selector of a record's element; ids come from files and may hold any character. @param {string} id */
export const withId = (id) => `[data-id="${CSS.escape(id)}"]`;

/**
 * A copy of a template's first element; `__ID__` in ids and references becomes `id`.
 * @param {string} name
 * @param {string} [id]
 */
export function fromTemplate(name, id = "") {
  const template = /** @type {HTMLTemplateElement} */ (one(document, `template[data-template="${name}"]`));
  const copy = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  for (const element of [copy, ...all(copy, "*")]) {
    for (const attribute of ["id", "for", "aria-describedby", "aria-labelledby"]) {
      const value = element.getAttribute(attribute);
      if (value?.includes("__ID__")) element.setAttribute(attribute, value.replaceAll("__ID__", id));
    }
  }
  if (id && copy.hasAttribute("data-id")) copy.dataset.id = id;
  return copy;
}

/**
 * Write text into `[data-slot=name]` (or `[data-show=name]`) inside root, only where it changed, so that
 * screen readers are not told the same thing twice.
 * @param {ParentNode} root
 * @param {string} name
 * @param {string} text
 */
export function fill(root, name, text) {
  for (const element of all(root, `[data-slot="${name}"], [data-show="${name}"]`)) {
    if (element.textContent !== text) element.textContent = text;
  }
}

/** Take back what was said of earlier presses, before something is said of this one: it may not be so any more. */
export function forgetSaid() {
  for (const place of all(document, "[data-told]")) place.replaceChildren();
}

/** @param {string} tag @param {string} [text] @returns {HTMLElement} a new element with this text, and only text */
export function line(tag, text = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** @param {HTMLElement[]} items @param {string} [tag] @returns {HTMLElement[]} a list of these; nothing where there are none */
export function listOf(items, tag = "ul") {
  const list = line(tag);
  list.append(...items);
  return items.length ? [list] : [];
}

/** @param {string} head @param {(string | undefined)[]} cells @returns {HTMLElement} */
export function tableRow(head, cells) {
  const row = line("tr");
  const first = line("th", head);
  first.setAttribute("scope", "row");
  row.append(first, ...cells.map((text) => line("td", text)));
  return row;
}

/**
 * Before something is hidden that has the focus: move the focus to what can be pressed next.
 * @param {HTMLElement} going
 */
export function passFocusOn(going) {
  if (!going.contains(document.activeElement)) return;
  const next = all(document, "a[href], button, summary").find((one) => one.getClientRects().length > 0 && !going.contains(one)
    && going.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  next?.focus();
}

/**
 * Make a list show these records: one child for each, in order. Children that are there already are kept, and moved only if
 * they must be, so that a field keeps its focus while somebody types in it.
 * @template {{id: string}} R
 * @param {HTMLElement} list
 * @param {R[]} records
 * @param {(record: R) => HTMLElement} make
 * @param {(child: HTMLElement, record: R, index: number) => void} update
 */
export function syncList(list, records, make, update) {
  /** @type {Map<string | undefined, HTMLElement>} */
  const old = new Map(/** @type {HTMLElement[]} */ ([...list.children]).map((child) => [child.dataset.id, child]));
  const wanted = new Set(records.map((record) => record.id));
  for (const [id, child] of old) if (!id || !wanted.has(id)) child.remove();
  records.forEach((record, index) => {
    const child = old.get(record.id) ?? make(record);
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
    update(child, record, index);
  });
}

/**
 * Which key a person means. None while an input method composes: Enter, Escape and the arrows then belong to the composition.
 * @param {KeyboardEvent} event
 * @returns {string} as in `event.key`; empty in a composition
 */
export function keyOf(event) {
  // In Safari only the number 229 tells of a composition.
  return event.isComposing || event.keyCode === 229 ? "" : event.key;
}

/** What the address names behind its `#`: decoded, or as it stands where nothing is encoded like that. @returns {string} */
export function addressPlace() {
  const place = location.hash.slice(1);
  try {
    return decodeURIComponent(place);
  } catch {
    return place;
  }
}

/** Whether a key finishes a line. @param {KeyboardEvent} event */
export const isEnter = (event) => keyOf(event) === "Enter" && !event.shiftKey;

let pressing = false;
addEventListener("pointerdown", () => (pressing = true), true);
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => (pressing = false), true);

/**
 * Do something that moves things on the page: soon, but not between pointerdown and click, which would then hit something
 * else.
 * @param {() => void} move
 */
export function whenNothingIsPressed(move) {
  // A click follows its pointerup in the same task, so the next one is late enough.
  if (pressing) addEventListener("pointerup", () => setTimeout(move), { once: true });
  else queueMicrotask(move);
}

/** @returns {Promise<void>} resolves in a new task, so that the browser can draw and handle events between two long ones */
export function yieldToBrowser() {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
}

/**
 * Open a dialog; a browser that knows none shows an ordinary box, whose buttons do the same.
 * @param {HTMLDialogElement} dialog
 */
export function openDialog(dialog) {
  if (dialog.showModal) return dialog.showModal();
  dialog.setAttribute("open", "");
  all(dialog, "form button")[0]?.focus();
  dialog.onclick = (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button?.closest("form")) return;
    event.preventDefault();
    dialog.returnValue = button.value;
    dialog.removeAttribute("open");
    dialog.dispatchEvent(new Event("close"));
  };
}
