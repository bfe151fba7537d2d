// As much of a page as scripts need that only ask for its words and its storage. Import it before them.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
export const ideas = ["assets", "work"];
/** @param {string} path @returns {any} a file of the repository */
export const json = (path) => JSON.parse(readFileSync(resolve(root, path), "utf8"));

const labels = (/** @type {string[]} */ ...ids) => Object.fromEntries(ids.map((id) => [id, id.toUpperCase()]));
const tool = {
  language: "en-GB",
  ideas: ideas.map((id) => ({ id, short: id })),
  stages: labels("none", "embedded"),
  ratings: labels("red", "green"),
  perspectives: labels("staff", "group"),
  focuses: labels("team"),
  document: json("worksheet_py/schema/reflection-1.schema.json"),
  limits: { megabytes: 5, files: 10, together: 20, entries: 100, name: 2000 },
};
const words = {
  bar: { unnamed: "Unnamed", new_name: "Reflection of {date}" },
  export: { file_plan: "plan-{name}-{date}" },
  reflections: { next_called: "{name} – round {round}, {date}", round: "Round {round}" },
  voices: { whose: "from {who}", not_named: "somebody" },
};

/** Like a browser's storage: its keys are those of the object. */
function storage() {
  const kept = {};
  const ways = {
    getItem: (key) => kept[key] ?? null,
    setItem: (key, text) => void (kept[key] = text),
    removeItem: (key) => void delete kept[key],
  };
  return Object.defineProperties(kept, Object.fromEntries(Object.entries(ways).map(([name, value]) => [name, { value }])));
}

export const page = {
  document: { getElementById: () => ({ textContent: JSON.stringify({ tool, words }) }) },
  localStorage: storage(),
  sessionStorage: storage(),
  addEventListener: () => {},
};
for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, { value });
