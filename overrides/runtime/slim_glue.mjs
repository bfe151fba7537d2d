// Drops what nobody uses from Pyodide's glue: entries in tables of functions that the wasm file does not ask for,
// then all code that only those tables held on to.
import { parse } from "acorn";
import { full, fullAncestor } from "acorn-walk";
import { minify } from "terser";

/** Exports of the wasm file that are asked for by names put together at run time. */
const ROOTS = ["memory", "main", "__main_argc_argv", "__wasm_call_ctors", "__wasm_apply_data_relocs", "sbrk"];

/**
 * @param {string} glue @param {string[]} users  modules that use it from outside
 * @param {Set<string>} imports  what the wasm file asks of the glue
 * @returns {Promise<string>}
 */
export async function dropUnused(glue, users, imports) {
  // Code that can see all names would keep all names in use.
  const code = glue.replace(/function eval\(/g, "function eval_unused(").replace(/(?<![\w.$])eval\(/g, "(0,eval)(");
  const edited = dropEntries(code, mentions([read(code), ...users.map((user) => read(user, "module"))]), imports);
  const { code: small } = await minify(edited, { compress: COMPRESS, mangle: false, format: { comments: false } });
  if (!small) throw new Error("nothing is left of the glue");
  return small;
}

/** Remove what is unused, and leave all else as it stands. @type {import("terser").CompressOptions} */
const COMPRESS = {
  defaults: false, unused: true, dead_code: true, side_effects: true, pure_getters: true, passes: 3, keep_fargs: true,
};

/** @param {string} glue @returns {Set<string>} names of the exports of the wasm file that the glue uses */
export function wantedExports(glue) {
  const used = [...glue.matchAll(/wasmExports(?:\["([^"]+)"\]|\.([A-Za-z_]\w*))/g)].map((m) => m[1] ?? m[2]);
  return new Set([...ROOTS, ...used]);
}

/** @param {string} code @param {"script" | "module"} [sourceType] */
const read = (code, sourceType = "script") => parse(code, { ecmaVersion: "latest", sourceType });

/** @param {any} member @returns {string | null} the property's name, if it stands there */
const property = (member) =>
  member.computed ? (member.property.type === "Literal" ? String(member.property.value) : null) : member.property.name;

/** `Module["name"] = …`, which offers something under a name. @param {any} node */
const isOffer = (node) =>
  node.type === "AssignmentExpression" && node.operator === "=" && node.left.type === "MemberExpression" &&
  node.left.object.name === "Module" && property(node.left) !== null;

/** @param {any[]} trees @returns {Map<string, number>} how often a name is asked for, as a property or as text */
function mentions(trees) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const count = (/** @type {string | null} */ name, by = 1) => name && counts.set(name, (counts.get(name) ?? 0) + by);
  for (const tree of trees) {
    full(tree, (/** @type {any} */ node) => {
      if (node.type === "MemberExpression") count(property(node));
      if (node.type === "ObjectPattern") for (const one of node.properties) count(one.key?.name);
      if (node.type === "Literal" && typeof node.value === "string") count(node.value);
      // An offer mentions its name once or, in brackets, twice; neither asks for it. Nor does taking an export.
      if (isOffer(node)) count(property(node.left), node.left.computed ? -2 : -1);
      if (node.type === "MemberExpression" && node.object.name === "wasmExports") count(property(node), node.computed ? -2 : -1);
    });
  }
  return counts;
}

/** @param {string} code @param {Map<string, number>} asked @param {Set<string>} imports */
function dropEntries(code, asked, imports) {
  /** @type {[number, number, string][]} */
  const edits = [];
  fullAncestor(read(code), (/** @type {any} */ node, _, /** @type {any[]} */ ancestors) => {
    const parent = ancestors.at(-2);
    if (isSignature(node) && !imports.has(node.expression.left.object.name?.replace(/^_/, ""))) edits.push([node.start, node.end, ""]);
    else if (isOffer(node) && !asked.get(property(node.left) ?? "")) {
      if (parent.type !== "ExpressionStatement") edits.push([node.left.start, node.right.start, ""]);
      else if (["Identifier", "FunctionExpression"].includes(node.right.type)) edits.push([parent.start, parent.end, ""]);
    } else if (node.type === "VariableDeclarator" && node.id.name === "wasmImports" && node.init) {
      const kept = node.init.properties.filter((/** @type {any} */ one) => imports.has(one.key.name ?? one.key.value));
      edits.push([node.init.start, node.init.end, `{${kept.map((/** @type {any} */ one) => code.slice(one.start, one.end)).join(",")}}`]);
    }
  });
  return wrapWhatIsThere(apply(code, edits));
}

/** @param {string} code @param {[number, number, string][]} edits  of [start, end) to text, in any order */
function apply(code, edits) {
  let done = "";
  let at = 0;
  for (const [start, end, text] of edits.sort(([a], [b]) => a - b)) {
    if (start < at) continue; // inside what was just replaced
    done += code.slice(at, start) + text;
    at = end;
  }
  return done + code.slice(at);
}

/** `_name.sig = "…"`, which only functions given to dynamic libraries need. @param {any} node */
const isSignature = (node) =>
  node.type === "ExpressionStatement" && node.expression.type === "AssignmentExpression" &&
  node.expression.left.type === "MemberExpression" && !node.expression.left.computed &&
  node.expression.left.property.name === "sig" && node.expression.right.type === "Literal";

/** Wrap only the exports that are still there. @param {string} code */
const wrapWhatIsThere = (code) =>
  code.replace(/wasmExports\["([^"]+)"\]=(makeWrapper_\w+)\(wasmExports\["\1"\]\);/g, (_, name, wrapper) =>
    `wrapExport("${name}",${wrapper});`,
  ).replace("function applySignatureConversions(wasmExports){",
    "$&var wrapExport=(name,wrap)=>{var one=wasmExports[name];if(one)wasmExports[name]=wrap(one)};");
