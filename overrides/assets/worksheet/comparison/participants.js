// The participants: reflections of this device to add, and for each view its group, its name, and a button to remove it.
import { listReflections } from "../storage/repository.js";
import { all, fill, fromTemplate, line, listOf, one, onPress, syncList } from "../ui/dom.js";
import { describe, nameOf, placesOf } from "../ui/labels.js";
import { say, sayCount, sayDate } from "../ui/messages.js";

/** @typedef {import("./session_files.js").View} View */

/**
 * @param {HTMLElement} root
 * @param {ComparisonSession} session
 * @param {() => void} changed  called when views, or how they are shown, changed here
 * @returns {(people: Person[]) => void} shows the views, with what Python says of them so far
 */
export function startParticipants(root, session, changed) {
  const here = one(root, "[data-here-list]");
  const box = /** @type {HTMLDetailsElement} */ (one(root, "[data-people]"));
  const list = one(box, "ul");
  /** @type {Map<string, Person>} */
  let known = new Map();

  here.addEventListener("change", ({ target }) => {
    const tick = /** @type {HTMLInputElement} */ (target);
    const id = /** @type {HTMLElement} */ (tick.closest("[data-id]")).dataset.id ?? "";
    const found = listReflections().find((reflection) => reflection.id === id);
    if (!tick.checked) session.remove(session.views.filter((view) => view.id === id).map(({ key }) => key));
    else if (found) session.add([{ name: found.name, id }]);
    changed();
  });

  list.addEventListener("change", ({ target }) => {
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (target);
    const key = /** @type {HTMLElement} */ (control.closest("[data-id]")).dataset.id ?? "";
    const value = control instanceof HTMLInputElement ? control.checked : control.value || null;
    session.set(key, { [control.dataset.setting ?? ""]: value });
    changed();
  });

  onPress(box, {
    "take-all-out"() {
      session.clear();
      changed();
      fill(root, "gathered", say("perspectives.all_out"));
      one(root, "input[type=file]").focus();
    },
    "take-person-out"(_, item) {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      const view = session.views.find(({ key }) => key === item.dataset.id);
      const name = view ? shownName(view) : "";
      session.remove([item.dataset.id ?? ""]);
      changed();
      fill(root, "ours-said", say("perspectives.one_out", { name }));
      (next?.querySelector("button") ?? one(root, "input[type=file]")).focus();
    },
  });

  /** @param {View} view @returns {string} never the name of somebody who is not to be named */
  function shownName({ key, name }) {
    const person = known.get(key);
    const { anonymous = false, hidden = false } = session.settingOf(key);
    if (person && person.anonymous === anonymous && person.hidden === hidden) return person.name;
    if (!anonymous && !hidden) return person?.name ?? name;
    return say("perspectives.unnamed", { number: session.views.findIndex((view) => view.key === key) + 1 });
  }

  function showHere() {
    const kept = listReflections().filter(({ id }) => id !== session.shared);
    here.hidden = kept.length === 0;
    syncList(one(here, "[data-here-options]"), kept, ({ id }) => fromTemplate("here", id), (option, reflection) => {
      const view = session.views.find(({ id }) => id === reflection.id);
      const { anonymous, hidden } = session.settingOf(view?.key ?? "");
      const words = [nameOf(reflection), describe(reflection)].filter(Boolean).join(" · ");
      fill(option, "option", view && (anonymous || hidden) ? shownName(view) : words);
      /** @type {HTMLInputElement} */ (one(option, "input")).checked = view !== undefined;
    });
  }

  return (people) => {
    known = new Map(people.map((person) => [person.key, person]));
    const { views } = session;
    if (box.hidden && views.length) box.open = views.length <= 6;
    box.hidden = views.length === 0;
    fill(box, "people-count", sayCount("perspectives.people", views.length));
    syncList(list, views.map((view) => ({ id: view.key, view })), ({ id }) => fromTemplate("person", id), (item, { view }) => {
      const person = known.get(view.key);
      const setting = session.settingOf(view.key);
      fill(item, "person", shownName(view));
      const changedOn = person?.changed ? say("reflections.changed", { date: sayDate(person.changed) }) : "";
      fill(item, "person-about", person ? [person.about, changedOn].filter(Boolean).join(" · ") : say("perspectives.waiting"));
      fill(item, "person-note", person?.note ?? "");
      item.classList.toggle("ws-is-out", person?.left_out || setting.hidden === true);
      const group = /** @type {HTMLSelectElement} */ (one(item, "select"));
      group.value = setting.group ?? person?.group ?? "";
      for (const tick of /** @type {HTMLInputElement[]} */ (all(item, "input"))) {
        tick.checked = setting[/** @type {"hidden"} */ (tick.dataset.setting)] === true;
      }
    });
    showHere();
  };
}

/** @param {HTMLElement} box @param {Refused[]} refused  files that are not ours, or damaged */
export function showRefused(box, refused) {
  box.hidden = refused.length === 0;
  one(box, "ul").replaceChildren(...refused.map(({ name, message, places }) => {
    const item = line("li");
    item.append(line("strong", name), ` ${message}`, ...listOf(placesOf(places)));
    return item;
  }));
}
