/**
 * Slack's mrkdwn as a tree: pure, so that it can be tested without a page.
 *
 * A node is `{type, …}`: `text` {text}, `bold|italic|strike` {nodes}, `code|pre` {text},
 * `quote` {nodes}, `link` {url, text}, `user` {id}, `channel` {id, text}, `broadcast` {range},
 * `group` {text}, `date` {seconds, pattern, url, text}, `emoji` {name}, `break`.
 */

const STYLES = { "*": "bold", _: "italic", "~": "strike" };
const REFERENCE = /^<([^<>\n]+)>/;
const SAFE = /^(https?:\/\/|mailto:|tel:)/i;
const WORD = /[\p{L}\p{N}]/u;

/** Slack escapes three characters only. */
function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

export function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Whether an address may become a link: never `javascript:` or `data:`. */
export function isSafe(url) {
  return SAFE.test(url);
}

/** @param {string} source @returns {Object[]} nodes */
export function parse(source) {
  const nodes = [];
  source.split(/```([\s\S]+?)```/).forEach((part, index) => {
    if (index % 2) nodes.push({ type: "pre", text: unescape(part.replace(/^\n|\n$/g, "")) });
    else nodes.push(...lines(index ? part.replace(/^\n/, "") : part));
  });
  return nodes;
}

/** Lines that begin with `>` become one quote; other line ends become breaks. */
function lines(source) {
  const nodes = [];
  let quote = null;
  let first = true;
  for (const line of source === "" ? [] : source.split("\n")) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      if (quote) quote.nodes.push({ type: "break" });
      else nodes.push((quote = { type: "quote", nodes: [] }));
      quote.nodes.push(...inline(quoted[1]));
    } else {
      if (!quote && !first) nodes.push({ type: "break" });
      quote = null;
      nodes.push(...inline(line));
    }
    first = false;
  }
  return nodes;
}

function inline(source) {
  const nodes = [];
  const unclosed = new Set();
  let plain = "";
  const push = (node) => {
    if (plain) nodes.push({ type: "text", text: unescape(plain) });
    plain = "";
    if (node) nodes.push(node);
  };
  for (let at = 0; at < source.length;) {
    const found = special(source, at, unclosed);
    if (found) {
      push(found.node);
      at += found.length;
    } else {
      plain += source[at];
      at += 1;
    }
  }
  push(null);
  return nodes;
}

/** What begins at `at`, if it is more than a character. `unclosed`: signs that nothing ahead closes. */
function special(source, at, unclosed) {
  const sign = source[at];
  if (sign === "<") return reference(source.slice(at));
  if (sign === "`") {
    const code = /^`([^`\n]+)`/.exec(source.slice(at));
    return code && { node: { type: "code", text: unescape(code[1]) }, length: code[0].length };
  }
  if (sign === ":") {
    const name = /^:([a-z0-9_+-]+):/.exec(source.slice(at));
    return name && { node: { type: "emoji", name: name[1] }, length: name[0].length };
  }
  return sign in STYLES && !unclosed.has(sign) ? styled(source, at, unclosed) : null;
}

/** `*bold*`: opens where a word could begin, closes where it could end, and hugs its text. */
function styled(source, at, unclosed) {
  const sign = source[at];
  if (at > 0 && WORD.test(source[at - 1])) return null;
  if (!source[at + 1] || /\s/.test(source[at + 1]) || source[at + 1] === sign) return null;
  for (let end = source.indexOf(sign, at + 1); end > 0; end = source.indexOf(sign, end + 1)) {
    const after = source[end + 1] ?? " ";
    if (/\s/.test(source[end - 1]) || WORD.test(after) || inReference(source, at, end)) continue;
    const nodes = inline(source.slice(at + 1, end));
    return { node: { type: STYLES[sign], nodes }, length: end - at + 1 };
  }
  unclosed.add(sign);
  return null;
}

/** An underscore inside `<https://…|…>` or a code span closes nothing. */
function inReference(source, from, at) {
  const before = source.slice(from, at);
  const ticks = before.split("`").length - 1;
  return before.lastIndexOf("<") > before.lastIndexOf(">") || ticks % 2 === 1;
}

/** `<…>`: a mention, a date or a link; anything else is shown as it was written. */
function reference(source) {
  const found = REFERENCE.exec(source);
  if (!found) return null;
  const [target, ...rest] = found[1].split("|");
  const label = rest.length ? unescape(rest.join("|")) : undefined;
  const node = mention(target, label) ?? link(unescape(target), label);
  return node && { node, length: found[0].length };
}

function link(url, label) {
  return isSafe(url) ? { type: "link", url, text: label || url.replace(/^(mailto|tel):/, "") } : null;
}

function mention(target, label) {
  if (/^@[UW]/.test(target)) return { type: "user", id: target.slice(1) };
  if (/^#[CG]/.test(target)) return { type: "channel", id: target.slice(1), text: label };
  const broadcast = /^!(channel|here|everyone)$/.exec(target);
  if (broadcast) return { type: "broadcast", range: broadcast[1] };
  if (target.startsWith("!subteam^")) return { type: "group", text: label ?? target.slice(9) };
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.+))?$/.exec(target);
  if (!date) return null;
  return { type: "date", seconds: Number(date[1]), pattern: date[2], url: date[3], text: label ?? "" };
}
