/** A button: default, primary or danger, perhaps with an address to open. */

import { h } from "../dom.js";
import { isSafe } from "../mrkdwn.js";
import { drawText } from "../text.js";

export function drawButton(element, field) {
  const press = () => {
    const value = element.value === undefined ? {} : { value: element.value };
    const action = { block_id: field.id, action_id: element.action_id, type: "button", ...value };
    field.surface.act(action, element, node);
  };
  const attributes = {
    class: `button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label,
    data: { control: element.action_id ?? "" },
    on: { click: press },
  };
  const opens = element.url && isSafe(element.url);
  const node = opens
    ? h("a", { ...attributes, href: element.url, target: "_blank", rel: "noopener noreferrer" }, drawText(element.text))
    : h("button", { ...attributes, type: "button" }, drawText(element.text));
  return node;
}
