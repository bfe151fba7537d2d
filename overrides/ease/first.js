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
  globalThis.showDisplay(JSON.parse(localStorage.getItem("coproduction:display") ?? "{}"));
} catch {
  globalThis.showDisplay({});
}
