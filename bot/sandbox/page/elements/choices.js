/** Checkboxes and radio buttons. */

import { freshId, h } from "../dom.js";
import { drawText } from "../text.js";
import { bind } from "./bind.js";

export function drawCheckboxes(element, field) {
  const bound = bind(element, field, { selected_options: element.initial_options ?? [] });
  const chosen = new Set(bound.state.selected_options.map((option) => option.value));
  return drawChoices(element, field, "checkbox", chosen, (control, option) => {
    if (control.checked) chosen.add(option.value);
    else chosen.delete(option.value);
    const selected = element.options.filter((one) => chosen.has(one.value));
    bound.change({ selected_options: selected }, control, () => {
      control.checked = !control.checked;
      if (control.checked) chosen.add(option.value);
      else chosen.delete(option.value);
    });
  });
}

export function drawRadios(element, field) {
  const bound = bind(element, field, { selected_option: element.initial_option ?? null });
  const chosen = new Set([bound.state.selected_option?.value]);
  return drawChoices(element, field, "radio", chosen, (control, option) =>
    bound.change({ selected_option: option }, control, ({ selected_option: before }) => {
      for (const radio of control.closest(".choices").querySelectorAll("input")) {
        radio.checked = radio.value === before?.value;
      }
    }));
}

function drawChoices(element, field, type, chosen, change) {
  const name = freshId("choice");
  return h("div", {
    class: "choices",
    id: field.input?.controlId,
    role: !field.input && (type === "radio" ? "radiogroup" : "group"),
    "aria-label": !field.input && (field.label || element.action_id),
  }, element.options.map((option) => {
    const control = h("input", {
      type,
      name,
      value: option.value,
      "aria-describedby": field.describedBy,
      data: { control: element.action_id ?? "" },
      on: { change: () => change(control, option) },
    });
    control.checked = chosen.has(option.value);
    return h("label", { class: "choice" }, control, h("span", {},
      h("span", { class: "text" }, drawText(option.text)),
      option.description && h("span", { class: "description" }, drawText(option.description))));
  }));
}
