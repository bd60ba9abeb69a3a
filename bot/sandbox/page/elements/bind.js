/** Ties a control to its place: the value it begins with, its names, and what a change does. */

import { plainWords } from "../text.js";

/**
 * @param {Object} element
 * @param {import("./index.js").Field} field
 * @param {Object} initial the state's shape in Slack, such as `{selected_date: null}`
 */
export function bind(element, field, initial) {
  const type = element.type;
  let state = field.surface.begin(field.id, element.action_id, { type, ...initial });
  return {
    state,
    /**
     * Keep a value; outside an input block, or where it asks for it, tell the bot as well. When
     * the person then says no, `revert` gets the state to go back to.
     */
    async change(value, control, revert) {
      this.keep(value);
      if ((field.input && !field.input.dispatch) || (await this.tell(value, control))) {
        state = { type, ...value };
      } else {
        this.keep(state);
        revert(state);
      }
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
