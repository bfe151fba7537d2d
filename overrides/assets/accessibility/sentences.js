// Cuts a text into pieces for speech synthesis: browsers stop in the middle of a piece that takes too long.

/** Characters that a slow voice speaks well within the browser's time limit. */
const LONG = 160;

/**
 * @param {string} text
 * @param {string} language
 * @returns {{start: number, end: number}[]} each sentence, or piece of a long one
 */
export function sentencesOf(text, language) {
  return whole(text, language).flatMap(({ start, end }) => pieces(text, start, end));
}

/** @param {string} text @param {string} language */
function whole(text, language) {
  if (Intl.Segmenter) {
    const segments = new Intl.Segmenter(language, { granularity: "sentence" }).segment(text);
    return Array.from(segments, ({ index, segment }) => ({ start: index, end: index + segment.length }));
  }
  const found = text.matchAll(/[^.!?…]+(?:[.!?…]+["'”’)]*\s*)?|[.!?…]+\s*/g);
  return Array.from(found, ({ index, 0: sentence }) => ({ start: index ?? 0, end: (index ?? 0) + sentence.length }));
}

/** @param {string} text @param {number} start @param {number} end @returns {{start: number, end: number}[]} */
function pieces(text, start, end) {
  if (end - start <= LONG) return text.slice(start, end).trim() ? [{ start, end }] : [];
  const part = text.slice(start, start + LONG);
  // After a comma or the like if possible, else between two words; a longer word is cut.
  const comma = Math.max(...[", ", "; ", ": ", " – "].map((sign) => part.lastIndexOf(sign) + sign.length * Number(part.includes(sign))));
  const cut = start + (comma > LONG / 3 ? comma : part.lastIndexOf(" ") + 1 || LONG);
  return [...pieces(text, start, cut), ...pieces(text, cut, end)];
}
