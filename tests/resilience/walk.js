// What somebody does on a page that is open, as one function for tests: ([step, n, word]) -> what became of it. `n` chooses among
// what is there. `typed`: the word stands on the page; `released`: texts whose words nobody wants any more.
([step, n, word]) => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((found) => found.checkVisibility() && !found.matches(":disabled"));
  const one = (selector) => {
    const found = shown(selector);
    return found.length ? found[n % found.length] : null;
  };
  const TEXTS = ":is([data-bind], [data-field], .ws-changes textarea):is(textarea, [type=text], input:not([type]))";
  let where;
  const write = (field, text) => {
    where = `${field.dataset.bind ?? `${field.closest("[data-id]")?.dataset.id} ${field.dataset.field}`}: ${field.value}`;
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const press = (selector) => {
    const found = one(selector);
    found?.click();
    return found ? {} : null;
  };
  const STEPS = {
    type() {
      const field = one(TEXTS);
      if (!field || field.value.length + word.length + 1 > (field.maxLength > 0 ? Math.min(field.maxLength, 200) : 200)) return null;
      write(field, n % 3 ? `${field.value} ${word}` : `${word} ${field.value}`);
      return { typed: true };
    },
    reword() {
      const field = one(TEXTS);
      if (!field) return null;
      const released = [field.value];
      write(field, word);
      return { typed: true, released };
    },
    leaveField() {
      document.activeElement?.blur();
      return {};
    },
    add() {
      const field = one("[data-new-change]");
      if (!field) return null;
      const released = [field.value];
      write(field, word);
      if (n % 4) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      return { typed: true, released };
    },
    choose: () => press(".ws-changes input[type=checkbox], .ws-form input[type=radio]"),
    move: () => press("[data-do=up], [data-do=down]"),
    remove() {
      const button = one(".ws-changes [data-do=delete]");
      const item = button?.closest("[data-id]");
      // The action of an idea goes with it, also one that is not shown, as the idea is not chosen any more.
      const ours = localStorage.getItem(`coproduction:reflection:${sessionStorage.getItem("coproduction:current")}`);
      const actions = Object.values(JSON.parse(ours ?? "{}").ideas ?? {}).flatMap((answers) => answers.actions);
      const released = actions.filter(({ change }) => change === item?.dataset.id).map((action) => JSON.stringify(action));
      released.push(...[...(item?.querySelectorAll("textarea") ?? []), ...shown(".ws-action :is(textarea, input)")].map(({ value }) => value));
      button?.click();
      return button && { released };
    },
    undo: () => press("[data-do=undo]"),
    settle() {
      const panel = one("[data-clash]");
      if (!panel) return null;
      const buttons = [...panel.querySelectorAll("[data-choose-text]")];
      const button = buttons[n % buttons.length];
      const field = panel.parentElement.querySelector("textarea, input");
      const released = button.dataset.chooseText === "both" ? [] : [panel.textContent, ...shown(TEXTS).map(({ value }) => value)];
      button.click();
      return field && { released };
    },
    start: () => press("[data-do=new]"),
    open: () => press("[data-do=open]"),
    duplicate: () => press("[data-do=duplicate]"),
    keepAgain: () => press("[data-do=keep-again]"),
    deleteReflection() {
      const button = one(".ws-reflections > li [data-do=delete]");
      const released = [localStorage.getItem(`coproduction:reflection:${button?.closest("[data-id]").dataset.id}`) ?? ""];
      button?.click();
      return button && { released };
    },
  };
  const told = STEPS[step]();
  return told && { ...told, where };
}
