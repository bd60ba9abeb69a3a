/** Shows the JSON behind a message or a view, for those who build bots. */

import { freshId, h } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

/**
 * @param {Object} value what is shown
 * @param {(panel: HTMLElement) => void} put places the panel in the page
 * @returns {HTMLButtonElement} the toggle
 */
export function inspector(value, put) {
  const id = freshId("inspector");
  let panel = null;
  const toggle = h("button", {
    type: "button",
    class: "tool",
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-label": t("inspect"),
    title: t("inspect"),
    on: {
      click: () => {
        if (panel) panel.remove();
        panel = panel ? null : drawPanel(id, value);
        if (panel) put(panel);
        toggle.setAttribute("aria-expanded", String(Boolean(panel)));
      },
    },
  }, icon("code"));
  return toggle;
}

function drawPanel(id, value) {
  const text = JSON.stringify(value, null, 2);
  const copied = h("span", { role: "status" });
  const button = h("button", { type: "button", class: "button small" }, icon("copy"), t("copy"));
  button.addEventListener("click", async () => {
    copied.textContent = (await copy(text)) ? t("copied") : t("not_copied");
  });
  return h("section", { class: "inspector", id, "aria-label": t("inspect") },
    h("div", { class: "inspector-tools" }, copied, button),
    h("pre", { tabindex: 0 }, text));
}

/** @returns {Promise<boolean>} whether the browser let us */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
