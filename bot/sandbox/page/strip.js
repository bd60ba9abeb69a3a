/** The strip at the top: workspace, whether the bot is connected, the workspace's time, language. */

import { ClockControl } from "./clock.js";
import { botName } from "./directory.js";
import { fill, h } from "./dom.js";
import { choose, language, languages, t } from "./i18n.js";
import { icon } from "./icons.js";

export class Strip {
  /**
   * @param {import("./store.js").Store} store
   * @param {HTMLElement} node
   * @param {HTMLElement} away where it is said that the sandbox does not answer
   */
  constructor(store, node, away) {
    this.store = store;
    this.node = node;
    this.away = away;
    this.bot = h("span", { class: "bot-state", role: "status" });
    this.drawer = h("button", {
      type: "button",
      class: "tool drawer-button",
      "aria-controls": "sidebar",
      "aria-expanded": "false",
      on: { click: () => toggleDrawer() },
    }, icon("menu"));
    this.team = h("h1", { class: "team" });
    this.badge = h("span", { class: "badge" });
    this.languages = h("span", { class: "languages", role: "group" });
    const clock = new ClockControl(store);
    node.append(this.drawer, this.team, this.badge, h("span", { class: "state" }, this.bot, clock.node), this.languages);
    store.on("workspace user language", () => this.draw());
    store.on("workspace link language", () => this.drawLink());
    store.on("unread user language", () => this.drawNews());
    this.draw();
    this.drawNews();
  }

  draw() {
    this.team.textContent = this.store.workspace?.team.name ?? t("sandbox");
    this.badge.textContent = t("sandbox");
    this.drawLanguages();
  }

  /** Where the sidebar is a drawer, its button tells of what is new behind it. */
  drawNews() {
    const news = this.store.unread.size > 0;
    this.drawer.classList.toggle("has-news", news);
    this.drawer.setAttribute("aria-label", news ? `${t("open_sidebar")}: ${t("new")}` : t("open_sidebar"));
  }

  drawLanguages() {
    this.languages.setAttribute("aria-label", t("language"));
    fill(this.languages,
      languages.map((name) => h("button", {
        type: "button",
        class: "language",
        lang: name,
        "aria-pressed": String(name === language()),
        "aria-label": t(`language_${name}`),
        data: { language: name },
        on: { click: () => this.speak(name) },
      }, name.toUpperCase())));
  }

  speak(name) {
    if (choose(name)) this.store.set("language");
    this.node.querySelector(`[data-language="${name}"]`).focus();
  }

  drawLink() {
    const { workspace, sockets, online } = this.store;
    this.away.textContent = online === false ? t("away") : "";
    this.node.classList.toggle("offline", online === false);
    if (!workspace) return;
    const on = sockets > 0 && online !== false;
    this.bot.classList.toggle("on", on);
    fill(this.bot, h("span", { class: "dot", "aria-hidden": "true" }),
      h("span", { class: "bot-words" }, t(on ? "bot_connected" : "bot_gone", { bot: botName() })));
  }
}

/** On a narrow screen the sidebar is a drawer. @returns {boolean} whether that changed anything */
export function toggleDrawer(open) {
  const was = document.body.classList.contains("drawer");
  const is = document.body.classList.toggle("drawer", open);
  document.querySelector(".drawer-button").setAttribute("aria-expanded", String(is));
  if (is) document.querySelector("#sidebar input, #sidebar a")?.focus();
  return is !== was;
}
