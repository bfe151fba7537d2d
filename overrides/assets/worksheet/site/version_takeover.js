// When another version of the service worker takes over, the page is reloaded, so that it never uses files of two versions.

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
  // The first service worker is of the same version as this page.
  let hasOne = Boolean(workers?.controller);
  workers?.addEventListener("controllerchange", () => {
    if (hasOne) mayLeave() ? location.reload() : stay();
    hasOne = true;
  });
}
