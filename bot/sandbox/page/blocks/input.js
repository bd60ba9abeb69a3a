/** An input block: label, element, hint and, after a refused form, what is wrong. */

import { freshId, h } from "../dom.js";
import { drawElement, isGroup } from "../elements/index.js";
import { t } from "../i18n.js";
import { drawText, plainWords } from "../text.js";

export function drawInput(block, surface, id) {
  const stem = freshId("field");
  const field = {
    surface,
    id,
    input: { dispatch: Boolean(block.dispatch_action), controlId: stem, optional: Boolean(block.optional) },
    label: plainWords(block.label),
    describedBy: `${stem}-hint ${stem}-error`,
    labelledBy: `${stem}-label`,
  };
  if (!block.optional) surface.require(id, block.element.action_id);
  const group = isGroup(block.element);
  return h("div", { class: "block field", role: group && "group", "aria-labelledby": group && field.labelledBy },
    h(group ? "span" : "label", { class: "label", id: field.labelledBy, for: !group && stem },
      drawText(block.label),
      block.optional && h("span", { class: "optional" }, ` (${t("optional")})`)),
    drawElement(block.element, field),
    h("p", { class: "field-error", id: `${stem}-error`, hidden: true }),
    h("p", { class: "hint", id: `${stem}-hint`, hidden: !block.hint }, drawText(block.hint)));
}

/** Show or clear what is wrong with a field. @param {HTMLElement} block as drawn above */
export function showFieldError(block, text) {
  const note = block.querySelector(".field-error");
  note.textContent = text ?? "";
  note.hidden = !text;
  block.classList.toggle("wrong", Boolean(text));
  for (const control of block.querySelectorAll("[data-control]")) {
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}
