/** The bot's App Home: the view that it has published for the acting user. */

import * as api from "./api.js";
import { drawBlocks } from "./blocks/index.js";
import { botName } from "./directory.js";
import { fill, h } from "./dom.js";
import { keepFocus } from "./focus.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { inspector } from "./inspector.js";
import { drawProblem } from "./problems.js";
import { Surface } from "./surface.js";

export class Home {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.problem = h("div", { class: "problem-place" });
    this.head = h("header", { class: "pane-head" });
    this.body = h("div", { class: "home-body blocks", tabindex: -1 });
    this.node = h("div", { class: "home" }, this.head,
      h("div", { class: "scroller" }, h("div", { class: "home-page" }, this.problem, this.body)));
    store.on("user", () => this.begin());
    store.on("home language workspace", () => this.draw());
    this.begin();
  }

  begin() {
    this.surface = new Surface({
      send: (action, state) => api.sendAction(this.store.user.id, this.where(), action, state),
      search: (blockId, actionId, query) =>
        api.searchOptions(this.store.user.id, this.where(), blockId, actionId, query),
      report: (problem) => this.report(problem),
    });
    this.draw();
  }

  where() {
    return { view_id: this.store.home.id };
  }

  report(problem) {
    fill(this.problem, problem && drawProblem(problem));
  }

  draw() {
    const { home, homeProblem, workspace } = this.store;
    if (!workspace) return;
    this.report(homeProblem);
    fill(this.head, icon("home"), h("h2", {}, t("app_home", { bot: botName() })),
      h("p", { class: "topic" }, t("home_topic")),
      home && h("div", { class: "tools" }, inspector(home, (panel) => this.body.before(panel))));
    if (!home) {
      fill(this.body, h("p", { class: "empty" }, t("home_empty", { bot: botName() })));
      return;
    }
    for (const panel of this.node.querySelectorAll(".inspector")) panel.remove();
    this.surface.redraw();
    keepFocus(this.body, () => fill(this.body, drawBlocks(home.blocks, this.surface)));
  }
}
