// The browser's own voices. Those of the device itself are offered; others only to somebody who was warned.

/** Milliseconds that a browser may take to tell which voices there are. */
const SLOW = 3000;
/** Milliseconds until a voice that does not finish counts as failed: so many, and so many for each character. */
const LOST = { start: 15_000, letter: 400 };

const synthesis = /** @type {SpeechSynthesis | undefined} */ (globalThis.speechSynthesis);

/**
 * @param {string} language  such as "en-GB"
 * @returns {Promise<{here: SpeechSynthesisVoice[], away: SpeechSynthesisVoice[]}>} voices for it, the best first: those
 *   that work on this device, and those that send what they read to somebody else
 */
export async function voicesFor(language) {
  const [base] = language.toLowerCase().split("-");
  const all = (await known()).filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === base);
  const rank = (/** @type {SpeechSynthesisVoice} */ { lang, default: isDefault }) =>
    Number(lang.replace("_", "-").toLowerCase() === language.toLowerCase()) * 2 + Number(isDefault);
  all.sort((a, b) => rank(b) - rank(a));
  // A voice is local only if it says so itself.
  return { here: all.filter((voice) => voice.localService === true), away: all.filter((voice) => voice.localService !== true) };
}

/** @returns {Promise<SpeechSynthesisVoice[]>} none where the browser cannot speak */
function known() {
  const found = synthesis?.getVoices() ?? [];
  if (!synthesis || found.length) return Promise.resolve(found);
  // Some browsers start to load their voices when they are first asked for them.
  return new Promise((done) => {
    const answer = () => done(synthesis.getVoices());
    synthesis.addEventListener?.("voiceschanged", answer, { once: true });
    setTimeout(answer, SLOW);
  });
}

/** The current utterance. The reference is also needed because some browsers collect it as garbage, and never fire `end`. */
let saying = /** @type {SpeechSynthesisUtterance | null} */ (null);
/** @type {ReturnType<typeof setTimeout> | 0} */
let lost = 0;

/**
 * Say a text, in place of what is being said.
 * @param {string} text
 * @param {SpeechSynthesisVoice} voice  always one: a browser's own choice may be one on the internet
 * @param {number} speed
 * @param {() => void} done
 * @param {() => void} failed
 */
export function say(text, voice, speed, done, failed) {
  hush();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = speed;
  saying = utterance;
  /** @param {() => void} what */
  const end = (what) => {
    // An utterance that was cancelled fires `end` too.
    if (saying !== utterance) return;
    clearTimeout(lost);
    saying = null;
    what();
  };
  utterance.onend = () => end(done);
  utterance.onerror = () => end(failed);
  const isLost = () => {
    hush();
    failed();
  };
  lost = setTimeout(isLost, LOST.start + (LOST.letter * text.length) / speed);
  synthesis?.speak(utterance);
}

/** Stop speaking. */
export function hush() {
  clearTimeout(lost);
  if (!saying) return;
  saying = null;
  synthesis?.cancel();
}
