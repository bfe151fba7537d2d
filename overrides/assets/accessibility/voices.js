// Which voice reads, and how fast: chosen in the player, and kept.
import { all, line, one } from "../worksheet/ui/dom.js";
import { choose, chosen } from "./settings.js";
import { voicesFor } from "./speech.js";

/**
 * @param {HTMLElement} player
 * @param {import("./reader.js").Reader} reader  gets voice and speed
 */
export function startVoices(player, reader) {
  const speed = /** @type {HTMLSelectElement} */ (one(player, "[data-aloud-speed]"));
  const select = /** @type {HTMLSelectElement} */ (one(player, "[data-aloud-voice]"));
  const away = one(player, "[data-aloud-away]");
  const tick = /** @type {HTMLInputElement} */ (one(away, "input"));
  /** @type {{here: SpeechSynthesisVoice[], away: SpeechSynthesisVoice[]}} */
  let voices = { here: [], away: [] };

  speed.addEventListener("change", () => {
    reader.speed = Number(speed.value);
    choose({ speed: speed.value });
    reader.repeat();
  });
  select.addEventListener("change", () => {
    choose({ voice: select.value });
    take();
    reader.repeat();
  });
  tick.addEventListener("change", () => {
    // Unticked, online voices are neither offered nor used. Ticked, one is used if there is no local voice.
    if (!tick.checked && isAway(chosen("voice"))) choose({ voice: undefined });
    if (tick.checked && voices.here.length === 0) choose({ voice: voices.away[0].voiceURI });
    offer();
    take();
    reader.repeat();
  });

  /** @param {string | undefined} address @returns {boolean} */
  const isAway = (address) => voices.away.some(({ voiceURI }) => voiceURI === address);

  /** Show the voices that may be chosen. */
  function offer() {
    for (const [name, list] of Object.entries({ here: voices.here, away: tick.checked ? voices.away : [] })) {
      const group = /** @type {HTMLOptGroupElement} */ (one(select, `[data-voices=${name}]`));
      group.replaceChildren(...list.map(({ name, voiceURI }) => {
        const option = /** @type {HTMLOptionElement} */ (line("option", name));
        option.value = voiceURI;
        return option;
      }));
      group.hidden = list.length === 0;
    }
    away.hidden = voices.away.length === 0;
  }

  /** Use the voice that was chosen, if it may be used; else the best of this device. */
  function take() {
    const allowed = tick.checked ? [...voices.here, ...voices.away] : voices.here;
    reader.voice = allowed.find(({ voiceURI }) => voiceURI === chosen("voice")) ?? voices.here[0] ?? null;
    if (reader.voice) select.value = reader.voice.voiceURI;
    one(player, "[data-aloud-away-now]").hidden = !reader.voice || !isAway(reader.voice.voiceURI);
  }

  return {
    /** @returns {Promise<boolean>} whether there is a voice that may read */
    async ready() {
      voices = await voicesFor(player.lang);
      const kept = chosen("speed");
      if (all(speed, "option").some((option) => option.getAttribute("value") === kept)) speed.value = kept ?? "1";
      reader.speed = Number(speed.value);
      // It was chosen after the warning, which stands beside the tick.
      if (isAway(chosen("voice"))) tick.checked = true;
      offer();
      take();
      return reader.voice !== null;
    },
    /** @returns {boolean} whether there would be one on the internet */
    away: () => voices.away.length > 0,
  };
}
