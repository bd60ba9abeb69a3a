/** An overflow menu: a button with three dots and a short list. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { isSafe } from "../mrkdwn.js";
import { drawText } from "../text.js";

export function drawOverflow(element, field) {
  const choose = (option) => {
    if (option.url && isSafe(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
    const action = { block_id: field.id, action_id: element.action_id, type: "overflow", selected_option: option };
    field.surface.act(action, element, button);
  };
  const button = h("button", {
    type: "button",
    class: "button icon-button",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-label": field.label ? t("more_about", { what: field.label }) : t("more"),
    data: { control: element.action_id ?? "" },
    on: {
      click: () => openMenu(button, element.options.map((option) => ({
        words: drawText(option.text),
        hint: option.description && drawText(option.description),
        choose: () => choose(option),
      }))),
    },
  }, icon("more"));
  return button;
}
