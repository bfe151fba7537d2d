// What the build says of this edition, embedded in each page: labels by id, limits, the document's schema and all words.

/**
 * @typedef {Record<string, string>} Labels  id -> label
 * @typedef {{id: string, short: string}} IdeaName
 * @typedef {{language: string, ideas: IdeaName[], stages: Labels, ratings: Labels, statuses: Labels,
 *   focuses: Labels, perspectives: Labels, document: Schema,
 *   built: string, limits: {megabytes: number, files: number, together: number, entries: number, name: number}}} ToolLabels  document: the shape of a saved one; built: a day before which no clock can be right
 */

const data = JSON.parse(document.getElementById("worksheet-words")?.textContent ?? "{}");

/** @type {ToolLabels} */
export const tool = data.tool;

/** The ids of the ideas, in the tool's order. */
export const ideaIds = (tool?.ideas ?? []).map(({ id }) => id);

/** @type {Record<string, Record<string, string>>} the interface's sentences: section -> name -> text */
export const words = data.words;
