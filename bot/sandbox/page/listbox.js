/** A list of choices under (or over) a text control; the control keeps the focus. */

import { freshId, h } from "./dom.js";
import { show } from "./popup.js";

/**
 * @typedef {Object} Choice
 * @property {string} key
 * @property {Node[]|string} words
 * @property {Node[]|string} [hint]
 * @property {boolean} [chosen]
 */

export class Listbox {
  /**
   * @param {HTMLElement} control a text input; its aria attributes are kept here
   * @param {Object} options
   * @param {string} [options.label]
   * @param {(choice: Choice) => void} options.choose
   * @param {boolean} [options.multiple]
   * @param {Object} [options.place] as popup.js takes it
   * @param {HTMLElement} [options.anchor] what to line up with, when not the control
   */
  constructor(control, { label, choose, multiple, place, anchor }) {
    this.control = control;
    this.choose = choose;
    this.place = { match: true, ...place };
    this.anchor = anchor ?? control;
    this.node = h("div", {
      class: "popup listbox",
      role: "listbox",
      id: freshId("list"),
      "aria-label": label,
      "aria-multiselectable": multiple && "true",
      on: { pointerdown: (event) => event.preventDefault() },
    });
    this.choices = [];
    this.active = -1;
    control.setAttribute("aria-controls", this.node.id);
    control.setAttribute("aria-autocomplete", "list");
  }

  /** Say what the list is a list of. */
  name(label) {
    this.node.setAttribute("aria-label", label);
  }

  get open() {
    return this.node.isConnected;
  }

  /**
   * @param {{label?: Node[]|string, choices: Choice[]}[]} groups
   * @param {string} [note] what to say when there is nothing to choose
   */
  show(groups, note) {
    this.choices = groups.flatMap((group) => group.choices);
    this.options = [];
    this.node.replaceChildren(...groups.flatMap((group) => this.#drawGroup(group)));
    if (note && !this.choices.length) this.node.append(h("p", { class: "note", role: "status" }, note));
    if (!this.open) this.anchor.after(this.node);
    this.hideNow?.();
    this.hideNow = show(this.node, this.anchor, this.place);
    if (this.control.getAttribute("role") === "combobox") this.control.setAttribute("aria-expanded", "true");
    const chosen = this.choices.findIndex((choice) => choice.chosen);
    this.#activate(Math.max(chosen, 0));
  }

  hide() {
    if (!this.open) return;
    this.hideNow();
    this.hideNow = null;
    this.node.remove();
    this.active = -1;
    this.control.removeAttribute("aria-activedescendant");
    if (this.control.getAttribute("role") === "combobox") this.control.setAttribute("aria-expanded", "false");
  }

  move(step) {
    const { length } = this.choices;
    if (length) this.#activate((this.active + step + length) % length);
  }

  /** What is active, if anything. */
  get current() {
    return this.choices[this.active];
  }

  /** Choose what is active. @returns {boolean} whether there was something */
  take() {
    const choice = this.open && this.current;
    if (choice) this.choose(choice);
    return Boolean(choice);
  }

  #drawGroup({ label, choices }) {
    const options = choices.map((choice) => this.#drawOption(choice));
    if (!label) return options;
    const id = freshId("group");
    return [h("div", { role: "group", "aria-labelledby": id }, h("div", { class: "group", id }, label), options)];
  }

  #drawOption(choice) {
    const option = h("div", {
      class: "option",
      role: "option",
      id: freshId("option"),
      "aria-selected": String(Boolean(choice.chosen)),
      on: { click: () => this.choose(choice) },
    }, h("span", { class: "option-words" }, choice.words),
      choice.hint && h("span", { class: "description" }, choice.hint));
    this.options.push(option);
    return option;
  }

  #activate(index) {
    this.options[this.active]?.classList.remove("active");
    this.active = this.options[index] ? index : -1;
    const option = this.options[this.active];
    option?.classList.add("active");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.control.setAttribute("aria-activedescendant", option.id);
    else this.control.removeAttribute("aria-activedescendant");
  }
}
