// Before anything is drawn: the page gets the look that was chosen, so that nothing jumps. What is kept may be damaged
// or forbidden; a value that no style knows changes nothing.
globalThis.showDisplay = (/** @type {any} */ chosen) => {
  const wishes = matchMedia("(prefers-contrast: more)").matches ? { contrast: "strong" } : {};
  const shown = { ...wishes, ...chosen };
  for (const name of ["size", "space", "contrast", "font", "motion"]) {
    document.documentElement.setAttribute(`data-display-${name}`, typeof shown[name] === "string" ? shown[name] : "");
  }
};
try {
  // The same rule as in `storage/site_folder.js`, which comes later.
  const claim = JSON.parse(localStorage.getItem("coproduction:folder") || "{}");
  const folder = (globalThis.__md_scope || location).pathname.toLowerCase();
  const own = (claim.others || []).includes(folder) ? `@${folder}` : "";
  globalThis.showDisplay(JSON.parse(localStorage.getItem(`coproduction${own}:display`) || "{}"));
} catch {
  globalThis.showDisplay({});
}
// The theme asks what is kept also where that is forbidden or damaged, and would go no further. All that it keeps is the
// choice of colours; another page of the same host may have put anything there.
const theme = /** @type {any} */ (globalThis);
const isChoice = (/** @type {any} */ kept) => Number.isInteger(kept?.index) && ["worksheet", "slate"].includes(kept.color?.scheme)
  && Object.entries(kept.color).every(([name, value]) => ["media", "scheme", "primary", "accent"].includes(name) && value !== "(prefers-color-scheme)");
for (const name of ["__md_get", "__md_set"]) {
  const ask = theme[name];
  theme[name] = (/** @type {any[]} */ ...what) => {
    try {
      const kept = ask(...what);
      return isChoice(kept) ? kept : null;
    } catch {
      return null;
    }
  };
}
