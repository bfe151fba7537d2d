// What does not fit into a field when it is pasted or dropped there: browsers cut it off and say nothing.
import { placeBy } from "../ui/beside_button.js";
import { shortly } from "../ui/excerpt.js";
import { say } from "../ui/messages.js";
import { fileName } from "./file_names.js";
import { HandOver } from "./hand_over.js";

export function startOverflow() {
  document.addEventListener("paste", (event) => watch(event.target, event.clipboardData));
  document.addEventListener("drop", (event) => watch(event.target, event.dataTransfer));
}

/** @param {EventTarget | null} field @param {DataTransfer | null} data */
function watch(field, data) {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || field.maxLength < 0 || !data) return;
  const text = data.getData("text/plain").replace(/\r\n?/g, "\n");
  const left = field.value.length - ((field.selectionEnd ?? 0) - (field.selectionStart ?? 0));
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
