// "Put your views side by side": takes files, asks Python what they say together, and shows it.
import { startExportPanel } from "../export/export_panel.js";
import { listenForFiles } from "../files/file_input.js";
import { textsOf } from "../files/file_text.js";
import { keepAsking } from "../python/status.js";
import { SHORT_WAIT, fill, line, one, onPress } from "../ui/dom.js";
import { say, sayCount } from "../ui/messages.js";
import { openForPrint } from "../ui/open_details_for_print.js";
import { forgetIdeas, showIdeas } from "./idea_views.js";
import { showRefused, startParticipants } from "./participants.js";
import { ComparisonSession } from "./session_files.js";
import { startSharedReflection } from "./shared_reflection.js";

/** @param {{store: Store, engine: Engine}} page */
export function startComparison({ store, engine }) {
  const root = one(document, "[data-perspectives]");
  const results = one(root, "[data-sides]");
  const refused = one(root, "[data-refused]");
  const filter = /** @type {HTMLSelectElement} */ (one(root, "[data-filter] select"));
  const options = [...filter.options];
  const session = new ComparisonSession();
  /** @type {Comparison | null} */
  let answer = null;
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let slow = 0;
  /** Whether files were given and nothing was to be seen before. */
  let isAwaited = false;

  const showPeople = startParticipants(root, session, changed);
  const showOurs = startSharedReflection(store, session, root, changed);

  listenForFiles(root, async (files) => {
    const read = await textsOf(files);
    if (!root.isConnected) return;
    isAwaited = results.hidden;
    session.refused = read.filter(({ message }) => message).map(({ name, message }) => ({ name, message, places: [] }));
    session.add(read.filter(({ message }) => !message).map(({ name, text }) => ({ name, text })));
    changed();
  });
  startExportPanel(engine, "[data-export=views]", () => ({ ...session.question(), name: say("export.views_name") }));
  filter.addEventListener("change", () => {
    session.by = filter.value || null;
    session.keep();
    changed();
  });
  onPress(root, {
    "forget-refused"() {
      session.refused = [];
      showList();
      one(root, "input[type=file]").focus();
    },
    "see-refused"() {
      refused.scrollIntoView({ block: "nearest" });
      refused.focus({ preventScroll: true });
    },
  });
  openForPrint(results);
  // Another tab may have changed a reflection that is among the views.
  addEventListener("storage", think);

  function changed() {
    showList();
    think();
  }

  function think() {
    session.forgetDeleted();
    if (!session.views.length) {
      engine.start();
      take(null);
      return;
    }
    clearTimeout(slow);
    slow = setTimeout(() => engine.status === "ready" && fill(root, "gathered", say("perspectives.reading")), SHORT_WAIT);
    engine.askNewest("compare", () => session.question(), take, ({ code, message }) => {
      take(null);
      // That Python is unavailable is shown by python/status.js.
      if (code !== "unavailable") fill(root, "gathered", message);
    });
  }

  /** @param {Comparison | null} given */
  function take(given) {
    // In the single file, another screen may have taken this one's place.
    if (!root.isConnected) return;
    clearTimeout(slow);
    // An answer to an older question may hold views that were taken out since.
    answer = session.views.length ? given : null;
    const bad = answer?.refused ?? [];
    if (bad.length) {
      session.refused.push(...bad);
      session.remove(bad.map(({ key }) => key));
    }
    update();
  }

  function showList() {
    showPeople(answer?.people ?? []);
    showRefused(refused, session.refused);
    const leftOut = session.refused.length;
    one(root, "[data-left-out]").hidden = leftOut === 0;
    one(root, '[data-do="see-refused"]').textContent = leftOut ? sayCount("perspectives.see_refused", leftOut) : "";
    one(root, '[data-show="too-much"]').hidden = session.isKept;
  }

  function update() {
    showList();
    const people = answer?.people.filter(({ left_out }) => !left_out) ?? [];
    results.hidden = people.length === 0;
    if (answer && people.length) showResults(answer);
    else forgetResults();
    showOurs(answer);
    if (answer && people.length > 1) goToResults();
    if (answer) fill(root, "gathered", people.length ? sayCount("perspectives.gathered", people.length) : say("perspectives.gathered_none"));
  }

  /** Scroll to what is most different, unless somebody has moved the focus elsewhere meanwhile. */
  function goToResults() {
    const attended = document.activeElement;
    if (isAwaited && (!attended || attended === document.body || one(root, "[data-drop]").contains(attended))) {
      const heading = one(results, "h2");
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    }
    isAwaited = false;
  }

  /** @param {Comparison} given */
  function showResults(given) {
    const shown = given.people.filter(({ left_out, hidden }) => !left_out && !hidden);
    one(root, "[data-opening]").replaceChildren(...given.opening.map((text) => line("li", text)));
    const names = shown.map((person) => say("perspectives.person_group", { name: person.name, group: person.group_label }));
    fill(results, "everyone", say("perspectives.everyone", { names: names.join(", ") }));
    showFilter(new Set(shown.map(({ group }) => group)));
    showIdeas(one(root, "[data-ideas]"), given);
  }

  function forgetResults() {
    one(root, "[data-opening]").replaceChildren();
    fill(results, "everyone", "");
    forgetIdeas(one(root, "[data-ideas]"));
  }

  /** @param {Set<string | null>} groups  those that are there */
  function showFilter(groups) {
    const wanted = options.filter(({ value }) => !value || groups.has(value) || value === session.by);
    one(root, "[data-filter]").hidden = wanted.length < 3;
    filter.replaceChildren(...wanted);
    filter.value = session.by ?? "";
  }

  update();
  keepAsking(think);
}
