// What a screen's scripts listen to on things that outlive it (window, document, store …) ends with the screen, as it
// ends with a page of the site. So the scripts need not know in which of the two they are.

/**
 * @param {EventTarget[]} lasting  what outlives a screen; listeners that are there already stay
 * @returns {() => void} ends what was listened to since it was last called
 */
export function scopeListeners(...lasting) {
  let screen = new AbortController();
  const listen = EventTarget.prototype.addEventListener;

  /** @this {EventTarget | undefined} @type {typeof listen} */
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    // Called without an object, it is the window's.
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
