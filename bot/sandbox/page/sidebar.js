/** The sidebar: who you act as, channels, the bot's direct messages and its App Home. */

import { Combo } from "./combo.js";
import { avatar } from "./avatar.js";
import { botName, personName } from "./directory.js";
import { fill, freshId, h } from "./dom.js";
import { language, t } from "./i18n.js";
import { icon, roomIcon } from "./icons.js";
import { HOME } from "./store.js";
import { toggleDrawer } from "./strip.js";

export class Sidebar {
  /** @param {import("./store.js").Store} store @param {HTMLElement} node */
  constructor(store, node) {
    this.store = store;
    this.node = node;
    this.who = h("div", { class: "who" });
    this.rooms = h("div", { class: "rooms" });
    node.append(this.who, this.rooms);
    store.on("workspace user language", () => this.drawWho());
    store.on("workspace user place unread language", () => this.drawRooms());
    node.addEventListener("click", (event) => event.target.closest("a") && toggleDrawer(false));
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggleDrawer(false)) return;
      document.querySelector(".drawer-button").focus();
    });
    document.querySelector("#pane").addEventListener("pointerdown", () => toggleDrawer(false));
  }

  drawWho() {
    const { user, workspace } = this.store;
    if (!user) return;
    const held = this.who.contains(document.activeElement);
    const now = `${user.id} ${language()}`;
    if (held && now === this.drawn) return;
    this.drawn = now;
    this.node.setAttribute("aria-label", t("sidebar"));
    const id = freshId("who");
    const items = workspace.users.map(toItem);
    const combo = new Combo({
      attributes: { id, "aria-describedby": `${id}-title` },
      label: t("act_as"),
      search: (query) => [{ choices: items.filter((item) => item.found.includes(query.trim().toLowerCase())) }],
      chosen: items.filter((item) => item.key === user.id),
      change: ([item]) => {
        location.hash = `#${item.key}/${this.store.place}`;
      },
    });
    fill(this.who,
      h("label", { for: id }, t("act_as")),
      h("div", { class: "who-row" }, avatar(user.id, personName(user.id)), combo.node),
      h("p", { class: "who-title", id: `${id}-title` }, user.title));
    if (held) combo.input.focus();
  }

  drawRooms() {
    const { user, workspace } = this.store;
    if (!user) return;
    const focused = this.rooms.contains(document.activeElement) && document.activeElement.hash;
    const mine = workspace.channels.filter((one) => one.members.includes(user.id));
    const bot = botName();
    fill(this.rooms,
      mine.length > 0 && this.drawGroup(t("channels"), mine.map((one) => this.drawRoom(one.id, roomIcon(one), one.name))),
      this.drawGroup(t("direct_messages"), [this.drawRoom(user.dm, "chat", bot)]),
      this.drawGroup(t("apps"), [this.drawRoom(HOME, "home", t("app_home", { bot }))]));
    if (focused) this.rooms.querySelector(`a[href="${focused}"]`)?.focus();
  }

  drawGroup(title, rooms) {
    const id = freshId("rooms");
    return h("section", { "aria-labelledby": id }, h("h2", { id }, title), h("ul", {}, rooms));
  }

  drawRoom(id, sign, name) {
    const { place, unread, user } = this.store;
    const news = unread.has(id);
    return h("li", {}, h("a", {
      href: `#${user.id}/${id}`,
      class: news && "unread",
      "aria-current": id === place && "page",
    }, icon(sign), h("span", { class: "room-name" }, name),
      news && h("span", { class: "news" }, t("new"))));
  }
}

function toItem(user) {
  const label = personName(user.id);
  return { key: user.id, label, words: label, hint: user.title, found: `${label} ${user.title}`.toLowerCase() };
}
