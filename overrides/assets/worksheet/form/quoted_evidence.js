// What was taken over from people into a shared reflection, on its worksheet.
import { tool } from "../document/edition.js";
import { remove } from "../document/operations.js";
import { fill, fromTemplate, one, onPress, syncList, withId } from "../ui/dom.js";
import { shortly } from "../ui/excerpt.js";
import { whose } from "../ui/labels.js";
import { say } from "../ui/messages.js";
import { offerUndo } from "../ui/undo.js";

/** @param {{store: Store, idea: string}} page */
export function startQuotedEvidence({ store, idea }) {
  const box = one(document, "[data-voices]");
  const list = one(box, "ul");
  const path = ["ideas", idea, "voices"];
  const voices = () => store.reflection.ideas[idea].voices ?? [];

  onPress(list, {
    "delete-voice"(_, { dataset: { id = "" } }) {
      const index = voices().findIndex((voice) => voice.id === id);
      const text = shortly(voices()[index].text);
      const undo = store.edit(remove(path, id));
      const next = list.children[Math.min(index, list.children.length - 1)]?.querySelector("button");
      (next ?? one(document, `[data-bind="ideas.${idea}.evidence"]`)).focus();
      offerUndo(/** @type {HTMLElement} */ (box.parentElement), say("voices.deleted", { text }), text, () => {
        store.edit(...undo);
        one(list, `${withId(id)} button`).focus();
      });
    },
  });

  function update() {
    box.hidden = voices().length === 0;
    syncList(list, voices(), ({ id }) => fromTemplate("voice", id), (item, voice) => {
      fill(item, "said", voice.text);
      fill(item, "whose", whose(voice.source));
      one(item, "button").setAttribute("aria-label", say("voices.delete_name", { text: shortly(voice.text) }));
    });
  }

  store.watch(update);
}
