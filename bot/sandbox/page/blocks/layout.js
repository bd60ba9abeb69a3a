/** The blocks that lay out text, pictures and elements. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { drawText, plainWords } from "../text.js";

export function drawHeader(block) {
  return h("h3", { class: "block header" }, drawText(block.text));
}

export function drawDivider() {
  return h("hr", { class: "block" });
}

export function drawSection(block, surface, id) {
  const accessory = block.accessory &&
    h("div", { class: "accessory" }, drawPart(block.accessory, surface, id, plainWords(block.text)));
  return h("div", { class: "block section" },
    h("div", { class: "section-body" },
      block.text && h("div", { class: "text" }, drawText(block.text)),
      block.fields && h("div", { class: "fields" },
        block.fields.map((field) => h("div", { class: "text" }, drawText(field))))),
    accessory);
}

export function drawContext(block, surface, id) {
  return h("div", { class: "block context" }, block.elements.map((part) =>
    part.type === "image" ? drawPart(part, surface, id) : h("span", { class: "text" }, drawText(part))));
}

export function drawActions(block, surface, id) {
  return h("div", { class: "block actions" },
    block.elements.map((element) => drawPart(element, surface, id)));
}

export function drawImage(block) {
  return h("figure", { class: "block image" },
    block.title && h("figcaption", {}, drawText(block.title)),
    picture(block));
}

function drawPart(element, surface, id, label) {
  return element.type === "image" ? picture(element) : drawElement(element, { surface, id, label });
}

/** A picture, or its alternative text when it can't be shown. */
function picture({ image_url: url, slack_file: file, alt_text: alt }) {
  const source = url ?? file?.url;
  if (!/^(https?:\/\/|\/(?!\/))/i.test(source ?? "")) return h("span", { class: "alt" }, alt);
  const image = h("img", { src: source, alt, loading: "lazy", referrerpolicy: "no-referrer" });
  image.addEventListener("error", () => image.replaceWith(h("span", { class: "alt" }, alt)), { once: true });
  return image;
}
