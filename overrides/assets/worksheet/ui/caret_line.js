// Where the line with the caret is on the screen, and how it stays there while the text around it changes.

/**
 * Do something to a field, and leave the line with the caret where it is on the screen, if it is there: the field scrolls by what has
 * come in above it, and the page by what the field cannot.
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {() => void} act
 */
export function holdCaretLine(control, act) {
  const { scrollTop } = control;
  const before = caretLine(control);
  act();
  control.scrollTop = scrollTop;
  if (before === null || before < 0 || before > innerHeight) return;
  const after = caretLine(control) ?? before;
  control.scrollTop += after - before;
  scrollBy(0, after - before - (control.scrollTop - scrollTop));
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @returns {number | null} pixels from the top of the window to the end of the caret's line; null where there is only one line, or
 *   none is drawn
 */
function caretLine(control) {
  if (!(control instanceof HTMLTextAreaElement) || !control.getClientRects().length) return null;
  // Browsers tell of no caret's place: a copy that ends there is as high as the text above it.
  const copy = /** @type {HTMLTextAreaElement} */ (control.cloneNode());
  copy.removeAttribute("id");
  copy.style.cssText = `position: absolute; visibility: hidden; field-sizing: fixed; min-height: 0; max-height: none; height: 0; width: ${control.offsetWidth}px`;
  copy.value = control.value.slice(0, control.selectionStart);
  control.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return control.getBoundingClientRect().top + height - control.scrollTop;
}
