/** Draws Block Kit: one function per block type, looked up by name. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { drawActions, drawContext, drawDivider, drawHeader, drawImage, drawSection } from "./layout.js";
import { drawInput } from "./input.js";
import { drawRichText } from "./rich_text.js";
import { drawTable } from "./table.js";

const BLOCKS = {
  actions: drawActions,
  context: drawContext,
  divider: drawDivider,
  header: drawHeader,
  image: drawImage,
  input: drawInput,
  rich_text: drawRichText,
  section: drawSection,
  table: drawTable,
};

/**
 * @param {Object[]} blocks as Slack's API takes them
 * @param {import("../surface.js").Surface} surface where they stand
 * @returns {HTMLElement[]}
 */
export function drawBlocks(blocks, surface) {
  return blocks.map((block, index) => {
    const id = block.block_id ?? `block-${index}`;
    const draw = BLOCKS[block.type];
    const node = draw ? draw(block, surface, id) : drawUnknown(block);
    node.dataset.block = id;
    return node;
  });
}

/** A block that this page does not draw is named, not hidden. */
function drawUnknown(block) {
  return h("p", { class: "unknown" }, t("unknown_block", { type: String(block.type) }));
}
