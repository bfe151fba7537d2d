// The earlier versions of a reflection, in its card: what differs, a look at each, and the ways back. Fetched only when
// somebody opens the list.
import { newId, planned, withDefaults, wordsIn } from "../document/document.js";
import { ideaIds, tool } from "../document/edition.js";
import { same } from "../document/operations.js";
import { listVersions, readReflection } from "../storage/repository.js";
import { all, fill, fromTemplate, line, one } from "../ui/dom.js";
import { nameFrom, nameOf } from "../ui/labels.js";
import { say, sayCount, sayList, sayTime } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";

/** @typedef {Record<"go-back" | "keep-apart" | "take-version", (version: Reflection, when: string, button: HTMLElement) => void>} Actions */

/** What is compared of an idea. */
const PARTS = /** @type {const} */ (["stage", "rating", "evidence", "recognised", "changes", "actions", "voices", "done"]);

/**
 * What can be done with an earlier version: go back to it, keep it apart, take it away.
 * @param {import("./reflection_list.js").ReflectionList} page
 * @param {string} id  of the reflection
 * @returns {Actions}
 */
export function versionActions(page, id) {
  const nameAsOf = (/** @type {Reflection} */ version, /** @type {string} */ when) => nameFrom("versions.as_of", { name: nameOf(version), when });
  return {
    "go-back"(version, when) {
      page.store.flush();
      const before = readReflection(id);
      if (!page.restore(version)) return;
      const name = nameOf(version);
      offerUndo(page.root, say("versions.went_back", { name, when }), name, () => before && page.restore(before));
    },
    "keep-apart"(version, when) {
      const name = nameAsOf(version, when);
      if (page.keep({ ...structuredClone(version), id: newId(), name })) page.announce(say("versions.kept_apart", { name }));
    },
    "take-version": (version, when, button) => page.takeAway({ ...version, name: nameAsOf(version, when) }, button, false),
  };
}

/**
 * Show the versions of a reflection, the latest first.
 * @param {HTMLElement} box
 * @param {Reflection} present
 * @param {Actions} actions  what the buttons do
 */
export function showVersions(box, present, actions) {
  const list = one(box, "ul");
  const versions = listVersions(present.id);
  const now = withDefaults(structuredClone(present), ideaIds);
  const old = new Map(all(list, "li.ws-version").map((item) => [item.dataset.version, item]));
  list.replaceChildren(...versions.map(({ key, reflection }) => {
    const version = withDefaults(reflection, ideaIds);
    // Items are kept, so that one that was unfolded stays so.
    const item = old.get(key) ?? make(key, version, actions);
    fill(item, "differs", sentence(version, now));
    return item;
  }));
}

/** @param {string} key @param {Reflection} version @param {Actions} actions @returns {HTMLElement} */
function make(key, version, actions) {
  const item = fromTemplate("version");
  const when = sayTime(version.changed);
  item.dataset.version = key;
  fill(item, "when", when);
  fill(item, "words", sayCount("versions.words", wordsIn(version)));
  one(item, "summary").setAttribute("aria-label", say("versions.look_name", { when }));
  one(item, "details").addEventListener("toggle", () => one(item, ".ws-look").replaceChildren(...look(version)), { once: true });
  for (const [what, name] of /** @type {const} */ ([["go-back", "go_back"], ["keep-apart", "keep_apart"], ["take-version", "take"]])) {
    const button = one(item, `[data-do="${what}"]`);
    button.setAttribute("aria-label", say(`versions.${name}_name`, { when }));
    button.addEventListener("click", () => actions[what](version, when, button));
  }
  return item;
}

/** @param {Reflection} version @param {Reflection} now @returns {string} what differs, in one sentence */
function sentence(version, now) {
  const found = tool.ideas.flatMap(({ id, short }) => {
    const parts = PARTS.filter((part) => !same(version.ideas[id][part], now.ideas[id][part])).map((part) => say(`versions.part_${part}`));
    return parts.length ? [say("versions.in_idea", { idea: short, list: sayList(parts) })] : [];
  });
  if (version.name !== now.name) found.push(say("versions.part_name"));
  if (!same([version.focus, version.perspective], [now.focus, now.perspective])) found.push(say("versions.part_about"));
  if (!same(version.actions, now.actions)) found.push(say("versions.part_own"));
  return found.length ? say("versions.differs", { list: sayList(found) }) : say("versions.same");
}

/** @param {Reflection} version @returns {HTMLElement[]} all that stands in it, to read */
function look(version) {
  const plan = planned(version, ideaIds);
  const parts = tool.ideas.flatMap(({ id, short }) => section(short, version.ideas[id], plan.filter(({ idea }) => idea === id)));
  const own = plan.filter(({ idea }) => idea === null);
  if (own.length) parts.push(line("h3", say("plan.own")), lines(own.map(({ action }) => actionLine(action))));
  return parts.length ? parts : [line("p", say("versions.nothing"))];
}

/** @param {string} title @param {IdeaAnswers} answers @param {{action: Action}[]} plan @returns {HTMLElement[]} */
function section(title, { stage, rating, evidence, changes, voices }, plan) {
  /** @type {[string, (HTMLElement | string)[]][]} */
  const facts = [
    [say("profile.stage"), stage ? [tool.stages[stage] ?? stage] : []],
    [say("profile.rating"), rating ? [tool.ratings[rating] ?? rating] : []],
    [say("rounds.evidence"), evidence.trim() ? [evidence] : []],
    [say("voices.heading"), voices.length ? [lines(voices.map(({ text }) => text))] : []],
    [say("versions.changes"), changes.length ? [lines(changes.map(({ text }) => text))] : []],
    [say("versions.plan"), plan.length ? [lines(plan.map(({ action }) => actionLine(action)))] : []],
  ];
  const there = facts.filter(([, value]) => value.length);
  if (!there.length) return [];
  const list = line("dl");
  for (const [label, value] of there) {
    const text = line("dd");
    text.append(...value);
    list.append(line("dt", label), text);
  }
  return [line("h3", title), list];
}

/** @param {Action} action @returns {string} */
const actionLine = ({ what, who, when, how }) => [what, who, when, how].filter((text) => text.trim()).join(" · ");

/** @param {string[]} texts @returns {HTMLElement} */
function lines(texts) {
  const list = line("ul");
  list.append(...texts.filter((text) => text.trim()).map((text) => line("li", text)));
  return list;
}
