/** A table block: the first row is the heading, as Slack shows it. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { drawPlain } from "../text.js";
import { drawRichText } from "./rich_text.js";

export function drawTable(block, surface) {
  const [head = [], ...body] = block.rows;
  const node = h("div", { class: "block table", tabindex: 0, role: "region", "aria-label": t("table") },
    h("table", {},
      h("thead", {}, h("tr", {}, head.map((cell, index) => drawCell("th", cell, index, block, surface)))),
      h("tbody", {}, body.map((row) =>
        h("tr", {}, row.map((cell, index) => drawCell("td", cell, index, block, surface)))))));
  showMore(node);
  return node;
}

/** Mark a table that goes on to the right, where a phone shows its first columns only. */
function showMore(node) {
  const mark = () => node.toggleAttribute("data-more", node.scrollWidth - node.clientWidth - node.scrollLeft > 1);
  node.addEventListener("scroll", mark, { passive: true });
  new ResizeObserver(mark).observe(node);
}

function drawCell(tag, cell, index, block, surface) {
  const settings = block.column_settings?.[index] ?? {};
  const content = cell.type === "rich_text" ? drawRichText(cell, surface) : drawPlain(cell.text);
  return h(tag, {
    scope: tag === "th" && "col",
    class: `${settings.align ?? "left"}${settings.is_wrapped ? " wrapped" : ""}`,
  }, content);
}
