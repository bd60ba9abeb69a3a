/** The message field: sends messages and commands, completes both, and recalls the last (arrow up). */

import * as api from "./api.js";
import { channel, personName } from "./directory.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { snippetOf } from "./message.js";
import { asCommand, asMessage, suggestionsFor } from "./typed.js";

export class Composer {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.drafts = new Map();
    this.sent = "";
    this.field = h("textarea", { id: "composer", rows: 1, autocomplete: "off", spellcheck: "true" });
    this.button = h("button", { class: "button primary send" }, icon("send"));
    this.count = h("span", { class: "unseen", role: "status" });
    this.thread = h("p", { class: "thread", hidden: true });
    this.row = h("div", { class: "composer" }, this.field, this.button, this.count);
    this.node = h("form", { on: { submit: (event) => this.submit(event) } }, this.thread, this.row);
    this.list = new Listbox(this.field, {
      choose: (choice) => this.complete(choice),
      anchor: this.row,
      place: { above: true, match: false },
    });
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.list.hide());
    this.field.addEventListener("click", () => this.suggest());
    store.on("thread language", () => this.drawThread());
  }

  /** Another conversation: what was being written here waits until somebody comes back. */
  enter(name, isChannel) {
    const { user, place } = this.store;
    const here = `${user.id}/${place}`;
    const label = t("message_to", { name: isChannel ? `#${name}` : name });
    this.field.setAttribute("aria-label", label);
    this.field.placeholder = label;
    this.button.setAttribute("aria-label", t("send"));
    this.button.title = t("send");
    if (here === this.here) return;
    this.here = here;
    this.write(this.drafts.get(here) ?? "");
  }

  /** Say which message is being answered, if one is. */
  drawThread() {
    const { thread, place } = this.store;
    this.thread.hidden = !thread;
    if (!thread) return;
    const stop = h("button", { type: "button", class: "tool", "aria-label": t("leave_thread") }, icon("close"));
    stop.addEventListener("click", () => this.leaveThread());
    fill(this.thread, icon("reply"), h("span", {}, t("reply_to", { what: snippetOf(this.store.message(place, thread)) })), stop);
  }

  leaveThread() {
    this.store.set("thread", { thread: null });
    this.field.focus();
  }

  write(text) {
    this.field.value = text;
    this.drafts.set(this.here, text);
    this.grow();
    this.list.hide();
  }

  typed() {
    this.drafts.set(this.here, this.field.value);
    this.grow();
    this.suggest();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  key(event) {
    const { list } = this;
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.open && step) {
      event.preventDefault();
      list.move(step);
    } else if (this.completes(event) && list.take()) {
      event.preventDefault();
    } else if (list.open && event.key === "Escape") {
      event.preventDefault();
      list.hide();
    } else if (event.key === "Escape" && this.store.thread) {
      this.leaveThread();
    } else if (event.key === "ArrowUp" && this.field.value === "" && this.sent) {
      event.preventDefault();
      this.write(this.sent);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.node.requestSubmit();
    }
  }

  /** Tab completes, and so does Enter, unless all of it is typed already: then it sends. */
  completes(event) {
    if (!this.list.open || event.shiftKey) return false;
    return event.key === "Tab" || (event.key === "Enter" && this.list.current?.insert !== this.field.value);
  }

  suggest() {
    const { workspace, place } = this.store;
    const { value, selectionStart } = this.field;
    const members = channel(place)?.members ?? [];
    const found = suggestionsFor(value, selectionStart, workspace, members);
    if (!found.length) {
      this.list.hide();
      this.count.textContent = "";
      return;
    }
    const label = t(value.startsWith("/") ? "commands" : "mentions");
    this.list.name(label);
    const choices = found.map((one) => ({ ...one, words: [h("b", {}, one.words), one.usage && ` ${one.usage}`] }));
    this.list.show([{ label, choices }]);
    this.count.textContent = t("suggestions", { count: found.length });
  }

  /** Put a suggestion where its beginning was typed. */
  complete({ from, insert }) {
    const { value, selectionStart } = this.field;
    const after = value.slice(selectionStart).replace(/^ /, "");
    this.write(`${value.slice(0, from)}${insert} ${after}`);
    const caret = from + insert.length + 1;
    this.field.setSelectionRange(caret, caret);
    this.field.focus();
  }

  async submit(event) {
    event.preventDefault();
    const typed = this.field.value.trim();
    if (!typed) return;
    this.sent = typed;
    this.write("");
    this.field.focus();
    const command = asCommand(typed);
    if (command) await this.run(command);
    else await this.say(typed);
  }

  async run({ command, text }) {
    const { store } = this;
    const channelId = store.place;
    const known = store.workspace.commands.some((one) => one.command === command);
    if (!known || store.thread) {
      const problem = new Error(t(known ? "no_commands_in_threads" : "no_such_command", { command }));
      store.notice(channelId, { problem });
      return;
    }
    const put = store.notice(channelId, { text: `${command} ${text}`.trim(), busy: true });
    try {
      await api.sendCommand(store.user.id, channelId, command, text);
    } catch (problem) {
      store.notice(channelId, { problem, intro: command });
    } finally {
      put({ busy: false });
    }
  }

  async say(typed) {
    const { store } = this;
    const channelId = store.place;
    const text = asMessage(typed, [
      { id: store.workspace.bot.user_id, name: personName(store.workspace.bot.user_id) },
      ...store.workspace.users.map((one) => ({ id: one.id, name: personName(one.id) })),
    ]);
    this.row.classList.add("busy");
    try {
      await api.sendMessage(store.user.id, channelId, text, store.thread ?? undefined);
    } catch (problem) {
      store.notice(channelId, { problem });
      if (!(problem instanceof api.BotFailed) && !this.field.value) this.write(typed);
    } finally {
      this.row.classList.remove("busy");
    }
  }
}
