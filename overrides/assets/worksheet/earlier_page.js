// Stands where pages of earlier versions look for their script, at an address without a hash. Such a page comes from a cache, or
// from a host that is just being given a new version. It is opened anew where that brings the page of this version; otherwise it
// gets this version's script, and its fields are closed if the two do not fit together.

const script = new URL(PAGE_FILE, import.meta.url);
const scope = /** @type {{setStartState?: typeof setStartState}} */ (/** @type {unknown} */ (globalThis));

// Pages did not always have the script that closes their fields (partials/start_guard.html).
scope.setStartState ??= (state) => {
  if (state !== "failed") return;
  for (const field of document.querySelectorAll("article :is(textarea, input, select)")) field.setAttribute("disabled", "");
};

setStartState("starting");
isReplaced().then((isNewer) => {
  if (isNewer && !isTyped()) location.reload();
  else import(script.href).catch(() => setStartState("failed"));
});

/** @returns {Promise<boolean>} whether opening this page anew brings the one that belongs to the script */
async function isReplaced() {
  const [opening] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  // Once is enough: what comes by opening anew is what there is.
  if (!opening || opening.type === "reload") return false;
  try {
    const response = await fetch(location.href, { cache: "reload" });
    return response.ok && (await response.text()).includes(PAGE_FILE);
  } catch {
    return false;
  }
}

/** @returns {boolean} whether somebody has already written something on this page */
function isTyped() {
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (document.querySelectorAll("article :is(textarea, input)"));
  return [...fields].some((field) => (field.type === "checkbox" || field.type === "radio"
    ? /** @type {HTMLInputElement} */ (field).checked !== /** @type {HTMLInputElement} */ (field).defaultChecked
    : field.value !== field.defaultValue));
}
