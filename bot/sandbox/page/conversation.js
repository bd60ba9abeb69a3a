/** A channel or a direct message: its name, its messages and the composer. */

import { Composer } from "./composer.js";
import { botName } from "./directory.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { icon, roomIcon } from "./icons.js";
import { drawNotice, MessageView } from "./message.js";
import { roam } from "./roam.js";
import { HOME } from "./store.js";
import { day, fromTs, year } from "./time.js";

const NEAR = 120; // px from the end that still count as being at the end
const TOGETHER = 300; // seconds within which messages of one author share a heading

export class Conversation {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.shown = new Map();
    this.head = h("header", { class: "pane-head" });
    this.log = h("div", { class: "log", role: "log", tabindex: 0 });
    roam(this.log);
    this.empty = h("p", { class: "empty" });
    this.newer = h("button", { type: "button", class: "newer", hidden: true, on: { click: () => this.toEnd() } });
    this.scroller = h("div", { class: "scroller" }, this.empty, this.log);
    this.composer = new Composer(store);
    this.node = h("div", { class: "conversation" }, this.head, this.scroller,
      h("div", { class: "foot" }, this.newer, this.composer.node));
    this.following = true;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const resized = new ResizeObserver(() => this.following && this.toEnd());
    resized.observe(this.log);
    resized.observe(this.scroller); // a phone's keyboard takes half of it
    store.on("place", () => this.enter());
    store.on("workspace", () => this.drawHead());
    store.on("language user", () => this.forget());
    store.on("language", () => this.enter());
    store.on("messages", () => this.draw());
  }

  /** Draw every message anew: its words or its reader have changed. */
  forget() {
    this.shown.clear();
    this.log.replaceChildren();
  }

  enter() {
    const { place } = this.store;
    if (!place || place === HOME) return;
    this.forget();
    this.drawHead();
    this.draw();
    this.toEnd();
  }

  drawHead() {
    const { place, workspace, user } = this.store;
    if (!place || place === HOME) return;
    const channel = workspace.channels.find((one) => one.id === place);
    const bot = botName();
    const name = channel?.name ?? bot;
    this.log.setAttribute("aria-label", t("messages_in", { name }));
    this.newer.textContent = t("newer");
    this.composer.enter(name, Boolean(channel));
    const without = channel && !channel.members.includes(workspace.bot.user_id);
    fill(this.head, icon(channel ? roomIcon(channel) : "chat"),
      h("h2", {}, name),
      h("p", { class: "topic" }, channel ? channel.topic : t("dm_topic", { bot, user: user.real_name })),
      channel?.is_archived && h("p", { class: "without" }, t("archived")),
      without && h("p", { class: "without" }, t("bot_not_member", { bot })));
  }

  draw() {
    const { place } = this.store;
    if (!place || place === HOME) return;
    const list = this.store.list(place);
    const count = this.shown.size;
    this.empty.hidden = list.length > 0 || !this.store.loaded.has(place);
    this.empty.textContent = t("empty");
    this.log.setAttribute("aria-busy", String(!this.store.loaded.has(place)));
    this.reconcile(this.plan(list));
    if (this.following || list.at(-1)?.type === "notice") this.toEnd();
    else if (this.shown.size > count) this.newer.hidden = false;
  }

  /** What should stand in the log: day dividers, messages and notices, each with a key. */
  plan(list) {
    const entries = [];
    let before = null;
    let last = null;
    for (const item of list) {
      const own = item.type === "notice";
      const at = own ? item.at : fromTs(item.ts);
      if (last === null || day(last, true) !== day(at, true)) {
        const date = day(at, last !== null && year(last) !== year(at));
        entries.push({ key: `day-${item.key ?? item.ts}`, item: date, draw: () => drawDay(date) });
        before = null;
      }
      last = at;
      if (own) {
        entries.push({ key: item.key, item, draw: () => drawNotice(item) });
        before = null;
        continue;
      }
      const continued = follows(before, item);
      entries.push({ key: item.ts, item, continued, message: true });
      before = item;
    }
    return entries;
  }

  /** Touch only what is new or other than before: what is focused or filled in stays. */
  reconcile(entries) {
    const keys = new Set(entries.map((entry) => entry.key));
    for (const [key, shown] of this.shown) {
      if (keys.has(key)) continue;
      const held = shown.node.contains(document.activeElement);
      shown.node.remove();
      this.shown.delete(key);
      if (held) this.composer.field.focus();
    }
    let place = this.log.firstChild;
    for (const entry of entries) {
      const old = this.shown.get(entry.key)?.node;
      const node = this.put(entry);
      if (old && old !== node) {
        if (place === old) place = old.nextSibling;
        old.remove();
      }
      if (node === place) place = place.nextSibling;
      else this.log.insertBefore(node, place);
    }
  }

  /** The node of an entry: as it stands, brought up to date, or new. */
  put(entry) {
    const shown = this.shown.get(entry.key);
    if (shown?.item === entry.item && shown.continued === entry.continued) return shown.node;
    if (shown?.view) {
      shown.view.update(entry.item, entry.continued);
      this.shown.set(entry.key, { ...shown, ...entry });
      return shown.node;
    }
    const view = entry.message ? new MessageView(this.store, this.store.place, entry.item, entry.continued) : null;
    const node = view ? view.node : entry.draw();
    this.shown.set(entry.key, { ...entry, node, view });
    return node;
  }

  /** Whoever has scrolled up to read stays there. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.following = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.following) this.newer.hidden = true;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.following = true;
    this.newer.hidden = true;
  }
}

function drawDay(date) {
  return h("h3", { class: "day" }, h("span", {}, date));
}

function follows(before, item) {
  return Boolean(before) && before.user === item.user && Boolean(before.ephemeral) === Boolean(item.ephemeral) &&
    before.thread_ts === item.thread_ts && Number(item.ts) - Number(before.ts) < TOGETHER;
}
