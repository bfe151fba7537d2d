// What the styles ask of a browser, held against the oldest ones that the site supports (`browserslist` in package.json).
/** @type {import("stylelint").Config} */
export default {
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: {
    // Newer than the list that the plugin knows.
    "at-rule-disallowed-list": ["container", "layer", "property", "scope", "starting-style"],
    "function-disallowed-list": ["color-mix", "light-dark", "oklch"],
    "property-disallowed-list": ["container", "container-type", "translate"],
    "plugin/no-unsupported-browser-features": [
      true,
      {
        ignorePartialSupport: true,
        ignore: [
          // Said in other words for older browsers: overrides/older_browsers/styles.mjs.
          "css-file-selector-button", "css-focus-visible", "css-matches-pseudo", "css-not-sel-list", "flexbox-gap",
          // Only a little less pretty without.
          "css-has", "css-marker-pseudo", "css-overscroll-behavior", "css-paged-media", "css-resize", "css-scroll-behavior",
          "css-widows-orphans", "css3-cursors-grab", "font-size-adjust",
        ],
      },
    ],
  },
};
