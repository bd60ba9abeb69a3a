/** Draws interactive elements: one function per element type, looked up by name. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { drawButton } from "./button.js";
import { drawCheckboxes, drawRadios } from "./choices.js";
import { drawDate, drawDateTime, drawTime } from "./dates.js";
import { drawTextInput } from "./inputs.js";
import { drawOverflow } from "./overflow.js";
import { drawSelect } from "./select.js";

const ELEMENTS = {
  button: drawButton,
  workflow_button: drawButton,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadios,
  datepicker: drawDate,
  datetimepicker: drawDateTime,
  timepicker: drawTime,
  email_text_input: drawTextInput,
  number_input: drawTextInput,
  plain_text_input: drawTextInput,
  url_text_input: drawTextInput,
  overflow: drawOverflow,
};

const SELECT = /^(multi_)?(static|external|users|channels|conversations)_select$/;

/** Whether an element is several controls under one label. */
export const isGroup = (element) => ["checkboxes", "radio_buttons"].includes(element.type);

/**
 * @typedef {Object} Field where an element stands
 * @property {import("../surface.js").Surface} surface
 * @property {string} id the block's id
 * @property {string} [label] the words of the section beside it
 * @property {{dispatch: boolean, controlId: string, optional: boolean}} [input] in an input block
 * @property {string} [labelledBy] @property {string} [describedBy] ids, in an input block
 */

/** @param {Object} element @param {Field} field @returns {HTMLElement} */
export function drawElement(element, field) {
  const draw = SELECT.test(element.type) ? drawSelect : ELEMENTS[element.type];
  if (!draw) return h("span", { class: "unknown" }, t("unknown_element", { type: String(element.type) }));
  return draw(element, field);
}
