/** A person's or a bot's initials on a quiet colour. */

import { hue, initials, isBot } from "./directory.js";
import { h } from "./dom.js";

export function avatar(id, name) {
  return h("span", { class: `avatar ${isBot(id) ? "bot" : `hue-${hue(id)}`}`, "aria-hidden": "true" }, initials(name) || "?");
}
