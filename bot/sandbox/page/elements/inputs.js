/** Text, number, e-mail and address inputs. */

import { h } from "../dom.js";
import { plainWords } from "../text.js";
import { bind, named } from "./bind.js";

const KINDS = {
  plain_text_input: { type: "text" },
  email_text_input: { type: "email", inputmode: "email" },
  url_text_input: { type: "url", inputmode: "url" },
  number_input: { type: "text", inputmode: "decimal" },
};

export function drawTextInput(element, field) {
  const bound = bind(element, field, { value: element.initial_value ?? null });
  const attributes = {
    ...named(element, field),
    placeholder: plainWords(element.placeholder),
    maxlength: element.max_length,
    autocomplete: "off",
    class: "control",
  };
  const control = element.multiline
    ? h("textarea", { ...attributes, rows: 4 })
    : h("input", { ...attributes, ...KINDS[element.type] });
  control.value = bound.state.value ?? "";
  listen(control, element, field, bound);
  return control;
}

function listen(control, element, field, bound) {
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const dispatches = (event) => (!field.input || field.input.dispatch) && when.includes(event);
  const value = () => ({ value: control.value === "" ? null : control.value });
  control.addEventListener("input", () => {
    bound.keep(value());
    if (dispatches("on_character_entered")) bound.tell(value(), control);
  });
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || element.multiline || !dispatches("on_enter_pressed")) return;
    event.preventDefault();
    bound.tell(value(), control);
  });
}
