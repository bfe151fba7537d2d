// Listeners that a screen's scripts add to objects that outlive the screen (window, document, store …) are removed when it
// is left, as they are when a page is. So the scripts need not know whether they run on a page or a screen.

/**
 * @param {EventTarget[]} lasting  what outlives a screen; listeners that are there already stay
 * @returns {() => void} ends what was listened to since it was last called
 */
export function scopeListeners(...lasting) {
  let screen = new AbortController();
  const listen = EventTarget.prototype.addEventListener;

  /** @this {EventTarget | undefined} @type {typeof listen} */
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    // Called without an object, as addEventListener(…).
    const target = this ?? window;
    const given = typeof options === "object" ? options : { capture: options };
    const own = lasting.includes(target) ? { signal: screen.signal, ...given } : options;
    listen.call(target, type, listener, own);
  };
  return () => {
    screen.abort();
    screen = new AbortController();
  };
}
