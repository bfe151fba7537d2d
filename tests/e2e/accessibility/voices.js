// In place of the browser's voices, where a test listens: machines that test have no sound, and mostly no voice.
// It keeps what it is given to say, and says that it is done when the test tells it to.
(() => {
  const voices = [
    { name: "Anna", lang: "de-DE", voiceURI: "anna", localService: true, default: true },
    { name: "Far away", lang: "en-GB", voiceURI: "far", localService: false, default: true },
    { name: "Daniel", lang: "en-GB", voiceURI: "daniel", localService: true, default: false },
    { name: "Sam", lang: "en-US", voiceURI: "sam", localService: true, default: false },
  ].filter(({ voiceURI }) => !globalThis.onlyVoices || globalThis.onlyVoices.includes(voiceURI));
  let now = null;
  globalThis.spoken = [];
  globalThis.isSpeaking = () => now !== null;
  /** The voice has come to the end of what it was saying, so many times. */
  globalThis.heard = (times = 1) => {
    for (let n = 0; n < times && now; n += 1) {
      const done = now;
      now = null;
      done.onend({});
    }
  };
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak(utterance) {
      now = utterance;
      globalThis.spoken.push({ text: utterance.text, voice: utterance.voice?.name, rate: utterance.rate, lang: utterance.lang });
    },
    cancel() {
      const broken = now;
      now = null;
      broken?.onerror?.({ error: "canceled" });
    },
  });
  Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis, configurable: true });
  globalThis.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
})();
