/** Rich text: sections, lists, quotes and preformatted text. */

import { channelName, personName } from "../directory.js";
import { h } from "../dom.js";
import { chip, link, sign } from "../text.js";
import { dateToken } from "../time.js";

export function drawRichText(block) {
  return h("div", { class: "block rich-text" }, nest(block.elements));
}

/** Lists with an indent are nested in the last item of the list before. */
function nest(parts) {
  const nodes = [];
  const open = [];
  for (const part of parts) {
    const node = drawPart(part);
    if (part.type !== "rich_text_list") {
      open.length = 0;
      nodes.push(node);
      continue;
    }
    const indent = part.indent ?? 0;
    while (open.length && open.at(-1).indent >= indent) open.pop();
    const parent = open.at(-1)?.node.lastElementChild;
    if (parent) parent.append(node);
    else nodes.push(node);
    open.push({ indent, node });
  }
  return nodes;
}

function drawPart(part) {
  switch (part.type) {
    case "rich_text_list": return drawList(part);
    case "rich_text_quote": return h("blockquote", {}, part.elements.map(drawInline));
    case "rich_text_preformatted": return h("pre", { tabindex: 0 }, part.elements.map((one) => one.text ?? one.url));
    default: return h("p", {}, (part.elements ?? []).map(drawInline));
  }
}

function drawList(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  return h(tag, { start: tag === "ol" && part.offset ? part.offset + 1 : null },
    part.elements.map((item) => h("li", {}, item.elements.map(drawInline))));
}

function drawInline(part) {
  return styled(bare(part), part.style ?? {});
}

function bare(part) {
  switch (part.type) {
    case "text": return document.createTextNode(part.text);
    case "link": return link(part.url, part.text);
    case "user": return chip(`@${personName(part.user_id)}`);
    case "usergroup": return chip(`@${part.usergroup_id}`);
    case "channel": return chip(`#${channelName(part.channel_id)}`);
    case "broadcast": return chip(`@${part.range}`);
    case "emoji": return sign(part.name, part.unicode);
    case "date": return h("time", {}, dateToken(part.timestamp, part.format));
    case "color": return h("code", {}, part.value);
    default: return document.createTextNode(part.text ?? "");
  }
}

const STYLES = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };

function styled(node, style) {
  return Object.entries(STYLES).reduce(
    (inner, [name, tag]) => (style[name] ? h(tag, {}, inner) : inner), node);
}
