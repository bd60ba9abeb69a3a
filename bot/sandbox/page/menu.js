/** A short menu on a button: arrows, Home, End, Escape and the first letter work. */

import { h } from "./dom.js";
import { outside, show } from "./popup.js";

/**
 * @typedef {{words: Node[]|string, hint?: Node[]|string, choose: () => void, checked?: boolean}} Entry
 * @param {HTMLElement} button what opened it; it gets the focus back
 * @param {Entry[]} entries
 */
export function openMenu(button, entries) {
  const menu = h("div", { class: "popup menu", role: "menu" }, entries.map((entry) =>
    h("button", {
      type: "button",
      role: entry.checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": entry.checked === undefined ? null : String(entry.checked),
      tabindex: -1,
      on: { click: () => leave(entry.choose) },
    }, h("span", {}, entry.words), entry.hint && h("span", { class: "description" }, entry.hint))));
  const items = [...menu.children];
  button.after(menu);
  button.setAttribute("aria-expanded", "true");
  const hide = show(menu, button, { end: true });
  const stop = outside([menu, button], () => leave());
  (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0])?.focus();

  function leave(then) {
    hide();
    stop();
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    button.focus();
    then?.();
  }

  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const goals = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key in goals) items.at(goals[event.key] % items.length).focus();
    else if (event.key === "Escape" || event.key === "Tab") leave();
    else items.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    if (event.key in goals || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
    }
  });
}
