// Validates data against a JSON Schema, with the keywords that ours uses. Pure. Limits of length are not checked: what
// somebody has typed is never refused for being long.

/** Levels of nesting, as many as Python reads. */
const DEPTH = 60;
/** As a key it would replace an object's prototype. */
const FORBIDDEN = "__proto__";

/** @type {Map<string, RegExp>} */
const patterns = new Map();

/** @type {Record<string, (value: unknown) => boolean>} */
const kinds = {
  null: (value) => value === null,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: (value) => Number.isSafeInteger(value),
  array: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/**
 * @param {any} value
 * @param {Schema} schema
 * @param {Schema} [root]  where `$defs` stand
 * @returns {boolean}
 */
export function fits(value, schema, root = schema) {
  const { type, minimum, maximum, pattern, oneOf } = schema;
  if (schema.$ref && !fits(value, named(schema.$ref, root), root)) return false;
  if (oneOf && !oneOf.some((one) => fits(value, one, root))) return false;
  if (type !== undefined && ![type].flat().some((kind) => kinds[kind](value))) return false;
  if ("const" in schema && value !== schema.const) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (typeof value === "string") return !pattern || expression(pattern).test(value);
  if (typeof value === "number") return value >= (minimum ?? value) && value <= (maximum ?? value);
  if (Array.isArray(value)) return !schema.items || fitAll(value, schema.items, root);
  const { properties = {}, required = [] } = schema;
  return !kinds.object(value) || (required.every((key) => Object.hasOwn(value, key))
    && Object.entries(properties).every(([key, part]) => !Object.hasOwn(value, key) || fits(value[key], part, root)));
}

/** @param {any[]} list @param {Schema} items @param {Schema} root @returns {boolean} whether no id is missing or there twice */
function fitAll(list, items, root) {
  if (!list.every((member) => fits(member, items, root))) return false;
  const { properties } = items.$ref ? named(items.$ref, root) : items;
  if (!properties?.id) return true;
  return list.every((member) => Object.hasOwn(member, "id")) && new Set(list.map(({ id }) => id)).size === list.length;
}

/** @param {string} ref  such as "#/$defs/idea" @param {Schema} root @returns {Schema} */
const named = (ref, root) => /** @type {Schema} */ (root.$defs?.[ref.slice("#/$defs/".length)]);

/** @param {string} pattern */
function expression(pattern) {
  const made = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, made);
  return made;
}

/**
 * Whether pages can work with a stored document. Missing parts are no fault, as `withDefaults` adds them. Python checks files
 * thoroughly; this protects from damage, and from what another page of the same host has put into storage.
 * @param {any} document
 * @param {Schema} schema
 * @returns {boolean}
 */
export const isValid = (document, schema) => isSafeJson(document) && fits(document, schema);

/**
 * Whether data holds no `__proto__`, no number that is not exact, and nothing nested too deeply to be passed on.
 * @param {unknown} value
 * @param {number} [depth]
 * @returns {boolean}
 */
export function isSafeJson(value, depth = 0) {
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value !== "object" || value === null) return true;
  if (depth >= DEPTH || Object.hasOwn(value, FORBIDDEN)) return false;
  return Object.values(value).every((member) => isSafeJson(member, depth + 1));
}
