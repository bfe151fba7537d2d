// The views that are side by side in this tab: files, reflections of this device, and how each is to be shown.
// Kept until the tab is closed, and never longer.
import { newId } from "../document/document.js";
import { keepInTab, keptInTab } from "../storage/preferences.js";
import { readReflection } from "../storage/repository.js";

/**
 * @typedef {{key: string, name: string, text?: string, id?: string}} View  id: of a reflection on this device, which is
 *   read anew each time. The key is drawn at random, so that it tells nothing of whose view it is.
 * @typedef {{group?: string | null, anonymous?: boolean, hidden?: boolean}} Setting
 */

const VIEWS = "views";
const CHOICES = "views-choices";

export class ComparisonSession {
  constructor() {
    /** @type {View[]} */
    this.views = [parse(keptInTab(VIEWS))].flat().filter(isView);
    const choices = parse(keptInTab(CHOICES)) ?? {};
    /** @type {Record<string, Setting>} by key */
    this.settings = Object.assign(Object.create(null), choices.settings);
    /** @type {string | null} only the views of this group */
    this.by = choices.by ?? null;
    /** @type {string | null} id of the reflection that the group writes together */
    this.shared = choices.shared ?? null;
    /** @type {Record<string, string>} what was taken into it: point -> id of the voice or change */
    this.taken = Object.assign(Object.create(null), choices.taken);
    /** @type {Refused[]} */
    this.refused = [];
    /** Whether all of it has room in the tab. */
    this.isKept = true;
  }

  /** Keep what was chosen for as long as the tab is open. */
  keep() {
    const { settings, by, shared, taken } = this;
    this.isKept = keepInTab(CHOICES, JSON.stringify({ settings, by, shared, taken })) && this.isKept;
  }

  keepViews() {
    this.isKept = keepInTab(VIEWS, JSON.stringify(this.views));
    this.keep();
  }

  /** @param {Omit<View, "key">[]} views */
  add(views) {
    this.views.push(...views.map((view) => ({ key: newId(), ...view })));
    this.keepViews();
  }

  /** @param {string[]} keys */
  remove(keys) {
    this.views = this.views.filter(({ key }) => !keys.includes(key));
    for (const key of keys) delete this.settings[key];
    this.keepViews();
  }

  /** Remove all views; what was taken over into the shared reflection stays there. */
  clear() {
    this.views = [];
    this.settings = Object.create(null);
    this.taken = Object.create(null);
    this.by = null;
    this.refused = [];
    this.keepViews();
  }

  /** @param {string} key @returns {Setting} */
  settingOf(key) {
    return this.settings[key] ?? {};
  }

  /** @param {string} key @param {Setting} setting */
  set(key, setting) {
    this.settings[key] = { ...this.settingOf(key), ...setting };
    this.keep();
  }

  /** @param {string | null} id  of the reflection that the group writes; it is no view among the others */
  share(id) {
    this.shared = id;
    this.remove(this.views.filter((view) => id !== null && view.id === id).map(({ key }) => key));
  }

  /** Leave out reflections that were deleted from this device meanwhile. */
  forgetDeleted() {
    const gone = this.views.filter(({ id }) => id !== undefined && !readReflection(id));
    if (gone.length) this.remove(gone.map(({ key }) => key));
  }

  /** @returns {object} what Python is asked */
  question() {
    const files = this.views.map(({ key, name, text, id }) =>
      text === undefined ? { key, reflection: readReflection(id ?? "") } : { key, name, text });
    return { files, settings: this.settings, by: this.by };
  }
}

/** @param {any} view @returns {boolean} whether it is one, whoever wrote it */
const isView = (view) =>
  ["key", "name"].every((part) => typeof view?.[part] === "string") && ["text", "id"].some((part) => typeof view[part] === "string");

/** @param {string | null} text */
function parse(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
