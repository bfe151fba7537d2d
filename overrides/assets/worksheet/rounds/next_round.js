// The next round of a reflection: Python carries over what goes with it; the round before is only ever read.
import { newId } from "../document/document.js";
import { SHORT_WAIT, line, one } from "../ui/dom.js";
import { isGiven, nameFrom, roundOf, withoutRound } from "../ui/labels.js";
import { say, sayMonth } from "../ui/messages.js";

/** @param {Reflection} reflection @returns {string} what all rounds of the same thing share */
const seriesOf = ({ series, id }) => series || id;

/**
 * Whether a later round of the same thing is among these.
 * @param {Reflection} reflection
 * @param {Reflection[]} others
 */
export function hasNext(reflection, others) {
  return others.some((other) => seriesOf(other) === seriesOf(reflection) && roundOf(other) > roundOf(reflection));
}

/**
 * What the button on a card does: one next round, however often somebody presses, and a word about what came along.
 * @param {ParentNode} root
 * @param {Engine} engine
 * @param {(fresh: Reflection, isHere: boolean) => boolean} take  keeps and opens it; isHere: the keyboard is still on the
 *   card, which is about to move; false where there was no room
 * @returns {(reflection: Reflection, card: HTMLElement) => Promise<void>}
 */
export function offerNextRound(root, engine, take) {
  let isMaking = false;

  /** @param {...string} sentences  above the list, where the next round comes up */
  function announce(...sentences) {
    const said = line("div");
    said.className = "ws-word";
    said.append(...sentences.map((sentence) => line("p", sentence)));
    one(root, "[data-next-said]").replaceChildren(...(sentences.length ? [said] : []));
  }

  return async (reflection, card) => {
    if (isMaking) return;
    isMaking = true;
    const slow = setTimeout(() => announce(say("reflections.next_waiting")), SHORT_WAIT);
    const { fresh, sentences } = await makeNextRound(engine, reflection);
    clearTimeout(slow);
    isMaking = false;
    const isHere = card.contains(document.activeElement) || document.activeElement === document.body;
    announce(...(!fresh || take(fresh, isHere) ? sentences : []));
  };
}

/**
 * The next round of a reflection, not kept yet, and what is to be said of it. Without Python there is none.
 * @param {Engine} engine
 * @param {Reflection} reflection
 * @returns {Promise<{fresh: Reflection | null, sentences: string[]}>}
 */
async function makeNextRound(engine, reflection) {
  const now = new Date();
  const name = nameNext(reflection, now);
  try {
    const payload = { reflection, id: newId(), now: now.toISOString(), name };
    const { reflection: fresh, said } = await engine.ask("next_round", payload);
    return { fresh, sentences: [say("reflections.next_started", { name }), said.text] };
  } catch (error) {
    const { code, message } = /** @type {EngineError} */ (error);
    return { fresh: null, sentences: [code === "unavailable" ? say("reflections.next_no_engine") : message] };
  }
}

/** @param {Reflection} reflection @param {Date} now @returns {string} its name with the next round and its month */
function nameNext(reflection, now) {
  const { name, created } = reflection;
  const called = withoutRound(name);
  // It has the default name, whose date is not that of the next round.
  const isUnnamed = !called || isGiven(called, created);
  const values = { name: isUnnamed ? say("bar.unnamed") : called, round: roundOf(reflection) + 1, date: sayMonth(now) };
  return nameFrom("reflections.next_called", values);
}
