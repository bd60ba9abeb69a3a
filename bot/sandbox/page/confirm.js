/** The small dialog that asks before an action with a `confirm` object is sent. */

import { freshId, h } from "./dom.js";
import { t } from "./i18n.js";
import { drawText } from "./text.js";

/**
 * @param {{title: Object, text: Object, confirm: Object, deny: Object, style?: string}} words
 * @returns {Promise<boolean>}
 */
export function askConfirm(words) {
  return new Promise((resolve) => {
    const title = freshId("confirm");
    const answer = (value) => h("button", {
      type: "button",
      class: value ? `button ${words.style ?? "primary"}` : "button",
      on: { click: () => dialog.close(value ? "yes" : "") },
    }, value ? drawText(words.confirm) : drawText(words.deny), !words[value ? "confirm" : "deny"] && t(value ? "yes" : "cancel"));
    const dialog = h("dialog", { class: "confirm", "aria-labelledby": title },
      h("h2", { id: title }, drawText(words.title)),
      h("div", { class: "text" }, drawText(words.text)),
      h("div", { class: "dialog-buttons" }, answer(false), answer(true)));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
