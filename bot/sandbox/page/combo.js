/** A text field with a list to choose from: one choice, or several as removable tokens. */

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { outside } from "./popup.js";

/**
 * @typedef {import("./listbox.js").Choice & {label: string}} Item
 * @typedef {{label?: Node[]|string, choices: Item[]}} Group
 */

export class Combo {
  /**
   * @param {Object} options
   * @param {Object} options.attributes of the text input
   * @param {string} options.label of the list
   * @param {(query: string) => Group[]|Promise<Group[]>} options.search
   * @param {Item[]} options.chosen
   * @param {(chosen: Item[], input: HTMLElement) => void} options.change
   * @param {boolean} [options.multiple]
   * @param {number} [options.most] how many may be chosen
   * @param {boolean} [options.clearable] whether emptying the text takes the choice away
   * @param {number} [options.wait] ms to wait for more typing before searching
   * @param {(query: string) => string} [options.nothing] what to say when nothing is found
   */
  constructor(options) {
    this.options = options;
    this.chosen = options.chosen;
    this.asked = 0;
    this.input = h("input", {
      type: "text",
      role: "combobox",
      "aria-expanded": "false",
      autocomplete: "off",
      spellcheck: "false",
      ...options.attributes,
      class: "combo-input",
    });
    this.node = h("span", { class: "combo control" }, this.input, icon("chevron"));
    this.list = new Listbox(this.input, {
      label: options.label,
      multiple: options.multiple,
      anchor: this.node,
      choose: (item) => this.choose(item),
    });
    this.#listen();
    this.draw();
  }

  #listen() {
    const { input } = this;
    input.addEventListener("input", () => this.find(input.value));
    input.addEventListener("click", () => !this.list.open && this.unfold());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.fold());
    this.node.addEventListener("pointerdown", (event) => {
      if (event.target === input || event.target.closest("button")) return;
      event.preventDefault();
      input.focus();
      if (this.list.open) this.fold();
      else this.unfold();
    });
  }

  #key(event) {
    const { list, input, options } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.open) list.move(step);
      else this.unfold();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.take()) this.unfold();
    } else if (event.key === "Escape" && list.open) {
      event.preventDefault();
      event.stopPropagation();
      this.fold();
    } else if (event.key === "Backspace" && options.multiple && input.value === "" && this.chosen.length) {
      this.remove(this.chosen.at(-1));
    }
  }

  /** Open the list with everything in it. */
  unfold() {
    this.input.select();
    this.stop ??= outside([this.node, this.list.node], () => this.fold());
    this.find("", 0);
  }

  /** Close the list; what was typed and not chosen goes away. */
  fold() {
    this.asked += 1;
    clearTimeout(this.timer);
    this.stop?.();
    this.stop = null;
    if (!this.list.open) return;
    this.list.hide();
    const { multiple, clearable } = this.options;
    if (!multiple && clearable && this.input.value === "" && this.chosen.length) this.become([]);
    else this.draw();
  }

  find(query, wait = this.options.wait ?? 0) {
    clearTimeout(this.timer);
    this.asked += 1;
    const asked = this.asked;
    const run = async () => {
      const pending = this.options.search(query);
      if (pending instanceof Promise) this.list.show([], t("searching"));
      const groups = await pending;
      if (asked !== this.asked) return;
      const keys = new Set(this.chosen.map((item) => item.key));
      const marked = groups.map((group) => ({
        ...group,
        choices: group.choices.map((item) => ({ ...item, chosen: keys.has(item.key) })),
      }));
      this.list.show(marked, this.options.nothing?.(query) ?? t("nothing_found"));
    };
    if (wait) this.timer = setTimeout(run, wait);
    else run();
  }

  choose(item) {
    const { multiple, most = Infinity } = this.options;
    const had = this.chosen.find((one) => one.key === item.key);
    if (!multiple) {
      this.list.hide();
      this.fold();
      this.become([item]);
    } else if (had) {
      this.remove(had);
    } else if (this.chosen.length < most) {
      this.become([...this.chosen, item]);
      this.input.value = "";
      this.find("", 0);
    }
  }

  remove(item) {
    this.become(this.chosen.filter((one) => one !== item));
    if (this.list.open) this.find("", 0);
  }

  become(chosen) {
    this.chosen = chosen;
    this.draw();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.options.change(chosen, this.input);
  }

  draw() {
    const { multiple } = this.options;
    this.input.value = multiple ? "" : (this.chosen[0]?.label ?? "");
    for (const token of this.node.querySelectorAll(".token")) token.remove();
    if (multiple) this.input.before(...this.chosen.map((item) => this.#drawToken(item)));
  }

  #drawToken(item) {
    const remove = h("button", { type: "button", "aria-label": t("remove", { what: item.label }) }, icon("close"));
    remove.addEventListener("click", () => {
      this.remove(item);
      this.input.focus();
    });
    return h("span", { class: "token" }, item.label, remove);
  }
}
