// One version at a time: when another version of the site takes over, the page is opened anew, so that no page
// is made of parts of two.

/** @returns {ServiceWorkerContainer | null} null where the browser has or allows no service worker */
export function serviceWorkers() {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {() => boolean} mayLeave  whether all that is written on this page is kept
 * @param {() => void} [stay]  what to do instead of leaving
 */
export function followVersion(mayLeave, stay = () => {}) {
  const workers = serviceWorkers();
  // The first one to come is of the version that this page has.
  let hasOne = Boolean(workers?.controller);
  workers?.addEventListener("controllerchange", () => {
    if (hasOne) mayLeave() ? location.reload() : stay();
    hasOne = true;
  });
}
