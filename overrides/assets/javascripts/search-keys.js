// Keys that Material takes: Tab in its search, and single letters anywhere.

const isSearching = () => {
  const open = document.querySelector("[data-md-toggle=search]");
  return open instanceof HTMLInputElement && open.checked ? open : null;
};

// Material lets go of the focus before the Tab key moves it, and WebKit (Safari) then begins at the top of the page again:
// nobody would ever come past the search by keyboard. So it closes the search, and leaves the focus to the browser.
// Enter that ends a composition would open the first page that is found; Safari tells of a composition by a number.
addEventListener(
  "keydown",
  (event) => {
    if (!(event.target instanceof Element) || !event.target.matches(".md-search__input")) return;
    const isComposed = event.isComposing || event.keyCode === 229;
    if (!isComposed && event.key !== "Tab") return;
    event.stopPropagation();
    if (!isComposed) isSearching()?.click();
  },
  true,
);

// Material goes to the next page on "n" and to others on other letters, wherever the focus is. Whoever speaks to the device
// or hits keys by accident would be taken away from their worksheet (WCAG 2.1.4). Material listens at the window.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
  if (!isSearching()) event.stopPropagation();
});
