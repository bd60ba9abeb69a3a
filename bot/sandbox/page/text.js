/** Draws text objects and mrkdwn as DOM nodes. */

import { channelName, personName } from "./directory.js";
import { h } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { isSafe, parse } from "./mrkdwn.js";
import { dateToken } from "./time.js";

/** A Slack text object, or nothing. @returns {Node[]} */
export function drawText(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? drawMrkdwn(object.text) : drawPlain(object.text);
}

/** Plain text with its line breaks (kept by CSS) and its emoji. */
export function drawPlain(text) {
  return [document.createTextNode(withEmoji(text ?? ""))];
}

/** @param {string} source @returns {Node[]} */
export function drawMrkdwn(source) {
  return parse(source ?? "").map(drawNode);
}

/** The words of a text object as one string, for labels. */
export function plainWords(object) {
  return object ? drawText(object).map((node) => node.textContent).join("") : "";
}

const TAGS = { bold: "strong", italic: "em", strike: "s", quote: "blockquote" };

function drawNode(node) {
  switch (node.type) {
    case "text": return document.createTextNode(node.text);
    case "break": return h("br");
    case "code": return h("code", {}, node.text);
    case "pre": return h("pre", { tabindex: 0 }, node.text);
    case "link": return link(node.url, node.text);
    case "user": return chip(`@${personName(node.id)}`);
    case "channel": return chip(`#${node.text || channelName(node.id)}`);
    case "broadcast": return chip(`@${node.range}`);
    case "group": return chip(node.text);
    case "emoji": return sign(node.name);
    case "date": return date(node);
    default: return h(TAGS[node.type], {}, node.nodes.map(drawNode));
  }
}

function date(node) {
  const words = dateToken(node.seconds, node.pattern) || node.text;
  return node.url ? link(node.url, words) : h("time", {}, words);
}

/** A link that leaves the page, or its text when the address is not a safe one. */
export function link(url, text) {
  if (!isSafe(url)) return document.createTextNode(text || url);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text || url);
}

function fromCodes(codes) {
  return String.fromCodePoint(...codes.split("-").map((code) => Number.parseInt(code, 16) % 0x110000));
}

export function chip(text) {
  return h("span", { class: "mention" }, text);
}

/**
 * An emoji with its name for those who hear it; an unknown one as its shortcode.
 * @param {string} name @param {string} [unicode] code points as Slack writes them, `1f44b-1f3fb`
 */
export function sign(name, unicode) {
  const found = emoji(name) ?? (/^[0-9a-f-]+$/i.test(unicode ?? "") ? fromCodes(unicode) : undefined);
  if (!found) return document.createTextNode(`:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, found);
}
