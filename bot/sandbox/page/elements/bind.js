/** Ties a control to its place: the value it begins with, its names, and what a change does. */

import { plainWords } from "../text.js";

/**
 * @param {Object} element
 * @param {import("./index.js").Field} field
 * @param {Object} initial the state's shape in Slack, such as `{selected_date: null}`
 */
export function bind(element, field, initial) {
  const type = element.type;
  const state = field.surface.begin(field.id, element.action_id, { type, ...initial });
  return {
    state,
    /** Keep a value; outside an input block, or where it asks for it, tell the bot as well. */
    change(value, control) {
      this.keep(value);
      return !field.input || field.input.dispatch ? this.tell(value, control) : Promise.resolve(true);
    },
    keep(value) {
      field.surface.set(field.id, element.action_id, { type, ...value });
    },
    tell(value, control) {
      const action = { block_id: field.id, action_id: element.action_id, type, ...value };
      return field.surface.act(action, element, control);
    },
  };
}

/** The attributes that name and describe a control for those who can't see where it stands. */
export function named(element, field) {
  return {
    id: field.input?.controlId,
    "aria-labelledby": field.input && field.labelledBy,
    "aria-label": !field.input && (plainWords(element.placeholder) || field.label || element.action_id),
    "aria-describedby": field.describedBy,
    "aria-required": field.input && !field.input.optional && "true",
    autofocus: Boolean(element.focus_on_load),
    data: { control: element.action_id ?? "" },
  };
}
