// The Tab key in Material's search. Material lets go of the focus before the key moves it, and WebKit (Safari) then
// begins at the top of the page again: nobody would ever come past the search by keyboard. So it closes the search,
// and leaves the focus to the browser.
addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || event.key !== "Tab") return;
    if (!(event.target instanceof Element) || !event.target.matches(".md-search__input")) return;
    event.stopPropagation();
    const open = document.querySelector("[data-md-toggle=search]");
    if (open instanceof HTMLInputElement && open.checked) open.click();
  },
  true,
);
