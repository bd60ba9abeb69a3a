/** The strip at the top: workspace, whether the bot is connected, the workspace's time, language. */

import { botName } from "./directory.js";
import { fill, h } from "./dom.js";
import { choose, language, languages, t } from "./i18n.js";
import { icon } from "./icons.js";
import { exact, moment } from "./time.js";

const TICK = 1000; // ms

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
    this.clock = h("time", { class: "clock" });
    this.bot = h("span", { class: "bot-state", role: "status" });
    store.on("workspace user language", () => this.draw());
    store.on("workspace link language", () => this.drawLink());
    setInterval(() => this.tick(), TICK);
    this.draw();
  }

  draw() {
    const { workspace } = this.store;
    const drawer = h("button", {
      type: "button",
      class: "tool drawer-button",
      "aria-label": t("open_sidebar"),
      "aria-controls": "sidebar",
      "aria-expanded": String(document.body.classList.contains("drawer")),
      on: { click: () => toggleDrawer() },
    }, icon("menu"));
    fill(this.node, drawer,
      h("h1", { class: "team" }, workspace?.team.name ?? t("sandbox")),
      h("span", { class: "badge" }, t("sandbox")),
      h("span", { class: "state" }, this.bot, this.clock),
      this.drawLanguages());
    this.tick();
  }

  drawLanguages() {
    return h("span", { class: "languages", role: "group", "aria-label": t("language") },
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

  tick() {
    if (!this.store.user) return;
    const now = this.store.now();
    const words = moment(now);
    if (this.clock.textContent === words) return;
    this.clock.textContent = words;
    this.clock.dateTime = now.toISOString();
    this.clock.title = exact(now);
    this.clock.setAttribute("aria-label", `${t("workspace_time")}: ${words}`);
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
