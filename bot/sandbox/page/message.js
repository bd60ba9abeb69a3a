/** One message: author, time, marks, text or blocks, and the inspector. */

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { botName, isBot, personName } from "./directory.js";
import { fill, h } from "./dom.js";
import { keepFocus } from "./focus.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { inspector } from "./inspector.js";
import { drawProblem } from "./problems.js";
import { Surface } from "./surface.js";
import { drawMrkdwn } from "./text.js";
import { clock, exact, fromTs } from "./time.js";
import { bytes } from "./units.js";

export class MessageView {
  /**
   * @param {import("./store.js").Store} store
   * @param {string} channel
   * @param {import("./store.js").Message} message
   * @param {boolean} continued whether it stands under the heading of the message before
   */
  constructor(store, channel, message, continued) {
    this.store = store;
    this.channel = channel;
    const user = store.user.id;
    const where = { channel, ts: message.ts };
    this.problem = h("div", { class: "problem-place" });
    this.surface = new Surface({
      send: (action, state) => api.sendAction(user, where, action, state),
      search: (blockId, actionId, query) => api.searchOptions(user, where, blockId, actionId, query),
      report: (problem) => this.report(problem),
    });
    this.node = h("article", { class: "message", tabindex: -1 });
    this.draw(message, continued);
  }

  update(message, continued) {
    this.surface.redraw();
    const held = this.tools().indexOf(document.activeElement);
    keepFocus(this.node, () => this.draw(message, continued));
    if (held >= 0) this.tools()[held]?.focus();
  }

  /** The message's own buttons. */
  tools() {
    return [...this.node.querySelectorAll(".tools .tool")];
  }

  /** The first words of the message that a thread began with. */
  snippet(ts) {
    return snippetOf(this.store.message(this.channel, ts));
  }

  answer(message) {
    this.store.set("thread", { thread: message.thread_ts ?? message.ts });
    document.querySelector("#composer").focus();
  }

  report(problem) {
    fill(this.problem, problem && drawProblem(problem));
  }

  draw(message, continued) {
    const name = message.username || personName(message.user);
    const date = fromTs(message.ts);
    const reply = Boolean(message.thread_ts) && message.thread_ts !== message.ts;
    const body = h("div", { class: "body" });
    const time = h("time", { class: "time", datetime: date.toISOString(), title: exact(date) }, clock(date));
    this.node.className = `message${continued ? " continued" : ""}${message.ephemeral ? " ephemeral" : ""}`;
    this.node.classList.toggle("reply", reply);
    this.node.dataset.ts = message.ts;
    this.node.setAttribute("aria-label", t("message_by", { name, time: clock(date) }));
    fill(body,
      message.ephemeral && h("p", { class: "only-you" }, icon("eye"), t("only_you")),
      !continued && h("p", { class: "byline" }, h("span", { class: "author" }, name),
        isBot(message.user) && h("span", { class: "badge" }, t("app")), time,
        reply && h("span", { class: "thread-of" }, t("reply_to", { what: this.snippet(message.thread_ts) })),
        message.edited && drawEdited()),
      drawContent(message, this.surface),
      continued && message.edited && drawEdited(),
      this.problem);
    const within = this.node.contains(document.activeElement); // see roam.js
    const tool = inspector(message, (panel) => body.append(panel));
    const answer = !message.ephemeral && drawReply(() => this.answer(message));
    fill(this.node,
      h("div", { class: "gutter" }, continued ? time : avatar(message.user, name)),
      body,
      h("div", { class: "tools" }, tool, answer));
    for (const one of this.tools()) one.tabIndex = within ? 0 : -1;
  }
}

function drawReply(click) {
  const words = t("reply");
  return h("button", { type: "button", class: "tool", "aria-label": words, title: words, on: { click } }, icon("reply"));
}

function drawContent(message, surface) {
  const files = (message.files ?? []).map(drawFile);
  const attachments = (message.attachments ?? []).map((one) => drawAttachment(one, surface));
  if (message.blocks?.length) {
    return [h("div", { class: "blocks" }, drawBlocks(message.blocks, surface)), attachments, files];
  }
  return [message.text && h("div", { class: "text" }, drawMrkdwn(message.text)), attachments, files];
}

/** A file to download, by its path: the page may be open under another name of this machine. */
function drawFile(file) {
  const { pathname } = new URL(file.url_private, location.href);
  const words = t("download", { name: file.title || file.name, size: bytes(file.size) });
  return h("figure", { class: "file" },
    file.mimetype.startsWith("image/") && h("img", { src: pathname, alt: file.alt_txt ?? "" }),
    h("a", { href: pathname, download: file.name }, icon("download"), words));
}

function drawEdited() {
  return h("span", { class: "edited" }, `(${t("edited")})`);
}

/** Slack's older attachments: a stripe with blocks or a text. */
function drawAttachment(attachment, surface) {
  return h("div", { class: "attachment" }, attachment.blocks
    ? h("div", { class: "blocks" }, drawBlocks(attachment.blocks, surface))
    : h("div", { class: "text" }, drawMrkdwn(attachment.text ?? attachment.fallback)));
}

const SNIPPET = 40; // characters

/** How a message begins, for those who answer it. @param {import("./store.js").Message|undefined} message */
export function snippetOf(message) {
  const words = message ? drawMrkdwn(message.text).map((node) => node.textContent).join("").trim() : "…";
  return [...words].length > SNIPPET ? `${[...words].slice(0, SNIPPET).join("")} …` : words;
}

/** A line of this page's own: a command that was typed, or what went wrong with it. */
export function drawNotice(notice) {
  if (notice.problem) {
    return h("div", { class: "notice" }, drawProblem(notice.problem, notice.intro));
  }
  return h("div", { class: "notice ran" },
    h("span", { class: "ran-words" }, t("you_ran"), " ", h("code", {}, notice.text)),
    notice.busy && h("span", { class: "working", role: "status" }, h("span", { class: "dots", "aria-hidden": "true" }),
      t("working", { bot: botName() })));
}
