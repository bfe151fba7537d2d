// What the scripts ask of a browser, held against the oldest ones that the site supports (`browserslist` in package.json).
// What the language itself lacks there is held by TypeScript (`lib` in tsconfig.json).
import compat from "eslint-plugin-compat";
import regexp from "eslint-plugin-regexp";

export default [
  {
    ...compat.configs["flat/recommended"],
    files: ["overrides/**/*.js"],
    ignores: ["**/vendor/**"],
    rules: {
      ...compat.configs["flat/recommended"].rules,
      // The build lowers no class fields: their helper would be one script more on every page.
      "no-restricted-syntax": ["error", "PropertyDefinition"],
    },
    settings: {
      lintAllEsApis: true,
      polyfills: [
        // overrides/older_browsers/polyfills.js
        "Array.at", "Array.findLast", "Array.findLastIndex", "Blob.arrayBuffer", "Object.hasOwn", "String.at", "String.replaceAll",
        "structuredClone",
        // Asked for first where it is used: what it does is left out elsewhere, or done in another way.
        "ClipboardItem", "Highlight", "Intl.ListFormat", "Intl.Segmenter", "navigator.storage",
        // Only for the quick start of Python, after which comes the ordinary one.
        "Blob.stream", "DecompressionStream",
      ],
    },
  },
  {
    // No regular expression takes time by the square of a text, or worse: texts come from strangers' files.
    files: ["overrides/**/*.js"],
    ignores: ["**/vendor/**"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential" }],
    },
  },
];
