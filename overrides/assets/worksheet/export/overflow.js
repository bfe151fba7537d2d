// What does not fit into a field when it is pasted, dropped or typed there: browsers cut it off and say nothing.
import { announce, placeBy } from "../ui/beside_button.js";
import { shortly } from "../ui/excerpt.js";
import { say } from "../ui/messages.js";
import { fileName } from "./file_names.js";
import { HandOver } from "./hand_over.js";

export function startOverflow() {
  document.addEventListener("paste", (event) => watch(event.target, event.clipboardData));
  document.addEventListener("drop", (event) => watch(event.target, event.dataTransfer));
  document.addEventListener("beforeinput", ({ target, inputType }) => {
    if (!isLimited(target) || !/^insert(?!From)/.test(inputType) || remaining(target) < target.maxLength) return;
    announce(placeBy(target), say("export.field_full", { most: target.maxLength.toLocaleString() }));
  });
}

/** @param {EventTarget | null} field @returns {field is HTMLTextAreaElement | HTMLInputElement} */
const isLimited = (field) =>
  (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.maxLength >= 0;

/** @param {HTMLTextAreaElement | HTMLInputElement} field @returns {number} characters that stay when others come */
const remaining = ({ value, selectionStart, selectionEnd }) => value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0));

/** @param {EventTarget | null} field @param {DataTransfer | null} data */
function watch(field, data) {
  if (!isLimited(field) || !data) return;
  const text = data.getData("text/plain").replace(/\r\n?/g, "\n");
  const left = remaining(field);
  if (left + text.length <= field.maxLength) return;
  // Once the browser has put in what fits. What a field of one line has made of line breaks is not known.
  setTimeout(() => offer(field, field instanceof HTMLTextAreaElement ? text.slice(field.value.length - left) : text));
}

/** @param {HTMLElement & {maxLength: number}} field @param {string} rest */
function offer(field, rest) {
  const file = new File([rest], fileName("rest", "", "txt"), { type: "text/plain" });
  const values = { most: field.maxLength.toLocaleString(), rest: shortly(rest) };
  new HandOver(placeBy(field), { file, text: async () => rest, values }).show("cut", ["copy", "save", "share"]);
}
