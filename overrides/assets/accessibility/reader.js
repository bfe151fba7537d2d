// The position of the reading: passage, sentence, and the passage at which it ends.
import { sentencesOf } from "./sentences.js";
import { hush, say } from "./speech.js";

/**
 * @typedef {import("./passages.js").Passage} Passage
 * @typedef {import("./passages.js").Spoken} Spoken
 * @typedef {{start: number, end: number}} Sentence
 * @typedef {"on" | "paused" | "off"} State
 * @typedef {object} Listener
 * @property {(state: State) => void} changed
 * @property {(passage: Passage, spoken: Spoken, sentence: Sentence) => void} reads
 * @property {() => void} ended  everything that was asked for is read
 * @property {() => void} failed  the voice does not answer
 */

export class Reader {
  /** @param {string} language @param {Listener} listener */
  constructor(language, listener) {
    this.language = language;
    this.listener = listener;
    /** @type {Passage[]} */
    this.passages = [];
    /** @type {State} */
    this.state = "off";
    /** @type {SpeechSynthesisVoice | null} */
    this.voice = null;
    this.speed = 1;
    this.at = 0;
    this.sentence = 0;
    this.until = 0;
  }

  /**
   * Prepare to read from a passage on.
   * @param {Passage[]} passages  all of the page
   * @param {number} from
   * @param {number} until  the first that is not read any more
   */
  load(passages, from, until) {
    this.stop();
    Object.assign(this, { passages, at: from, sentence: 0, until });
  }

  /**
   * Resume at the beginning of the interrupted sentence, as not all browsers can pause within one; or start again from the
   * top, if everything was read.
   */
  goOn() {
    if (this.at >= this.until) Object.assign(this, { at: 0, sentence: 0, until: this.passages.length });
    this.become("on");
    this.read();
  }

  pause() {
    hush();
    this.become("paused");
  }

  stop() {
    hush();
    this.become("off");
  }

  /** Say the sentence again, if one is being said: with another voice or speed. */
  repeat() {
    if (this.state === "on") this.read();
  }

  /** Go to a part, and read it if something is being read. @param {number} steps  1: the next, -1: the one before */
  step(steps) {
    const begun = this.partAt(this.at);
    // Stepping back from within a part leads to its beginning first.
    const isInside = this.at > begun || this.sentence > 0;
    const starts = this.passages.flatMap(({ level }, index) => (level || index === 0 ? [index] : []));
    const here = starts.indexOf(begun);
    const target = starts[steps < 0 && isInside ? here : Math.max(0, here + steps)];
    if (target === undefined) return;
    this.at = target;
    this.sentence = 0;
    // If only one part was to be read, the part that is stepped to is read in its place.
    if (target >= this.until || this.until < this.passages.length) this.until = partEnd(this.passages, target);
    if (this.state === "on") this.read();
    else this.show();
  }

  /** @param {number} index @returns {number} the heading above it */
  partAt(index) {
    return Math.max(0, this.passages.findLastIndex(({ level }, at) => at <= index && level > 0));
  }

  /** @param {State} state */
  become(state) {
    this.state = state;
    this.listener.changed(state);
  }

  /** @returns {{spoken: Spoken, sentence: Sentence} | null} what comes next, past what is empty or gone */
  next() {
    for (; this.at < this.until; this.at += 1, this.sentence = 0) {
      const { element, spoken } = this.passages[this.at];
      const text = element.isConnected ? spoken() : { text: "", places: [] };
      const sentence = sentencesOf(text.text, this.language)[this.sentence];
      if (sentence) return { spoken: text, sentence };
    }
    return null;
  }

  /** @returns {{spoken: Spoken, sentence: Sentence} | null} */
  show() {
    const next = this.next();
    if (next) this.listener.reads(this.passages[this.at], next.spoken, next.sentence);
    return next;
  }

  read() {
    const next = this.show();
    const fail = () => {
      this.pause();
      this.listener.failed();
    };
    if (!next) {
      this.stop();
      return this.listener.ended();
    }
    if (!this.voice) return fail();
    const { spoken, sentence } = next;
    const done = () => {
      this.sentence += 1;
      this.read();
    };
    say(spoken.text.slice(sentence.start, sentence.end).trim(), this.voice, this.speed, done, fail);
  }
}

/**
 * @param {Passage[]} passages
 * @param {number} from  a heading
 * @returns {number} the first passage after its part: the next heading that is no part of it
 */
export function partEnd(passages, from) {
  const { level } = passages[from];
  const end = passages.findIndex((passage, index) => index > from && passage.level > 0 && passage.level <= (level || 9));
  return end < 0 ? passages.length : end;
}
