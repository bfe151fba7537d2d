// What somebody at the page would point at: elements by role, label, text or selector, step by step.
// The first lines of a script that runs inside the page. Names follow the rules of accessible names as far as our pages
// need; what the engine itself makes of them is asked of it (`role_and_name`).
const ROLES = {
  button: "button, summary, [role=button], input[type=button], input[type=submit]",
  cell: "td, [role=cell]",
  checkbox: "input[type=checkbox]",
  dialog: "dialog[open], [role=dialog]",
  group: "fieldset, details, [role=group], [role=radiogroup]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  link: "a[href], [role=link]",
  listitem: "li",
  navigation: "nav, [role=navigation]",
  radio: "input[type=radio]",
  region: "section, [role=region]",
  row: "tr",
  status: "output, [role=status]",
  textbox: "textarea, input:not([type]), input[type=text], input[type=search]",
  alert: "[role=alert]",
};
const FROM_CONTENT = ["button", "cell", "heading", "link", "listitem", "row"];
const TAKEN_BY_OTHERS = "script, style, template, noscript, head";

const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const fits = (text, wanted, exact) =>
  exact ? clean(text) === clean(wanted) : clean(text).toLowerCase().includes(clean(wanted).toLowerCase());
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const heard = (element) => shown(element) && !element.closest("[aria-hidden=true], [inert]");

/** The text of an element as it is heard. */
function content(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("[aria-hidden=true], textarea, select, input")) return "";
  if (getComputedStyle(node).display === "none") return "";
  const text = node.getAttribute("aria-label") ?? node.getAttribute("alt") ?? [...node.childNodes].map(content).join("");
  return getComputedStyle(node).display === "inline" ? text : ` ${text} `;
}

function label(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(" ").map((id) => document.getElementById(id)?.textContent).join(" ");
  if (element.ariaLabel) return element.ariaLabel;
  if (element.labels?.length) return [...element.labels].map(content).join(" ");
  if (element.matches("fieldset")) return element.querySelector("legend")?.textContent;
  return "";
}

const name = (element, role) =>
  clean(label(element) || (FROM_CONTENT.includes(role) ? content(element) : "")) || element.title;

const all = (root, selector) => [...root.querySelectorAll(selector)];

const STEPS = {
  selector: (root, { selector }) => all(root, selector),
  role: (root, { role, wanted, exact }) =>
    all(root, ROLES[role]).filter(
      (element) => heard(element) && (wanted === null || fits(name(element, role), wanted, exact)),
    ),
  label: (root, { wanted, exact }) => all(root, "*").filter((element) => fits(label(element) || "", wanted, exact)),
  text: (root, { wanted, exact }) =>
    all(root, "*").filter((element) => {
      if (element.matches(TAKEN_BY_OTHERS) || !fits(element.textContent, wanted, exact)) return false;
      return ![...element.children].some((child) => fits(child.textContent, wanted, exact));
    }),
};

/** @returns {Element[]} what the steps lead to, each from what the one before has found */
function find(steps) {
  let found = [document];
  for (const step of steps) {
    if (step.by === "has text") found = found.filter((element) => fits(element.textContent, step.wanted, false));
    else if (step.by === "shown") found = found.filter(shown);
    else if (step.by === "nth") found = found.slice(step.nth).slice(0, step.nth === -1 ? undefined : 1);
    else found = [...new Set(found.flatMap((root) => STEPS[step.by](root, step)))];
  }
  return found;
}
